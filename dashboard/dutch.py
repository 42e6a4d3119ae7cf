"""Typer in Dutch: the words of its help pages and of its usage errors."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

HELP = "Toon deze uitleg en stop."


def _speak_dutch() -> None:
    """Set the fixed strings of Typer's help pages; they are module constants, read when a page is drawn."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Wat u opgeeft"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


class _Dutch:
    """What a command and the program itself say in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with Dutch text."""
        option = super().get_help_option(ctx)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if option is not None:
            option.help = HELP
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Draw the help page with Dutch titles."""
        _speak_dutch()
        super().format_help(ctx, formatter)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


class DutchCommand(_Dutch, TyperCommand):
    """A command whose help page is Dutch."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with a Dutch first word."""
        named = [str(part.metavar or part.name) for part in self.get_params(ctx) if part.param_type_name == "argument"]
        formatter.write_usage(ctx.command_path, " ".join(["[OPTIES]", *named]), prefix="Gebruik: ")


class DutchGroup(_Dutch, TyperGroup):
    """The program itself: its list of commands and what it says to an unknown one."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with a Dutch first word."""
        formatter.write_usage(ctx.command_path, "OPDRACHT [OPTIES]", prefix="Gebruik: ")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say in Dutch that it does not exist and which ones do."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise typer.BadParameter(
                f"De opdracht {args[0]!r} bestaat niet; kies uit {', '.join(self.list_commands(ctx))}."
            )
        return super().resolve_command(ctx, args)


def usage_sentence(error: TyperException) -> str:
    """Return one Dutch sentence for a usage error of Typer.

    Typer's own texts are English and its classes private, so the kind is told by the attributes it carries.
    """
    context = getattr(error, "ctx", None)
    see = f" Zie `{context.command_path} --help`." if context is not None else " Zie `effectmeting --help`."
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return f"De optie {getattr(error, 'option_name', '')} bestaat niet.{see}"
    if kind == "MissingParameter":
        return f"Er ontbreekt iets: geef {_name(getattr(error, 'param', None))} op.{see}"
    if kind == "BadOptionUsage":
        return f"De optie {getattr(error, 'option_name', '')} mist een waarde of kreeg er een te veel.{see}"
    if isinstance(error, typer.BadParameter) and getattr(error, "param", None) is not None:
        return f"De waarde van {_name(getattr(error, 'param', None))} is onbruikbaar{_wanted(error)}.{see}"
    if isinstance(error, typer.BadParameter):
        return error.message
    return f"Er staat iets te veel of iets onbekends in de opdracht.{see}"


def _wanted(error: TyperException) -> str:
    """Say which number fits, where one is asked for."""
    parameter = getattr(error, "param", None)
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is None or high is None:
        return ""
    point = ", met een punt" if isinstance(low, float) else ""
    return f"; geef een getal van {low} tot en met {high}{point}"


def _name(parameter: Any) -> str:
    """The name of ``parameter`` as its user writes it."""
    if parameter is None:
        return "een waarde"
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)

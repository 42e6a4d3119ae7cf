"""Own groups of gemeenten: which there are, and making, changing and taking one away."""

from collections.abc import Collection

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from queries.groups import GroupError, read_groups, remove_group, replace_group

__all__ = ["GroupError", "group_name", "groups", "remove", "save"]

OWN_GROUP = "Eigen groep "


def group_name(naam: str) -> str:
    """Return a group's name as it stands among what can be compared with."""
    return f"{OWN_GROUP}{naam}"


@kept(8)
def groups(source: Source) -> dict[str, tuple[str, ...]]:
    """Return the codes of the viewer's own groups by name, in order of name."""
    with stored.open_store(source.url).connect() as connection:
        rows = read_groups(connection, source.viewer)
    found: dict[str, list[str]] = {}
    for naam, code in rows.select("naam", "gm_code").iter_rows():
        found.setdefault(naam, []).append(code)
    return {naam: tuple(codes) for naam, codes in found.items()}


def save(source: Source, naam: str, codes: Collection[str], *, was: str | None = None) -> str:
    """Make a group, or change the one that was called ``was``; return its name as it was kept. Raises GroupError.

    It counts at once: what was published of its gemeenten is added up.
    """
    name = " ".join(naam.split())
    taken = {other.casefold() for other in groups(source) if other != was}
    if name.casefold() in taken:
        raise GroupError(f"U hebt al een groep die {name} heet; kies een andere naam of wijzig die groep.")
    with stored.open_store(source.url).begin() as connection:
        replace_group(connection, source.viewer, name, codes)
        if was is not None and was != name:
            remove_group(connection, source.viewer, was)
    return name


def remove(source: Source, naam: str) -> None:
    """Take a group away."""
    with stored.open_store(source.url).begin() as connection:
        remove_group(connection, source.viewer, naam)

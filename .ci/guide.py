"""Write the part of the user guide that explains every aanvulling table: `uv run python .ci/guide.py`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from queries.deliveries.aanvulling_codes import ORGANISATIETYPES
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.labels import BRON_WOORDEN, NAAM_REGEL
from queries.deliveries.uitleg import HEADINGS, Explained, explain, explain_above

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "handleiding.md"
BEGIN = "<!-- begin: gemaakt met `uv run python .ci/guide.py` -->\n"
END = "<!-- einde van wat gemaakt is -->\n"
# Long lists that several columns share stand once, above the tables.
SHARED = {
    ", ".join(ORGANISATIETYPES): "organisatietype, zie hierboven",
    f"code in hoofdletters, of: {', '.join(BRON_WOORDEN)}": "bron, zie hierboven",
}


def generated() -> str:
    """Return the text between the marks."""
    lines = [
        "### Boven elke tabel, of op het blad `levering`",
        "",
        *table(_above()),
        "",
        f"**Korte namen.** {NAAM_REGEL}",
        "",
        "**Bron.** Een code in hoofdletters, eventueel met een getal (`KRIS 2025`), of een van deze woorden, eventueel "
        f"met een jaar: {', '.join(BRON_WOORDEN)}.",
        "",
        f"**Organisatietypen.** {', '.join(ORGANISATIETYPES)}.",
        "",
    ]
    for tabel, spec in TABLES.items():
        lines += [f"### `{tabel}`: {spec.titel.lower()}", "", f"{spec.uitleg} Eén rij is {spec.rij}.", ""]
        lines += [*table(explain(tabel)), ""]
    return "\n".join(lines)


def table(rows: Iterable[Explained]) -> Iterator[str]:
    """Return the lines of a Markdown table."""
    yield _line(HEADINGS)
    yield "|" + "---|" * len(HEADINGS)
    for row in rows:
        yield _line(
            [f"`{row.kolom}`", row.betekenis, row.verplicht, SHARED.get(row.invullen, row.invullen), row.voorbeeld]
        )


def _above() -> list[Explained]:
    """Return every line that can stand above a table."""
    lines: dict[str, Explained] = {}
    for line in (line for tabel in TABLES for line in explain_above(tabel)):
        lines.setdefault(line.kolom, line)
    return list(lines.values())


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', ' of ') for cell in cells)} |"


def renewed(guide: str) -> str:
    """Return ``guide`` with the text between the marks made anew."""
    before, _, rest = guide.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{generated()}{END}{after}"


def main() -> None:
    """Write the guide."""
    GUIDE.write_text(renewed(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(TABLES)} tables explained in {GUIDE.name}")


if __name__ == "__main__":
    main()

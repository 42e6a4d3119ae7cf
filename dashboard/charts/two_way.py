"""Two breakdowns against each other as a table in HTML, with the margins: shares and the counts they lean on."""

from html import escape

import polars as pl

from dashboard import texts
from dashboard.figures.breakdowns import breakdown_name, cell_name
from metrics.two_way import TOTAAL, halves

# Below so many cases a share says nothing; the counts do.
LEAST_CASES = 20


def crossing_name(kruising: str) -> str:
    """Return how two breakdowns at a time are called on a page."""
    one, other = halves(kruising)
    return f"{breakdown_name(one)} en {_lower(breakdown_name(other))}"


def crossing_html(table: pl.DataFrame, kruising: str, caption: str) -> str:
    """Return a table of metrics.two_way; rows are the cells of the first breakdown, columns those of the second."""
    one, other = halves(kruising)
    columns = table["kolom"].unique(maintain_order=True).to_list()
    head = "".join(f'<th scope="col">{escape(_name(other, cel))}</th>' for cel in columns)
    body: list[str] = []
    for (rij,), part in table.partition_by("rij", as_dict=True, maintain_order=True).items():
        found = {row["kolom"]: row for row in part.iter_rows(named=True)}
        cells = "".join(f"<td>{_cell(found[cel])}</td>" for cel in columns)
        total = ' class="totaal"' if rij == TOTAAL else ""
        body.append(f'<tr{total}><th scope="row">{escape(_name(one, str(rij)))}</th>{cells}</tr>')
    return (
        f'<div class="schuif" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="kruistabel">'
        f'<caption>{escape(caption)}</caption><thead><tr><th scope="col">{escape(breakdown_name(one))}</th>{head}</tr>'
        f"</thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(row: dict[str, int]) -> str:
    teller, noemer = row["teller"], row["noemer"]
    if not noemer:
        return "–"
    counts = f"{texts.number(teller)} van {texts.number(noemer)}"
    return (
        f"<small>{counts}</small>"
        if noemer < LEAST_CASES
        else f"{texts.share(teller / noemer, 0)}<br><small>{counts}</small>"
    )


def _name(uitsplitsing: str, cel: str) -> str:
    return "Totaal" if cel == TOTAAL else cell_name(uitsplitsing, cel)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

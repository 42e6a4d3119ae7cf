"""Signaalpartners as a compact table with small lines, and what comes of their signalen as dots."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.charts.interval_dots import Dot
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.figures.partners import Partner, Partners

# Below so many cases a share says nothing; the counts do.
LEAST_CASES: Final = 20
_NAMES: Final = {"meer partners": "Meer partners samen", "onbekend": "Partner onbekend"}


def partners_html(found: Partners, caption: str) -> str:
    """Return the table: signalen with a line, months delivered, reach and accepted help, each with its counts."""
    heads = ("Signaalpartner", "Signalen", "Leverde", "Bereikt", "Hulp aangenomen")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(_row(one, found, heads) for one in found.partners)
    return (
        f'<table class="partners"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def partner_name(partner: Partner) -> str:
    """Return how a partner is called on a page."""
    return _NAMES.get(partner.naam, partner.naam)


def delivery(partner: Partner, months: int) -> str:
    """Say in how many of the delivered months a partner gave signalen, and when it stopped or began."""
    if partner.signalen is None:
        return "–"
    return f"{partner.delivered} van {texts.count_of(months, 'maand', 'maanden')}"


def reach_dots(found: Partners, which: str) -> list[Dot]:
    """Return a dot for each partner with enough zaken, the highest first; ``which`` is reached or accepted."""
    made = [
        Dot(
            partner_name(one),
            row["waarde"] * 100,
            row["onder"] * 100,
            row["boven"] * 100,
            f"{partner_name(one)}: {texts.number(row['teller'])} van de {texts.number(row['noemer'])}",
        )
        for one in found.partners
        if enough(row := getattr(one, which)) and row is not None
    ]
    return sorted(made, key=lambda dot: -dot.waarde)


def enough(row: dict[str, Any] | None) -> bool:
    """Tell whether a share may be given: there is one, and of enough cases."""
    return row is not None and row["waarde"] is not None and (row["noemer"] or 0) >= LEAST_CASES


def partners_title(found: Partners, naam: str) -> str:
    """Say who gives most signalen."""
    given = [one for one in found.partners if one.signalen]
    if not given:
        return f"Over {naam} gaf geen partner signalen in deze periode"
    total = sum(one.signalen or 0 for one in given)
    most = given[0]
    return f"{partner_name(most)} geeft de meeste signalen: {texts.number(most.signalen)} van de {texts.number(total)}"


def reach_title(dots: Sequence[Dot]) -> str:
    """Say between which partners reach lies."""
    if len(dots) < 2:
        return "Bereik per signaalpartner"
    high, low = dots[0], dots[-1]
    return (
        f"Bereikt: van {texts.number(low.waarde)}% ({low.naam}) tot {texts.number(high.waarde)}% "
        f"({high.naam.lower() if high.naam in _NAMES.values() else high.naam})"
    )


def partners_table(found: Partners) -> pl.DataFrame:
    """Return a row per partner with numbers that can be sorted."""
    rows = found.partners
    return pl.DataFrame(
        [
            pl.Series("Signaalpartner", [partner_name(one) for one in rows], pl.String),
            pl.Series("Signalen", [one.signalen for one in rows], pl.Int64),
            pl.Series("Maanden met signalen", [one.delivered if one.signalen is not None else None for one in rows]),
            pl.Series("Eerste maand", [one.first for one in rows], pl.Date),
            pl.Series("Laatste maand", [one.last for one in rows], pl.Date),
            *_numbers("Bereikt", [one.reached for one in rows], "zaken die tellen"),
            *_numbers("Hulp aangenomen", [one.accepted for one in rows], "bereikt"),
        ]
    )


def _numbers(head: str, rows: Sequence[dict[str, Any] | None], of: str) -> list[pl.Series]:
    return [
        pl.Series(head, [row and row["teller"] for row in rows], pl.Int64),
        pl.Series(f"{head}: van ({of})", [row and row["noemer"] for row in rows], pl.Int64),
        pl.Series(f"{head}: onbekend", [row and row["onbekend"] for row in rows], pl.Int64),
        pl.Series(
            f"{head}: aandeel", [row["waarde"] if row and enough(row) else None for row in rows], pl.Float64
        ).round(3),
    ]


def _row(one: Partner, found: Partners, heads: Sequence[str]) -> str:
    naam = partner_name(one)
    cells = (
        _volume(one, naam),
        f"{delivery(one, found.months)}{_stopped(one, found)}",
        _share(one.reached),
        _share(one.accepted),
    )
    tds = "".join(f'<td data-kop="{head}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True))
    return f'<tr><th scope="row">{escape(naam)}</th>{tds}</tr>'


def _volume(one: Partner, naam: str) -> str:
    if one.signalen is None:
        return "–"
    told = f"Signalen van {naam} per maand, van {texts.number(one.months[0])} naar {texts.number(one.months[-1])}."
    image = as_image(sparkline([float(count) for count in one.months], [], told), told) if any(one.months) else ""
    return f'<span class="aantal">{texts.number(one.signalen)}</span><span class="lijn">{image}</span>'


def _stopped(one: Partner, found: Partners) -> str:
    """Say since when nothing comes any more, or since when something does, within the line."""
    if one.last is None or one.first is None or found.line_until is None or found.line_from is None:
        return ""
    if one.last < found.span.van or (one.last < found.line_until and one.months[-3:] == (0, 0, 0)):
        return f"<br><small>laatst in {texts.month(one.last)}</small>"
    if one.first > found.line_from:
        return f"<br><small>sinds {texts.month(one.first)}</small>"
    return ""


def _share(row: dict[str, Any] | None) -> str:
    if row is None or not row["noemer"]:
        return "–"
    counts = f"{texts.number(row['teller'])} van {texts.number(row['noemer'])}"
    if not enough(row):
        return f"<small>{counts}</small>"
    between = f"{texts.share(row['onder'], 0)[:-1]} tot {texts.share(row['boven'], 0)}"
    return f"<b>{texts.share(row['waarde'], 0)}</b> <small>({between})<br>{counts}</small>"

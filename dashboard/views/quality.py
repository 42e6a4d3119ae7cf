"""Datakwaliteit: what was delivered, what the checks said, and what must be mended."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.choices import Choice

PER_PAGE = 50
_LISTED = 400
_SCOPES = {"gemeente": "Deze gemeente", "alle": "Alle gemeenten"}
_STATES = {"alle": "Alles", "aandacht": "Geweigerd of met afgekeurde records"}
# Numbers and days stay what they are, so that a click sorts by size.
_COLUMNS = {
    "Records": st.column_config.NumberColumn(format="localized"),
    "Afgekeurd": st.column_config.NumberColumn(format="localized"),
    "Gevonden": st.column_config.NumberColumn(format="localized"),
    "Gecontroleerd": st.column_config.NumberColumn(format="localized"),
    "Aangeleverd": st.column_config.DateColumn(format="DD-MM-YYYY"),
}

Reader = Callable[[int], pl.DataFrame]


def render(
    choice: Choice,
    leveringen_of: Callable[[str | None], pl.DataFrame],
    controles_of: Reader,
    afkeuringen_of: Reader,
) -> None:
    """Show the leveringen, and of one of them the verdict, the checks and the rejected records."""
    scope, state = _filters()
    leveringen = leveringen_of(choice.gm_code if scope == "gemeente" else None)
    where = choice.naam if scope == "gemeente" else "alle gemeenten"
    if leveringen.is_empty():
        st.info(
            f"Over {where} is nog niets aangeleverd. Lever een bestand aan met `effectmeting ontvang PAD`.",
            icon=":material/inbox:",
        )
        return
    st.markdown(_summary(leveringen, where))
    shown = leveringen.filter(_needs_attention()) if state == "aandacht" else leveringen
    if shown.is_empty():
        st.success(
            "Geen geweigerde leveringen en geen afgekeurde records. Bij een levering kunnen wel waarschuwingen staan.",
            icon="✓",
        )
        return
    st.dataframe(
        leveringen_table(shown),
        hide_index=True,
        key="quality_leveringen",
        column_config=_COLUMNS,
        alt=f"Tabel met leveringen van {where}.",
    )
    _one(_choose(shown), controles_of, afkeuringen_of)


def leveringen_table(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return the table a reader sees, one row per levering: states in words, numbers and days to sort by."""
    periods = leveringen.select(pl.struct("periode_van", "periode_tot").unique()).to_series().to_list()
    spans = {(period["periode_van"], period["periode_tot"]): texts.short_span(*period.values()) for period in periods}
    pairs = zip(leveringen["periode_van"], leveringen["periode_tot"], strict=True)
    states = {code: str(word) for code, word in texts.LEVERING_STATUSES.items()}
    return leveringen.select(
        pl.col("id").alias("Nummer"),
        pl.col("status").replace_strict(states).alias("Stand"),
        pl.col("soort").replace_strict(texts.KINDS_OF_LEVERING, default=pl.col("soort")).alias("Soort"),
        pl.col("gemeente").alias("Gemeente"),
        pl.Series("Periode", [spans[pair] for pair in pairs], pl.String),
        pl.col("aantal").alias("Records"),
        pl.col("afgekeurd").alias("Afgekeurd"),
        pl.col("aangeleverd_op").dt.date().alias("Aangeleverd"),
        pl.col("leverancier").alias("Leverancier"),
    )


def afkeuringen_table(afkeuringen: pl.DataFrame) -> pl.DataFrame:
    """Return the rejected records in words; it holds places and rules, never a client's value."""
    return afkeuringen.select(
        _in_words("ernst").alias("Gevolg"),
        pl.col("pad").alias("Plaats in het bestand"),
        pl.col("reden").alias("Reden"),
        _of_tables("tabel").alias("Soort record"),
        pl.col("record").fill_null("–").alias("Nummer van het record"),
        pl.col("regel").alias("Regel"),
        pl.col("bestand").alias("Bestand"),
    )


def controles_table(controles: pl.DataFrame) -> pl.DataFrame:
    """Return the outcome of every check in words, what was found most first."""
    return controles.sort("gevonden", descending=True).select(
        pl.when(pl.col("gevonden") == 0).then(pl.lit("✓ In orde")).otherwise(_in_words("ernst")).alias("Uitkomst"),
        _of_tables("tabel").alias("Soort record"),
        pl.col("regel").alias("Regel"),
        pl.col("gevonden").alias("Gevonden"),
        pl.col("gecontroleerd").alias("Gecontroleerd"),
        pl.col("reden").alias("Wat te doen als er iets is gevonden"),
    )


def _in_words(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(
        {code: str(word) for code, word in texts.SEVERITIES.items()}, default=pl.col(column)
    )


def _of_tables(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(texts.TABLES, default=pl.col(column))


def as_csv(table: pl.DataFrame) -> bytes:
    """Return ``table`` as a file that Dutch spreadsheet programs open rightly."""
    return b"\xef\xbb\xbf" + table.write_csv(separator=";", decimal_comma=True).encode()


def _filters() -> tuple[str, str]:
    with st.container(horizontal=True, gap="medium"):
        scope = st.segmented_control(
            "Van wie",
            list(_SCOPES),
            default="gemeente",
            format_func=_SCOPES.__getitem__,
            key="quality_scope",
            bind="query-params",
            required=True,
        )
        state = st.segmented_control(
            "Welke leveringen",
            list(_STATES),
            default="alle",
            format_func=_STATES.__getitem__,
            key="quality_state",
            bind="query-params",
            required=True,
        )
    return scope or "gemeente", state or "alle"


def _needs_attention() -> pl.Expr:
    return (pl.col("status") == "geweigerd") | ((pl.col("afgekeurd") > 0) & (pl.col("status") == "in_gebruik"))


def _summary(leveringen: pl.DataFrame, where: str) -> str:
    used = leveringen.filter(pl.col("status") == "in_gebruik")
    records, rejected = int(used["aantal"].sum()), int(used["afgekeurd"].sum())
    refused = leveringen.filter(pl.col("status") == "geweigerd").height
    parts = [
        f"Van {where} {'telt' if used.height == 1 else 'tellen'} "
        f"{texts.count_of(used.height, 'levering', 'leveringen')} mee, met "
        f"{texts.count_of(records, 'record', 'records')}. "
        f"Daarvan {'is' if rejected == 1 else 'zijn'} er {texts.number(rejected)} "
        "afgekeurd."
    ]
    if refused:
        parts.append(f"✕ {texts.count_of(refused, 'levering is', 'leveringen zijn')} geweigerd.")
    return " ".join(parts)


def _choose(leveringen: pl.DataFrame) -> dict[str, Any]:
    rows = {row["id"]: row for row in leveringen.head(_LISTED).iter_rows(named=True)}
    st.header("Eén levering bekijken", divider="gray")
    chosen = st.selectbox(
        "Levering",
        list(rows),
        format_func=lambda number: _name(rows[number]) if number in rows else str(number),
        key="quality_levering",
        bind="query-params",
        help=f"De nieuwste {_LISTED} leveringen staan in deze lijst." if leveringen.height > _LISTED else None,
    )
    return rows[chosen if chosen is not None else next(iter(rows))]


def _name(row: dict[str, Any]) -> str:
    kind = texts.KINDS_OF_LEVERING.get(row["soort"], row["soort"])
    period = texts.span(row["periode_van"], row["periode_tot"])
    return f"{row['id']} · {kind} · {row['gemeente']} · {period}"


def _one(row: dict[str, Any], controles_of: Reader, afkeuringen_of: Reader) -> None:
    state = texts.LEVERING_STATUSES[row["status"]]
    verdict = (row["oordeel"] or state.explanation).removeprefix(f"{state.text}: ")
    st.markdown(f"**{state}**. {verdict[:1].upper()}{verdict[1:]}")
    st.caption(
        f"{row['organisatie_naam']} · model {row['soort'].upper()} {row['schemaversie']} · aangeleverd "
        f"{texts.moment(row['aangeleverd_op'])} · ontvangen {texts.moment(row['ontvangen_op'])} · "
        f"{', '.join(row['bestanden'].splitlines()[:3])}"
    )
    controles = controles_of(row["id"])
    st.header("Controles")
    if controles.is_empty():
        st.markdown("Voor deze levering zijn geen controles bewaard.")
    else:
        _checks(controles)
    _rejections(row["id"], afkeuringen_of(row["id"]))


def _checks(controles: pl.DataFrame) -> None:
    """What was found in full sentences, everything that was checked behind a fold."""
    found = controles.filter(pl.col("gevonden") > 0).sort("gevonden", descending=True)
    st.markdown(
        f"Er is op {texts.count_of(controles.height, 'punt', 'punten')} gelet; "
        f"bij {texts.number(found.height)} daarvan is iets gevonden."
    )
    lines = [
        f"- **{texts.SEVERITIES[row['ernst']]}**, {texts.TABLES.get(row['tabel'], row['tabel'])}, "
        f"{texts.number(row['gevonden'])} van {texts.number(row['gecontroleerd'])}: {row['reden']}"
        for row in found.iter_rows(named=True)
    ]
    st.markdown("\n".join(lines))
    with st.expander("Alle controles"):
        st.dataframe(
            controles_table(controles),
            hide_index=True,
            key="quality_controles",
            column_config=_COLUMNS,
            alt="Tabel met uitkomsten van controles.",
        )


def _rejections(levering: int, afkeuringen: pl.DataFrame) -> None:
    st.header("Afgekeurde records en waarschuwingen")
    if afkeuringen.is_empty():
        st.markdown("✓ Geen record is afgekeurd.")
        return
    table = afkeuringen_table(afkeuringen)
    pages = -(-table.height // PER_PAGE)
    page = 1
    st.markdown(f"{texts.count_of(table.height, 'melding', 'meldingen')}. Er staan nooit gegevens van inwoners in.")
    if pages > 1:
        page = st.pagination(pages, key=f"quality_page_{levering}")
    st.dataframe(
        table.slice((page - 1) * PER_PAGE, PER_PAGE),
        hide_index=True,
        key="quality_afkeuringen",
        column_config={"Reden": st.column_config.TextColumn(width=420)},
        alt="Tabel met afgekeurde records.",
    )
    st.download_button(
        "Download alle meldingen (CSV)",
        as_csv(table),
        file_name=f"afkeuringen-levering-{levering}.csv",
        mime="text/csv",
        key="quality_download",
        on_click="ignore",
        icon=":material/download:",
    )

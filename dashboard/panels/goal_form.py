"""Typing a goal: what it is about first, with its unit and good side in words, then what is asked and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard.charts import promised
from dashboard.figures import measured, promises, stored
from dashboard.figures.breakdowns import breakdown_name, cell_name
from dashboard.figures.promise_check import LONGEST, GoalDraft
from dashboard.figures.promises import YEARLY, About
from dashboard.figures.source import Source
from metrics.indicators import BY_CODE, INDICATORS
from metrics.measure import Eenheid
from metrics.uitsplitsingen import KRUIS

_WHOLE = "Alles samen"
_LEVEL, _CHANGE = "Een niveau", "Minder of meer dan in een eerder jaar"
_YEAR_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Subject:
    """What a goal is about, as it is stored."""

    indicator: str
    variant: str = "standaard"
    uitsplitsing: str = ""
    cel: str = ""


def new_goal(source: Source, gm_code: str, today: date) -> GoalDraft | None:
    """Show the form for a new goal; return what was filled in once it is sent."""
    subject = _subject(source, gm_code)
    of = promises.about(source, gm_code, subject.__dict__)
    if of is None:
        return None
    return _asked(subject, of, today, "nieuw", {})


def changed_goal(source: Source, gm_code: str, row: Mapping[str, Any], today: date) -> GoalDraft | None:
    """Show the form for a goal that is there, filled in; return what was filled in once it is sent."""
    subject = Subject(row["indicator"], row["variant"], row["uitsplitsing"], row["cel"])
    of = promises.about(source, gm_code, subject.__dict__)
    if of is None:
        st.markdown("Dit doel gaat over een cijfer dat er niet is. U kunt het alleen intrekken.")
        return None
    return _asked(subject, of, today, str(row["id"]), row)


def _subject(source: Source, gm_code: str) -> Subject:
    """Let the reader choose the figure, how it is counted, and perhaps a part of it."""
    own = promises.jaarcijfers(source, gm_code)["naam"].unique().sort().to_list()
    names = {one.naam: one.code for one in INDICATORS} | {f"Eigen jaarcijfer: {naam}": YEARLY + naam for naam in own}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="doelen_onderwerp"):
        chosen = st.selectbox("Over welk cijfer gaat het doel?", list(names), key="doelen_cijfer", width=310)
        code = names[chosen or next(iter(names))]
        one = BY_CODE.get(code)
        if one is None:
            return Subject(code)
        variants = {variant.naam: variant.code for variant in one.varianten}
        variant = one.standaard.code
        if len(variants) > 1:
            told = st.selectbox("Hoe geteld", list(variants), key=f"doelen_variant_{code.lower()}", width=310)
            variant = variants[told or one.standaard.naam]
        found = [by for by in stored.uitsplitsingen(source, gm_code) if _divides(one.uitsplitsingen, by)]
        parts = {breakdown_name(by): by for by in found}
        if not parts:
            return Subject(code, variant)
        part = st.selectbox("Voor een deel?", [_WHOLE, *parts], key=f"doelen_deel_{code.lower()}", width=220)
        if part not in parts:
            return Subject(code, variant)
        by = parts[part]
        kind = measured.kind_of(one, one.variant(variant), "12maanden")
        cells = measured.own_cells(source, gm_code, code, variant, kind, by)["cel"].unique().sort().to_list()
        named = {cell_name(by, cel): cel for cel in cells if cel and cel != "onbekend"}
        cel = st.selectbox("Welk deel", list(named), key=f"doelen_cel_{code.lower()}_{by}", width=300)
        return Subject(code, variant, by, named.get(cel or "", ""))


def _asked(subject: Subject, of: About, today: date, key: str, row: Mapping[str, Any]) -> GoalDraft | None:
    """Show what is asked: a level or a change, by when, from which base."""
    st.markdown(f"**{promised.unit_told(of)}** {promised.newest_told(of)}")
    changes = of.eenheid is Eenheid.INDEX
    if not changes:
        was = _CHANGE if _is_change(row) else _LEVEL
        kind = st.segmented_control(
            "Wat voor doel is het?", [_LEVEL, _CHANGE], default=was, required=True, key=f"doelen_soort_{key}"
        )
        changes = kind == _CHANGE
    with st.form(f"doelen_vraag_{key}", enter_to_submit=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            waarde, richting = _change(of, row, key) if changes else _level(of, row, key)
            uiterlijk = st.date_input(
                "Gehaald op uiterlijk", row.get("uiterlijk", today + _YEAR_AHEAD), format="DD-MM-YYYY",
                min_value=date(2000, 1, 1), max_value=date(today.year + 40, 12, 31), key=f"doelen_dag_{key}", width=180,
            )  # fmt: skip
        basisjaar, basiswaarde, geschat = _base(of, row, key, needed=changes)
        bron = st.text_input(
            "Waar is dit afgesproken?", row.get("bron", ""), max_chars=LONGEST, key=f"doelen_bron_{key}",
            placeholder="Raadsbesluit 2026", help="Noem een besluit of plan, geen mensen.",
        )  # fmt: skip
        sent = st.form_submit_button("Bewaar dit doel", type="primary", key=f"doelen_bewaar_{key}")
    if not sent:
        return None
    return GoalDraft(
        **subject.__dict__, soort="verandering" if changes else "niveau", waarde=waarde, richting=richting,
        uiterlijk=uiterlijk if isinstance(uiterlijk, date) else None, basisjaar=basisjaar, basiswaarde=basiswaarde,
        geschat=geschat, bron=bron or "",
    )  # fmt: skip


def _level(of: About, row: Mapping[str, Any], key: str) -> tuple[float | None, str | None]:
    """Return the level and its side; what was told as a change or an index does not fill it in."""
    sides = ["minstens", "hoogstens"]
    good = row.get("richting") or promised.good_side(of)
    side = st.segmented_control("Het cijfer moet", sides, default=good, required=True, key=f"doelen_kant_{key}")
    value = st.number_input(
        f"Zoveel ({promised.unit_words(of)})", value=None if _is_change(row) else row.get("waarde"), step=1.0,
        key=f"doelen_waarde_{key}", width=280, format="%.1f",
    )  # fmt: skip
    return value, side


def _change(of: About, row: Mapping[str, Any], key: str) -> tuple[float | None, str | None]:
    """Return the change in percent, below 0 for less; its side is always at least so much."""
    was = float(row["waarde"]) if row else None
    if was is not None and not _is_change(row):
        was = was - 100 if of.eenheid is Eenheid.INDEX else None
    up = was is not None and was > 0
    way = st.segmented_control(
        "Het cijfer moet omlaag of omhoog", ["minder", "meer"], default="meer" if up else "minder", required=True,
        key=f"doelen_weg_{key}",
    )  # fmt: skip
    part = st.number_input(
        "Minstens zoveel procent", value=None if was is None else abs(was), step=1.0, format="%.1f",
        key=f"doelen_procent_{key}", width=200,
    )  # fmt: skip
    if part is None:
        return None, None
    return (-part, "hoogstens") if way == "minder" else (part, "minstens")


def _base(of: About, row: Mapping[str, Any], key: str, *, needed: bool) -> tuple[int | None, float | None, bool]:
    """Return the base year, its figure where the register does not know it, and whether that is a guess."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        year = st.number_input(
            "Basisjaar" if needed else "Basisjaar (mag leeg)", value=row.get("basisjaar"), step=1, format="%d",
            key=f"doelen_basisjaar_{key}", width=200, help="Het jaar waarmee u vergelijkt, of waarin de weg begon.",
        )  # fmt: skip
        value = st.number_input(
            f"Cijfer van toen ({promised.unit_words(of)}, mag leeg)", value=row.get("basiswaarde"), step=1.0,
            format="%.1f", key=f"doelen_basiswaarde_{key}", width=340,
            help="Alleen nodig als het register dat jaar niet heeft. Leeg: we nemen het getelde cijfer.",
        )  # fmt: skip
        guess = st.checkbox(
            "Het cijfer van toen is een schatting", row.get("schatting") == "ja", key=f"doelen_gok_{key}"
        )
    return None if year is None else int(year), value, guess


def _is_change(row: Mapping[str, Any]) -> bool:
    return bool(row) and (row["soort"] == "verandering" or row["waarde"] < 0)


def _divides(kinds: tuple[str, ...], by: str) -> bool:
    return KRUIS not in by and by.partition(":")[0] in kinds

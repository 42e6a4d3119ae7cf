"""The same counting as plain pandas: what a data analyst would write, with care."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.pandas_links import first_in_year, unknown_to_debt_help
from benchmarks.pandas_tally import PLACE, answers, histogram, month_of, rows
from metrics.cases.resultaten import (
    ADMINISTRATIEF,
    AL_BEKEND,
    FINANCIEEL,
    HULP,
    MET_CONTACT,
    NIET_FINANCIEEL,
    NIET_OPGEPAKT,
    TELLEN_NIET,
)

Frame = Any  # pandas' own types say little about what a column holds
WINDOW = pd.Timedelta(days=90)
COLUMNS = {
    "signaal": ["id", "gm_code", "huishouden", "persoon", "persoon_uit", "geboortejaar", "ontstaansdatum",
                "signaaldatum", "laatste_maand"],
    "zaak": ["id", "gm_code", "huishouden", "matchingsdatum", "opgepakt_op", "resultaat", "laatste_maand"],
    "zaak_signaal": ["zaak", "signaal"],
    "contactpoging": ["zaak", "soort", "bereikt", "datum"],
    "traject": ["id", "gm_code", "start", "startdatum", "aanmelding", "intake_van", "regeling_toegekend",
                "regeling_afgewezen", "regeling_ingetrokken", "uitstroom", "einddatum", "bekend_tot", "laatste_maand"],
    "traject_persoon": ["traject", "persoon", "persoon_uit", "huishouden", "geboortejaar"],
    "ontruiming": ["gm_code", "uitgevoerd_op", "uitkomst", "reden", "verhuurder", "laatste_maand"],
}  # fmt: skip


def count_in_pandas(folder: Path, today: date) -> Mapping[str, Any]:
    """Count from reading the files to the same rows."""
    tables = {tabel: _read(folder / "werkset" / tabel, columns) for tabel, columns in COLUMNS.items()}
    months, runs, stretches = (_read(folder / f"{name}.parquet", None) for name in ("maanden", "reeksen", "stukken"))
    day = pd.Timestamp(today)
    signalen, attempts = _signalen(tables), tables["contactpoging"]
    attempts = attempts[attempts["soort"].ne(ADMINISTRATIEF) | attempts["soort"].isna()]
    zaken = _zaken(tables, signalen, attempts, stretches, day)
    trajecten = _trajecten(tables, day)
    signalen["opgevolgd"] = _followed_up(tables, signalen, zaken, attempts, runs)
    cases = _cases(signalen, zaken, trajecten, _ontruimingen(tables), day)
    telling = rows(cases, months)
    verdeling = histogram(trajecten, months, day)
    telling.to_parquet(folder / "pandas.telling.parquet")
    verdeling.to_parquet(folder / "pandas.verdeling.parquet")
    return {"rijen": len(telling)}


def _read(path: Path, columns: list[str] | None) -> Frame:
    frame: Frame = pd.read_parquet(path, columns=columns, dtype_backend="numpy_nullable")
    for name in frame.columns:
        if str(frame[name].dtype) == "category":
            frame[name] = frame[name].astype("string")
        elif frame[name].dtype == object or str(frame[name].dtype).startswith("date32"):
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _signalen(tables: Mapping[str, Frame]) -> Frame:
    signalen = tables["signaal"].rename(columns={"id": "signaal"})
    return signalen.assign(dag=signalen["signaaldatum"].fillna(signalen["ontstaansdatum"]))


def _zaken(tables: Mapping[str, Frame], signalen: Frame, attempts: Frame, stretches: Frame, today: Any) -> Frame:
    linked = tables["zaak_signaal"].merge(
        signalen[["signaal", "dag", "persoon", "geboortejaar"]], on="signaal", how="left"
    )
    summary = linked.groupby("zaak").agg(
        eerste_signaal=("dag", "min"), persoon=("persoon", "min"), geboortejaar=("geboortejaar", "max")
    )
    zaken = tables["zaak"].rename(columns={"id": "zaak"}).merge(summary, left_on="zaak", right_index=True, how="left")
    zaken["gebeurtenis"] = zaken["matchingsdatum"].fillna(zaken["eerste_signaal"])
    zaken["eerste_dag"] = zaken["eerste_signaal"].fillna(zaken["gebeurtenis"])
    zaken["contact_van"] = zaken[["eerste_signaal", "gebeurtenis"]].min(axis=1)
    zaken["contact_tot"] = zaken["gebeurtenis"] + WINDOW
    zaken["sleutel"] = zaken["huishouden"].fillna(zaken["persoon"]).fillna(zaken["zaak"])
    zaken = zaken.merge(_contact(zaken, attempts), left_on="zaak", right_index=True, how="left")
    result = zaken["resultaat"]
    zaken["telt"] = ~result.isin(TELLEN_NIET)
    zaken["al_bekend"] = result.isin(AL_BEKEND)
    spoken, unclear, late = (zaken[name].fillna(False) for name in ("gesproken", "onduidelijk", "te_laat"))
    reached = pd.Series(pd.NA, index=zaken.index, dtype="boolean")
    reached[~(unclear | (result.isin(MET_CONTACT) & ~late))] = False
    reached[spoken] = True
    reached[zaken["gebeurtenis"].isna()] = pd.NA
    zaken["bereikt"] = reached
    zaken = unknown_to_debt_help(tables, signalen, zaken, stretches)
    for name in ("onbekend_24", "onbekend_60"):
        zaken[name] = zaken[name].mask(zaken["al_bekend"], False)
    zaken["eerste_in_jaar"] = zaken["zaak"].isin(first_in_year(zaken, today)) | zaken["gebeurtenis"].isna()
    return zaken


def _contact(zaken: Frame, attempts: Frame) -> Frame:
    seen = attempts.merge(zaken[["zaak", "contact_van", "contact_tot"]], on="zaak")
    known, without_day = seen["soort"].notna(), seen["datum"].isna()
    inside = (seen["datum"] >= seen["contact_van"]) & (seen["datum"] <= seen["contact_tot"])
    reached = seen["bereikt"].fillna(False)
    unclear = seen["bereikt"].isna() | (reached & (without_day | ~known))
    seen["gesproken"] = known & reached & inside
    seen["onduidelijk"] = unclear & (inside | without_day)
    seen["te_laat"] = reached & (seen["datum"] > seen["contact_tot"])
    return seen.groupby("zaak")[["gesproken", "onduidelijk", "te_laat"]].any()


def _followed_up(tables: Mapping[str, Frame], signalen: Frame, zaken: Frame, attempts: Frame, runs: Frame) -> Frame:
    first = attempts.groupby("zaak")["datum"].min().rename("eerste_poging")
    some = zaken["opgepakt_op"].notna() | zaken["zaak"].isin(first.index) | zaken["resultaat"].notna()
    taken = zaken[["zaak", "opgepakt_op"]].assign(opgepakt=some & ~zaken["resultaat"].isin(NIET_OPGEPAKT))
    taken = taken.merge(first, left_on="zaak", right_index=True, how="left")
    taken["opgepakt_dag"] = taken["opgepakt_op"].fillna(taken["eerste_poging"])
    found = tables["zaak_signaal"].merge(taken, on="zaak").merge(signalen[["signaal", "dag"]], on="signaal")
    found["op_tijd"] = found["opgepakt"] & (found["opgepakt_dag"] <= found["dag"] + WINDOW)
    found["zonder_dag"] = found["opgepakt"] & found["opgepakt_dag"].isna()
    any_of = found.groupby("signaal")[["op_tijd", "zonder_dag"]].any()
    asked = signalen[["signaal", "gm_code", "dag"]].assign(maand=month_of(signalen["dag"]))
    asked = asked.merge(any_of, left_on="signaal", right_index=True, how="left").merge(runs, on=PLACE, how="left")
    in_time, without_day = asked["op_tijd"].fillna(False), asked["zonder_dag"].fillna(False)
    known = (asked["reeks_tot"] > asked["dag"] + WINDOW) & (in_time | ~without_day)
    return in_time.astype("boolean").where(known).to_numpy()


def _trajecten(tables: Mapping[str, Frame], today: Any) -> Frame:
    trajecten = tables["traject"].rename(columns={"id": "traject"})
    oldest = tables["traject_persoon"].groupby("traject")["geboortejaar"].min()
    trajecten = trajecten.merge(oldest, left_on="traject", right_index=True, how="left")
    trajecten["einde"] = trajecten["uitstroom"].fillna(trajecten["einddatum"])
    trajecten["gebeurtenis"] = trajecten["aanmelding"].fillna(trajecten["start"])
    talk = trajecten["intake_van"].where(trajecten["intake_van"] <= today)
    seen = trajecten[["bekend_tot", "einde"]].assign(today=today).min(axis=1)
    waited = (talk.fillna(seen) - trajecten["aanmelding"].fillna(trajecten["startdatum"])).dt.days.astype("Int64")
    trajecten["wachtdagen"] = waited.clip(upper=180)
    trajecten["gesproken"] = (talk.notna() & (waited <= 180)).astype("boolean").where((waited >= 0).fillna(False))
    granted, refused = trajecten["regeling_toegekend"], trajecten["regeling_afgewezen"]
    ended = trajecten[["regeling_afgewezen", "regeling_ingetrokken"]].min(axis=1)
    trajecten["regeling_op"] = granted.fillna(ended)
    trajecten["toegekend"] = granted.notna().astype("boolean").mask(granted.notna() & refused.notna())
    return trajecten


def _ontruimingen(tables: Mapping[str, Frame]) -> Frame:
    gone = tables["ontruiming"]
    done, outcome = gone["uitgevoerd_op"].notna(), gone["uitkomst"]
    carried_out = pd.Series(pd.NA, index=gone.index, dtype="boolean")
    carried_out[outcome.notna() & ~done] = False
    carried_out[(outcome == "uitgevoerd").fillna(False) | (outcome.isna() & done)] = True
    arrears, social = (gone["reden"] == "huurschuld").astype("boolean"), gone["verhuurder"] == "corporatie"
    return gone.assign(geraakt=carried_out & arrears & social.astype("boolean"))


def _cases(signalen: Frame, zaken: Frame, trajecten: Frame, gone: Frame, today: Any) -> Frame:
    """Put a row per case and indicator under each other, as yes and no."""
    reached, result = zaken["bereikt"], zaken["resultaat"]
    helped, referred = (result.isin(kinds).astype("boolean").mask(result.isna()) for kinds in
                        (HULP, (FINANCIEEL, NIET_FINANCIEEL)))  # fmt: skip
    first = zaken["eerste_in_jaar"] & (reached | zaken["al_bekend"])
    day, start, closed = "dag", "gebeurtenis", trajecten["regeling_op"]
    return pd.concat(
        [
            answers("VS01", "signaal", signalen, signalen[day], day, 0, True, True, today),
            answers("VS03", "signaal", signalen, signalen[day], day, 90, True, signalen["opgevolgd"], today),
            answers("VS07", "zaak", zaken, zaken[start], start, 90, zaken["telt"], reached, today),
            answers("VS10", "zaak", zaken, zaken[start], start, 90, reached, helped, today),
            answers("DV01", "zaak", zaken, zaken[start], start, 90, reached, referred, today),
            answers("VS12a", "zaak", zaken, zaken[start], start, 90, first, zaken["onbekend_24"], today),
            answers("SH01", "traject", trajecten, trajecten[start], start, 0, True, True, today),
            answers("SH03", "traject", trajecten, trajecten[start], start, 0, True, trajecten["gesproken"], today),
            answers("SH05", "traject", trajecten, closed, start, 0, closed.notna(), trajecten["toegekend"], today),
            answers(
                "ON01", "ontruiming", gone, gone["uitgevoerd_op"], None, 0, gone["geraakt"], gone["geraakt"], today
            ),
        ]
    )

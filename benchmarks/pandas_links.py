"""Links between the registers as plain pandas: earlier debt help, and the first zaak of a household in a year."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

Frame = Any  # pandas' own types say little about what a column holds
ADDRESS = ["gm_code", "huishouden"]
RUNNING = pd.Timestamp("2262-01-01")


def unknown_to_debt_help(tables: Mapping[str, Frame], signalen: Frame, zaken: Frame, stretches: Frame) -> Frame:
    """Return the zaken with ``onbekend_24`` and ``onbekend_60``."""
    trajecten = tables["traject"].rename(columns={"id": "traject"})
    trajecten["einde"] = trajecten["uitstroom"].fillna(trajecten["einddatum"]).fillna(RUNNING)
    clients = tables["traject_persoon"].merge(trajecten[["traject", "gm_code", "start", "einde"]], on="traject")
    crowded = _crowded(signalen, clients)
    residents = _residents(tables, signalen, zaken, crowded)
    clients = _without_crowded(clients, crowded)
    clients["persoon"] = clients["persoon"].where(clients["persoon_uit"] == "bsn")
    clients = clients[[*ADDRESS, "persoon", "start", "einde"]].drop_duplicates()
    by_person = residents.dropna(subset=["persoon"]).merge(
        clients.dropna(subset=["persoon"]), on=["gm_code", "persoon"], suffixes=("", "_client")
    )
    by_address = residents.dropna(subset=["huishouden"]).merge(
        clients.dropna(subset=["huishouden"]), on=ADDRESS, suffixes=("", "_client")
    )
    by_address = by_address[by_address["persoon"].isna() | by_address["persoon_client"].isna()]
    linkable: Frame = residents["persoon"].notna() | residents["huishouden"].notna()
    linkable = linkable.groupby(residents["zaak"]).any()
    zaken = zaken.assign(
        einde_persoon=zaken["zaak"].map(_last_end(by_person)),
        einde_adres=zaken["zaak"].map(_last_end(by_address)),
        koppelbaar=zaken["zaak"].map(linkable).fillna(False).astype(bool),
    )
    covered = _covered(zaken, stretches)
    zaken = zaken.merge(covered, on=["gm_code", "eerste_dag"], how="left")
    lately = zaken["einde_adres"] >= zaken["eerste_dag"] - pd.DateOffset(months=12)
    for months in (24, 60):
        found = (zaken["einde_persoon"] >= zaken["eerste_dag"] - pd.DateOffset(months=months)) | lately
        telling = zaken["koppelbaar"] & zaken[f"gedekt_{months}"].fillna(False).astype(bool)
        answer = pd.Series(pd.NA, index=zaken.index, dtype="boolean")
        answer[telling] = True
        answer[found] = False
        zaken[f"onbekend_{months}"] = answer
    return zaken


def first_in_year(zaken: Frame, today: Any) -> Frame:
    """Return the zaken that count for their household: each at least twelve months after the one before it."""
    either: Frame = zaken["bereikt"] | zaken["al_bekend"]
    doubt, may = either.isna(), either.fillna(True)
    asked = zaken.assign(
        rang_1=doubt,
        rang_2=zaken["onbekend_24"].astype("Int8").fillna(2),
        rang_3=zaken["onbekend_60"].astype("Int8").fillna(2),
    )[may & (zaken["gebeurtenis"] + pd.Timedelta(days=90) <= today)]
    asked = asked.sort_values(["gm_code", "sleutel", "gebeurtenis", "rang_1", "rang_2", "rang_3", "zaak"])
    household = asked.groupby(["gm_code", "sleutel"], sort=False).ngroup().to_numpy()
    days = asked["gebeurtenis"].to_numpy(dtype="datetime64[D]").astype(np.int64)
    free_from = (asked["gebeurtenis"] + pd.DateOffset(months=12)).to_numpy(dtype="datetime64[D]").astype(np.int64)
    counts = np.zeros(len(asked), dtype=bool)
    current, until = -1, 0
    for position in range(len(asked)):
        if household[position] != current or days[position] >= until:
            counts[position] = True
            current, until = household[position], free_from[position]
    return asked["zaak"][counts]


def _crowded(signalen: Frame, clients: Frame) -> Frame:
    seen: Frame = pd.concat(
        [
            signalen[[*ADDRESS, "persoon"]].assign(jaar=signalen["dag"].fillna(signalen["laatste_maand"]).dt.year),
            clients[[*ADDRESS, "persoon"]].assign(jaar=clients["start"].dt.year),
        ]
    ).dropna()
    persons: Frame = seen.drop_duplicates().groupby([*ADDRESS, "jaar"]).size()
    return persons[persons > 8].reset_index()[ADDRESS].drop_duplicates()


def _without_crowded(rows: Frame, crowded: Frame) -> Frame:
    marked = rows.merge(crowded.assign(vol=True), on=ADDRESS, how="left")
    marked["huishouden"] = marked["huishouden"].where(marked["vol"].isna())
    return marked.drop(columns="vol")


def _residents(tables: Mapping[str, Frame], signalen: Frame, zaken: Frame, crowded: Frame) -> Frame:
    own = signalen[["signaal", "huishouden", "persoon", "persoon_uit"]].rename(columns={"huishouden": "adres"})
    own["persoon"] = own["persoon"].where(own["persoon_uit"] == "bsn")
    linked = tables["zaak_signaal"].merge(own.drop(columns="persoon_uit"), on="signaal")
    dated = zaken.loc[zaken["eerste_dag"].notna(), ["zaak", "gm_code", "huishouden", "eerste_dag"]]
    residents = dated.merge(linked.drop(columns="signaal"), on="zaak", how="left")
    residents["huishouden"] = residents["adres"].fillna(residents["huishouden"])
    return _without_crowded(residents.drop(columns="adres"), crowded).drop_duplicates()


def _last_end(links: Frame) -> Frame:
    before = links[links["start"] < links["eerste_dag"]]
    return before.groupby("zaak")["einde"].max()


def _covered(zaken: Frame, stretches: Frame) -> Frame:
    days = zaken[["gm_code", "eerste_dag"]].dropna().drop_duplicates().merge(stretches, on="gm_code")
    days = days[days["eerste_dag"] <= days["stuk_tot"]]
    for months in (24, 60):
        days[f"gedekt_{months}"] = days["stuk_van"] <= days["eerste_dag"] - pd.DateOffset(months=months)
    return days.groupby(["gm_code", "eerste_dag"])[["gedekt_24", "gedekt_60"]].any().reset_index()

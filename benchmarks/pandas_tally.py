"""Adding up in plain pandas: cases to counts per gemeente, month and age, and waiting times to a histogram."""

from typing import Any

import pandas as pd

Frame = Any  # pandas' own types say little about what a column holds
PLACE = ["gm_code", "maand"]
PEOPLE = {"VS01": "inwoners", "SH01": "inwoners", "ON01": "corporatiewoningen"}


def answers(
    code: str, tabel: str, cases: Frame, day: Frame, age_on: str | None, window: int, telt: Any, raak: Any, today: Any
) -> Frame:
    """Return per case whether it is in the teller, in the noemer, or onbekend."""
    telt, raak = (pd.Series(answer, index=cases.index, dtype="boolean") for answer in (telt, raak))
    closed = (day <= today - pd.Timedelta(days=window)) | day.isna()
    certain = closed & day.notna() & telt.fillna(False) & raak.notna()
    return pd.DataFrame(
        {
            "indicator": code,
            "tabel": tabel,
            "gm_code": cases["gm_code"],
            "maand": month_of(day).fillna(cases["laatste_maand"]),
            "cel": _age(cases[age_on], cases["geboortejaar"]) if age_on else "onbekend",
            "teller": certain & raak.fillna(False),
            "noemer": certain,
            "onbekend": closed & telt.fillna(True) & ~certain,
        }
    )


def rows(cases: Frame, months: Frame) -> Frame:
    """Add the cases up, whole and by age, in the months that were delivered."""
    numbers = ["teller", "noemer", "onbekend"]
    counted: Frame = cases.groupby(["indicator", "tabel", *PLACE, "cel"], observed=True)[numbers].sum().reset_index()
    of_table = counted[["indicator", "tabel"]].drop_duplicates()
    whole = months.merge(of_table, on="tabel").merge(
        counted.groupby(["indicator", *PLACE])[numbers].sum().reset_index(), on=["indicator", *PLACE], how="left"
    )
    for code, column in PEOPLE.items():
        mine = whole["indicator"] == code
        whole.loc[mine, "noemer"] = whole.loc[mine, column]
    by_age = counted[~counted["indicator"].isin(list(PEOPLE))].merge(months[["tabel", *PLACE]], on=["tabel", *PLACE])
    both: Frame = pd.concat([whole.assign(uitsplitsing="", cel=""), by_age.assign(uitsplitsing="leeftijdsklasse")])
    both[numbers] = both[numbers].fillna(0).astype("int64")
    kept = both[(both[numbers] > 0).any(axis=1)].rename(columns={"gm_code": "gebied"})
    return kept[["indicator", "gebied", "maand", "uitsplitsing", "cel", *numbers]].reset_index(drop=True)


def histogram(trajecten: Frame, months: Frame, today: Any) -> Frame:
    """Count how often each waiting time occurs, whole and by age."""
    known = trajecten[trajecten["gesproken"].notna() & (trajecten["gebeurtenis"] <= today)]
    waits: Frame = pd.DataFrame(
        {
            "gm_code": known["gm_code"],
            "maand": month_of(known["gebeurtenis"]),
            "waarde": known["wachtdagen"].astype("int32"),
            "gecensureerd": ~known["gesproken"].astype(bool),
            "cel": _age(known["gebeurtenis"], known["geboortejaar"]),
        }
    ).merge(months.loc[months["tabel"] == "traject", PLACE], on=PLACE)
    keys = [*PLACE, "waarde", "gecensureerd"]
    whole = waits.groupby(keys).size().reset_index(name="aantal").assign(uitsplitsing="", cel="")
    by_age = waits.groupby([*keys, "cel"]).size().reset_index(name="aantal").assign(uitsplitsing="leeftijdsklasse")
    return pd.concat([whole, by_age]).rename(columns={"gm_code": "gebied"}).reset_index(drop=True)


def month_of(day: Frame) -> Frame:
    """Return the first day of the month."""
    return day.dt.to_period("M").dt.to_timestamp()


def _age(day: Frame, birth_year: Frame) -> Frame:
    age = day.dt.year.astype("Int64") - birth_year.astype("Int64")
    classes: Frame = pd.cut(age.astype("Float64"), [-1, 26, 44, 66, 120], labels=["<27", "27-44", "45-66", "67+"])
    return classes.astype("string").fillna("onbekend")

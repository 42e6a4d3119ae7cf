"""What is said of an upload: its verdict, its leveringen, what to repair, and what accepting or withdrawing it does."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.findings import in_parts
from dashboard.orde.touched import touched
from dashboard.texts import Word
from queries.deliveries.records import TABLES_OF
from queries.deliveries.withdrawal import Intrekking

Outcome = Mapping[str, Any]

STATES: Final[Mapping[str, Word]] = {
    "gekeurd": Word("✓", "bruikbaar", "Deze levering kan worden opgenomen."),
    "al_ontvangen": Word("○", "was er al", "Precies deze levering is al opgenomen."),
    "in_gebruik": Word("✓", "opgenomen", "Deze levering telt mee."),
    "vervangen": Word("○", "er geldt al een nieuwere", "Een nieuwere levering gaat voor."),
    "geweigerd": Word("✕", "geweigerd", "Deze levering wordt niet opgenomen."),
    "ingetrokken": Word("–", "ingetrokken", "Deze levering telt niet meer mee."),
}
FILES: Final[Mapping[str, Word]] = {
    "goed": Word("✓", "Goed", "Er is niets op aan te merken."),
    "let_op": Word("!", "Bruikbaar, met opmerkingen", "Dit kan worden opgenomen. Kijk wel naar de opmerkingen."),
    "geweigerd": Word("✕", "Geweigerd", "Hier wordt niets van opgenomen."),
    "bekend": Word("○", "Was er al", "Er is niets op te nemen."),
}
_TOUCHED: Final = 4
_COUNTED: Final = re.compile(r"Aangenomen met \d+ \w+\.")


def verdict(outcome: Outcome) -> tuple[str, str]:
    """Return how an upload came out: the state of the whole (goed, let_op, bekend, geweigerd), and a sentence."""
    if told := outcome.get("geweigerd"):
        return "geweigerd", str(told)
    leveringen: Sequence[Outcome] = outcome["leveringen"]
    good, total = sum(each["aangenomen"] for each in leveringen), int(outcome["aantal_leveringen"])
    refused = sum(each["oordeel"] == "geweigerd" for each in outcome["bestanden"])
    if not outcome["bruikbaar"]:
        return "geweigerd", "Hier is niets van op te nemen. Hieronder staat per bestand waarom."
    if good and all(each["stand"] in ("al_ontvangen", "vervangen") for each in leveringen if each["aangenomen"]):
        return "bekend", "Dit is al eerder aangeleverd, of er geldt al een nieuwere levering. Er is niets op te nemen."
    if refused or good < min(total, len(leveringen)):
        return "let_op", "Een deel is bruikbaar. Alleen dat deel wordt opgenomen; hieronder staat wat niet en waarom."
    if any(each["oordeel"] == "let_op" for each in outcome["bestanden"]):
        return "let_op", "Dit kan worden opgenomen. Er zijn wel opmerkingen: kijk of u eerst iets wilt herstellen."
    return "goed", "Alles is in orde en kan worden opgenomen."


def levering_line(each: Outcome, names: Mapping[str, str]) -> str:
    """Return one levering in a sentence: what, of whom, when, how many, and what it would replace."""
    said = [
        f"**{STATES[each['stand']]}** · {_kind(each)} van {_name(each, names)}, {_span(each)}: "
        f"{texts.count_of(each['aantal'], 'record', 'records')}, {texts.number(each['afgekeurd'])} niet bruikbaar, "
        f"{texts.count_of(each['waarschuwingen'], 'waarschuwing', 'waarschuwingen')}."
    ]
    if each["stand"] == "gekeurd" and each["vervangt"]:
        one = len(each["vervangt"]) == 1
        numbers = ", ".join(map(str, each["vervangt"]))
        said.append(f"Komt in de plaats van levering{'' if one else 'en'} {numbers}.")
    return " ".join(said)


def remark(each: Outcome) -> str | None:
    """Return what the gate says of a levering as a whole, but for the number of warnings: that is told already."""
    told = _COUNTED.sub("", str(each["oordeel"] or "")).strip()
    return f"Over de hele levering: {told}" if told else None


def levering_row(each: Outcome, names: Mapping[str, str]) -> dict[str, Any]:
    """Return one levering as a row of a table, numbers as numbers."""
    return {
        "Stand": str(STATES[each["stand"]]),
        "Soort": _kind(each),
        "Gemeente": _name(each, names),
        "Periode": texts.short_span(date.fromisoformat(each["van"]), date.fromisoformat(each["tot"])),
        "Records": each["aantal"],
        "Niet bruikbaar": each["afgekeurd"],
        "Waarschuwingen": each["waarschuwingen"],
        "Vervangt": ", ".join(map(str, each["vervangt"])),
        "Oordeel": each["oordeel"] or "",
    }


def rule_line(rule: Outcome, soorten: Sequence[str]) -> str:
    """Return one broken rule: what is wrong, how often, what to do, which figures it touches and where it was."""
    explained, found, repair = in_parts(str(rule["reden"]))
    times = texts.number(rule["gevonden"])
    where = "; ".join(_place(place) for place in rule["plaatsen"])
    more = rule["gevonden"] - len(rule["plaatsen"])
    where += f"; en nog {texts.number(more)}" if more > 0 else ""
    parts = [
        f"**{texts.SEVERITIES[rule['ernst']]}: {explained}** {found} {times} keer bij "
        f"{texts.TABLES.get(rule['tabel'], rule['tabel'])}. {repair}"
    ]
    if codes := _touched(rule, soorten):
        parts.append(f"Raakt {codes}.")
    parts.append(f"Waar: {where}.")
    return " ".join(" ".join(parts).split())


def changes(outcome: Outcome) -> bool:
    """Tell whether accepting an upload would change anything."""
    return bool(_coming(outcome))


def accepting(outcome: Outcome) -> str:
    """Say what happens when an upload is accepted."""
    coming = _coming(outcome)
    replaced = sorted({number for each in coming for number in each["vervangt"]})
    gm_codes = len({each["gm_code"] for each in coming})
    said = [f"{texts.count_of(len(coming), 'levering gaat', 'leveringen gaan')} gelden."]
    if replaced:
        one = len(replaced) == 1
        older = texts.count_of(len(replaced), "oudere levering telt", "oudere leveringen tellen")
        said.append(f"{older} daarna niet meer mee; {'haar' if one else 'hun'} gegevens worden gewist.")
    said.append(f"Daarna worden de cijfers van {texts.count_of(gm_codes, 'gemeente', 'gemeenten')} opnieuw berekend.")
    return " ".join(said)


def withdrawing(found: Intrekking) -> str:
    """Say what withdrawing a levering does, before anybody does it."""
    told = [
        f"{texts.count_of(found.records, 'record telt', 'records tellen')} dan niet meer mee en "
        f"{'wordt' if found.records == 1 else 'worden'} gewist."
    ]
    if found.leeg:
        days = ", ".join(texts.span(van, tot) for van, tot in found.leeg)
        told.append(f"Over {days} is er dan **geen levering** meer: dat is iets anders dan nul.")
    else:
        told.append("Andere leveringen over dezelfde periode blijven gelden.")
    if found.vervangen:
        numbers = " en ".join(
            f"{each.nummer} ({texts.span(each.periode_van, each.periode_tot)})" for each in found.vervangen
        )
        one = len(found.vervangen) == 1
        told.append(
            f"Levering{'' if one else 'en'} {numbers}, die voor deze plaatsmaakte{'' if one else 'n'}, "
            f"kom{'t' if one else 'en'} niet vanzelf terug: de gegevens ervan zijn toen gewist. "
            "Lever dat bestand opnieuw aan als het weer moet gelden."
        )
    told.append("Daarna worden de cijfers opnieuw berekend. Hetzelfde bestand kan later weer worden aangeleverd.")
    return " ".join(told)


def _coming(outcome: Outcome) -> list[Outcome]:
    return [each for each in outcome.get("leveringen", ()) if each["aangenomen"] and each["stand"] == "gekeurd"]


def _kind(each: Outcome) -> str:
    return words.kind(str(each["soort"]))


def _name(each: Outcome, names: Mapping[str, str]) -> str:
    return names.get(each["gm_code"], str(each["gm_code"]))


def _span(each: Outcome) -> str:
    return texts.span(date.fromisoformat(each["van"]), date.fromisoformat(each["tot"]))


def _place(place: Outcome) -> str:
    record = f" (nummer {place['record']})" if place["record"] else ""
    return f"`{place['pad']}`{record}"


def _touched(rule: Outcome, soorten: Sequence[str]) -> str:
    tabel = str(rule["tabel"])
    found: dict[str, None] = {}
    for soort in soorten:
        if tabel == "levering" or tabel in TABLES_OF.get(soort, (soort,)):
            found |= dict.fromkeys(each.code for each in touched(soort, tabel, str(rule["regel"])))
    more = len(found) - _TOUCHED
    return ", ".join([*found][:_TOUCHED]) + (f" en nog {more} cijfers" if more > 1 else "")

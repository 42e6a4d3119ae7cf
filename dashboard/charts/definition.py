"""A definition in words: how it is counted, when it is final, how it may be divided; for pages and files alike."""

from collections.abc import Mapping, Sequence

from dashboard import texts
from dashboard.charts.units import unit
from dashboard.figures.breakdowns import breakdown_name
from metrics.definition import Indicator, Methode, Variant
from metrics.periods import DELIVERY_LAG


def matching(indicators: Sequence[Indicator], wanted: str) -> list[Indicator]:
    """Return the indicators in which all words of ``wanted`` occur: in code, name, texts or ways of counting."""
    asked = wanted.casefold().split()
    return [indicator for indicator in indicators if all(word in _text(indicator) for word in asked)]


def _text(indicator: Indicator) -> str:
    variants = (part for each in indicator.varianten for part in (each.naam, each.teller, each.noemer))
    divided = (breakdown_in_a_sentence(each) for each in indicator.uitsplitsingen)
    parts = (indicator.code, indicator.naam, indicator.zin, indicator.waarom, *indicator.kanttekeningen)
    return " ".join((*parts, indicator.bron, *variants, *divided)).casefold()


def counted(indicator: Indicator, variant: Variant) -> dict[str, str]:
    """Return who counts and who hits, each under its head; a median has other heads than a share."""
    methode = indicator.methode_van(variant)
    if methode is Methode.KM_MEDIAAN:
        return {
            "Wie tellen mee": variant.noemer,
            "Wie had een uitkomst": variant.teller,
            "Het cijfer": "na zo veel dagen had de helft een uitkomst (de mediaan).",
        }
    if methode is Methode.MEDIAAN:
        return {
            "Wie tellen mee": variant.noemer,
            "Wat is geteld": variant.teller,
            "Het cijfer": "de helft zit eronder, de helft erboven (de mediaan).",
        }
    return {"Teller": variant.teller, "Gedeeld door": variant.noemer}


def formula(indicator: Indicator, variant: Variant, delivery_lag: int = DELIVERY_LAG) -> dict[str, str]:
    """Return all that makes a figure of a variant: what is counted, unit, uncertainty, and when it is final."""
    return {
        **counted(indicator, variant),
        "Eenheid": f"{unit(indicator, variant)}.",
        "Onzekerheid": indicator.methode_van(variant).uitleg,
        "Wanneer af": final_words(indicator, variant, delivery_lag),
    }


def variant_name(indicator: Indicator, variant: Variant) -> str:
    """Return the name of a way of counting; the only one needs none."""
    return variant.naam if len(indicator.varianten) > 1 else "Formule"


def final_words(indicator: Indicator, variant: Variant, delivery_lag: int = DELIVERY_LAG) -> str:
    """Return how long an outcome may take and when a period will not change any more; until then it is voorlopig."""
    late = f"{delivery_lag} dagen na het einde van een periode, want leveringen kunnen wat later komen."
    wait = indicator.wacht(variant)
    if variant.termijn is not None:
        return f"elk geval heeft een eigen laatste dag; een periode is af {wait_words(wait)} en {late}"
    if wait == "0d":
        return late
    return f"een uitkomst telt mee tot en met {wait_words(wait)} na de gebeurtenis. Daarna wachten we nog {late}"


def wait_words(wait: str) -> str:
    """Return 90d as 90 dagen, and 12mo as 12 maanden."""
    count = int(wait.rstrip("dmo"))
    return texts.count_of(count, "dag", "dagen") if wait.endswith("d") else texts.count_of(count, "maand", "maanden")


def declared(indicator: Indicator) -> str:
    """Return who declared a definition, when, and when it is looked at again."""
    return (
        f"Opgesteld op {texts.day(indicator.opgesteld)} door {indicator.auteur}; "
        f"nagekeken op {texts.day(indicator.herzien)}, opnieuw uiterlijk {texts.day(indicator.herzien_voor)}."
    )


def changes(indicator: Indicator) -> list[str]:
    """Return the change log, newest first."""
    return [
        f"Versie {change.versie}, {texts.day(change.datum)}: {change.wat}" for change in reversed(indicator.wijzigingen)
    ]


def divided(indicator: Indicator) -> dict[str, str]:
    """Return the breakdowns, single and two at a time; those that are not there are left out."""
    found: dict[str, str] = {}
    if indicator.uitsplitsingen:
        single = ", ".join(breakdown_in_a_sentence(each) for each in indicator.uitsplitsingen)
        found["Uitsplitsingen"] = f"{single}."
    if indicator.kruisingen:
        pairs = (
            f"{breakdown_in_a_sentence(one)} en {breakdown_in_a_sentence(other)}" for one, other in indicator.kruisingen
        )
        found["Twee tegelijk"] = f"{'; '.join(pairs)}."
    return found


def breakdown_in_a_sentence(uitsplitsing: str) -> str:
    """Return how a breakdown is called within a sentence."""
    name = "eigen kenmerk" if uitsplitsing == "kenmerk" else breakdown_name(uitsplitsing)
    return name[:1].lower() + name[1:]


def tegenmaat(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Indicator | None:
    """Return the indicator that must be seen beside this one, if it has one."""
    return indicators.get(indicator.tegenmaat or "")

"""Doorverwijzing tussen organisaties: who sends people on to whom, and whether they arrive."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.wide_doorverwijzing import ARRIVES_WITHIN
from metrics.definition import ALLES, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 22))
_GESPREKKEN = "Alle gesprekken die de organisatie heeft gevoerd."
_VERWIJZINGEN = "Verwijzingen waarvan bekend is of de inwoner is aangekomen, als de 90 dagen voorbij zijn"
_DATUM = "De datum van de verwijzing."

DV02 = _indicator(
    code="DV02",
    naam="Doorverwijspercentage tussen organisaties",
    zin="Zo veel van de 100 gesprekken bij een organisatie leiden tot een verwijzing naar een andere organisatie.",
    waarom=(
        "Wie schulden heeft, heeft vaak meer zorgen. Organisaties spreken daarom af dat zij inwoners naar elkaar "
        "verwijzen. Dit cijfer laat zien of dat ook gebeurt, in beide richtingen."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="gesprek",
    datum="gebeurtenis",
    gebeurtenis="De maand van het gesprek.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Hoger of lager is niet vanzelf beter: vergelijk dit cijfer alleen met een doel dat organisaties afspraken.",
        "Van A naar B telt een gesprek bij A met ten minste één verwijzing naar B. Eén gesprek kan naar meer "
        "organisaties leiden: de richtingen tellen niet op tot 100.",
        "Verwijzingen van dezelfde persoon, op dezelfde dag en door dezelfde organisatie, zijn van één gesprek.",
        "Het aantal gesprekken geven organisaties zelf op. Geldt een opgave voor een langere tijd, dan verdelen we "
        "de gesprekken over de maanden naar het aantal dagen.",
        "Zijn er in een maand meer verwijzingen dan gesprekken, of zijn de gesprekken niet geteld, "
        "dan is de uitkomst onbekend.",
        "Een maand telt mee als zowel de gesprekken als de verwijzingen zijn geleverd.",
    ),
    bron="Aanvulling doorverwijzing en gesprekken.",
    kern=True,
    uitsplitsingen=("van", "van_naar"),
    varianten=(
        Variant(
            code="standaard",
            naam="Elke verwijzing",
            teller="Die gesprekken, met ten minste één verwijzing.",
            noemer=_GESPREKKEN,
            telt=pl.col("gesprekken"),
            raak=pl.col("verwezen"),
            onzeker=pl.col("onzeker"),
            gewogen=True,
        ),
        Variant(
            code="warm",
            naam="Alleen warme verwijzingen",
            teller="Die gesprekken, met ten minste één warme verwijzing.",
            noemer=f"{_GESPREKKEN} Is van de verwijzing niet bekend of zij warm was, dan is het gesprek onbekend.",
            telt=pl.col("gesprekken_warm"),
            raak=pl.col("verwezen_warm"),
            onzeker=pl.col("onzeker_warm"),
            gewogen=True,
        ),
    ),
)

DV03 = _indicator(
    code="DV03",
    naam="Verwijzing aangekomen",
    zin="Zo veel van de 100 verwezen inwoners komen aan bij de organisatie waarnaar zij zijn verwezen.",
    waarom=(
        "Een verwijzing helpt pas als de inwoner ook aankomt. Een warme overdracht, waarbij de inwoner persoonlijk "
        "wordt overgedragen, moet de kans daarop groter maken."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="doorverwijzing",
    datum="datum",
    gebeurtenis=_DATUM,
    venster=ARRIVES_WITHIN,
    tegenmaat="DV03b",
    kanttekeningen=(
        "Wie na meer dan 90 dagen aankomt, telt als niet aangekomen. Is de dag van aankomst niet ingevuld, "
        "dan telt wat er is ingevuld: aangekomen of niet.",
        "Is niet ingevuld of de inwoner aankwam, dan is de uitkomst onbekend. Dat gebeurt vaak: "
        "kijk altijd ook naar het deel dat onbekend is.",
        "Zegt de ene opgave dat de inwoner niet aankwam en geeft de andere een dag van aankomst, "
        "dan is de uitkomst onbekend.",
        "Organisaties kiezen vaker een warme overdracht voor inwoners die het moeilijk hebben. "
        "Warm en koud zijn dus niet zomaar met elkaar te vergelijken.",
    ),
    bron="Aanvulling doorverwijzing.",
    uitsplitsingen=("warm", "van", "naar", "van_naar"),
    kruisingen=(("van", "naar"), ("naar", "warm")),
    varianten=(
        Variant(
            code="standaard",
            naam="Warm en koud samen",
            teller="Die verwijzingen, waarbij de inwoner binnen 90 dagen aankwam.",
            noemer=f"{_VERWIJZINGEN}.",
            telt=ALLES,
            raak=pl.col("aangekomen_op_tijd"),
        ),
        Variant(
            code="warm",
            naam="Warme verwijzingen",
            teller="Die verwijzingen, waarbij de inwoner binnen 90 dagen aankwam.",
            noemer=f"{_VERWIJZINGEN}; alleen de warme.",
            telt=pl.col("warm_ja"),
            raak=pl.col("aangekomen_op_tijd"),
        ),
        Variant(
            code="koud",
            naam="Koude verwijzingen",
            teller="Die verwijzingen, waarbij de inwoner binnen 90 dagen aankwam.",
            noemer=f"{_VERWIJZINGEN}; alleen de koude.",
            telt=pl.col("warm_ja").not_(),
            raak=pl.col("aangekomen_op_tijd"),
        ),
    ),
)

DV03B = _indicator(
    code="DV03b",
    naam="Aankomst niet bekend",
    zin="Van zo veel van de 100 verwezen inwoners weet niemand of zij zijn aangekomen.",
    waarom=(
        "Hoort de verwijzer niets terug, dan kan niemand zien of verwijzen helpt. Dit cijfer staat naast DV03: "
        "dat kan mooi lijken als alleen de geslaagde verwijzingen worden ingevuld."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="doorverwijzing",
    datum="datum",
    gebeurtenis=_DATUM,
    venster=ARRIVES_WITHIN,
    tegenmaat=None,
    kanttekeningen=(
        "Hier tellen ook de verwijzingen waarvan de opgaven elkaar tegenspreken.",
        "Een verwijzing telt mee als de 90 dagen voorbij zijn.",
    ),
    bron="Aanvulling doorverwijzing.",
    uitsplitsingen=("warm", "van", "naar"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle verwijzingen",
            teller="Die verwijzingen, waarvan niet bekend is of de inwoner aankwam.",
            noemer="Verwijzingen, als de 90 dagen voorbij zijn.",
            telt=ALLES,
            raak=pl.col("aangekomen_op_tijd").is_null(),
        ),
    ),
)

INDICATOREN = (DV02, DV03, DV03B)

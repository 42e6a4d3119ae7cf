"""Schuldregelingen: wie wordt toegelaten, hoe lang het duurt, en hoe groot de schulden zijn."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.traject_verloop import REGELING_DAGEN, STABILISATIE_MAANDEN, TOELATING
from metrics.cases.wide_traject import EURO_STAP
from metrics.definition import Eenheid, Methode, Richting, Variant, Wachttijd

_indicator = declared_on(date(2026, 11, 22))
# Every street of every gemeente and month is a row of the store: the PC4 is kept for what a wijk can act on.
_UITSPLITSINGEN = ("leeftijdsklasse", "crisis", "kenmerk")
_NORM = "Norm van de NVVK; in te stellen bij de installatie."

SH04 = _indicator(
    code="SH04",
    naam="Toelating",
    zin="Bij zo veel van de 100 beschikkingen wordt iemand toegelaten tot de schuldhulp.",
    waarom=(
        "De gemeente beslist wie hulp krijgt. Wie weinig mensen toelaat, haalt makkelijker mooie cijfers over "
        "regelingen en uitval. Daarom staat de toelating daar altijd naast."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="beschikkingsdatum",
    gebeurtenis="De dag van de beschikking.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "In DDAS versie 0.9 staat alleen de dag van een toelating. Van wie zo levert, zijn afwijzingen niet te zien en "
        "is het cijfer altijd 100%.",
        "Wie zich terugtrekt voor de beschikking, telt niet mee.",
        "Ontbreekt de dag of de soort beschikking, dan is het onbekend.",
    ),
    bron="DDAS schuldhulpverlening.",
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Alle beschikkingen",
            teller="Toelatingsbeschikkingen.",
            noemer="Toelatingsbeschikkingen en afwijzingsbeschikkingen.",
            telt=pl.any_horizontal(pl.col("beschikking", "beschikkingsdatum").is_not_null()),
            raak=pl.col("beschikking") == TOELATING,
        ),
    ),
)

SH09A = _indicator(
    code="SH09a",
    naam="Stabilisatie langer dan de norm",
    zin=f"Bij zo veel van de 100 mensen duurt de stabilisatie langer dan {STABILISATIE_MAANDEN} maanden.",
    waarom="Zolang de stabilisatie duurt, begint de schuldregeling niet. Mensen wachten dan langer op een oplossing.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="stabilisatie_van",
    gebeurtenis="De dag waarop de stabilisatie begint.",
    venster=0,
    tegenmaat="SH06a",
    kanttekeningen=(
        "Is er geen einddatum, dan duurt de stabilisatie tot het einde van het traject.",
        "Een einde voor het begin kan niet: dan is het onbekend.",
        "Soms is meer tijd nodig om iemand in rustig vaarwater te krijgen. Een langere stabilisatie is dus niet altijd "
        "fout.",
    ),
    bron=f"DDAS schuldhulpverlening. {_NORM}",
    uitsplitsingen=("leeftijdsklasse", "begeleiding", "kenmerk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle stabilisaties",
            teller=f"Stabilisaties die langer dan {STABILISATIE_MAANDEN} maanden duurden.",
            noemer=f"Stabilisaties die ten minste {STABILISATIE_MAANDEN} maanden geleden begonnen.",
            telt=pl.any_horizontal(pl.col("stabilisatie_van", "stabilisatie_tot").is_not_null()),
            raak=pl.col("lang_stabiel"),
            maanden=STABILISATIE_MAANDEN,
        ),
    ),
)

SH09B = _indicator(
    code="SH09b",
    naam="Regeling langer dan de norm",
    zin=f"Bij zo veel van de 100 aanvragen is na {REGELING_DAGEN} dagen nog niet over de regeling beslist.",
    waarom="Een regeling geeft mensen zekerheid. Hoe langer de schuldeisers erover doen, hoe langer die uitblijft.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="regeling_aangevraagd",
    gebeurtenis="De dag waarop de regeling is aangevraagd.",
    venster=REGELING_DAGEN,
    tegenmaat="SH06a",
    kanttekeningen=(
        "Er is beslist als de regeling is toegekend, afgewezen of ingetrokken.",
        "Is er niet beslist, dan duurt de aanvraag tot het einde van het traject.",
        "Een beslissing voor de aanvraag kan niet: dan is het onbekend.",
    ),
    bron=f"DDAS schuldhulpverlening. {_NORM}",
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aangevraagde regelingen",
            teller=f"Aanvragen waarover na {REGELING_DAGEN} dagen nog niet was beslist.",
            noemer=f"Aanvragen van ten minste {REGELING_DAGEN} dagen geleden.",
            telt=pl.any_horizontal(pl.col("regeling_aangevraagd", "regeling_op").is_not_null()),
            raak=pl.col("lang_op_regeling"),
        ),
    ),
)


def _opgave(kolom: str) -> pl.Expr:
    """Whether what was given can be: less than nothing cannot."""
    return pl.when(pl.col(kolom) >= 0).then(pl.lit(value=True))


SH10 = _indicator(
    code="SH10",
    naam="Schuldbedrag en aantal schuldeisers",
    zin="De helft van de mensen in de schuldhulp heeft bij de start een schuld van zo veel euro of minder.",
    waarom="Grote schulden bij veel schuldeisers zijn moeilijker te regelen. Wie eerder hulp krijgt, heeft er minder.",
    richting=Richting.GEEN,
    eenheid=Eenheid.EURO,
    methode=Methode.MEDIAAN,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis="De dag van aanmelding; is die leeg, dan de start van het traject.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        f"Schuldbedragen zijn afgerond op {EURO_STAP} euro voordat de mediaan is bepaald.",
        "Alleen trajecten met een opgave tellen mee. Die komt vaak pas na de intake: wie eerder stopt, ontbreekt.",
        "Een schuld van minder dan 0 euro kan niet: dan is het onbekend.",
        "De mediaan is het middelste bedrag. Een paar heel grote schulden veranderen hem niet.",
    ),
    bron="DDAS schuldhulpverlening; NVVK jaarcijfers.",
    uitsplitsingen=("leeftijdsklasse", "kenmerk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Schuldbedrag",
            teller="Trajecten met een schuldbedrag bij aanvang.",
            noemer="Trajecten met een schuldbedrag bij aanvang.",
            telt=pl.col("schuldbedrag").is_not_null(),
            raak=_opgave("schuldbedrag"),
            wachttijd=Wachttijd(pl.col("schuld_afgerond"), pl.lit(value=False)),
        ),
        Variant(
            code="schuldeisers",
            naam="Aantal schuldeisers",
            teller="Trajecten met een aantal schuldeisers bij aanvang.",
            noemer="Trajecten met een aantal schuldeisers bij aanvang.",
            telt=pl.col("schuldeisers").is_not_null(),
            raak=_opgave("schuldeisers"),
            wachttijd=Wachttijd(pl.col("schuldeisers"), pl.lit(value=False)),
            eenheid=Eenheid.AANTAL,
        ),
    ),
)

INDICATOREN = (SH04, SH09A, SH09B, SH10)

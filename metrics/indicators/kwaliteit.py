"""Kwaliteit: how full, how sound and how consistent the registration is."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.definition import ALLES, Deel, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 21))
_MAAND = "De datum van het record; is die leeg, dan de laatste maand van de levering."


def _field(tabel: str, veld: str, van: pl.Expr = ALLES) -> Deel:
    """Count the records ``van`` which this field should be filled in."""
    filled = van & pl.col(veld).is_not_null()
    return Deel(f"{tabel}.{veld}", *(found.fill_null(value=False).cast(pl.Int64) for found in (van, filled)))


def _children(tabel: str, veld: str, many: str, filled: str) -> Deel:
    """Count a field of the records that hang on a case, which the wide frame has counted."""
    return Deel(f"{tabel}.{veld}", *(pl.col(name).fill_null(0).cast(pl.Int64) for name in (many, filled)))


def _fields(code: str, naam: str, tabel: str, noemer: str, delen: tuple[Deel, ...]) -> Variant:
    """Count the fields of one table, each apart and together."""
    return Variant(
        code=code,
        naam=naam,
        teller="Die velden, als er iets is ingevuld.",
        noemer=noemer,
        telt=pl.sum_horizontal(deel.aantal for deel in delen),
        raak=pl.sum_horizontal(deel.raak for deel in delen),
        gewogen=True,
        delen=delen,
        tabel=tabel,
    )


_REGELING = pl.col("regeling_aangevraagd").is_not_null()

KW01 = _indicator(
    code="KW01",
    naam="Volledigheid per veld",
    zin="Zo veel van de 100 velden die ingevuld horen te zijn, zijn ingevuld.",
    waarom=(
        "Een leeg veld is niet hetzelfde als nee. Hoe meer velden leeg blijven, hoe minder de cijfers zeggen."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="registratie",
    gebeurtenis=_MAAND,
    venster=0,
    tegenmaat="KW03",
    kanttekeningen=(
        "Een veld telt alleen mee bij records waar het ingevuld hoort te zijn: een reden van uitstroom bijvoorbeeld "
        "alleen bij wie is uitgestroomd.",
        "Ingevuld is niet altijd juist. Kijk daarom ook naar tegenstrijdige registratie.",
        "Een waarde die niet in de codelijst staat, telt als niet ingevuld.",
        "Van een persoon telt alleen het burgerservicenummer; een naam en geboortedatum zijn niet zeker genoeg.",
    ),
    bron="DDAS vroegsignalering, DDAS schuldhulpverlening, en de aanvullingen ontruiming en doorverwijzing.",
    uitsplitsingen=("veld",),
    varianten=(
        _fields(
            "standaard",
            "Zaken en contactpogingen",
            "zaak",
            "Velden van zaken en hun contactpogingen. De datum van oppakken alleen bij zaken die zijn opgepakt; "
            "administratieve handelingen tellen niet mee.",
            (
                _field("zaak", "huishouden"),
                _field("zaak", "matchingsdatum"),
                _field("zaak", "opgepakt_op", pl.col("opgepakt")),
                _field("zaak", "resultaat"),
                _children("contactpoging", "soort", "pogingen", "pogingen_soort"),
                _children("contactpoging", "datum", "pogingen", "pogingen_datum"),
                _children("contactpoging", "bereikt", "pogingen", "pogingen_bereikt"),
            ),
        ),
        _fields(
            "signalen",
            "Signalen",
            "signaal",
            "Velden van signalen.",
            (
                *(
                    _field("signaal", veld)
                    for veld in (
                        "huishouden", "geboortejaar", "pc4", "signaalpartner", "crisis", "bedrag", "ontstaansdatum",
                        "signaaldatum",
                    )
                ),
                Deel(
                    "signaal.persoon",
                    pl.lit(1, pl.Int64),
                    (pl.col("persoon_uit") == "bsn").fill_null(value=False).cast(pl.Int64),
                ),
            ),
        ),
        _fields(
            "trajecten",
            "Trajecten schuldhulp",
            "traject",
            "Velden van trajecten en hun cliënten. Schuldbedrag en aantal schuldeisers alleen bij trajecten waarin een "
            "regeling is aangevraagd, de datum van de beschikking alleen als er een beschikking is, en de reden van "
            "uitstroom alleen bij wie is uitgestroomd.",
            (
                _field("traject", "startdatum"),
                _field("traject", "aanmelding"),
                _field("traject", "crisis"),
                _field("traject", "beschikkingsdatum", pl.col("beschikking").is_not_null()),
                _field("traject", "schuldbedrag", _REGELING),
                _field("traject", "schuldeisers", _REGELING),
                _field("traject", "uitstroomreden", pl.col("uitstroom").is_not_null()),
                *(
                    _children("traject_persoon", veld, "personen", f"personen_{veld}")
                    for veld in ("persoon", "huishouden", "geboortejaar", "pc4")
                ),
            ),
        ),
        _fields(
            "ontruimingen",
            "Ontruimingen",
            "ontruiming",
            "Velden van ontruimingen. De dag waarop zij is uitgevoerd alleen als dat de uitkomst is.",
            (
                *(
                    _field("ontruiming", veld)
                    for veld in ("huishouden", "gemeld_op", "uitkomst", "reden", "verhuurder", "pc4")
                ),
                _field("ontruiming", "uitgevoerd_op", pl.col("uitkomst") == "uitgevoerd"),
            ),
        ),
        _fields(
            "doorverwijzingen",
            "Doorverwijzingen",
            "doorverwijzing",
            "Velden van doorverwijzingen. De dag van aankomst alleen als de inwoner is aangekomen; 'onbekend' telt als "
            "niet ingevuld. Of de inwoner aankwam, staat bij DV03b.",
            (
                *(_field("doorverwijzing", veld) for veld in ("datum", "van_type", "naar_type")),
                _field("doorverwijzing", "aangekomen_op", pl.col("aangekomen") == "ja"),
                # The word "onbekend" is a word, but no answer.
                Deel(
                    "doorverwijzing.warm",
                    pl.lit(1, pl.Int64),
                    pl.col("warm").is_in(["ja", "nee"]).fill_null(value=False).cast(pl.Int64),
                ),
            ),
        ),
    ),
)  # fmt: skip

KW02 = _indicator(
    code="KW02",
    naam="Afgekeurde records",
    zin="Zo veel van de 100 records die zijn aangeleverd, zijn afgekeurd.",
    waarom="Een record zonder bruikbare datum of sleutel telt nergens mee. Wie het herstelt, krijgt betere cijfers.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="afgifte",
    datum="registratie",
    gebeurtenis="De laatste maand waar de levering over gaat.",
    venster=0,
    tegenmaat="KW01",
    kanttekeningen=(
        "Alleen leveringen die in gebruik zijn tellen mee. Een levering die is vervangen of geweigerd, telt niet.",
        "Wordt meer dan een vijfde van de records afgekeurd, dan wordt de hele levering geweigerd.",
        "Welk record is afgekeurd en waarom, staat in het op-orde-rapport van de levering.",
    ),
    bron="De controle van elke levering bij ontvangst.",
    uitsplitsingen=("soort",),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle leveringen",
            teller="Die records, als zij zijn afgekeurd.",
            noemer="Records in de leveringen die in gebruik zijn.",
            telt=pl.col("aantal"),
            raak=pl.col("afgekeurd"),
            gewogen=True,
        ),
    ),
)


def _contradictions(code: str, naam: str, tabel: str, noemer: str, soorten: str) -> Variant:
    """Count the records of one table that contradict themselves."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die {tabel}-records waarin iets staat dat niet samen waar kan zijn: {soorten}.",
        noemer=noemer,
        telt=ALLES,
        raak=pl.col("tegenspraak"),
        tabel=tabel,
    )


KW03 = _indicator(
    code="KW03",
    naam="Tegenstrijdige registratie",
    zin="Zo veel van de 100 records spreken zichzelf tegen.",
    waarom=(
        "Een zaak met als resultaat hulp, maar zonder een gesprek, kan niet kloppen. "
        "Zulke records maken andere cijfers onzeker."
    ),
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="registratie",
    gebeurtenis=_MAAND,
    venster=0,
    tegenmaat="KW01",
    kanttekeningen=(
        "Een leeg veld spreekt niets tegen. Wie weinig invult, lijkt hier dus beter.",
        "Per soort staat er welk deel van alle records die tegenspraak heeft.",
        "Welk record het is, staat in het op-orde-rapport van de levering.",
    ),
    bron="DDAS vroegsignalering, DDAS schuldhulpverlening en de aanvulling ontruiming.",
    uitsplitsingen=("soort",),
    aandeel_van_geheel=("soort",),
    varianten=(
        _contradictions(
            "standaard",
            "Zaken",
            "zaak",
            "Alle zaken.",
            "een resultaat na contact zonder dat iemand is bereikt, bereikt en toch niet opgepakt of geen contact "
            "gekregen, of een signaal met een status die het resultaat tegenspreekt",
        ),
        _contradictions(
            "trajecten",
            "Trajecten schuldhulp",
            "traject",
            "Alle trajecten.",
            "een regeling toegekend en afgewezen, een einde voor de start, of een afwijzing met een oplossing",
        ),
        _contradictions(
            "ontruimingen",
            "Ontruimingen",
            "ontruiming",
            "Alle ontruimingen.",
            "voorkomen en toch een dag van uitvoering, of uitgevoerd zonder dag",
        ),
    ),
)

INDICATOREN = (KW01, KW02, KW03)

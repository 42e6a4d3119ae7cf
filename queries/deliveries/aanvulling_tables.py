"""Every aanvulling table, declared once: the door, the templates and the user guide are made from these."""

from collections.abc import Mapping
from typing import Final

from queries.deliveries.aanvulling_cases import BEKENDHEID, DOORVERWIJZING, DOSSIER, KENMERK, ONTRUIMING
from queries.deliveries.aanvulling_codes import (
    DOEL_RICHTING_WOORDEN,
    DOEL_RICHTINGEN,
    DOEL_SOORTEN,
    JAARCIJFER_SOORTEN,
    ORGANISATIETYPE_WOORDEN,
    ORGANISATIETYPES,
)
from queries.deliveries.aanvulling_spec import BRON, GM_CODE, ColumnSpec, Kind, TableSpec

GESPREKKEN: Final = TableSpec(
    "gesprekken",
    "Gesprekken per organisatie",
    "Hoeveel gesprekken een organisatie voerde. Daarmee wordt het doorverwijspercentage berekend.",
    "één organisatie in één periode",
    (
        GM_CODE,
        ColumnSpec(
            "organisatietype", Kind.CODE, "Wat voor organisatie.", ("kredietbank", "maatschappelijk werk"),
            verplicht=True, codes=ORGANISATIETYPES, woorden=ORGANISATIETYPE_WOORDEN,
        ),
        ColumnSpec("naam", Kind.NAAM, "De naam van de organisatie.", ("Kredietbank Zonnig", "Welzijn Plus")),
        ColumnSpec(
            "periode_van", Kind.DATUM, "De eerste dag van de telling. Leeg: de eerste dag van het bestand.",
            ("2025-01-01", "01-04-2025"),
        ),
        ColumnSpec(
            "periode_tot", Kind.DATUM, "De laatste dag van de telling. Leeg: de laatste dag van het bestand.",
            ("2025-03-31", "30-06-2025"),
        ),
        ColumnSpec("gesprekken", Kind.AANTAL, "Het aantal gesprekken.", ("1.250", "480"), verwacht=True),
        ColumnSpec("clienten", Kind.AANTAL, "Het aantal verschillende inwoners.", ("900", "")),
    ),
    uniek=("organisatietype", "naam", "periode_van", "periode_tot"),
    een_van=("gesprekken", "clienten"),
    een_van_uitleg="gesprekken of clienten",
    binnen_periode=("periode_van",),
)  # fmt: skip

JAARCIJFER: Final = TableSpec(
    "jaarcijfer",
    "Eigen jaarcijfers",
    "Jaarlijkse aantallen van een aanpak die nergens anders worden geteld, zoals voedselpakketten of huisbezoeken.",
    "één cijfer van één jaar",
    (
        GM_CODE,
        ColumnSpec(
            "naam", Kind.NAAM, "Wat er geteld is. Gebruik elk jaar dezelfde naam.",
            ("Huisbezoeken", "Voedselpakketten"), verplicht=True,
        ),
        ColumnSpec("jaar", Kind.JAAR, "Het jaar.", ("2025", "2025"), verplicht=True),
        ColumnSpec("waarde", Kind.GETAL, "Het getal. Leeg: niet bekend.", ("71", "27,5"), verwacht=True),
        ColumnSpec(
            "soort", Kind.CODE,
            "Stroom: geteld over het hele jaar. Peildatum: de stand op één dag, meestal 31 december.",
            ("stroom", "peildatum"), verplicht=True, codes=JAARCIJFER_SOORTEN,
        ),
        BRON,
    ),
    uniek=("naam", "jaar", "soort"),
    binnen_periode=("jaar",),
)  # fmt: skip

DOEL: Final = TableSpec(
    "doel",
    "Doelen",
    "Wat de gemeente wil bereiken, en wanneer.",
    "één doel",
    (
        GM_CODE,
        ColumnSpec(
            "indicator", Kind.INDICATOR,
            "De code van het cijfer, zoals op de pagina Definities. Voor een eigen cijfer: `jaarcijfer:` of `kenmerk:` "
            "met de naam erachter.",
            ("ON01", "jaarcijfer:Huisbezoeken"), verplicht=True,
        ),
        ColumnSpec(
            "variant", Kind.NAAM, "De variant van het cijfer. Leeg: standaard.", ("", ""), klein=True, langste=64
        ),
        ColumnSpec(
            "waarde", Kind.STREEFWAARDE,
            "Wat u wilt bereiken, zoals de pagina het toont: 25 voor 25%. Bij een daling van 70%: -70.", ("2,5", "80"),
            verplicht=True,
        ),
        ColumnSpec(
            "basisjaar", Kind.JAAR,
            "Het jaar waarmee u vergelijkt bij een daling of stijging, of waarin de weg naar het doel begon.",
            ("2005", ""),
        ),
        ColumnSpec(
            "uiterlijk", Kind.DATUM, "De dag waarop het doel gehaald moet zijn.", ("2026-12-31", "31-12-2026"),
            verplicht=True,
        ),
        ColumnSpec(
            "bron", Kind.NAAM, "Waar het doel is afgesproken.", ("Raadsbesluit 2024", "Collegeprogramma 2022-2026"),
            verplicht=True,
        ),
        ColumnSpec(
            "uitsplitsing", Kind.NAAM,
            "Alleen voor een doel voor een deel: de uitsplitsing, zoals `van_naar` of de naam van een eigen kenmerk.",
            ("", ""), langste=48,
        ),
        ColumnSpec(
            "cel", Kind.NAAM, "Het deel zelf, zoals de pagina het noemt.", ("", ""),
        ),
        ColumnSpec(
            "soort", Kind.CODE,
            "Niveau: zo hoog moet het cijfer worden. Verandering: zoveel procent meer of minder dan in het basisjaar. "
            "Leeg: een waarde onder 0 is een verandering, een andere een niveau.",
            ("niveau", ""), codes=DOEL_SOORTEN,
        ),
        ColumnSpec(
            "richting", Kind.CODE, "Minstens of hoogstens. Leeg: de kant die goed is.", ("hoogstens", ""),
            codes=DOEL_RICHTINGEN, woorden=DOEL_RICHTING_WOORDEN,
        ),
        ColumnSpec(
            "basiswaarde", Kind.GETAL,
            "Het cijfer van het basisjaar, als het register dat niet heeft, zoals de pagina het toont.", ("3,1", ""),
        ),
        ColumnSpec("schatting", Kind.JA_NEE, "Is de basiswaarde geschat?", ("nee", "")),
    ),
    uniek=("indicator", "variant", "uitsplitsing", "cel", "uiterlijk"),
)  # fmt: skip

INTERVENTIE: Final = TableSpec(
    "interventie",
    "Maatregelen met een begindatum",
    "Wat de gemeente veranderde en vanaf wanneer, zodat te zien is of het hielp.",
    "één maatregel",
    (
        GM_CODE,
        ColumnSpec(
            "naam", Kind.NAAM, "De naam van de maatregel.", ("Huisbezoek bij elk signaal", "Eén loket"), verplicht=True
        ),
        ColumnSpec("vanaf", Kind.DATUM, "De dag waarop het begon.", ("2025-04-01", "01-09-2025"), verplicht=True),
        ColumnSpec(
            "beschrijving", Kind.NAAM, "In één zin wat er veranderde. Noem geen mensen.",
            ("Twee medewerkers gaan binnen een week langs.", ""), langste=200,
        ),
        ColumnSpec(
            "bron", Kind.NAAM, "Waar dit is afgesproken of beschreven.",
            ("Plan van aanpak 2025", "Collegebesluit 2025"), verplicht=True,
        ),
    ),
    uniek=("naam", "vanaf"),
)  # fmt: skip


def _people(naam: str, uitleg: str, first: str, second: str, hoogste: int = 2**31 - 1) -> ColumnSpec:
    return ColumnSpec(naam, Kind.AANTAL, uitleg, (first, second), hoogste=hoogste)


GEMEENTE_JAAR: Final = TableSpec(
    "gemeente_jaar",
    "Eigen aantallen inwoners en woningen",
    "Alleen als u betere aantallen heeft dan het CBS. Ze gaan voor op de aantallen die al in het register staan.",
    "één jaar van één gemeente",
    (
        GM_CODE,
        ColumnSpec("jaar", Kind.JAAR, "Het jaar, met de stand op 1 januari.", ("2025", "2024"), verplicht=True),
        _people("inwoners", "Het aantal inwoners.", "82.450", "82900"),
        _people("huishoudens", "Het aantal huishoudens.", "39.800", "40100"),
        _people("corporatiewoningen", "Het aantal woningen van corporaties.", "11.200", "11300"),
        _people("huurwoningen", "Het aantal huurwoningen, van corporaties en anderen.", "17.900", ""),
        _people("grootteklasse", "De grootteklasse van het CBS, 1 tot en met 8.", "5", "5", hoogste=8),
        _people("stedelijkheid", "De stedelijkheid van het CBS, 1 (zeer sterk) tot en met 5.", "3", "3", hoogste=5),
        ColumnSpec(
            "pct_laag_inkomen", Kind.PROCENT, "Het percentage huishoudens met een laag inkomen: 7,6 voor 7,6%.",
            ("7,6", ""),
        ),
        ColumnSpec("bijstand_per_1000", Kind.GETAL, "Het aantal uitkeringen per 1.000 inwoners.", ("31,5", "")),
        BRON,
    ),
    uniek=("jaar",),
    een_van=(
        "inwoners", "huishoudens", "corporatiewoningen", "huurwoningen", "grootteklasse", "stedelijkheid",
        "pct_laag_inkomen", "bijstand_per_1000",
    ),
    een_van_uitleg="een van de aantallen",
    binnen_periode=("jaar",),
    opslag="eigen_gemeente_jaar",
)  # fmt: skip

TABLES: Final[Mapping[str, TableSpec]] = {
    spec.naam: spec
    for spec in (
        ONTRUIMING, DOORVERWIJZING, GESPREKKEN, BEKENDHEID, DOSSIER, JAARCIJFER, KENMERK, DOEL, INTERVENTIE,
        GEMEENTE_JAAR,
    )
}  # fmt: skip

# Every name a header may have, whatever the table: which table it is follows from them.
COLUMNS: Final = frozenset(name for spec in TABLES.values() for name in spec.namen)

# What a file says of itself: first rows, a sheet `levering`, or the file's own metadata.
KEYS: Final = (
    "tabel", "gm_code", "periode_van", "periode_tot", "leverancier", "organisatie", "aangeleverd_op",
    "signaal_leverancier",
)  # fmt: skip

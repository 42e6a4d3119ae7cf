"""The aanvulling tables with one row per case: evictions, referrals, dossiers, and what is known of a zaak."""

from typing import Final

from queries.deliveries.aanvulling_codes import (
    DOSSIER_UITKOMSTEN,
    KENMERK_RECORDS,
    ORGANISATIETYPE_WOORDEN,
    ORGANISATIETYPES,
    UITKOMST_WOORDEN,
    VERHUURDER_WOORDEN,
)
from queries.deliveries.aanvulling_spec import (
    ADRES,
    BRON,
    BSN,
    GM_CODE,
    SIGNAAL_ID,
    SIGNAAL_LEVERANCIER,
    ColumnSpec,
    Kind,
    TableSpec,
)
from queries.deliveries.codes import ONTRUIMING_REDENEN, ONTRUIMING_UITKOMSTEN, VERHUURDERS

_POSTCODE, _HUISNUMMER, _TOEVOEGING = ADRES

ONTRUIMING: Final = TableSpec(
    "ontruiming",
    "Ontruimingen en dreigende ontruimingen",
    "Voor hoeveel huishoudens ontruiming dreigde, en hoe dat afliep.",
    "één (dreigende) ontruiming",
    (
        ColumnSpec(
            "id",
            Kind.NUMMER,
            "Uw eigen nummer van de ontruiming. Iets anders dan een nummer bewaren we onherkenbaar.",
            ("O-1", "O-2"),
            verplicht=True,
        ),
        GM_CODE,
        ColumnSpec(
            "postcode", Kind.POSTCODE, _POSTCODE.uitleg + " De vier cijfers blijven.", ("1357XZ", "1357 XA"),
            verwacht=True,
        ),
        ColumnSpec("huisnummer", Kind.HUISNUMMER, _HUISNUMMER.uitleg, ("24", "8"), verwacht=True),
        _TOEVOEGING,
        ColumnSpec(
            "gemeld_op", Kind.DATUM, "De dag waarop de gemeente hoorde dat ontruiming dreigt.",
            ("2025-01-12", "03-02-2025"), verwacht=True,
        ),
        ColumnSpec(
            "aangezegd_op", Kind.DATUM, "De dag waarop de deurwaarder de ontruiming heeft aangezegd.",
            ("", "20-03-2025"),
        ),
        ColumnSpec("vonnis_op", Kind.DATUM, "De dag waarop de rechter uitspraak deed.", ("", "")),
        ColumnSpec(
            "uitgevoerd_op", Kind.DATUM, "De dag waarop de woning is ontruimd.", ("", "02-05-2025"), verwacht=True
        ),
        ColumnSpec(
            "uitkomst", Kind.CODE, "Hoe het afliep. Vertrokken: de bewoner ging weg voor de ontruiming.",
            ("voorkomen", "uitgevoerd"), verwacht=True, codes=ONTRUIMING_UITKOMSTEN, woorden=UITKOMST_WOORDEN,
            regel="onbekende_uitkomst",
        ),
        ColumnSpec(
            "reden", Kind.CODE, "Waarom de verhuurder wil ontruimen.", ("huurschuld", "overlast"),
            verwacht=True, codes=ONTRUIMING_REDENEN, regel="onbekende_reden",
        ),
        ColumnSpec(
            "verhuurder", Kind.CODE, "Van wie de woning is.", ("corporatie", "particulier"), verwacht=True,
            codes=VERHUURDERS, woorden=VERHUURDER_WOORDEN, regel="onbekende_verhuurder",
        ),
        BRON,
    ),
    uniek=("bron_id",),
    binnen_periode=("uitgevoerd_op", "gemeld_op"),
    pc4=True,
)  # fmt: skip

DOORVERWIJZING: Final = TableSpec(
    "doorverwijzing",
    "Doorverwijzingen tussen organisaties",
    "Wie naar wie doorverwijst, of dat warm ging, en of de inwoner aankwam.",
    "één verwijzing van één inwoner",
    (
        ColumnSpec(
            "id", Kind.NUMMER, "Uw eigen nummer van de verwijzing.", ("D-1", "D-2"), verplicht=True
        ),
        GM_CODE,
        SIGNAAL_ID,
        SIGNAAL_LEVERANCIER,
        ColumnSpec("bsn", Kind.BSN, BSN.uitleg + " Zo zien we of er een traject volgde.", BSN.voorbeelden),
        ColumnSpec(
            "datum", Kind.DATUM, "De dag van de verwijzing.", ("2025-02-03", "14-02-2025"), verwacht=True
        ),
        ColumnSpec(
            "van_type", Kind.CODE, "Wat voor organisatie verwees.", ("kredietbank", "maatschappelijk werk"),
            verwacht=True, codes=ORGANISATIETYPES, woorden=ORGANISATIETYPE_WOORDEN,
        ),
        ColumnSpec("van_naam", Kind.NAAM, "De naam van die organisatie.", ("Kredietbank Zonnig", "Welzijn Plus")),
        ColumnSpec(
            "naar_type", Kind.CODE, "Naar wat voor organisatie.", ("maatschappelijk werk", "kredietbank"),
            verwacht=True, codes=ORGANISATIETYPES, woorden=ORGANISATIETYPE_WOORDEN,
        ),
        ColumnSpec("naar_naam", Kind.NAAM, "De naam van die organisatie.", ("Welzijn Plus", "Kredietbank Zonnig")),
        ColumnSpec(
            "warm", Kind.JA_NEE, "Droeg de medewerker de inwoner persoonlijk over, met een gesprek of telefoontje?",
            ("ja", "nee"), verwacht=True,
        ),
        ColumnSpec(
            "aangekomen", Kind.JA_NEE, "Kwam de inwoner bij de andere organisatie aan?", ("ja", "onbekend"),
            verwacht=True,
        ),
        ColumnSpec("aangekomen_op", Kind.DATUM, "De dag waarop de inwoner daar aankwam.", ("2025-02-10", "")),
    ),
    uniek=("bron_id",),
    binnen_periode=("datum",),
)  # fmt: skip

BEKENDHEID: Final = TableSpec(
    "bekendheid",
    "Bekend bij de gemeente",
    "Of een huishouden uit vroegsignalering al bekend was bij de gemeente.",
    "één zaak of één adres",
    (
        GM_CODE,
        SIGNAAL_ID,
        SIGNAAL_LEVERANCIER,
        *ADRES,
        ColumnSpec(
            "bekend", Kind.JA_NEE, "Was het huishouden op de peildatum al bekend bij de gemeente?", ("ja", "nee"),
            verwacht=True,
        ),
        ColumnSpec("peildatum", Kind.DATUM, "De dag waarop u dat nakeek.", ("2025-02-03", "2025-02-03")),
    ),
    uniek=("zaak_signaal", "huishouden", "peildatum"),
    een_van=("zaak_signaal", "huishouden"),
    een_van_uitleg="signaal_id, of postcode en huisnummer",
    binnen_periode=("peildatum",),
)  # fmt: skip

DOSSIER: Final = TableSpec(
    "dossier",
    "Dossiers van een eigen aanpak",
    "Hoeveel huishoudens een aanpak (zoals Voorkom Huisuitzetting) hielp, en met welke uitkomst.",
    "één dossier",
    (
        ColumnSpec("id", Kind.NUMMER, "Uw eigen nummer van het dossier.", ("H-1", "H-2"), verplicht=True),
        GM_CODE,
        ColumnSpec(
            "aanpak", Kind.NAAM, "De naam van de aanpak.", ("Voorkom Huisuitzetting", "Voorkom Huisuitzetting"),
            verplicht=True,
        ),
        ColumnSpec(
            "start", Kind.DATUM, "De dag waarop het dossier begon.", ("2025-01-20", "01-03-2025"), verwacht=True
        ),
        ColumnSpec("einde", Kind.DATUM, "De dag waarop het is gesloten. Leeg: het loopt nog.", ("2025-06-30", "")),
        ColumnSpec(
            "uitkomst", Kind.CODE, "Hoe het dossier eindigde. Open: het loopt nog.", ("positief", "open"),
            verwacht=True, codes=DOSSIER_UITKOMSTEN, woorden=UITKOMST_WOORDEN,
        ),
    ),
    uniek=("bron_id",),
    binnen_periode=("einde",),
)  # fmt: skip

KENMERK: Final = TableSpec(
    "kenmerk",
    "Eigen kenmerken van een zaak of traject",
    "Een eigen indeling, zoals rijp of niet rijp, een trede of een pakket. Cijfers zijn dan per kenmerk te zien.",
    "één kenmerk van één zaak of van het traject van één inwoner",
    (
        GM_CODE,
        ColumnSpec(
            "record", Kind.CODE,
            "Waar het kenmerk bij hoort. Leeg: een zaak als signaal_id is gevuld, een traject als bsn is gevuld.",
            ("zaak", "traject"), codes=KENMERK_RECORDS, opslag="tabel",
        ),
        ColumnSpec("signaal_id", Kind.SIGNAAL, SIGNAAL_ID.uitleg, ("VS-2025-00012", "")),
        SIGNAAL_LEVERANCIER,
        ColumnSpec("bsn", Kind.BSN, BSN.uitleg + " Zo weten we om welk traject het gaat.", ("", "400000024")),
        ColumnSpec(
            "naam", Kind.NAAM, "De naam van de indeling. Hoofdletters maken niet uit; we schrijven alles klein.",
            ("screening", "pakket"), verplicht=True, langste=40, klein=True,
        ),
        ColumnSpec(
            "waarde", Kind.NAAM, "Waar deze zaak of dit traject in valt. Leeg: onbekend.",
            ("niet rijp", "budgetbeheer"), verwacht=True, langste=60, klein=True,
        ),
    ),
    uniek=("tabel", "zaak_signaal", "persoon", "naam"),
    een_van=("zaak_signaal", "persoon"),
    een_van_uitleg="signaal_id of bsn",
)  # fmt: skip

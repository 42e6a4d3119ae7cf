"""A report of an invented gemeente that holds every kind of block, and names that want to break out of a format."""

from datetime import date

from dashboard.reports.content import (
    Block,
    Chart,
    ChartData,
    Finding,
    Heading,
    Level,
    Line,
    Mark,
    Number,
    Paragraph,
    Provenance,
    Report,
    Run,
    Table,
)

NAAM = "Súdwest-Voorbeeld #1 *en* <b>Omstreken</b>"
ALT_TREND = "Bereik per kwartaal in procenten: van 41,0% naar 52,5%; Nederland bleef rond 46%."
ALT_DOTS = "Bereik van tien gemeenten: Voorbeeld staat als tweede met 52,5%; de groep samen heeft 46,1%."
ALT_GOAL = "Bereik per kwartaal tegenover het doel van 55%: nog 2,5 procentpunt te gaan."


def number(text: str, value: float | int | None, veld: str = "waarde", indicator: str = "VS07") -> Number:
    return Number(text, value, indicator, "", "GM0001", "2026-07-01/2026-10-01", veld)


def trend() -> ChartData:
    quarters = tuple(f"K{quarter} {year}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4))[:11]
    own = (41.0, 40.2, 42.5, 43.1, None, 44.0, 45.9, 47.2, 49.8, 51.3, 52.5)
    low = tuple(None if value is None else value - 3.1 for value in own)
    high = tuple(None if value is None else value + 3.3 for value in own)
    return ChartData(
        kind="trend",
        unit="% van de zaken",
        decimals=1,
        own=Line("Voorbeeld", quarters, own, low, high, (False,) * 9 + (True, True)),
        others=(
            Line("Nederland", quarters, (45.0, 45.2, 45.1, 45.9, 46.0, 46.2, 46.0, 46.3, 46.1, 46.4, 46.1)),
            Line("Vergelijkbare gemeenten", quarters[4:], (44.0, 44.1, 44.8, 45.0, 45.3, 45.2, 45.6)),
        ),
        marks=(Mark("K2 2025", "Start nieuwe werkwijze"), Mark("K1 2026", "Extra huisbezoeken in alle wijken erbij")),
    )


def dots(amount: int = 9) -> ChartData:
    names = tuple(f"Gemeente {chr(65 + at % 26)}{'' if at < 26 else at}" for at in range(amount))
    values = tuple(round(58.0 - 30.0 * at / amount, 1) for at in range(amount))
    return ChartData(
        kind="vergelijking",
        unit="% van de zaken, met onzekerheid",
        decimals=1,
        own=Line("Voorbeeld", ("Voorbeeld",), (52.5,), (49.4,), (55.8,), (True,)),
        others=(
            Line(
                "andere gemeenten",
                names,
                values,
                tuple(value - 4.0 for value in values),
                tuple(value + 4.2 for value in values),
            ),
        ),
        levels=(Level("De groep samen", 46.1, "46,1"),),
    )


def goal() -> ChartData:
    drawn = trend()
    return ChartData("doel", drawn.unit, 1, drawn.own, target=Level("Doel eind 2027", 55.0, "55"))


CHARTS = (
    Chart("bereik-trend", "Bereik via vroegsignalering, per kwartaal", ALT_TREND, trend()),
    Chart("bereik-vergelijking", "Bereik in gemeenten die op Voorbeeld lijken", ALT_DOTS, dots()),
    Chart("bereik-doel", "Bereik en het doel", ALT_GOAL, goal()),
)

FINDINGS = (
    Finding(
        "verandering",
        "VS07",
        ("Wij bereikten ", number("52,5%", 0.525), " van de huishoudens met een melding: meer dan een jaar geleden."),
        ("Een jaar geleden was het ", number("45,9%", 0.459), ". Zo'n verschil is zelden toeval (",
         number("421", 421, "teller"), " van ", number("802", 802, "noemer"), " zaken)."),
        "▲",
    ),
    Finding(
        "verschil",
        "VS10",
        ("Minder bereikte inwoners namen hulp aan dan in vergelijkbare gemeenten: ", number("31,2%", 0.312), "."),
        ("In de groep is het ", number("36,8%", 0.368), ". Het verschil valt buiten de marges van toeval."),
        "▼",
    ),
    Finding(
        "doel",
        "VS07",
        ("Het doel van ", number("55%", 0.55, "doel"), " bereik eind 2027 ligt binnen handbereik."),
        ("Nog ", number("2,5", 2.5), " procentpunt te gaan."),
        "●",
    ),
)  # fmt: skip


def _row(name: str, value: str, apart: str, rest: str, verdict: str) -> tuple[tuple[Run, ...], ...]:
    return ((name,), (number(value, 0.5),), (number(apart, 0.4, "onder"),), (number(rest, 0.45),), (verdict,))


TABLE = Table(
    caption="De belangrijkste cijfers, derde kwartaal van 2026",
    head=("Indicator", "Waarde", "Zeker tussen", "Groep", "Oordeel"),
    rows=(
        _row("Bereik via vroegsignalering", "52,5%", "49,4% en 55,8%", "46,1%", "▲ hoger"),
        _row("Hulpacceptatie van bereikte inwoners", "31,2%", "27,0% en 35,8%", "36,8%", "▼ lager"),
        _row("Ontruimingen per 10.000 woningen", "12,4", "9,0 en 16,6", "11,8", "≈ vergelijkbaar"),
        (("Onbekend bij schuldhulp",), ("–",), ("–",), (number("61,0%", 0.61),), ("te weinig gegevens",)),
    ),
    note="Voorlopig: er kunnen nog gegevens bij komen tot 31 januari 2027.",
)

WIDE = Table(
    caption="Alles naast elkaar",
    head=("Cijfer", "Waarde", "Waarschijnlijk tussen", "Vergelijkbare gemeenten", "Vergelijking", "Verloop", "Doel"),
    rows=(
        (
            ("Doorverwijspercentage vroegsignalering",),
            (number("83,3%", 0.833), " (apr t/m jun 2026)"),
            (number("43,6%", 0.436, "onder"), " en ", number("97,0%", 0.97, "boven")),
            (number("75,0%", 0.75),),
            ("≈ vergelijkbaar",),
            ("→ geen duidelijke verandering",),
            ("geen doel",),
        ),
        (("Ontruimingen",), (number("12,4", 12.4),), ("–",), ("–",), ("– niet vergeleken",), ("↗ stijgt",), ("◌",)),
    ),
)

BLOCKS: tuple[Block, ...] = (
    Paragraph(("Dit rapport gaat over het derde kwartaal van 2026.",)),
    Heading(2, "Wat er nu toe doet"),
    *FINDINGS,
    Heading(2, "De belangrijkste cijfers"),
    TABLE,
    Heading(2, "In beeld"),
    *CHARTS,
    Heading(2, "Wat deze cijfers niet zeggen"),
    Paragraph(("Een verschil zegt niet waardoor het komt.",), "nadruk"),
    Heading(3, "Wat ontbreekt"),
    Paragraph(("Van de maand mei 2025 is geen levering ontvangen van #let x = 1 *Energie* $y$ \\ @bron <label>.",)),
    Heading(2, "Waar dit vandaan komt"),
    Paragraph(("Definitie van bereik, versie ", Number("3", 3, "VS07", "", "", "", "versie"), "."), "klein"),
    WIDE,
)


def report(naam: str = NAAM) -> Report:
    return Report(
        gm_code="GM0001",
        naam=naam,
        periode="derde kwartaal 2026",
        van=date(2026, 7, 1),
        tot=date(2026, 10, 1),
        titel=f"Schuldhulp in {naam}",
        datum=date(2026, 11, 12),
        blocks=BLOCKS,
        findings=FINDINGS,
        herkomst=Provenance("abc123", 7, date(2026, 11, 12), (("VS07", 3), ("VS10", 1)), "0.1.0", (3, 5, 8)),
    )


def short_report() -> Report:
    """A report of a gemeente with too little data."""
    full = report("Klein-Voorbeeld")
    blocks: tuple[Block, ...] = (
        Paragraph(("Er zijn te weinig gegevens om over deze periode iets te zeggen.",), "nadruk"),
        Heading(2, "Wat er ontbreekt"),
        Paragraph(("Er is nog niets geleverd over vroegsignalering.",)),
    )
    return Report(
        full.gm_code, full.naam, full.periode, full.van, full.tot, full.titel, full.datum, blocks, (), full.herkomst,
        "te weinig gegevens",
    )  # fmt: skip

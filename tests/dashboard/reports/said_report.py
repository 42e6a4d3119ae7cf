"""A report with one of everything, all of it invented: what every format has to show."""

from datetime import date

from dashboard.reports.content import (
    Chart,
    ChartData,
    Finding,
    Heading,
    Level,
    Line,
    Number,
    Paragraph,
    Provenance,
    Report,
    Run,
    Table,
)

PERIOD = "2025-07-01/2025-10-01"


def figure(text: str, value: float | None, indicator: str = "VS07", veld: str = "waarde") -> Number:
    """Return a number of Almere in the third quarter of 2025."""
    return Number(text, value, indicator, "", "GM0034", PERIOD, veld)


def _cells(name: str, indicator: str, texts: tuple[str, ...]) -> tuple[tuple[Run, ...], ...]:
    numbers = tuple(figure(text, None, indicator) for text in texts)
    interval: tuple[Run, ...] = ("van ", numbers[1], " tot ", numbers[2])
    return ((name,), (numbers[0],), interval, (numbers[3],))


def trend(key: str = "verloop-vs07") -> Chart:
    """Return a chart of five quarters."""
    quarters = ("3e kw 2024", "4e kw 2024", "1e kw 2025", "2e kw 2025", "3e kw 2025")
    own = Line("Almere", quarters, (50.1, 52.0, 53.3, 55.0, 58.2), (46, 48, 49, 51, 54.1), (54, 56, 57, 59, 62.2))
    others = Line("Nederland", quarters, (49, 49.5, 50.2, 50.4, 50.9))
    doel = Level("Doel", 60.0, "60%")
    series = ChartData("trend", "%", 0, own, (others,), doel)
    return Chart(key, "Bereikt na een melding, per kwartaal", "Het aandeel gaat in Almere omhoog.", series)


def said_report() -> Report:
    """Return a report of Almere with headings, findings, tables, charts and small print."""
    first = Finding(
        "verbeterd",
        "VS07",
        ("Van alle huishoudens bereikte Almere ", figure("58,2%", 0.582), ": meer dan een jaar eerder (",
         figure("50,1%", 0.501), ")."),
        ("Dat is groter dan toeval kan verklaren. De marge loopt van ", figure("54,1%", 0.541, veld="onder"), " tot ",
         figure("62,2%", 0.622, veld="boven"), "."),
        "↗",
    )  # fmt: skip
    second = Finding(
        "doel in gevaar",
        "SH02",
        ("Het doel van ", figure("42 dagen", 42, "SH02", "doel"), " wachttijd is nog niet gehaald."),
        ("De helft wacht langer dan ", figure("47 dagen", 47, "SH02"), "."),
        "!",
    )
    rows = (
        _cells("Bereikt", "VS07", ("58,2%", "54,1%", "62,2%", "50,9%")),
        _cells("Hulp aanvaard", "VS11", ("31,0%", "27,4%", "34,9%", "30,2%")),
        _cells("Woningontruimingen per 1.000 woningen", "ON01", ("0,4", "0,2", "0,7", "0,5")),
    )
    blocks = (
        Heading(2, "De drie dingen die ertoe doen"),
        first,
        second,
        Heading(2, "De belangrijkste cijfers"),
        Paragraph(("Dit zijn de cijfers over ", figure("1.204", 1204, veld="noemer"), " zaken."), "nadruk"),
        Table("Cijfers naast Nederland", ("Onderwerp", "Almere", "Marge", "Nederland"), rows, "Een marge is 95%."),
        trend(),
        Heading(3, "Hoe u dit leest"),
        Paragraph(("Een verschil binnen de marge kan toeval zijn.",)),
        Heading(2, "Wat deze cijfers niet zeggen"),
        Paragraph(("Over ", figure("2", 2, "ON01", "aantal"), " maanden is niets geleverd.",)),
        Paragraph(("Een cijfer zegt niet waardoor iets verandert.",)),
        Heading(2, "Definities en herkomst"),
        Paragraph(("Bereikt: definitie versie ", figure("3", 3, veld="versie"), ".",), "klein"),
    )  # fmt: skip
    return Report(
        "GM0034",
        "Almere",
        "juli tot en met september 2025",
        date(2025, 7, 1),
        date(2025, 10, 1),
        "Rapport schuldhulp Almere, juli tot en met september 2025",
        date(2026, 1, 12),
        blocks,
        (first, second),
        Provenance("b1", 3, date(2026, 1, 12), (("VS07", 3), ("SH02", 1)), "0.1.0", (4, 8)),
    )

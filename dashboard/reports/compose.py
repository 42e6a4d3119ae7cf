"""One report of one gemeente: what matters, the key figures, pictures, and what the data cannot say."""

from collections.abc import Sequence
from datetime import date, datetime

from dashboard import texts
from dashboard.figures import quality, stored
from dashboard.figures.source import Source
from dashboard.reports import caveats, numbers, sentences, tables
from dashboard.reports.content import LIMITS, MISSING, WHAT_TO_DO, Block, Finding, Heading, Paragraph, Report
from dashboard.reports.errors import SelectionError
from dashboard.reports.facts import Facts, facts
from dashboard.reports.findings import findings
from dashboard.reports.periods import period_of
from dashboard.reports.pictures import behind, charts
from dashboard.reports.provenance import provenance, told
from dashboard.reports.selection import TOPICS, chosen_indicators, chosen_topics, of_topic
from metrics.definition import Indicator

_NOTHING = "Er is deze keer niets dat buiten het toeval valt."
_FEWEST = 2  # figures of more than a handful: one alone is no report


def make_report(
    source: Source,
    gm_code: str,
    periode: str | None,
    *,
    indicators: Sequence[str] | None = None,
    topics: Sequence[str] = (),
    now: date | datetime,
) -> Report:
    """Return the report of a gemeente over ``2026-09``, ``2026-K3`` or ``2026``; None is the newest final quarter.

    ``indicators`` are codes, the default ones when not given; ``topics`` are VS, DV, ON and SH, each a page more. The
    same store gives the same report: ``now`` dates it only where nothing was counted yet. A gemeente with fewer than
    two figures gets a short one (soort "te weinig gegevens"). Raises PeriodError or SelectionError with a sentence.
    """
    naam = stored.gemeenten(source).get(gm_code)
    if naam is None:
        raise SelectionError(f"De gemeente {gm_code!r} is niet bekend; geef een code zoals GM0363.")
    chosen, pages = chosen_indicators(indicators), chosen_topics(topics)
    period = period_of(periode, source.today)
    extra = tuple(one for topic in pages for one in of_topic(topic))
    known = facts(source, gm_code, naam, period, chosen, extra=extra)
    day = source.today or (now.date() if isinstance(now, datetime) else now)
    enough = sum(known.by_code[code].tells for code in known.chosen) >= _FEWEST
    found = findings(known) if enough else ()
    used = _used(known, pages)
    blocks = _whole(known, found, pages, used) if enough else _short(known)
    origin = provenance(source, gm_code, used)
    blocks = (*blocks, Heading(2, "Waar dit op rust"), Paragraph(told(origin, gm_code), "klein"))
    title = f"{naam}: vroegsignalering en schuldhulp, {period.naam}"
    soort = "rapport" if enough else "te weinig gegevens"
    return Report(gm_code, naam, period.naam, period.van, period.tot, title, day, blocks, found, origin, soort)


def _whole(
    known: Facts, found: tuple[Finding, ...], pages: tuple[str, ...], used: Sequence[Indicator]
) -> tuple[Block, ...]:
    drawn = charts(known, found)
    blocks: list[Block] = [Paragraph((_opening(known),)), Heading(2, "Wat er deze keer toe doet")]
    blocks += found or (Paragraph((_NOTHING,), "nadruk"), *_as_before(known))
    blocks += [caveats.chance(known, nothing=not found), Heading(2, "De belangrijkste cijfers")]
    if (table := tables.key_table(known, known.chosen, f"De belangrijkste cijfers van {known.naam}")) is not None:
        blocks.append(table)
    if drawn:
        blocks += [Heading(2, "In beeld"), *(chart for chart, _ in drawn)]
    for topic in pages:
        blocks += _topic(known, topic)
    blocks += [Heading(2, LIMITS), *caveats.caveats(known)]
    if drawn:
        blocks += [Heading(2, "Cijfers bij de grafieken"), *behind([table for _, table in drawn])]
    return (*blocks, Heading(2, "Wat de cijfers betekenen"), *_reading(), *tables.definitions(used))


def _as_before(known: Facts) -> tuple[Paragraph, ...]:
    """Say where the first key figures stand, for who is asked about them."""
    told = [runs for fact in known.watched if fact.tells and (runs := sentences.stands(fact, known))]
    return tuple(Paragraph(runs) for runs in told[:_FEWEST])


def _topic(known: Facts, topic: str) -> list[Block]:
    codes = tuple(one.code for one in of_topic(topic))
    table = tables.key_table(known, codes, f"{TOPICS[topic]}: alle cijfers van {known.naam}")
    nothing = Paragraph(("Over dit onderwerp is niets geleverd.",))
    return [Heading(2, TOPICS[topic]), nothing if table is None else table]


def _short(known: Facts) -> tuple[Block, ...]:
    """Say what is missing and what to do: one page."""
    badge = quality.badge(known.source, known.gm_code)
    one_known = [known.by_code[code] for code in known.chosen if known.by_code[code].known]
    blocks: list[Block] = [
        Paragraph((_opening(known),)),
        Paragraph((f"Over {known.naam} is te weinig bekend om een rapport van te maken.",), "nadruk"),
    ]
    absent = [numbers.told(badge.zin, "kwaliteit", known.gm_code)] if badge.woord != quality.GOOD else []
    absent += [runs for runs in (caveats.missing(known),) if runs]
    if absent:
        blocks += [Heading(2, MISSING), *(Paragraph(runs) for runs in absent)]
    if not one_known:
        return (*blocks, *_what_to_do(known))
    few = "Er zijn te weinig gevallen, of er ontbreken maanden. Trek er geen conclusies uit: toeval weegt te zwaar mee."
    codes = tuple(fact.indicator.code for fact in one_known)
    table = tables.key_table(known, codes, f"Wat er bekend is van {known.naam}")
    blocks += [Heading(2, "Wat er wel is"), Paragraph((few,)), *([table] if table is not None else [])]
    # One page: what each figure means stands on the page Definities, under the name it has here.
    return (*blocks, *_what_to_do(known))


def _what_to_do(known: Facts) -> tuple[Block, ...]:
    few = known.period.kind != "jaar" and any(fact.known for fact in known.watched)
    longer = (Paragraph(("Kies een heel jaar als periode: dan zijn er meer gevallen.",)),) if few else ()
    return (
        Heading(2, WHAT_TO_DO),
        Paragraph(("Laat leveringen die ontbreken alsnog aanleveren, en herstel wat is geweigerd.",)),
        *longer,
        Paragraph(("Niet geleverd is iets anders dan nul: dit rapport zegt niet dat er niets gebeurt.",)),
    )


def _opening(known: Facts) -> str:
    state = " Een deel van de cijfers is nog voorlopig." if known.period.voorlopig else ""
    return (
        f"Dit rapport laat zien hoe {known.naam} ervoor staat met vroegsignalering en schuldhulp, over "
        f"{known.period.naam}. De cijfers zijn geteld op {texts.day(known.source.today)}.{state}"
    )


def _reading() -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            (
                "Waarschijnlijk tussen: bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd "
                "tussen deze twee getallen. Slechter, beter, hoger of lager staat er alleen als het verschil bijna "
                "zeker geen toeval is. Een rapport zegt nooit waarom iets zo is.",
            ),
            "klein",
        ),
    )


def _used(known: Facts, pages: tuple[str, ...]) -> tuple[Indicator, ...]:
    """Return the indicators that stand in the report, in its order."""
    wanted = [*known.chosen, *(one.code for topic in pages for one in of_topic(topic))]
    codes: dict[str, Indicator] = {}
    for code in wanted:
        fact = known.by_code[code]
        if fact.delivered:
            codes[code] = fact.indicator
            tegen = known.tegenmaat(fact)
            if tegen is not None and tegen.delivered:
                codes.setdefault(tegen.indicator.code, tegen.indicator)
    return tuple(codes.values())

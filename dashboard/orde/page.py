"""The op-orde-rapport as one HTML file: no script, nothing from elsewhere, for screen, phone, paper and ear."""

from collections.abc import Sequence
from pathlib import Path

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.findings import Bevinding, findings
from dashboard.orde.markup import Markup, tag
from dashboard.orde.sections import anchor, checked, delivered, details, fields_of, figures
from queries.orde import Kop, Orde

FIRST = 5

_STYLE = Path(__file__).parent / "report.css"


def render_html(orde: Orde) -> str:
    """Return the report about one levering as one HTML file."""
    found = findings(orde)
    kop = orde.levering
    parts = [
        tag("h1", words.title(kop)),
        verdict(
            _state(kop, found),
            words.summary(orde),
            words.work(found),
            words.verdict_apart(kop, orde.regels["reden"].to_list()),
        ),
        _facts(kop),
        *repair_first(found),
        *figures(found),
        *delivered(orde),
        *details(words.WHOLE, [each for each in found if each.about_all and each.ernst == "waarschuwing"]),
        *(
            part
            for ernst, heading in words.RESULTS.items()
            for part in details(heading, [each for each in found if _belongs(each, ernst)])
        ),
        *fields_of(orde),
        *checked(orde),
    ]
    return document(words.title(kop), parts)


def document(title: str, parts: Sequence[Markup]) -> str:
    """Return a whole HTML file with the report's style in it."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(_STYLE.read_text(encoding="utf-8"))),
    )
    footer = tag(
        "footer",
        tag(
            "p",
            f"Gemaakt door {texts.PRODUCT}. In dit rapport staan nooit gegevens van inwoners: alleen regels, "
            "aantallen, en waar een record staat. Een nummer dat met # begint, is onherkenbaar gemaakt.",
            class_="zacht",
        ),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', tag('main', *parts), footer), lang='nl')}\n"


def verdict(state: str, *sentences: str | None) -> Markup:
    """Return the box with the first sentences."""
    said = [sentence for sentence in sentences if sentence]
    return tag("div", *(tag("p", sentence) for sentence in said), class_=f"oordeel {state}")


def repair_first(found: Sequence[Bevinding]) -> list[Markup]:
    """Return the few findings that are best repaired first."""
    urgent = [each for each in found if each.ernst != "info"][:FIRST]
    if not urgent:
        return []
    items = [
        tag(
            "li",
            tag("h3", tag("a", each.uitleg, href=f"#{anchor(each)}")),
            tag("p", " ".join(part for part in (f"{words.count(each)}.", each.details, each.herstel) if part)),
            tag("p", words.touches(each, found), class_="zacht"),
        )
        for each in urgent
    ]
    said = "Bovenaan staat wat de meeste cijfers raakt."
    return [tag("h2", "Herstel dit eerst"), tag("p", said), tag("ol", *items, class_="eerst")]


def _belongs(each: Bevinding, ernst: str) -> bool:
    return each.ernst == ernst and not (each.about_all and ernst == "waarschuwing")


def _state(kop: Kop, found: Sequence[Bevinding]) -> str:
    if kop.status == "geweigerd":
        return "fout"
    return "let-op" if any(each.ernst != "info" for each in found) else "goed"


def _facts(kop: Kop) -> Markup:
    state = texts.LEVERING_STATUSES[kop.status]
    replaced = f" door levering {kop.vervangen_door}" if kop.vervangen_door else ""
    facts = {
        "Levering": f"{kop.id}, {state.text.lower()}{replaced}",
        "Gemeente": f"{kop.gemeente} ({kop.gm_code})" if kop.gemeente != kop.gm_code else kop.gm_code,
        "Periode": texts.span(kop.periode_van, kop.periode_tot),
        "Aangeleverd door": f"{kop.organisatie_naam}, met software van {kop.leverancier}",
        "Aangeleverd op": texts.moment(kop.aangeleverd_op),
        "Ontvangen op": texts.moment(kop.ontvangen_op),
        "Model": f"{words.kind(kop.soort)} {kop.schemaversie}",
        "Bestanden": ", ".join(kop.bestanden),
    }
    return tag("dl", *(part for name, value in facts.items() for part in (tag("dt", name), tag("dd", value))))

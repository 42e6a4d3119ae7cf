"""Contactpogingen: in which form, how many, and how soon."""

from datetime import date
from functools import partial

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.pogingen import (
    FORMS,
    LONGEST_WAIT,
    MANY,
    NORM_EERSTE_POGING,
    attempts_of,
    attempts_per_case,
    many_attempts,
    only_written,
    with_form,
)
from metrics.cases.resultaten import HERHAALD, TELLEN_NIET, result_in
from metrics.definition import Eenheid, Methode, Richting, Variant, Wachttijd

_indicator = declared_on(date(2026, 11, 22))
_of_zaken = partial(
    _indicator,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    bron="DDAS vroegsignalering; Divosa Monitor Vroegsignalering.",
)
_GROEPEN = ("signaalpartner", "leeftijdsklasse", "meervoudigheid", "crisis", "kenmerk")
_ADMINISTRATIE = "Een administratieve handeling is geen contactpoging."
_BEREIKT = (
    "Die zaken, waarbij iemand is gesproken: een contactpoging met de uitkomst bereikt, "
    "tot en met 90 dagen na de datum van de zaak."
)


def _by_form(code: str, naam: str, vorm: str, telt: pl.Expr) -> Variant:
    """Count the zaken in which contact was tried in this way."""
    return Variant(
        code=code,
        naam=naam,
        teller=_BEREIKT,
        noemer=f"Zaken met tot en met 90 dagen na de datum van de zaak {vorm}.",
        telt=telt,
        raak=pl.col("bereikt"),
    )


def _per_attempt(code: str, naam: str, pogingen: str, *forms: str) -> Variant:
    """Count the attempts themselves."""
    reached, told, unclear = attempts_of(*forms)
    return Variant(
        code=code,
        naam=naam,
        teller="Die contactpogingen, met de uitkomst bereikt.",
        noemer=f"{pogingen} tot en met 90 dagen na de datum van de zaak, in de maand van de zaak.",
        telt=told,
        raak=reached,
        onzeker=unclear,
        gewogen=True,
    )


VS08 = _of_zaken(
    code="VS08",
    naam="Bereik naar contactvorm",
    zin="Met alleen brieven, mails, appjes of kaartjes wordt bij zo veel van de 100 zaken de inwoner bereikt.",
    waarom=(
        "Een huisbezoek kost meer tijd dan een brief. Dit cijfer laat zien met welke vorm van contact "
        "de gemeente inwoners bereikt."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    venster=90,
    tegenmaat=None,
    kanttekeningen=(
        "De gemeente kiest een vorm vaak pas als een eerdere niet lukte. Wie dan thuis wordt bezocht, is moeilijker "
        "te bereiken. Het verschil tussen vormen zegt dus niet welke vorm het beste werkt.",
        "Een zaak kan telefoon, huisbezoek en een afspraak hebben. Die groepen overlappen: tel ze niet op.",
        "Het bereik is van de hele zaak: de inwoner kan op een andere manier zijn bereikt dan de vorm hier. "
        "Per poging telt wel alleen die poging.",
        "Schriftelijk is: brief, mail, sms of app, en kaartje. Een andere vorm dan de genoemde telt bij 'alle "
        "contactpogingen', maar niet bij een van de vormen.",
        f"{_ADMINISTRATIE} Is van een poging de vorm of de dag niet ingevuld, dan kan het antwoord onbekend zijn.",
    ),
    uitsplitsingen=_GROEPEN,
    varianten=(
        _by_form(
            "standaard",
            "Alleen schriftelijk",
            "alleen schriftelijke contactpogingen: brief, mail, sms of app, of kaartje",
            only_written(),
        ),
        _by_form("telefoon", "Telefoon", "ten minste één keer bellen", with_form("telefoon")),
        _by_form("huisbezoek", "Huisbezoek", "ten minste één huisbezoek", with_form("huisbezoek")),
        _by_form("afspraak", "Afspraak", "ten minste één afspraak op locatie", with_form("afspraak")),
        _per_attempt("poging", "Per poging: alle", "Alle contactpogingen", *FORMS),
        _per_attempt("poging_schriftelijk", "Per poging: schriftelijk", "Schriftelijke pogingen", "schriftelijk"),
        _per_attempt("poging_telefoon", "Per poging: telefoon", "Pogingen per telefoon", "telefoon"),
        _per_attempt("poging_huisbezoek", "Per poging: huisbezoek", "Huisbezoeken", "huisbezoek"),
        _per_attempt("poging_afspraak", "Per poging: afspraak", "Afspraken op locatie", "afspraak"),
    ),
)

_pogingen, _onduidelijk = attempts_per_case()
_OPGEPAKT = (
    "Zaken die zijn opgepakt: er is een datum van oppakken, een contactpoging of een resultaat, "
    "en het resultaat is niet dat de zaak niet is opgepakt."
)

VS09 = _of_zaken(
    code="VS09",
    naam="Contactpogingen per zaak",
    zin="Bij de helft van de opgepakte zaken probeert de gemeente hooguit zo veel keer contact te krijgen.",
    waarom=(
        "Een keer proberen is vaak niet genoeg. Dit cijfer laat zien hoeveel moeite de gemeente doet "
        "om iemand te spreken."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.AANTAL,
    methode=Methode.MEDIAAN,
    venster=90,
    tegenmaat=None,
    kanttekeningen=(
        "Veel pogingen is niet altijd beter: wie bij de eerste poging wordt bereikt, heeft er geen tweede nodig.",
        f"Pogingen tot en met 90 dagen na de datum van de zaak tellen mee. {_ADMINISTRATIE}",
        "Een opgepakte zaak zonder contactpoging telt mee met 0 pogingen.",
        "Is van een poging de dag of de vorm niet ingevuld, dan is het aantal onbekend.",
    ),
    uitsplitsingen=_GROEPEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Aantal",
            teller="Die zaken, als bekend is hoeveel contactpogingen er waren. De waarde is de mediaan van dat aantal.",
            noemer=_OPGEPAKT,
            telt=pl.col("opgepakt"),
            raak=pl.when(_onduidelijk == 0).then(pl.lit(value=True)),
            wachttijd=Wachttijd(_pogingen),
        ),
        Variant(
            code="vier_of_meer",
            naam="Vier of meer",
            teller=f"Die zaken, met {MANY} of meer contactpogingen tot en met 90 dagen na de datum van de zaak.",
            noemer=_OPGEPAKT,
            telt=pl.col("opgepakt"),
            raak=many_attempts(),
            methode=Methode.WILSON,
            eenheid=Eenheid.PERCENT,
        ),
    ),
)

_BENADERBAAR = result_in((*TELLEN_NIET, HERHAALD)).not_()
_ZAKEN = (
    "Alle zaken, behalve: onterecht signaal, inwoner overleden, geen inwoner (meer) van de gemeente, herhaalde melding"
)

VS14 = _of_zaken(
    code="VS14",
    naam="Eerste contactpoging binnen de norm",
    zin=(
        f"Bij zo veel van de 100 zaken probeert de gemeente binnen {NORM_EERSTE_POGING} dagen na het eerste signaal "
        "contact te krijgen."
    ),
    waarom="Hoe eerder iemand belt of langskomt, hoe kleiner de schuld nog is.",
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    venster=NORM_EERSTE_POGING,
    tegenmaat="VS07",
    kanttekeningen=(
        f"De norm is {NORM_EERSTE_POGING} dagen; een gemeente kan een andere norm hebben.",
        "Snel een brief sturen is niet hetzelfde als iemand spreken: kijk daarom ook naar het bereik.",
        f"{_ADMINISTRATIE} Een poging zonder dag of zonder vorm maakt het antwoord onbekend, "
        "tenzij een andere poging zeker op tijd was.",
        "Een poging van voor het eerste signaal kan niet: dan is het antwoord onbekend.",
        "Zaken waarvan de norm nog niet voorbij is, tellen nog niet mee.",
    ),
    uitsplitsingen=("contactvorm", *_GROEPEN, "pc4", "wijk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle zaken",
            teller=f"Die zaken, met een contactpoging tot en met {NORM_EERSTE_POGING} dagen na het eerste signaal.",
            noemer=f"{_ZAKEN}. De norm is voorbij.",
            telt=_BENADERBAAR & pl.col("norm_verstreken"),
            raak=pl.col("op_tijd"),
        ),
    ),
)

VS15 = _of_zaken(
    code="VS15",
    naam="Dagen van signaal tot eerste contactpoging",
    zin="Bij de helft van de zaken is er binnen zo veel dagen na het eerste signaal een contactpoging.",
    waarom="Een norm zegt alleen of het op tijd is. Dit cijfer laat zien hoe lang het echt duurt.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.DAGEN,
    methode=Methode.KM_MEDIAAN,
    venster=LONGEST_WAIT,
    tegenmaat="VS07",
    kanttekeningen=(
        f"Een zaak zonder contactpoging telt mee als een zaak die nog wacht, tot hooguit {LONGEST_WAIT} dagen.",
        "Wachten duurt tot de laatste dag waarvan alle zaken zijn geleverd. Wat daarna kwam, telt niet mee: "
        "anders telden van de laatste zaken alleen de snelle.",
        "Een poging van voor het eerste signaal kan niet: dan is het aantal dagen onbekend. "
        "Ook als van een poging de dag niet is ingevuld.",
        f"{_ADMINISTRATIE}",
        f"Is er bij minder dan de helft binnen {LONGEST_WAIT} dagen een poging, dan is er geen mediaan.",
    ),
    uitsplitsingen=("contactvorm", *_GROEPEN),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle zaken",
            teller=f"Die zaken, met een contactpoging tot en met {LONGEST_WAIT} dagen na het eerste signaal.",
            noemer=f"{_ZAKEN}.",
            telt=_BENADERBAAR,
            raak=pl.col("poging_gezien"),
            wachttijd=Wachttijd(pl.col("wachtdagen"), ~pl.col("poging_gezien")),
        ),
    ),
)

INDICATOREN = (VS08, VS09, VS14, VS15)

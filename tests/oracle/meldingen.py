"""The other indicators of zaken: VS04, VS08, VS09 and VS11 to VS16, zaak by zaak."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from tests.oracle.contact import Contact, count_contact
from tests.oracle.coverage import Holes, shift
from tests.oracle.links import Register
from tests.oracle.nieuw_signaal import AGAIN, came_back, new_signalen
from tests.oracle.tally import Answer, Histogram, Place, Row, Rows, Tally, Whole, add
from tests.oracle.zaken import OF_ZAAK, Zaak

HELP = {
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
}
DEBT_HELP, ELSEWHERE = "Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject"
REASONS = {
    "onterecht": "Niet opgepakt: onterecht signaal",
    "overleden": "Inwoner is overleden",
    "geen_inwoner": "Persoon is geen inwoner (meer) in de gemeente",
    "herhaald": AGAIN,
    "andere_reden": "Niet opgepakt: andere reden",
}
_GROUPS = [name for name in OF_ZAAK if name not in {"contactvorm", "pc4", "wijk"}]


def count_meldingen(
    zaken: Sequence[Zaak], rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date
) -> Histogram:
    """Count these indicators, and return how many had how many attempts, and waited how long for the first."""
    histogram: Histogram = Counter()
    own = _signalen_of(rows)
    register = Register(rows, codes, today)
    again = {row["id"] for row in rows["zaak"] if row["resultaat"] == AGAIN}
    repeated = {pair["signaal"] for pair in rows["zaak_signaal"] if pair["zaak"] in again}
    later = new_signalen(rows["signaal"], repeated)
    zaak_rows = {row["id"]: row for row in rows["zaak"]}
    where = {zaak.gemeente for zaak in zaken}
    holes = {code: Holes(rows["geleverd"], rows["afgifte"], codes, code, today, "signaal") for code in where}
    for zaak in zaken:
        if (zaak.gemeente, "zaak", zaak.maand) not in whole:
            continue
        place = Place(zaak.gemeente, zaak.maand, zaak.cells)
        attempts = zaak.rows["contactpoging"]
        contact = Contact(zaak.dag, _first(zaak, own[zaak.id]), attempts, zaak.resultaat, zaak.opgepakt, zaak.bereikt)
        count_contact(tally, histogram, place, contact, _last_day_seen(zaak, whole), today)
        if not zaak.dag or zaak.dag + timedelta(days=90) <= today:
            _count_results(tally, place, zaak)
        for variant, months in (("standaard", 6), ("12_maanden", 12)):
            if not zaak.dag or shift(zaak.dag, months) <= today:
                back = came_back(
                    zaak_rows[zaak.id], zaak.dag, own[zaak.id], attempts, later, register.crowded,
                    holes[zaak.gemeente], months,
                )  # fmt: skip
                add(tally, ("VS16", variant), place, _dated(zaak, _helped(zaak), back), OF_ZAAK)
    _count_known(zaken, rows, register, whole, tally, today)
    return histogram


def _signalen_of(rows: Rows) -> dict[int, list[Row]]:
    signalen = {row["id"]: row for row in rows["signaal"]}
    found: dict[int, list[Row]] = defaultdict(list)
    for pair in rows["zaak_signaal"]:
        if pair["signaal"] in signalen:
            found[pair["zaak"]].append(signalen[pair["signaal"]])
    return found


def _first(zaak: Zaak, signalen: Sequence[Row]) -> date | None:
    days = [row["signaaldatum"] or row["ontstaansdatum"] for row in signalen]
    return min((day for day in days if day), default=zaak.dag)


def _last_day_seen(zaak: Zaak, whole: Whole) -> date | None:
    """Step from the month of the zaak through the months that were delivered, to the last day of the last."""
    month = zaak.maand
    while (zaak.gemeente, "zaak", month) in whole:
        month = shift(month, 1)
    return month - timedelta(days=1) if zaak.dag else None


def _dated(zaak: Zaak, counts: bool | None, hits: bool | None) -> Answer:
    return (counts if zaak.dag or counts is False else None), hits


def _helped(zaak: Zaak) -> bool | None:
    ended = None if zaak.resultaat is None else zaak.resultaat in HELP
    if zaak.bereikt is False or ended is False:
        return False
    return None if zaak.bereikt is None or ended is None else True


def _count_results(tally: Tally, place: Place, zaak: Zaak) -> None:
    result = zaak.resultaat
    for variant, reason in {"standaard": None, **REASONS}.items():
        wanted = set(REASONS.values()) if reason is None else {reason}
        left: bool | None = False
        if not zaak.opgepakt:
            left = None if result is None else result in wanted
        add(tally, ("VS04", variant), place, _dated(zaak, True, left), _GROUPS)
    add(tally, ("VS11", "standaard"), place, _dated(zaak, zaak.telt, _helped(zaak)), OF_ZAAK)
    for variant, wanted in (
        ("standaard", {DEBT_HELP, ELSEWHERE}), ("schuldhulp", {DEBT_HELP}), ("ander_traject", {ELSEWHERE}),
    ):  # fmt: skip
        known = None if result is None else result in wanted
        add(tally, ("VS13", variant), place, _dated(zaak, zaak.telt, known), _GROUPS)


def _count_known(
    zaken: Sequence[Zaak], rows: Rows, register: Register, whole: Whole, tally: Tally, today: date
) -> None:
    """Count VS12b: the first zaak in a year in which a household was reached, where it was asked."""
    asking = {row["gm_code"] for row in rows["geleverd"] if row["tabel"] == "bekendheid"}
    homes = {row["id"]: row["huishouden"] for row in rows["zaak"]}
    households: dict[object, list[tuple[date, bool, int, int, Zaak]]] = defaultdict(list)
    for zaak in zaken:
        if zaak.gemeente not in asking:
            continue
        answer = _unknown(zaak, homes[zaak.id], rows["bekendheid"], register)
        if zaak.dag is None:
            _add_known(tally, zaak, None if zaak.bereikt is not False else False, answer, whole)
        elif zaak.bereikt is not False and zaak.dag + timedelta(days=90) <= today:
            place = {False: 0, True: 1, None: 2}[answer]
            mine = (zaak.dag, zaak.bereikt is None, place, zaak.id, zaak)
            households[zaak.gemeente, zaak.huishouden].append(mine)
    for mine in households.values():
        free_from = date.min
        for day, unsure, place, _, zaak in sorted(mine, key=lambda one: one[:4]):
            if day >= free_from:
                free_from = shift(day, 12)
                _add_known(tally, zaak, None if unsure else True, [False, True, None][place], whole)


def _unknown(zaak: Zaak, home: object, told: Sequence[Row], register: Register) -> bool | None:
    def here(row: Row) -> bool:
        asked = row["peildatum"] or row["laatste_maand"]
        near = zaak.dag is not None and shift(zaak.dag, -12) <= asked <= shift(zaak.dag, 12)
        return row["zaak"] is None and (row["gm_code"], row["huishouden"]) == (zaak.gemeente, home) and near

    answers = {row["bekend"] for row in told if row["zaak"] == zaak.id} & {"ja", "nee"}
    if not answers and home is not None and (zaak.gemeente, home) not in register.crowded:
        answers = {row["bekend"] for row in told if here(row)} & {"ja", "nee"}
    return answers == {"nee"} if len(answers) == 1 else None


def _add_known(tally: Tally, zaak: Zaak, counts: bool | None, answer: bool | None, whole: Whole) -> None:
    if (zaak.gemeente, "bekendheid", zaak.maand) in whole:
        breakdowns = [name for name in OF_ZAAK if name != "kenmerk"]
        add(tally, ("VS12b", "standaard"), Place(zaak.gemeente, zaak.maand, zaak.cells), (counts, answer), breakdowns)

"""Who misbehaves in the demo: drawn by the seed, and told in ``waarheid/rollen.json``.

| role | how many | what happens |
|---|---|---|
| levert_niets | 1 gemeente | delivers nothing at all |
| stopt | 1 gemeente | delivers nothing over the time after September 2024 |
| stapt_over | 1 gemeente | moves from VLOGSOFT to GRINWARE on 1 July 2023; both registers stay in force |
| geweigerd | 1 gemeente and quarter | half of the records unusable: turned away |
| slaat_kwartaal_over | 6 | a quarter that never comes |
| te_laat | 3 | a quarter that comes 45 days after the others |
| veel_te_laat | 1 | a quarter that comes after the next one |
| gecorrigeerd | 3 | a quarter of which the first file breaks off at 60%; the whole one comes 30 days later |
| verkeerd_bestand | 1 | a quarter in which first the one before it is delivered; the right one 20 days later |
| dubbel | 1 | a quarter that is delivered twice, a day apart |
| over_de_grens | 1 gemeente | March and April 2024 in one file, beside both quarters |
| per_maand | 1 in 4 of GRINWARE's gemeenten | since 2024 each month; a third of them the quarter as well |
| constant | 1 gemeente | since 2024: everyone is reached, on the first of a month, every amount is 500 |
| tegenstrijdig | 1 gemeente | 8% of the records contradict themselves |
| zonder_ontruimingen | 17 gemeenten | are in no file of ontruimingen |
| water_stopt | 1 COROP region | the water company sends nothing from July 2024 on |
"""

from dataclasses import dataclass

from queries.demo.calendar import QUARTERS, month_number
from queries.demo.chance import number
from queries.demo.places import MOVED, Places
from queries.demo.practice import NAMED
from queries.demo.suppliers import GRINWARE, VLOGSOFT, supplier_of

SKIPS = 6
WITHOUT_EVICTIONS = 17  # 5 in 100
LATE, CORRECTED = 3, 3
STOPS_AFTER = month_number(2024, 10)  # the first month the gemeente that stops does not deliver
SWITCHES = month_number(2023, 7)  # the first month of the new software
MONTHLY_SINCE = month_number(2024, 1)
STRADDLING = month_number(2024, 3)  # the first of the two months in one file
CONSTANT_SINCE = month_number(2024, 1)
WATER_STOPS = month_number(2024, 7)
_LARGEST_WITH_ROLE = 120_000  # a large gemeente without deliveries would bend the national figures
_SMALLEST_WITH_ROLE = 30_000
_SMALLEST_REFUSED = 70_000
_LARGEST_REGION = 500_000

CodeAndQuarter = tuple[str, str]


@dataclass(frozen=True)
class Roles:
    """The gemeenten that do not deliver as they should; every other one does."""

    silent: str
    stopped: str
    switched: str
    refused: CodeAndQuarter
    skipped: frozenset[CodeAndQuarter]
    late: frozenset[CodeAndQuarter]
    very_late: CodeAndQuarter
    corrected: frozenset[CodeAndQuarter]
    wrong: CodeAndQuarter
    twice: CodeAndQuarter
    straddling: str
    monthly: frozenset[str]
    quarterly_too: frozenset[str]  # of those that deliver each month
    constant: str
    muddled: str
    without_evictions: frozenset[str]
    dry_region: str  # the COROP region without water signalen

    @property
    def codes(self) -> frozenset[str]:
        """Return the gemeenten whose deliveries are not as they should be."""
        pairs = (self.refused, self.very_late, self.wrong, self.twice, *self.skipped, *self.late, *self.corrected)
        single = (self.silent, self.stopped, self.switched, self.straddling, self.constant, self.muddled)
        return frozenset({*single, *(code for code, _ in pairs)})


def draw_roles(places: Places, seed: str) -> Roles:
    """Draw the roles; never for a gemeente that is named in the demo, nor for one whose borders moved."""
    fixed = {code for pair in MOVED for code in pair} | NAMED
    sizes = dict(zip(places.gm_codes, places.inwoners[:, -1].tolist(), strict=True))
    middling = [
        code for code, size in sizes.items() if code not in fixed and _SMALLEST_WITH_ROLE <= size <= _LARGEST_WITH_ROLE
    ]
    order = sorted(middling, key=lambda code: number(seed, "rol", code))
    # A share of rejected records says something only where there are enough of them.
    refused = next(code for code in order if sizes[code] >= _SMALLEST_REFUSED)
    switched = next(code for code in order if code != refused and supplier_of(seed, code) is VLOGSOFT)
    drawn = iter([code for code in order if code not in (refused, switched)])
    # The last two quarters stay regular: a file that comes after today is no file.
    labels = [period.label for period in QUARTERS[-12:-2]]

    def quarter(code: str) -> CodeAndQuarter:
        return code, labels[number(seed, "kwartaal", code) % len(labels)]

    silent = next(drawn)
    skipped = frozenset(quarter(next(drawn)) for _ in range(SKIPS))
    without = {silent, *(next(drawn) for _ in range(WITHOUT_EVICTIONS - 1))}
    late = frozenset(quarter(next(drawn)) for _ in range(LATE))
    corrected = frozenset(quarter(next(drawn)) for _ in range(CORRECTED))
    very_late, wrong, twice = quarter(next(drawn)), quarter(next(drawn)), quarter(next(drawn))
    stopped, straddling, constant, muddled = (next(drawn) for _ in range(4))
    regular = set(drawn) | (sizes.keys() - fixed - set(order))
    monthly = {code for code in regular if supplier_of(seed, code) is GRINWARE and number(seed, "maand", code) % 4 == 0}
    return Roles(
        silent=silent,
        stopped=stopped,
        switched=switched,
        refused=(refused, labels[number(seed, "geweigerd") % len(labels)]),
        skipped=skipped,
        late=late,
        very_late=very_late,
        corrected=corrected,
        wrong=wrong,
        twice=twice,
        straddling=straddling,
        monthly=frozenset(monthly),
        quarterly_too=frozenset(code for code in monthly if number(seed, "ook kwartaal", code) % 3 == 0),
        constant=constant,
        muddled=muddled,
        without_evictions=frozenset(without),
        dry_region=_dry_region(places, seed),
    )


def _dry_region(places: Places, seed: str) -> str:
    """Draw a middling region in which nothing else is planted by name."""
    sizes: dict[str, float] = {}
    named: set[str] = set()
    for code, corop, size in zip(places.gm_codes, places.corops, places.inwoners[:, -1].tolist(), strict=True):
        sizes[corop] = sizes.get(corop, 0) + size
        named |= {corop} if code in NAMED else set()
    fitting = [corop for corop, size in sizes.items() if corop not in named and size <= _LARGEST_REGION]
    return min(fitting, key=lambda corop: number(seed, "water", corop))

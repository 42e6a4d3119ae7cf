"""Everything that publications say together, as one linear programme: wholes, regions, cells and earlier numbers.

What is rounded with one secret u is said exactly: a count n shown as 5q has 5q <= n + u <= 5q + 4, with u in 0..4.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tests.disclosure.count_matrix import ALLES, BLAD, GETALLEN, NOEMER, TELLER
from tests.disclosure.programming import Programme
from tests.disclosure.relations import Relations

Leaf = tuple[str, ...]
ROUNDED = (TELLER, NOEMER, ALLES)


@dataclass(eq=False)
class Knowledge:
    """A programme in the making, and where in it each hidden number is.

    ``hidden`` has a place for (uitgave, gebied, maand, indicator, variant, uitsplitsing, cel, getal). A number counted
    under several names has one place.
    """

    relations: Relations
    tabellen: Mapping[tuple[str, str], str]
    base: int = 5
    programme: Programme = field(default_factory=Programme)
    hidden: dict[tuple[Any, ...], int] = field(default_factory=dict[tuple[Any, ...], int])
    _quantities: dict[tuple[Any, ...], int] = field(default_factory=dict[tuple[Any, ...], int])
    _secrets: dict[tuple[Any, ...], int] = field(default_factory=dict[tuple[Any, ...], int])

    def tell(self, wholes: pl.DataFrame, uitgave: object = "") -> None:
        """Take in shown wholes of gemeenten: BLOK, BLAD, teller, noemer, onbekend (empty where withheld), publiek.

        Counts that changed since an earlier publication are of another ``uitgave``; their secrets are the same.
        """
        names = [(*row, "", "") for row in wholes.select("indicator", "variant").unique(maintain_order=True).rows()]
        place = {leaf: at for at, leaf in enumerate(self.relations.leaves.rows()) if leaf in set(names)}
        for gebied, maand in wholes.select("gebied", "maand").unique(maintain_order=True).rows():
            self._tie_definitions((uitgave, gebied, maand), place)
        said = self._take_in(wholes, uitgave, place)
        for gebied, maand in wholes.select("gebied", "maand").unique(maintain_order=True).rows():
            for rows, quantity in self.relations.running:
                if all((gebied, maand, row) in said for row in rows):
                    secret = self._secret(gebied, maand, self.relations.tabellen[rows[-1] // len(GETALLEN)])
                    together = self._quantity((uitgave, gebied, maand), quantity)
                    self._show(together, secret, sum(said[gebied, maand, row] for row in rows))

    def _take_in(self, wholes: pl.DataFrame, uitgave: object, place: Mapping[Leaf, int]) -> dict[tuple[Any, ...], int]:
        """Take in what is shown by itself; return all that is shown, by gebied, maand and row of the relations."""
        later = {rows[-1] for rows, _ in self.relations.running}
        said: dict[tuple[Any, ...], int] = {}
        columns = ("gebied", "maand", *BLAD, "teller", "noemer", "onbekend", "publiek")
        for gebied, maand, *leaf, teller, noemer, onbekend, publiek in wholes.select(columns).iter_rows():
            block, first = (uitgave, gebied, maand), place[tuple(leaf)] * len(GETALLEN)
            for getal, naam in enumerate(GETALLEN):
                number = self._number(block, place[tuple(leaf)], getal)
                if number is not None:
                    self.hidden[uitgave, gebied, maand, *leaf, naam] = number
            if teller is not None:
                asked = teller if publiek else noemer
                secret = self._secret(gebied, maand, self.tabellen[leaf[0], leaf[1]])
                for getal, shown in zip(ROUNDED, (teller, asked, asked + onbekend), strict=True):
                    said[gebied, maand, first + getal] = shown
                    if first + getal not in later:
                        self._show(self._number(block, place[tuple(leaf)], getal), secret, shown)
        return said

    def grew(self, before: object, after: object) -> None:
        """Say that no count of a later ``uitgave`` is less than it was; rest and onbekend may be, by what came in."""
        growing = {GETALLEN[getal] for getal in ROUNDED}
        for (uitgave, *rest), number in self.hidden.items():
            later = self.hidden.get((after, *rest))
            if uitgave == before and rest[-1] in growing and later is not None:
                self.programme.tie({later: 1, number: -1}, 0, float("inf"))

    def own(self, exact: pl.DataFrame) -> None:
        """Take in the exact wholes of the attacker's own gemeente."""
        columns = ("gebied", "maand", *BLAD, "teller", "noemer", "onbekend", "publiek")
        for *leaf, teller, noemer, onbekend, publiek in exact.select(columns).iter_rows():
            known = {"teller": teller, "noemer": teller if publiek else noemer, "onbekend": onbekend}
            for getal, count in known.items():
                number = self.hidden.get(("", *leaf, getal))
                if number is not None:
                    self.programme.tie({number: 1}, count, count)

    def tell_region(
        self, leden: Sequence[str], cells: pl.DataFrame, every: Iterable[Leaf], in_sums: Collection[tuple[Any, ...]]
    ) -> None:
        """Take in the shown cells of a region: what it does not say of the cells ``every`` (BLAD) is a shown 0.

        ``in_sums`` has gebied, maand, indicator and variant of the wholes whose cells are in the sums.
        """
        told = {
            tuple(row[:5]): row[5:] for row in cells.select("maand", *BLAD, "teller", "noemer", "onbekend").iter_rows()
        }
        public = set(cells.filter("publiek").select("indicator", "variant").rows())
        for maand in cells["maand"].unique().sort():
            parts: dict[tuple[Any, ...], list[int]] = {}
            for leaf in every:
                inside = [one for one in leden if (one, maand, leaf[0], leaf[1]) in in_sums]
                teller, noemer, onbekend = told.get((maand, *leaf), (0, 0, 0))
                noemer = teller if (leaf[0], leaf[1]) in public else noemer
                for getal, total in zip(ROUNDED, (teller, noemer, noemer + onbekend), strict=True):
                    steps = {self._cell(one, maand, leaf, getal, parts): self.base for one in inside}
                    if steps:
                        self.programme.tie(steps, total, total)
            for (one, indicator, variant, _, getal), numbers in parts.items():
                whole = self.hidden.get(("", one, maand, indicator, variant, "", "", GETALLEN[getal]))
                if whole is not None:
                    self.programme.tie({**dict.fromkeys(numbers, 1), whole: -1}, 0, 0)

    def _cell(self, gebied: str, maand: object, leaf: Leaf, getal: int, parts: dict[tuple[Any, ...], list[int]]) -> int:
        """Add the count of a cell that is not shown by itself; return how many multiples it is shown as."""
        secret = self._secret(gebied, maand, self.tabellen[leaf[0], leaf[1]], *leaf[2:])
        number, steps = self.programme.number(), self.programme.number()
        self.programme.tie({number: 1, secret: 1, steps: -self.base}, 0, self.base - 1)
        if getal != TELLER:
            smaller = self.hidden["", gebied, maand, *leaf, GETALLEN[ROUNDED[ROUNDED.index(getal) - 1]]]
            self.programme.tie({number: 1, smaller: -1}, 0, float("inf"))
        self.hidden["", gebied, maand, *leaf, GETALLEN[getal]] = number
        parts.setdefault((gebied, leaf[0], leaf[1], leaf[2], getal), []).append(number)
        return steps

    def _tie_definitions(self, block: tuple[Any, ...], place: Mapping[Leaf, int]) -> None:
        """Say in one gemeente and period what ties the counts of these leaves."""
        rows = [at * len(GETALLEN) + getal for at in place.values() for getal in range(len(GETALLEN))]
        present = {int(self.relations.quantity[row]) for row in rows}
        present |= {
            quantity for rows, quantity in self.relations.running if rows[-1] // len(GETALLEN) in place.values()
        }
        for relation in self.relations.rows:
            if present.issuperset(relation.quantities):
                terms = {
                    self._quantity(block, one): weight
                    for one, weight in zip(relation.quantities, relation.weights, strict=True)
                }
                self.programme.tie(terms, 0 if relation.equal else -float("inf"), 0)

    def _number(self, block: tuple[Any, ...], leaf: int, getal: int) -> int | None:
        quantity = int(self.relations.quantity[leaf * len(GETALLEN) + getal])
        return None if quantity < 0 else self._quantity(block, quantity)

    def _quantity(self, block: tuple[Any, ...], quantity: int) -> int:
        if (*block, quantity) not in self._quantities:
            self._quantities[*block, quantity] = self.programme.number()
        return self._quantities[*block, quantity]

    def _secret(self, *leaf: object) -> int:
        if leaf not in self._secrets:
            self._secrets[leaf] = self.programme.number(0, self.base - 1)
        return self._secrets[leaf]

    def _show(self, number: int | None, secret: int, shown: int) -> None:
        if number is not None:
            self.programme.tie({number: 1, secret: 1}, shown, shown + self.base - 1)

"""Which counts are shown after which others: decided when they are first published, and kept for ever.

A count that is shown once by itself and once as a part would be rounded in two ways, which together tell more than one.
So the chains are kept with the key of rounding. What has too few cases to tell yet is decided later; a new indicator,
or a new version of one, is decided when it comes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Name: TypeAlias = str


@dataclass(frozen=True)
class Kept:
    """Of one case table the chains (a whole and its parts, in their order), and the counts about which was decided."""

    chains: tuple[tuple[Name, tuple[Name, ...]], ...] = ()
    decided: frozenset[Name] = frozenset()


Ketens: TypeAlias = Mapping[str, Kept]


@dataclass(eq=False)
class Decisions:
    """What was decided until now, and what is decided while a publication is made."""

    ketens: dict[str, Kept] = field(default_factory=dict[str, Kept])

    @classmethod
    def read(cls, text: str | None) -> "Decisions":
        """Return what ``written`` made; nothing is decided before the first publication."""
        found = json.loads(text or "{}")
        return cls({
            tabel: Kept(tuple((whole, tuple(parts)) for whole, parts in one["ketens"]), frozenset(one["besloten"]))
            for tabel, one in found.items()
        })  # fmt: skip

    def written(self) -> str:
        """Return the decisions as text, the same for the same decisions."""
        made = {
            tabel: {"ketens": [[whole, list(parts)] for whole, parts in one.chains], "besloten": sorted(one.decided)}
            for tabel, one in sorted(self.ketens.items())
        }
        return json.dumps(made, sort_keys=True)

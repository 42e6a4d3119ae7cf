"""How often one address may ask: a bucket of tokens that fills up as time goes by, in the memory of this process."""

import math
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

_MOST_ADDRESSES: Final = 10_000  # who was silent longest is forgotten: a full bucket is what a new one has too


class RateLimit:
    """So many questions a minute per address, all at once or spread; ``clock`` gives seconds that never go back."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        """Take a limit of ``per_minute`` questions; 0 is no limit."""
        self._most = per_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._turn = Lock()

    def seconds_to_wait(self, address: str) -> int:
        """Take one token of an address; return 0 when there was one, else in how many seconds there will be."""
        if self._most == 0:
            return 0
        now = self._clock()
        with self._turn:
            left, since = self._left.pop(address, (float(self._most), now))
            left = min(float(self._most), left + (now - since) * self._most / 60)
            enough = left >= 1
            self._left[address] = (left - 1 if enough else left, now)
            while len(self._left) > _MOST_ADDRESSES:
                self._left.popitem(last=False)
        return 0 if enough else max(1, math.ceil((1 - left) * 60 / self._most))

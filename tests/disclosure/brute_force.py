"""A slow and obvious attacker: try every count there could be, and keep those that are shown as was shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

Shown = Mapping[str, int]


def behind(
    shown: Shown,
    cases: Sequence[str],
    most: int,
    counts: Callable[[Mapping[str, int]], Mapping[str, int]],
    ways: Callable[[int], set[int]] | None = None,
    secrets: Sequence[int] = (),
) -> dict[str, set[int]]:
    """Return for each name in ``shown`` the counts that may be behind it.

    ``cases`` are kinds of cases, of each at most ``most``; ``counts`` makes the named counts of them. ``ways`` says as
    what a count may be shown on its own; with ``secrets`` all are shown as 5 * floor((count + secret) / 5) instead.
    """
    found: dict[str, set[int]] = {name: set() for name in shown}
    for numbers in product(range(most + 1), repeat=len(cases)):
        truth = counts(dict(zip(cases, numbers, strict=True)))
        if any(_same(shown, truth, one) for one in _tellings(truth, shown, ways, secrets)):
            for name in shown:
                found[name].add(truth[name])
    return found


def _tellings(
    truth: Mapping[str, int], shown: Shown, ways: Callable[[int], set[int]] | None, secrets: Sequence[int]
) -> Iterator[Mapping[str, set[int]]]:
    """Yield per world as what each count may be shown."""
    if ways is not None:
        yield {name: ways(truth[name]) for name in shown}
    for secret in secrets:
        yield {name: {(truth[name] + secret) // 5 * 5} for name in shown}


def _same(shown: Shown, truth: Mapping[str, int], telling: Mapping[str, set[int]]) -> bool:
    return all(shown[name] in telling[name] and truth[name] >= 0 for name in shown)


def up_or_down(count: int) -> set[int]:
    """Return the two multiples of 5 around a count, or the one that it is."""
    return {count // 5 * 5, -(-count // 5) * 5}


def nearest(count: int) -> set[int]:
    """Return the nearest multiple of 5."""
    return {(count + 2) // 5 * 5}

"""Random rounding to a multiple, decided once and for ever by a keyed hash of what is rounded.

A leaf has one secret number u, uniform on 0 ... base - 1. A count n of that leaf is shown as the multiple
base * floor((n + u) / base): up with chance (n mod base) / base, so the shown number is n on average (unbiased
random rounding to base: Fellegi 1975, Statistical Methodology 1; Nargundkar and Saveland 1972). All counts of the
same cases share their u, so counts that are the same number are shown as the same number whatever they are called,
and a part is never shown larger than its whole: floor is monotone. What is the sum of others in a fixed order is
rounded cumulatively with the same u (systematic rounding: Cox 1987, Journal of the American Statistical Association
82), so that the shown parts add up to the shown whole.

u is a keyed SipHash-2-4 (Aumasson and Bernstein 2012) of four words, each a keyed BLAKE2b of a part of the leaf's
name. SipHash is a pseudorandom function: without its 128-bit key, which never leaves the machine, u of a leaf tells
nothing of that of another, and guessing it is no better than chance.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final, cast

import numpy as np
import polars as pl

Words = np.ndarray[Any, np.dtype[np.uint64]]

_INITIAL: Final = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


def secret_numbers(leaves: pl.DataFrame, parts: Sequence[str], key: bytes, base: int) -> pl.Series:
    """Return u, a number from 0 to ``base`` - 1, for each row of ``leaves``, named by the text columns ``parts``.

    ``key`` is 32 bytes. The same names and key give the same numbers, on any machine and in any order of rows.
    """
    words = [_words(leaves[part], key[16:]) for part in parts]
    return pl.Series("u", (siphash(words, key[:16]) % np.uint64(base)).astype(np.int64), dtype=pl.Int64)


def siphash(message: Sequence[Words], key: bytes) -> Words:
    """Return SipHash-2-4 of messages of 64-bit words, one message a row; ``key`` is 16 bytes.

    The message of row i is the i-th word of each of ``message``, in order, little-endian.
    """
    first, second = (np.uint64(int.from_bytes(half, "little")) for half in (key[:8], key[8:16]))
    rows = len(message[0])
    state = [
        np.full(rows, np.uint64(start) ^ half, dtype=np.uint64)
        for start, half in zip(_INITIAL, (first, second, first, second), strict=True)
    ]
    length = np.full(rows, (8 * len(message) % 256) << 56, dtype=np.uint64)
    for word in (*message, length):
        state[3] ^= word
        _rounds(state, 2)
        state[0] ^= word
    state[2] ^= np.uint64(0xFF)
    _rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def rounded(count: pl.Expr, u: pl.Expr, base: int) -> pl.Expr:
    """Return ``count`` rounded to a multiple of ``base`` by its leaf's ``u``."""
    return (count + u) // base * base


def _words(names: pl.Series, key: bytes) -> Words:
    """Return a keyed 64-bit hash of each name; every distinct name is hashed once."""
    distinct = names.unique()
    hashes = {name: int.from_bytes(blake2b(name.encode(), key=key, digest_size=8).digest(), "little")
              for name in distinct.to_list()}  # fmt: skip
    numbers = pl.Series(list(hashes.values()), dtype=pl.UInt64)
    # Not even a type is left where there is nothing to replace.
    mapped = names.replace_strict(list(hashes), numbers) if hashes else numbers
    return cast("Words", mapped.to_numpy())


def _rounds(state: list[Words], count: int) -> None:
    for _ in range(count):
        _half(state, 0, 1, 13)
        state[0] = _turned(state[0], 32)
        _half(state, 2, 3, 16)
        _half(state, 0, 3, 21)
        _half(state, 2, 1, 17)
        state[2] = _turned(state[2], 32)


def _half(state: list[Words], added_to: int, turned: int, by: int) -> None:
    state[added_to] = state[added_to] + state[turned]
    state[turned] = _turned(state[turned], by) ^ state[added_to]


def _turned(words: Words, by: int) -> Words:
    return (words << np.uint64(by)) | (words >> np.uint64(64 - by))

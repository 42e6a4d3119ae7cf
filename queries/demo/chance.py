"""Chance that repeats: streams seeded by text, and numbers that follow from a key without any stream."""

import hashlib

import numpy as np
from numpy.random import PCG64, Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Keys = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def number(*parts: object) -> int:
    """Return the 64-bit number that belongs to these words; the same in every process and on every machine."""
    text = ":".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def stream(*parts: object) -> Generator:
    """Return a stream of chance of its own for these words."""
    return Generator(PCG64(number(*parts)))


def mix(keys: Keys, *salt: object) -> Keys:
    """Return a well-mixed number per key (splitmix64); another salt gives unrelated numbers."""
    mixed = keys ^ np.uint64(number(*salt))
    mixed = mixed + _GOLDEN
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def below(keys: Keys, limit: int, *salt: object) -> Ints:
    """Return a number from 0 up to, not including, ``limit`` per key."""
    return (mix(keys, *salt) % np.uint64(limit)).astype(np.int64)


def share(keys: Keys, *salt: object) -> Floats:
    """Return a number from 0 up to, not including, 1 per key."""
    return (mix(keys, *salt) >> np.uint64(11)).astype(np.float64) / float(1 << 53)


def pick(generator: Generator, cumulative: Floats) -> Ints:
    """Return one column number per row of cumulative chances."""
    drawn = generator.random(len(cumulative))
    return (drawn[:, None] >= cumulative[:, :-1]).sum(axis=1).astype(np.int64)

"""Random numbers as a function of what they are for, never of the order in which they are drawn.

A number depends on the seed, the scenario's number, the id of the person or tie and the purpose.
So adding a person leaves every other draw as it was, what-if runs share their luck, and every
platform gives the same numbers: only whole-number arithmetic and one exact multiplication.

References:
    [1] G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
        OOPSLA 2014 (splitmix64).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GOLDEN = 0x9E3779B97F4A7C15
"""Step of the generator."""
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_FULL = (1 << 64) - 1
_UNIT = 2.0**-53


def key_of(seed: int, purpose: str, name: str) -> int:
    """The 64-bit key of one stream of numbers.

    Args:
        seed: The run's seed.
        purpose: What the number is for, for example ``need``.
        name: Whose it is, an id.
    """
    text = f"{seed}\x1f{purpose}\x1f{name}".encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def uniform(key: int, scenario: int) -> float:
    """The number of one scenario, at least 0 and below 1."""
    mixed = (key + (scenario + 1) * GOLDEN) & _FULL
    mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _FULL
    mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _FULL
    return ((mixed ^ (mixed >> 31)) >> 11) * _UNIT


def uniforms(key: int, scenarios: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The numbers of many scenarios at once, the same as ``uniform`` gives one by one."""
    import numpy as np

    mixed = (scenarios + np.uint64(1)) * np.uint64(GOLDEN) + np.uint64(key)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) * _UNIT

"""One whole number for whoever answered, the same in every process and however a row was read."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

PRIMES: Final = ((1 << 31) - 1, (1 << 31) - 19)
"""Texts are numbers modulo both, which tells four million million million of them apart."""

STEP: Final = 0x5DEECE66D
"""What one text is multiplied by before the next is added."""

MOST_REMEMBERED: Final = 4_096
"""So many texts are remembered."""


def who_key(texts: Iterable[str | None]) -> int:
    """Return the number (of 62 bits) of region, period, respondent, role and form; None is the empty text."""
    first = second = 0
    for text in texts:
        value, other = _number(text or "")
        first = (first * STEP + value) % PRIMES[0]
        second = (second * STEP + other) % PRIMES[1]
    return first << 31 | second


@lru_cache(MOST_REMEMBERED)
def _number(text: str) -> tuple[int, int]:
    """Return a text as a number modulo both primes; the same texts stand in many rows."""
    value = int.from_bytes(text.encode("utf-8", "surrogatepass"), "little")
    return value % PRIMES[0], value % PRIMES[1]

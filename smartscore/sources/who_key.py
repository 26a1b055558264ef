"""One whole number for whoever answered, the same in every process and however a row was read."""

from collections.abc import Iterable
from typing import Final

PRIMES: Final = ((1 << 31) - 1, (1 << 31) - 19)
"""Texts are numbers modulo both, which tells four million million million of them apart."""

STEP: Final = 0x5DEECE66D
"""What one text is multiplied by before the next is added."""


def who_key(texts: Iterable[str | None]) -> int:
    """Return the number (of 62 bits) of region, period, respondent, role and form; None is the empty text."""
    first = second = 0
    for text in texts:
        value = int.from_bytes((text or "").encode("utf-8", "surrogatepass"), "little")
        first = (first * STEP + value) % PRIMES[0]
        second = (second * STEP + value) % PRIMES[1]
    return first << 31 | second

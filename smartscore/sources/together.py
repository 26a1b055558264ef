"""Items taken together, as they go from hand to hand."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

READ_AHEAD: Final = 64
"""So many rows of a file are read before the first is scored: work of one sort in a row is quicker."""

Item = TypeVar("Item")


def together(items: Iterable[Item], count: int) -> Iterator[list[Item]]:
    """Yield items, so many in a list; an Exception that getting them raises comes after the items before it."""
    held: list[Item] = []
    try:
        for item in items:
            held.append(item)
            if len(held) == count:
                yield held
                held = []
    except Exception:
        yield held
        raise
    yield held

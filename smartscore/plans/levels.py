"""Levels: what a value reaches, what holds it below that, and why it may still change, as in `smartscore.scoring`."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Literal, NamedTuple

from smartscore.plans.plan import Pair
from smartscore.plans.values import NOTHING

MARKS: Final = 2
"""So many marks of coverage there are: without the first there is no level, without the second it may still change."""

MOST_REMEMBERED: Final = 10_000
"""So many combinations of levels are remembered."""


class Cap(NamedTuple):
    """What holds a level below its band; sorted, the strictest comes first."""

    holds_at: int
    kind: str
    node: str


class Found(NamedTuple):
    """The level of the whole or of a dimension, as in `smartscore.scoring.levels`."""

    level: int | None
    certain: int | None
    band: int | None = None
    caps: tuple[Cap, ...] = ()
    doubts: tuple[str, ...] = ()
    none_because: Literal["coverage", "not_applicable"] | None = None


class Held(NamedTuple):
    """A cap, the dimension it holds besides the whole, and whether it holds only the certain level."""

    cap: Cap
    dimension: str | None
    certain_only: bool = False


Reach = tuple[int, int | None, int, bool]
"""All that a level takes from a value: the levels whose bands hold its low bound and its central value (None where
nothing is known), how many marks of coverage it has reached, and whether too much does not apply."""


class Levels(dict[Reach | None, Found]):
    """The levels of a dimension while the same holds it, by what its values reach; None: nothing applies."""

    def __init__(self, held: Sequence[Held], form: str) -> None:
        super().__init__()
        self._held, self._form = held, form

    def __missing__(self, reach: Reach | None) -> Found:
        """Return the level of what no value has reached before."""
        found = self[reach] = level_of(reach, self._held, (), self._form)
        return found


def level_of(reach: Reach | None, held: Sequence[Held], dimensions: Sequence[Found], form: str) -> Found:
    """Return the level of what a value reaches; `dimensions` are those of the whole."""
    if reach is None:
        return Found(None, None, none_because="not_applicable")
    lowest, band, marks, much = reach
    top = lowest if band is None or band < lowest else band
    held = [item for item in held if item.cap.holds_at < top]
    certain = min([lowest, *[item.cap.holds_at for item in held]]) if held else lowest
    if band is None or not marks:
        return Found(None, certain, None, _binding(held, lowest), (), "coverage")
    binding = _binding([item for item in held if not item.certain_only], band) if held else ()
    level = binding[0].holds_at if binding else band
    doubts = ["short_form"] if form == "quick" else []
    if marks < MARKS:
        doubts.append("coverage")
    return Found(level, certain, band, binding, (*doubts, *_doubts(much, dimensions)))


def _binding(held: Sequence[Held], band: int) -> tuple[Cap, ...]:
    binding = {item.cap for item in held if item.cap.holds_at < band}
    return tuple(sorted(binding)) if binding else ()


def _doubts(much: bool, dimensions: Sequence[Found]) -> list[str]:  # noqa: FBT001  # a part of a reach
    doubts = []
    without = [found.none_because for found in dimensions]
    if "coverage" in without:
        doubts.append("dimension_below_floor")
    if much or "not_applicable" in without or any("not_applicable" in found.doubts for found in dimensions):
        doubts.append("not_applicable")
    return doubts


class Tied(NamedTuple):
    """A dimension at the lowest level, by its number and id, and what it holds."""

    number: int
    name: str
    held: Held


class Weakest(dict[tuple[tuple[int | None, ...], bool], tuple[Tied, ...]]):
    """What the weakest dimension holds: those at the lowest level, by the levels of all, and for which level.

    It is the whole's level, or with True its certain level only.
    """

    def __init__(self, names: Sequence[str], slack: int | None) -> None:
        """`names` are the dimensions' ids; the whole may lie `slack` above the weakest, or anywhere (None)."""
        super().__init__()
        self._names, self._slack = names, slack

    def __missing__(self, key: tuple[tuple[int | None, ...], bool]) -> tuple[Tied, ...]:
        """Return what levels come to that have not come before."""
        levels, certain_only = key
        lowest = min([level for level in levels if level is not None], default=None)
        if lowest is None or self._slack is None:
            return ()
        cap = partial(Cap, lowest + self._slack, "weakest_dimension")
        tied = [(n, self._names[n]) for n, level in enumerate(levels) if level == lowest]
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[key] = tuple([Tied(n, name, Held(cap(name), None, certain_only)) for n, name in tied])
        return found

    def holds(self, found: Sequence[Found], lows: Sequence[Pair | None]) -> Iterator[Held]:
        """Yield what the weakest holds; where several are tied that is the one of the lowest bound, then by id."""
        if self._slack is None:
            return
        certain = tuple([item.certain for item in found])
        levels = tuple([item.certain if item.level is None else item.level for item in found])
        for tied in (self[levels, False], self[certain, True]):
            if tied:
                yield tied[0].held if len(tied) == 1 else _lowest(tied, lows).held


def _lowest(tied: Sequence[Tied], lows: Sequence[Pair | None]) -> Tied:
    found = tied[0]
    for other in tied[1:]:
        (n, d), (least, least_d) = lows[other.number] or NOTHING, lows[found.number] or NOTHING
        here, there = n * least_d, least * d
        if here < there or (here == there and other.name < found.name):
            found = other
    return found

"""Levels as columns: bands, must-haves, gates, the weakest dimension; decided by numbers that are not rounded."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from smartscore.frames.shares import Expression
from smartscore.frames.sums import column, lowest, unmet_column
from smartscore.plans.plan import Pair, Plan
from smartscore.plans.units import Units


class Hold(NamedTuple):
    """What may hold levels: its cap, the dimension besides the whole, when it holds, and when the level too."""

    holds_at: int
    kind: str
    node: str
    dimension: str | None
    holds: Expression
    level_too: Expression


class Grounds(NamedTuple):
    """What a frame is scored by: narwhals, the plan, its units, and whether the engine works only on selected rows.

    `small` is the kind of whole number that levels have; None means that of all others.
    """

    nw: Any
    plan: Plan
    units: Units
    selective: bool = False
    small: Any = None

    def level(self, number: int | None) -> Expression:
        """Return a level as an expression; None is nothing."""
        return self.nw.lit(number, self.nw.Int64 if self.small is None else self.small)

    def unit(self, number: int, name: str = "value") -> int:
        """Return a unit of a group."""
        own = self.units.groups[number]
        found: int = getattr(own, name)
        return found

    def band(self, number: int, name: str) -> Expression:
        """Return the level whose band holds a group's value; null where there is none."""
        return self.nw.col(column(number, f"band_{name}"))

    def below(self, number: int, mark: Pair) -> Expression:
        """Say whether a group's coverage lies below a mark."""
        covered = self.nw.col(column(number, "covered"))
        return covered * mark[1] < self.nw.lit(mark[0] * self.unit(number, "covered"), self.nw.Int64)

    def too_little(self, number: int) -> Expression:
        """Say whether a group has no level: nothing known, or coverage below the floor."""
        return self.nw.col(column(number, "little"))


def band_columns(grounds: Grounds) -> Iterator[Expression]:
    """Yield the levels in whose bands dimensions, groups with gates and the whole lie, and whether little is known."""
    nw, plan = grounds.nw, grounds.plan
    for number in sorted({*plan.dimensions, *(gate.group for gate in plan.gates), len(plan.groups) - 1}):
        for name in ("low", "central"):
            yield _band(grounds, number, name).alias(column(number, f"band_{name}"))
        unknown = nw.col(column(number, "central")).is_null()
        yield (unknown | grounds.below(number, plan.marks.floor)).alias(column(number, "little"))


def _band(grounds: Grounds, number: int, name: str) -> Expression:
    nw, bands = grounds.nw, grounds.plan.bands
    value = nw.col(column(number, name))
    found, scaled = grounds.level(bands.unnamed), value * bands.scale
    for level, edge in zip(bands.levels, bands.edges, strict=True):
        reached = scaled >= nw.lit(edge * grounds.unit(number), nw.Int64)
        found = nw.when(reached).then(grounds.level(level)).otherwise(found)
    return nw.when(value.is_null()).then(grounds.level(None)).otherwise(found)


def gate_columns(grounds: Grounds) -> Iterator[Expression]:
    """Yield whether each gate is shut, and whether it is so for the level too."""
    nw, plan = grounds.nw, grounds.plan
    for number, gate in enumerate(plan.gates):
        low, central = grounds.band(gate.group, "low"), grounds.band(gate.group, "central")
        judged = nw.when(grounds.below(gate.group, plan.marks.floor)).then(low).otherwise(central)
        closed = nw.when(judged.is_null()).then(nw.lit(value=True)).otherwise(judged < gate.at_least)
        yield (low < gate.at_least).alias(f"_gate{number}_shut")
        yield closed.alias(f"_gate{number}_closed")


def holds(grounds: Grounds) -> Iterator[Hold]:
    """Yield the must-haves and the gates."""
    nw, plan = grounds.nw, grounds.plan
    always = nw.lit(value=True)
    for number, question in enumerate(plan.questions):
        if question.holds_at is not None:
            unmet = nw.col(unmet_column(number)) == 1
            yield Hold(question.holds_at, "must_have", question.id, question.dimension, unmet, always)
    for number, gate in enumerate(plan.gates):
        shut, closed = nw.col(f"_gate{number}_shut"), nw.col(f"_gate{number}_closed")
        yield Hold(gate.holds_at, "gate", plan.groups[gate.group].id, gate.dimension, shut, closed)


def found_columns(grounds: Grounds, number: int, held: list[Hold]) -> list[Expression]:
    """Return the level and the certain level of a dimension or the whole; null as in the reference.

    The whole is held by its weakest dimension too, where `_weakest_level` and `_weakest_certain` say which level.
    """
    nw, slack = grounds.nw, grounds.plan.marks.slack
    low, central = grounds.band(number, "low"), grounds.band(number, "central")
    certain = _limits(grounds, [(hold.holds_at, hold.holds) for hold in held])
    level = _limits(grounds, [(hold.holds_at, hold.holds & hold.level_too) for hold in held])
    if slack is not None and number == len(grounds.plan.groups) - 1:
        weakest = nw.col("_weakest_level") + slack
        level.append(weakest)
        certain += [weakest, nw.col("_weakest_certain") + slack]
    known = nw.when(grounds.too_little(number)).then(grounds.level(None)).otherwise(_capped(nw, central, level))
    return [known.alias(column(number, "level")), _capped(nw, low, certain).alias(column(number, "certain"))]


def _limits(grounds: Grounds, held: list[tuple[int, Expression]]) -> list[Expression]:
    """Return the levels at which something holds, each where anything does."""
    found: dict[int, Expression] = {}
    for at, holds_here in held:
        found[at] = found[at] | holds_here if at in found else holds_here
    return [
        grounds.nw.when(any_holds).then(grounds.level(at)).otherwise(grounds.level(None))
        for at, any_holds in found.items()
    ]


def _capped(nw: Any, level: Expression, limits: list[Expression]) -> Expression:  # noqa: ANN401  # narwhals is an extra
    """Return the lowest of a level and what holds it; null where there is no level."""
    held = nw.min_horizontal(level, *limits) if limits else level
    return nw.when(level.is_null()).then(nw.lit(None, nw.Int64)).otherwise(held)


def counting(grounds: Grounds, number: int, *, certain: bool) -> Expression:
    """Return the level that a dimension counts with towards the weakest; null where nothing applies."""
    nw = grounds.nw
    sure, level = nw.col(column(number, "certain")), nw.col(column(number, "level"))
    return sure if certain else nw.when(level.is_null()).then(sure).otherwise(level)


def weakest_columns(grounds: Grounds) -> list[Expression]:
    """Return the lowest counting level of all dimensions, for the level and for the certain level."""
    nw, plan = grounds.nw, grounds.plan
    return [
        lowest(nw, [counting(grounds, place, certain=certain) for place in plan.dimensions]).alias(name)
        for name, certain in (("_weakest_level", False), ("_weakest_certain", True))
    ]


def lowest_columns(grounds: Grounds) -> list[Expression]:
    """Return the lowest bound among the weakest dimensions, in the unit of the whole."""
    nw, plan = grounds.nw, grounds.plan
    common = _common(grounds)
    found = []
    for name, certain in (("level", False), ("certain", True)):
        lows = [
            nw.when(counting(grounds, place, certain=certain) == nw.col(f"_weakest_{name}"))
            .then(nw.col(column(place, "low")) * (common // grounds.unit(place)))
            .otherwise(nw.lit(None, nw.Int64))
            for place in plan.dimensions
        ]
        found.append(lowest(nw, lows).alias(f"_lowest_{name}"))
    return found


def tied_columns(grounds: Grounds) -> list[Expression]:
    """Return, for every dimension, whether it is (one of) the weakest with the lowest bound."""
    nw, plan = grounds.nw, grounds.plan
    common, never = _common(grounds), nw.lit(value=False)
    found = []
    for name, certain in (("level", False), ("certain", True)):
        for place in plan.dimensions:
            low = nw.col(column(place, "low")) * (common // grounds.unit(place))
            level = counting(grounds, place, certain=certain)
            tied = (level == nw.col(f"_weakest_{name}")) & (low == nw.col(f"_lowest_{name}"))
            tied = nw.when(level.is_null() | low.is_null()).then(never).otherwise(tied)
            found.append(tied.alias(column(place, f"tied_{name}")))
    return found


def first_columns(grounds: Grounds) -> list[Expression]:
    """Return, for every dimension, whether it is the weakest: of those that tie, the first by id."""
    nw, plan = grounds.nw, grounds.plan
    found = []
    for name in ("level", "certain"):
        before = nw.lit(value=False)
        for place in sorted(plan.dimensions, key=lambda place: plan.groups[place].id):
            tied = nw.col(column(place, f"tied_{name}"))
            found.append((tied & ~before).alias(column(place, f"first_{name}")))
            before = before | tied
    return found


def weakest_holds(grounds: Grounds) -> Iterator[Hold]:
    """Yield a hold for every level at which any dimension may be the weakest."""
    nw, plan, slack = grounds.nw, grounds.plan, grounds.plan.marks.slack
    for name in ("level", "certain") if slack is not None else ():
        for place in plan.dimensions:
            for at in sorted(_possible_levels(plan)):
                held = nw.col(column(place, f"first_{name}")) & (nw.col(f"_weakest_{name}") == at)
                node, level_too = plan.groups[place].id, nw.lit(name == "level")
                yield Hold(at + (slack or 0), "weakest_dimension", node, None, held, level_too)


def _possible_levels(plan: Plan) -> set[int]:
    """Return every level that a dimension can have, below those that no cap could make a difference for."""
    holding = {question.holds_at for question in plan.questions if question.holds_at is not None}
    levels = {plan.bands.unnamed, *plan.bands.levels, *holding, *(gate.holds_at for gate in plan.gates)}
    return {level for level in levels if level + (plan.marks.slack or 0) < max(plan.bands.levels)}


def _common(grounds: Grounds) -> int:
    from math import lcm  # noqa: PLC0415  # only here

    return lcm(*(grounds.unit(place) for place in grounds.plan.dimensions))


def caps_grounds(grounds: Grounds) -> list[Expression]:
    """Return whether the whole has a level, and the band below which caps bind."""
    nw, whole = grounds.nw, len(grounds.plan.groups) - 1
    known = ~grounds.too_little(whole)
    band = nw.when(known).then(grounds.band(whole, "central")).otherwise(grounds.band(whole, "low"))
    return [known.alias("_known"), band.alias("_caps_band")]


def binding(grounds: Grounds, held: list[Hold]) -> dict[tuple[int, str, str], Expression]:
    """Return what may hold the whole below its band, strictest first, and where each does."""
    nw = grounds.nw
    known, band = nw.col("_known"), nw.col("_caps_band")
    pieces: dict[tuple[int, str, str], Expression] = {}
    for hold in held:
        found = hold.holds & (band > hold.holds_at) & (hold.level_too | ~known)
        key = (hold.holds_at, hold.kind, hold.node)
        pieces[key] = pieces[key] | found if key in pieces else found
    return dict(sorted(pieces.items()))


def caps_column(grounds: Grounds, held: list[Hold]) -> list[Expression]:
    """Return what holds the whole below its band, strictest first, as `Row.caps` writes it."""
    nw = grounds.nw
    texts = [
        nw.when(found).then(nw.lit(f" {node}:{at}")).otherwise(nw.lit(""))
        for (at, _, node), found in binding(grounds, held).items()
    ]
    return [nw.concat_str(*texts).str.strip_chars().alias("caps") if texts else nw.lit("").alias("caps")]


def provisional_column(grounds: Grounds) -> Expression:
    """Say whether the level of the whole may still change; false where there is none."""
    nw, plan = grounds.nw, grounds.plan
    whole = len(plan.groups) - 1
    mark = plan.marks.not_applicable
    doubt = nw.lit(plan.form == "quick") | grounds.below(whole, plan.marks.provisional)
    for place in plan.dimensions:
        nothing = nw.col(column(place, "low")).is_null()
        short = nw.when(nothing).then(nw.lit(value=True)).otherwise(grounds.too_little(place))
        doubt = doubt | short | _much_absent(grounds, place, mark)
    doubt = doubt | _much_absent(grounds, whole, mark)
    return nw.when(grounds.too_little(whole)).then(nw.lit(value=False)).otherwise(doubt).alias("provisional")


def _much_absent(grounds: Grounds, number: int, mark: Pair) -> Expression:
    absent = grounds.nw.col(column(number, "absent"))
    return absent * mark[1] > grounds.nw.lit(mark[0] * grounds.unit(number, "absent"), grounds.nw.Int64)


Caps = Callable[[Grounds, list[Hold]], list[Expression]]
"""Makes columns of what may hold the whole."""


def levelled(grounds: Grounds, data: Any, caps: Caps = caps_column) -> Any:  # noqa: ANN401  # as above
    """Add the levels of the dimensions, then of the whole, and what holds it as `caps` has it."""
    plan, whole = grounds.plan, len(grounds.plan.groups) - 1
    data = data.with_columns(*band_columns(grounds))
    if plan.gates:
        data = data.with_columns(*gate_columns(grounds))
    held = list(holds(grounds))
    levels: list[Expression] = []
    for place in plan.dimensions:
        name = plan.groups[place].id
        levels += found_columns(grounds, place, [hold for hold in held if hold.dimension == name])
    data = data.with_columns(*levels)
    every: list[Hold] = list(held)
    if plan.marks.slack is not None:
        for columns in (weakest_columns, lowest_columns, tied_columns, first_columns):
            data = data.with_columns(*columns(grounds))
        every += weakest_holds(grounds)
    data = data.with_columns(*caps_grounds(grounds))
    return data.with_columns(*found_columns(grounds, whole, held), *caps(grounds, every), provisional_column(grounds))

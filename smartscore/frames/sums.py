"""The values of groups as columns of whole numbers: central, low, high, covered and absent, each in its unit."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from smartscore.frames.shares import UNMET, Expression, Field, Sum, share_column
from smartscore.plans.adding import FIELDS
from smartscore.plans.plan import Plan
from smartscore.plans.units import GroupUnits, Units

NAMES: Final = ("central", "low", "high", "covered", "absent")
"""The columns of a part. All but `absent` are null where nothing applies; central where nothing is known."""


class Part(NamedTuple):
    """A part of a group that has columns of its own, with its weight and its units."""

    prefix: str
    weight: int
    units: GroupUnits


def column(number: int, name: str) -> str:
    """Return the name of a group's column."""
    return f"_g{number}_{name}"


def total_column(found: Sum, place: int) -> str:
    """Return the name of a column of a sum's packed fields."""
    return f"{found.name}_w{place}"


def field_column(found: Sum, name: str) -> str:
    """Return the name of the column of one field; whether a must-have is missed is the same in every sum."""
    return f"_{name}" if name.startswith(UNMET) else f"{found.name}_f_{name}"


def unmet_column(number: int) -> str:
    """Return the name of the column that says whether a question's must-have is missed."""
    return f"_{UNMET}_{number}"


class Sums:
    """Makes the columns of groups, storey by storey."""

    def __init__(self, nw: Any, plan: Plan, units: Units, sums: dict[int, list[Sum]]) -> None:  # noqa: ANN401  # narwhals is an extra
        self.nw, self.plan, self.units, self.sums = nw, plan, units, sums
        self._judged = {*plan.dimensions, *(gate.group for gate in plan.gates), len(plan.groups) - 1}

    def totals(self) -> Iterator[Expression]:
        """Yield the packed fields of every sum."""
        for found in self._all():
            for place in range(found.columns):
                added = self.nw.col(share_column(found, found.asked[0], place))
                for asked in found.asked[1:]:
                    added = added + self.nw.col(share_column(found, asked, place))
                yield added.alias(total_column(found, place))

    def fields(self) -> Iterator[Expression]:
        """Yield every field of every sum as a column, and whether must-haves are missed."""
        seen: set[str] = set()
        for found in self._all():
            for name, field in found.fields.items():
                own = field_column(found, name)
                if own not in seen:
                    seen.add(own)
                    yield self._field(found, field).alias(own)

    def _all(self) -> Iterator[Sum]:
        for found in self.sums.values():
            yield from found

    def _field(self, found: Sum, field: Field) -> Expression:
        nw, total = self.nw, self.nw.col(total_column(found, field.column))
        shifted = (total / float(1 << field.place)).floor().cast(nw.Int64) if field.place else total
        return shifted % (1 << field.width)

    def parts_of_minimums(self) -> Iterator[Expression]:
        """Yield the columns of questions that are parts of a minimum."""
        for number, group in enumerate(self.plan.groups):
            if group.rule == "minimum":
                for found in self.sums[number]:
                    yield from self._question_columns(found)

    def _question_columns(self, found: Sum) -> Iterator[Expression]:
        nw = self.nw
        fields = {name: nw.col(f"{found.name}_f_{name}") for name in FIELDS}
        for name in NAMES:
            value = fields[name]
            if name != "absent":
                here = fields["known" if name == "central" else "applicable"]
                value = nw.when(here > 0).then(value).otherwise(self.none())
            yield value.alias(f"{found.name}_{name}")

    def storey(self, depth: int) -> Iterator[list[Expression]]:
        """Yield the sums of the groups at a depth, and then their values, which are made of these."""
        numbers = [number for number, group in enumerate(self.plan.groups) if group.depth == depth]
        yield [each for number in numbers for each in self._sums(number)]
        yield [each for number in numbers for each in self._values(number)]

    def needed_above(self, depth: int) -> Iterator[str]:
        """Yield the columns that are still needed once the groups at a depth are made; engines carry no others."""
        for number, group in enumerate(self.plan.groups):
            if group.depth < depth:
                for found in self.sums.get(number, ()):
                    names = NAMES if group.rule == "minimum" else [f"f_{name}" for name in FIELDS]
                    yield from (f"{found.name}_{name}" for name in names)
            elif group.depth == depth or number in self._judged:
                yield from (column(number, name) for name in NAMES)
        yield from (
            unmet_column(number) for number, question in enumerate(self.plan.questions) if question.holds_at is not None
        )

    def _sums(self, number: int) -> Iterator[Expression]:
        """Yield the seven sums of a group: of its questions, and of its parts that have columns."""
        own, parts = self._units(number), self._parts(number)
        added: dict[str, list[Expression]] = {name: [] for name in FIELDS}
        if self.plan.groups[number].rule != "minimum":
            for found in self.sums.get(number, ()):
                for name in FIELDS:
                    added[name].append(self.nw.col(f"{found.name}_f_{name}"))
        for part in parts:
            added["applicable"].append(self._weight(part, "covered"))
            added["known"].append(self._weight(part, "central"))
            for name in ("low", "high", "central"):
                added[name].append(self._scaled(part, name, own.common // part.units.value))
            added["covered"].append(self._scaled(part, "covered", own.covered_common // part.units.covered))
            absent = self.nw.col(f"{part.prefix}_absent") * (part.weight * (own.absent_common // part.units.absent))
            added["absent"].append(absent)
        for name, terms in added.items():
            yield self._added(terms).alias(column(number, f"sum_{name}"))

    def _values(self, number: int) -> Iterator[Expression]:
        own, minimum = self._units(number), self.plan.groups[number].rule == "minimum"
        sums = {name: self.nw.col(column(number, f"sum_{name}")) for name in FIELDS}
        divisor, covered_divisor = own.value // own.common, own.covered // own.covered_common
        known, applicable = (self.factor(sums[name], divisor) for name in ("known", "applicable"))
        covered = applicable if covered_divisor == divisor else self.factor(sums["applicable"], covered_divisor)
        for name, factor in (("central", known), ("low", applicable), ("high", applicable)):
            value = self._least(number, name) if minimum else sums[name] * factor
            yield value.alias(column(number, name))
        yield (sums["covered"] * covered).alias(column(number, "covered"))
        yield sums["absent"].alias(column(number, "absent"))

    def _least(self, number: int, name: str) -> Expression:
        common = self._units(number).common
        parts = self._parts(number)
        return lowest(self.nw, [self.nw.col(f"{part.prefix}_{name}") * (common // part.units.value) for part in parts])

    def _units(self, number: int) -> GroupUnits:
        own = self.units.groups[number]
        if own is None:
            raise AssertionError(number)  # `limits` has seen to it
        return own

    def _parts(self, number: int) -> list[Part]:
        """Return the parts of a group that have columns: its groups, and the questions of a minimum."""
        group, asked = self.plan.groups[number], len(self.plan.questions)
        found = []
        for place, (position, weight) in enumerate(zip(group.parts, group.weights, strict=True)):
            if position >= asked:
                found.append(Part(f"_g{position - asked}", weight, self._units(position - asked)))
            elif group.rule == "minimum":
                found.append(Part(f"_g{number}q{place}", weight, GroupUnits(self.units.question, 1, 1, 1, 1, 1)))
        return found

    def _weight(self, part: Part, name: str) -> Expression:
        present = self.nw.col(f"{part.prefix}_{name}")
        return self.nw.when(present.is_null()).then(self.whole(0)).otherwise(self.whole(part.weight))

    def _scaled(self, part: Part, name: str, factor: int) -> Expression:
        value = self.nw.col(f"{part.prefix}_{name}")
        return self.nw.when(value.is_null()).then(self.whole(0)).otherwise(value * (factor * part.weight))

    def _added(self, terms: list[Expression]) -> Expression:
        added = terms[0]
        for term in terms[1:]:
            added = added + term
        return added

    def factor(self, weights: Expression, divisor: int) -> Expression:
        """Return divisor / weights, null where there are none; it comes out even, so that a double does it exactly."""
        nw = self.nw
        some = nw.when(weights > 0).then(weights).otherwise(self.whole(1))
        factor = (nw.lit(float(divisor), nw.Float64) / some).cast(nw.Int64)
        return nw.when(weights > 0).then(factor).otherwise(self.none())

    def whole(self, value: int) -> Expression:
        """Return a whole number as an expression."""
        return self.nw.lit(value, self.nw.Int64)

    def none(self) -> Expression:
        """Return nothing, as a whole number."""
        return self.nw.lit(None, self.nw.Int64)


def lowest(nw: Any, values: list[Expression]) -> Expression:  # noqa: ANN401  # narwhals is an extra
    """Return the least of the values that are not null; Spark has no least of one."""
    return nw.min_horizontal(*values) if len(values) > 1 else values[0]

"""Joining what the agencies of one region answered: only where no two of them answer the same question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from smartscore.errors import Fault
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Plan
from smartscore.plans.values import MISSING, Value
from smartscore.sources.rejection import Rejection


@dataclass(slots=True)
class _Region:
    """What has been joined so far, whose each answer is, and the questions that two have answered."""

    first: Filled
    values: list[Value]
    supported: list[Value] | None
    owners: dict[int, str] = field(default_factory=dict)
    clashes: dict[int, tuple[str, str]] = field(default_factory=dict)
    respondents: list[str] = field(default_factory=list)


def join_regions(found: Iterable[Filled | Rejection], plan_of: Callable[[str], Plan]) -> Iterator[Filled | Rejection]:
    """Join by region, period, role and form; rejections pass, what names no region is rejected.

    `plan_of` returns the plan of a form. A region where two respondents answer the same question is rejected, and every
    such question is named.
    """
    regions: dict[tuple[str | None, ...], _Region] = {}
    for item in found:
        if isinstance(item, Rejection):
            yield item
        elif item.region is None:
            fault = Fault("join.no_region", file=item.file, line=item.line)
            yield Rejection(item.file, item.line, (fault,), None, item.period, item.respondent)
        else:
            key = (item.region.casefold(), item.period, item.role, item.form)
            if key in regions:
                _add(regions[key], item)
            else:
                regions[key] = _first(item)
    for region in regions.values():
        yield _joined(region, plan_of(region.first.form))


def _first(item: Filled) -> _Region:
    region = _Region(
        item, [MISSING] * len(item.values), None if item.supported is None else [MISSING] * len(item.values)
    )
    _add(region, item)
    return region


def _add(region: _Region, item: Filled) -> None:
    place = item.respondent or (item.file if item.line is None else f"{item.file}:{item.line}")
    region.respondents.append(place)
    if item.supported is None:
        region.supported = None
    for number, value in enumerate(item.values):
        if value is MISSING:
            continue
        if number in region.owners:
            region.clashes[number] = (region.owners[number], place)
            continue
        region.owners[number] = place
        region.values[number] = value
        if region.supported is not None and item.supported is not None:
            region.supported[number] = item.supported[number]


def _joined(region: _Region, plan: Plan) -> Filled | Rejection:
    first = region.first
    if region.clashes:
        faults = tuple(
            Fault("join.clash", {"region": first.region, "first": one, "second": other}, (plan.questions[number].id,))
            for number, (one, other) in sorted(region.clashes.items())
        )
        return Rejection(first.file, first.line, faults, first.region, first.period)
    respondents = "; ".join(dict.fromkeys(region.respondents))
    return Filled(
        first.file,
        first.line,
        first.region,
        first.period,
        respondents,
        first.role,
        first.form,
        region.values,
        region.supported,
    )

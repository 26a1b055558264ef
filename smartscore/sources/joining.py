"""Joining what the agencies of one region answered: only where no two of them answer the same question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from smartscore.errors import Fault
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Plan
from smartscore.plans.values import MISSING, Value
from smartscore.profile import Profile
from smartscore.sources.rejection import Rejection

PlanOf = Callable[[str, Profile | None], Plan]


@dataclass(slots=True)
class _Region:
    """What has been joined so far by question, whose each answer is, and the questions that two have answered.

    `facts` are what is said of the kind of place, each with all that is said.
    """

    first: Filled
    values: dict[str, Value] = field(default_factory=dict)
    supported: dict[str, Value] | None = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    respondents: list[str] = field(default_factory=list)
    facts: dict[str, list[str | bool]] = field(default_factory=dict)


def join_regions(found: Iterable[Filled | Rejection], plan_of: PlanOf) -> Iterator[Filled | Rejection]:
    """Join by region, period, role and form; rejections pass, what names no region is rejected.

    `plan_of` returns the plan of a form for a kind of region. A region where two respondents answer the same question
    is rejected, and every such question is named; one whose sheets contradict each other about its kind is too. What
    does not concern the region, as far as any of them says what kind it is, counts nothing.
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
            if key not in regions:
                regions[key] = _Region(item)
            _add(regions[key], item, plan_of(item.form, item.profile))
    for region in regions.values():
        yield _joined(region, plan_of)


def _add(region: _Region, item: Filled, plan: Plan) -> None:
    place = item.respondent or (item.file if item.line is None else f"{item.file}:{item.line}")
    region.respondents.append(place)
    for name, fact in item.profile.model_dump(exclude_none=True).items() if item.profile else ():
        if fact not in region.facts.setdefault(name, []):
            region.facts[name].append(fact)
    if item.supported is None:
        region.supported = None
    for number, (question, value) in enumerate(zip(plan.questions, item.values, strict=True)):
        if value is MISSING:
            continue
        if question.id in region.owners:
            region.clashes[question.id] = (region.owners[question.id], place)
            continue
        region.owners[question.id] = place
        region.values[question.id] = value
        if region.supported is not None and item.supported is not None:
            region.supported[question.id] = item.supported[number]


def _joined(region: _Region, plan_of: PlanOf) -> Filled | Rejection:
    first, faults = region.first, tuple(_contradictions(region.facts))
    if not faults:
        facts = {name: said[0] for name, said in region.facts.items()}
        profile = Profile.model_validate(facts) if facts else None
        asked = [question.id for question in plan_of(first.form, profile).questions]
        faults = tuple(_clashes(region, asked))
    if faults:
        return Rejection(first.file, first.line, faults, first.region, first.period)
    supported = region.supported
    return first._replace(
        respondent="; ".join(dict.fromkeys(region.respondents)),
        values=[region.values.get(name, MISSING) for name in asked],
        supported=None if supported is None else [supported.get(name, MISSING) for name in asked],
        profile=profile,
    )


def _contradictions(facts: dict[str, list[str | bool]]) -> Iterator[Fault]:
    for name, said in facts.items():
        if len(said) > 1:
            texts = (str(fact).lower() if isinstance(fact, bool) else fact for fact in said)
            yield Fault("merge.profiles", {"said": "; ".join(f"{name}: {text}" for text in texts)})


def _clashes(region: _Region, asked: list[str]) -> Iterator[Fault]:
    for name in asked:
        if name in region.clashes:
            one, other = region.clashes[name]
            yield Fault("join.clash", {"region": region.first.region, "first": one, "second": other}, (name,))

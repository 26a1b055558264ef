"""Joining what the agencies of one region answered: only where no two of them say different things.

As where sheets are merged, an answer stands above `waiting`, that above `unknown`, and that above nothing at all; what
stands lower gives way, and what says the same is one answer.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import NamedTuple

from smartscore.errors import Fault
from smartscore.language import one_line
from smartscore.plans.filled import Filled
from smartscore.plans.meanings import Meaning, meaning
from smartscore.plans.plan import Plan
from smartscore.plans.values import MISSING, Value
from smartscore.plans.wordings import worded
from smartscore.profile import Profile
from smartscore.sources.forms import Forms
from smartscore.sources.rejection import Rejection

FormsOf = Callable[[Profile | None], Forms]

MOST_SIDES = 5
"""So many answers that differ, and so many respondents of one answer, are named; for the others there are dots."""

MOST_CLASHES = 3
"""So many questions that are answered differently are told one by one; where there are more, so many are examples."""

MOST_IN_EXAMPLES = 2
"""So many answers to each of these, and so many respondents of one answer, are named."""

Sides = dict[Hashable, "_Said"]
"""The answers to a question that stand highest, by what they say."""


class _Said(NamedTuple):
    """One answer to a question: its text, by whom and where it was given, and its two values."""

    text: str
    by: tuple[str, ...]
    value: Value
    supported: Value | None


@dataclass(slots=True)
class _Region:
    """What has been joined so far: by question, every answer that says something else than the others.

    The first to each question is `alone` until there is another: nobody has to understand it before. `facts` are what
    is said of the kind of place, each with all that is said.
    """

    first: Filled
    alone: dict[str, _Said] = field(default_factory=dict)
    said: dict[str, Sides] = field(default_factory=dict)
    supported: bool = True
    respondents: list[str] = field(default_factory=list)
    facts: dict[str, list[str | bool]] = field(default_factory=dict)


def join_regions(found: Iterable[Filled | Rejection], forms_of: FormsOf) -> Iterator[Filled | Rejection]:
    """Join by region, period, role and form; rejections pass, what names no region is rejected.

    `forms_of` returns the forms of a kind of region. A region where two respondents answer a question differently is
    rejected, and every such question is named with its answers; one whose sheets contradict each other about its kind
    is too. What does not concern the region, as far as any of them says what kind it is, counts nothing.
    """
    regions: dict[tuple[str | None, ...], _Region] = {}
    meanings = _Meanings()
    for item in found:
        if isinstance(item, Rejection):
            yield item
        elif item.region is None:
            fault = Fault("join.no_region", file=item.file, line=item.line)
            yield Rejection(item.file, item.line, (fault,), None, item.period, item.respondent)
        else:
            key = (item.region.casefold(), item.period, item.role, item.form)
            _add(regions.setdefault(key, _Region(item)), item, forms_of(item.profile), meanings)
    for region in regions.values():
        yield _joined(region, forms_of)


class _Meanings:
    """Tells what answers say; the questionnaire's texts are fetched where the first two have to be compared."""

    def __init__(self) -> None:
        self._plans: dict[int, Plan] = {}
        self._known: dict[tuple[int, int, str], Meaning] = {}

    def __call__(self, forms: Forms, plan: Plan, number: int, text: str) -> Meaning:
        key = (id(plan), number, text)
        if key not in self._known:
            if id(plan) not in self._plans:
                self._plans[id(plan)] = worded(plan, forms.wordings()) if forms.wordings else plan
            self._known[key] = meaning(self._plans[id(plan)].questions[number], text)
        return self._known[key]


def _add(region: _Region, item: Filled, forms: Forms, meanings: _Meanings) -> None:
    place = item.file if item.line is None else f"{item.file}:{item.line}"
    region.respondents.append(item.respondent or place)
    for name, fact in item.profile.model_dump(exclude_none=True).items() if item.profile else ():
        if fact not in region.facts.setdefault(name, []):
            region.facts[name].append(fact)
    region.supported = region.supported and item.supported is not None
    plan = forms.plans[item.form]
    named = f"{item.respondent} ({place})" if item.respondent else place
    for number, (question, value) in enumerate(zip(plan.questions, item.values, strict=True)):
        if value is not MISSING and item.told is not None:
            said = _Said(item.told(number), (named,), value, item.supported[number] if item.supported else None)
            first = region.alone.setdefault(question.id, said)
            if first is not said:
                means = partial(meanings, forms, plan, number)
                sides = region.said.setdefault(question.id, {}) or {means(first.text).said: first}
                region.said[question.id] = _with(sides, said, means)


def _with(sides: Sides, new: _Said, means: Callable[[str], Meaning]) -> Sides:
    """Return the answers to a question with another one: beside those that say something else, or in place of one."""
    rank, said = means(new.text)
    highest = means(next(iter(sides.values())).text).rank
    if rank != highest:
        return {said: new} if rank > highest else sides
    sides[said] = _better(sides[said], new) if said in sides else new
    return sides


def _better(one: _Said, other: _Said) -> _Said:
    """Return the same answer of both, with what the better evidence of the two supports."""
    by, value = (*one.by, *other.by)[: MOST_SIDES + 1], max(one.value, other.value, key=_central)
    if one.supported is None or other.supported is None:
        return one._replace(by=by, value=value)
    return one._replace(by=by, value=value, supported=max(one.supported, other.supported, key=_central))


def _central(value: Value) -> Fraction:
    return Fraction(-1) if value.central is None else Fraction(*value.central)


def _joined(region: _Region, forms_of: FormsOf) -> Filled | Rejection:
    first, faults = region.first, tuple(_contradictions(region.facts))
    if not faults:
        facts = {name: said[0] for name, said in region.facts.items()}
        profile = Profile.model_validate(facts) if facts else None
        asked = [question.id for question in forms_of(profile).plans[first.form].questions]
        faults = tuple(_clashes(region, asked))
    if faults:
        return Rejection(first.file, first.line, faults, first.region, first.period, joined=True)
    found = [
        next(iter(sides.values())) if (sides := region.said.get(name)) else region.alone.get(name) for name in asked
    ]
    return first._replace(
        respondent="; ".join(dict.fromkeys(region.respondents)),
        values=[said.value if said else MISSING for said in found],
        supported=[said.supported or MISSING if said else MISSING for said in found] if region.supported else None,
        profile=profile,
        told=None,
    )


def _contradictions(facts: dict[str, list[str | bool]]) -> Iterator[Fault]:
    for name, said in facts.items():
        if len(said) > 1:
            texts = (str(fact).lower() if isinstance(fact, bool) else fact for fact in said)
            yield Fault("merge.profiles", {"said": "; ".join(f"{name}: {text}" for text in texts)})


def _clashes(region: _Region, asked: list[str]) -> Iterator[Fault]:
    """Yield a fault for each question that is answered differently; one for all of them where there are many."""
    first = region.first
    who = " / ".join(text for text in (first.region, first.period) if text)
    found = {name: sides for name in asked if len(sides := region.said.get(name, {})) > 1}
    if len(found) > MOST_CLASHES:
        some = islice(found.items(), MOST_CLASHES)
        examples = "; ".join(f"{name} ({_told(sides, MOST_IN_EXAMPLES)})" for name, sides in some)
        params = {"who": who, "count": len(found), "examples": examples}
        yield Fault("join.clashes", params, file=first.file, line=first.line, questions=tuple(found))
        return
    for name, sides in found.items():
        yield Fault("join.clash", {"who": who, "sides": _told(sides, MOST_SIDES)}, (name,), questions=(name,))


def _told(sides: Sides, most: int) -> str:
    """Return so many answers, each with so many of those who gave it."""
    texts = [f"“{one_line(side.text)}” {_some(side.by, ', ', most)}" for side in islice(sides.values(), most + 1)]
    return _some(texts, "; ", most)


def _some(texts: Sequence[str], between: str, most: int) -> str:
    return between.join([*texts[:most], *(["..."] if len(texts) > most else [])])

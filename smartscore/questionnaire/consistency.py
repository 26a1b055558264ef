"""What a questionnaire must not contradict: every rule that spans more than one of its parts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smartscore.errors import Fault, Path, unknown
from smartscore.questionnaire.places import group_places, question_places
from smartscore.questions.question import Question

if TYPE_CHECKING:
    from smartscore.questionnaire.questionnaire import Questionnaire

RESERVED_IDS: Final = frozenset({"overall", "questionnaire"})
"""What means the whole: in results, and in translations."""

RESULT_COLUMNS: Final = frozenset(
    (
        *("file", "region", "period", "respondent", "role", "form", "index", "low", "high", "supported", "level"),
        *("provisional", "certain_level", "coverage", "native", "caps", "row", "unread_cells"),
    )
)
"""The columns of tables and frames of results, beside which each dimension or area has one under its id.

`tables.cells.CELLS` and `frames.frame.RESULTS` name them; both lie above, and a test holds this to them.
"""


def faults(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Yield everything in the questionnaire that contradicts something else in it."""
    yield from _ids(questionnaire)
    yield from _result_columns(questionnaire)
    yield from _listed_ids(questionnaire)
    yield from _depth(questionnaire)
    yield from _bands(questionnaire)
    yield from _levels_named(questionnaire)
    yield from _gates(questionnaire)
    yield from _expectations(questionnaire)
    known = _known_names(questionnaire)
    for path, question in question_places(questionnaire):
        yield from (fault.within(*path) for fault in question.faults(questionnaire.scale))
        yield from (fault.within(*path) for fault in _question(question, questionnaire, known))


def _ids(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that ids of groups, questions and gates are unique, earlier ids included."""
    places: list[tuple[Path, str]] = [((*path, "id"), group.id) for path, group in group_places(questionnaire)]
    for path, question in question_places(questionnaire):
        places.append(((*path, "id"), question.id))
        places += [((*path, "renamed_from", number), old) for number, old in enumerate(question.renamed_from)]
    seen: set[str] = set(RESERVED_IDS)
    for place, name in places:
        if name in seen:
            key = "fault.id_reserved" if name in RESERVED_IDS else "fault.id_twice"
            yield Fault(key, {"id": name}, place)
        seen.add(name)
    gates = Counter(gate.id for gate in questionnaire.gates)
    yield from (
        Fault("fault.id_twice", {"id": gate.id}, ("gates", number, "id"))
        for number, gate in enumerate(questionnaire.gates)
        if gates[gate.id] > 1
    )


def _result_columns(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that no group has the name of a column that results have anyway."""
    for path, group in group_places(questionnaire):
        if group.id in RESULT_COLUMNS:
            yield Fault("fault.id_result", {"id": group.id}, (*path, "id"))


def _listed_ids(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that no id stands twice among the tiers, the expectations, the readiness elements, or their parts."""
    for listed in _lists(questionnaire):
        seen: set[str] = set()
        for path, name in listed:
            if name in seen:
                yield Fault("fault.twice", {"name": name}, (*path, "id"))
            seen.add(name)


def _lists(questionnaire: "Questionnaire") -> Iterator[list[tuple[Path, str]]]:
    yield [(("tiers", number), tier.id) for number, tier in enumerate(questionnaire.tiers)]
    yield [(("expectations", number), item.id) for number, item in enumerate(questionnaire.expectations)]
    elements = questionnaire.readiness.elements if questionnaire.readiness else ()
    yield [(("readiness", "elements", number), element.id) for number, element in enumerate(elements)]
    yield [
        (("readiness", "elements", number, "parts", inner), part.id)
        for number, element in enumerate(elements)
        for inner, part in enumerate(element.parts)
    ]


def _depth(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that every storey of the tree has its rule."""
    for path, group in group_places(questionnaire):
        depth = len(path) // 2
        if depth >= len(questionnaire.tiers):
            counts = {"id": group.id, "depth": depth + 1, "tiers": len(questionnaire.tiers)}
            yield Fault("fault.too_few_tiers", counts, path)


def _bands(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that bands lie inside the range of results, and that the last reaches its end."""
    scale, bands = questionnaire.scale, questionnaire.bands
    low, high = (0, 100) if bands.unit == "index" else (scale.base, scale.highest)
    if bands.levels[0].min < low:
        yield Fault("fault.bands_outside", {"low": low, "high": high}, ("bands", "levels", 0, "min"))
    elif bands.levels[0].level == 0 and bands.levels[0].min > low:
        yield Fault("fault.bands_begin", {"low": low}, ("bands", "levels", 0, "min"))
    if bands.levels[-1].max != high:
        last = len(bands.levels) - 1
        yield Fault("fault.bands_end", {"high": high}, ("bands", "levels", last, "max"))


def _levels_named(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that the level that `waiting` counts as is one of the scale."""
    waiting = questionnaire.waiting
    if waiting and waiting.counts_as not in questionnaire.scale.numbers:
        known = {"level": waiting.counts_as, "known": questionnaire.scale.numbers}
        yield Fault("fault.level_unknown", known, ("waiting", "counts_as"))


def _gates(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that gates name groups, and levels that results can have."""
    known = [group.id for _, group in group_places(questionnaire)]
    for number, gate in enumerate(questionnaire.gates):
        if gate.group not in known:
            yield unknown("fault.gate_group", gate.group, known).within("gates", number, "group")
        for field, level in (("at_least", gate.at_least), ("holds_at", gate.holds_at)):
            yield from _result_level(level, questionnaire, ("gates", number, field))


def _expectations(questionnaire: "Questionnaire") -> Iterator[Fault]:
    """Check that expectations name questions that have levels, and levels of the scale."""
    with_levels = [question.id for _, question in question_places(questionnaire) if question.has_levels()]
    for number, expectation in enumerate(questionnaire.expectations):
        for name, claim in (("claim", expectation.claim), ("expects", expectation.expects)):
            place: Path = ("expectations", number, name)
            if claim.question not in with_levels:
                yield unknown("fault.expectation_question", claim.question, with_levels).within(*place, "question")
            elif claim.at_least not in questionnaire.scale.numbers:
                known = {"level": claim.at_least, "known": questionnaire.scale.numbers}
                yield Fault("fault.level_unknown", known, (*place, "at_least"))


def _result_level(level: int, questionnaire: "Questionnaire", path: Path) -> Iterator[Fault]:
    known = [band.level for band in questionnaire.bands.levels]
    if level not in known and level != questionnaire.bands.unnamed:
        yield Fault("fault.band_level_unknown", {"level": level, "known": known}, path)


@dataclass(frozen=True, slots=True)
class _KnownNames:
    """What a question may name."""

    questions: tuple[str, ...]
    elements: tuple[str, ...]


def _known_names(questionnaire: "Questionnaire") -> _KnownNames:
    readiness = questionnaire.readiness
    elements = [part.id for element in readiness.elements for part in element.parts] if readiness else []
    return _KnownNames(tuple(question.id for _, question in question_places(questionnaire)), tuple(elements))


def _question(question: Question, questionnaire: "Questionnaire", known: _KnownNames) -> Iterator[Fault]:
    if question.element is not None and question.element not in known.elements:
        yield unknown("fault.element_unknown", question.element, known.elements).within("element")
    if question.must_have is not None:
        yield from _result_level(question.must_have.holds_at, questionnaire, ("must_have", "holds_at"))
    for key, action in question.all_actions().items():
        place: Path = ("actions", key) if key else ("action",)
        for number, needed in enumerate(action.needs):
            if needed not in known.questions:
                yield unknown("fault.need_unknown", needed, known.questions).within(*place, "needs", number)

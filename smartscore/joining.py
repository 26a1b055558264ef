"""Joining the sheets of several respondents to one sheet of their region. Nothing here reads a file.

An answer stands above `waiting`, that above `unknown`, and that above nothing at all; what stands lower gives way. Two
different answers to one question are a conflict, which only people can settle. Neither the order of the sheets nor
joining some of them first changes what comes out.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final

from smartscore.answers import BETWEEN_NAMES, Answer, EvidenceItem, Response, Sheet, State, given_text, match
from smartscore.errors import Fault, SheetError
from smartscore.profile import Profile
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Given, Question

BETWEEN_NOTES: Final = " // "
"""What stands between the notes of several respondents."""

MOST_FILES: Final = 3
"""A message names no more files than this for one region, period, form or role."""

RANKS: Final = {
    State.ANSWERED: 3,
    State.NOT_APPLICABLE: 3,
    State.WAITING: 2,
    State.UNKNOWN: 1,
    State.MISSING: 0,
}
"""Which answer gives way to which; only two of the highest can contradict each other."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet to be joined; `file` is how messages and preferences call it, `name` how its answers do.

    The name is used only where the sheet does not say who answered.
    """

    file: str
    name: str
    sheet: Sheet

    @property
    def names(self) -> tuple[str, ...]:
        """Who answered: the respondents of the sheet, else its agency, else its own name."""
        return _split(self.sheet.respondent) or _split(self.sheet.agency) or (self.name,)


@dataclass(frozen=True, slots=True)
class Side:
    """One sheet's answer to a question; `by` is who gave it, empty where that is not known."""

    file: str
    by: tuple[str, ...]
    response: Response

    @property
    def rank(self) -> int:
        """How high the answer stands; the lower gives way."""
        return RANKS[self.response.state]

    @property
    def meaning(self) -> Hashable:
        """What is said, however it is written: two sides with the same meaning are one answer."""
        value = _value(self.response)
        return self.response.state, frozenset(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question with two different answers or more, and every side that gave one."""

    question: Question
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Preference:
    """Whose answer is taken where answers differ: for these questions, or (None) wherever that file has one."""

    file: str
    questions: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What came out: the sheet, or None where conflicts are still open; `settled` are those that no longer are."""

    sheet: Sheet | None
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[Conflict, ...] = ()


def join(questionnaire: Questionnaire, parts: Sequence[Part], preferences: Sequence[Preference] = ()) -> Joined:
    """Join sheets (one at least) to one. Preferences for named questions go first, then the others, as given.

    A question that does not concern the region, as far as any of the sheets says what kind of place it is, is left out.
    Raises SheetError for sheets that do not belong together or do not fit the questionnaire, with every fault.
    """
    if faults := list(differences(parts)):
        raise SheetError(faults)
    questionnaire = questionnaire.shown_to(profile_of(parts))
    said = _said(questionnaire, parts)
    sheets = sorted((_present(questionnaire, part.sheet) for part in parts), key=lambda sheet: sheet.model_dump_json())
    if all(sheet == sheets[0] for sheet in sheets):
        return Joined(sheets[0])
    taken = {question: _settled(_highest(sides), preferences) for question, sides in said.items()}
    conflicts = [(_conflict(sides), taken[question]) for question, sides in said.items() if _differ(_highest(sides))]
    still_open = tuple(conflict for conflict, sides in conflicts if _differ(sides))
    settled = tuple(conflict for conflict, sides in conflicts if not _differ(sides))
    if still_open:
        return Joined(None, still_open, settled)
    names = _names(part.names for part in parts) | _names(side.by for sides in said.values() for side in sides)
    answers = {question: _answer(sides, said[question], named=len(names) > 1) for question, sides in taken.items()}
    sheet = _sheet(questionnaire, sheets, names, answers)
    return Joined(sheet.model_copy(update={"profile": profile_of(parts)}), (), settled)


def differences(parts: Sequence[Part]) -> Iterator[Fault]:
    """Yield what keeps sheets from being joined: another region, period, questionnaire, role, form or kind of place."""
    yield from _difference("merge.regions", parts, lambda sheet: sheet.region)
    yield from _difference("merge.periods", parts, lambda sheet: sheet.period)
    yield from _difference("merge.questionnaires", parts, lambda sheet: sheet.questionnaire.id)
    yield from _difference("merge.roles", parts, lambda sheet: sheet.role)
    yield from _difference("merge.forms", parts, lambda sheet: sheet.form)
    yield from _difference("merge.assessed", parts, lambda sheet: str(sheet.assessed).lower())
    for name in Profile.model_fields:
        yield from _difference("merge.profiles", parts, partial(_place, name=name))


def profile_of(parts: Iterable[Part]) -> Profile | None:
    """Return what all sheets together say of the kind of place; None where none says anything."""
    said = [part.sheet.profile.model_dump(exclude_none=True) for part in parts if part.sheet.profile]
    facts = {name: fact for each in said for name, fact in each.items()}
    return Profile.model_validate(facts) if facts else None


def _place(sheet: Sheet, name: str) -> str | None:
    """Return one fact of a profile as files hold it; None where the sheet does not say it."""
    fact = getattr(sheet.profile, name, None)
    return None if fact is None else f"{name}: {str(fact).lower() if isinstance(fact, bool) else fact}"


def _difference(key: str, parts: Sequence[Part], said: Callable[[Sheet], str | None]) -> Iterator[Fault]:
    """Yield a fault where the sheets do not all say the same; one that says nothing agrees with all."""
    found: dict[str, tuple[str, list[str]]] = {}
    for part in parts:
        if text := said(part.sheet):
            found.setdefault(_folded(text), (text, []))[1].append(part.file)
    if len(found) > 1:
        yield Fault(key, {"said": "; ".join(f"{text} ({_some(files)})" for text, files in found.values())})


def _some(files: Sequence[str]) -> str:
    return ", ".join([*files[:MOST_FILES], *(["..."] if len(files) > MOST_FILES else [])])


def _folded(text: str) -> str:
    """Return text without the differences that nobody means: capitals and spaces."""
    return " ".join(text.split()).casefold()


def _said(questionnaire: Questionnaire, parts: Sequence[Part]) -> dict[str, tuple[Side, ...]]:
    """Return what each sheet says to every question that any of them mentions, in the order of asking."""
    sides: dict[str, list[Side]] = {question_id: [] for question_id in questionnaire.questions}
    for part in parts:
        responses, names = match(questionnaire, part.sheet), () if part.sheet.is_merged else part.names
        for key in part.sheet.answers:
            question_id = questionnaire.renamed.get(key, key)
            if question_id in questionnaire.hidden:
                continue
            response = responses[question_id]
            sides[question_id].append(Side(part.file, response.by or names, response))
    return {question_id: tuple(found) for question_id, found in sides.items() if found}


def _present(questionnaire: Questionnaire, sheet: Sheet) -> Sheet:
    """Return the sheet with earlier ids and version replaced by present ones, in the order of asking."""
    renamed = {questionnaire.renamed.get(key, key): answer for key, answer in sheet.answers.items()}
    answers = {**{key: renamed[key] for key in questionnaire.questions if key in renamed}, **renamed}
    present = sheet.questionnaire.model_copy(update={"version": questionnaire.version})
    return sheet.model_copy(update={"answers": answers, "questionnaire": present}).with_digest(None)


def _highest(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides that no other makes give way."""
    highest = max(side.rank for side in sides)
    return tuple(side for side in sides if side.rank == highest)


def _differ(sides: Iterable[Side]) -> bool:
    return len({side.meaning for side in sides}) > 1


def _conflict(sides: Sequence[Side]) -> Conflict:
    return Conflict(sides[0].response.question, _highest(sides))


def _settled(sides: tuple[Side, ...], preferences: Sequence[Preference]) -> tuple[Side, ...]:
    """Return the sides that give the preferred answer; all of them where no preference has one."""
    question_id = sides[0].response.question.id
    for preference in sorted(preferences, key=lambda preference: preference.questions is None):
        if preference.questions is None or question_id in preference.questions:
            for side in sides:
                if side.file == preference.file:
                    return tuple(other for other in sides if other.meaning == side.meaning)
    return sides


def _answer(taken: Sequence[Side], said: Sequence[Side], *, named: bool) -> Answer:
    """Return the one answer of sides that say the same, with their notes and evidence.

    Evidence beside an answer that gave way stays too: it tells of the question, whoever holds it.
    """
    response = min((side.response for side in taken), key=_written)
    beside = [side.response for side in said if side.rank < taken[0].rank]
    extras: dict[str, Any] = {
        "reason": _notes(side.response.reason for side in taken),
        "note": _notes(side.response.note for side in taken),
        "evidence": _evidence([*(side.response for side in taken), *beside]),
        "by": _in_order(_names(side.by for side in taken)) if named and response.state is not State.MISSING else (),
    }
    return _written_out(response, {key: extra for key, extra in extras.items() if extra})


def _written(response: Response) -> tuple[str, str]:
    return given_text(response.given), str(response.given)


def _written_out(response: Response, extras: Mapping[str, Any]) -> Answer:
    """Return an answer in short where nothing stands beside it, else in full."""
    value, state = _value(response), response.state
    if value is None:
        if state in (State.UNKNOWN, State.WAITING) and not extras:
            return Answer(short=state.value)
        return Answer.model_validate({**extras, **({} if state is State.MISSING else {"state": state.value})})
    if not extras:
        return Answer(short=given_text(value) if isinstance(value, bool) else value)
    return Answer.model_validate({**extras, response.question.field: value})


def _value(response: Response) -> Given | None:
    """Return the value as the full form holds it; None where there is none."""
    given, field = response.given, response.question.field
    if field == "yes" and isinstance(given, str):
        return given == "yes"
    if field == "number" and isinstance(given, int):
        return Decimal(given)
    return given


def _sheet(
    questionnaire: Questionnaire, sheets: Sequence[Sheet], names: Iterable[str], answers: Mapping[str, Answer]
) -> Sheet:
    languages = {sheet.language for sheet in sheets if sheet.language}
    known = [*questionnaire.languages, *sorted(languages)]
    return sheets[0].model_copy(
        update={
            "region": min((sheet.region for sheet in sheets if sheet.region), default=None),
            "period": min((sheet.period for sheet in sheets if sheet.period), default=None),
            "language": min(languages, key=known.index, default=None),
            "agency": BETWEEN_NAMES.join(_in_order(_names(_split(sheet.agency) for sheet in sheets))) or None,
            "respondent": BETWEEN_NAMES.join(_in_order(names)),
            "note": _notes(sheet.note for sheet in sheets),
            "answers": dict(answers),
        }
    )


def _split(names: str | None) -> tuple[str, ...]:
    """Return the names in a text; none where there is no text."""
    return tuple(name.strip() for name in (names or "").split(BETWEEN_NAMES.strip()) if name.strip())


def _names(found: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(name for names in found for name in names)


def _in_order(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (text.casefold(), text)))


def _notes(notes: Iterable[str | None]) -> str | None:
    """Return all notes, each once; a single one as it is, None where there is none."""
    different = {note for note in notes if note}
    if len(different) > 1:
        different = {piece for note in different for piece in note.split(BETWEEN_NOTES)}
    return BETWEEN_NOTES.join(_in_order(different)) or None


def _evidence(responses: Iterable[Response]) -> tuple[EvidenceItem, ...]:
    """Return all evidence, each item once; a single list as it is."""
    lists = {response.evidence for response in responses if response.evidence}
    if len(lists) == 1:
        return lists.pop()
    items = {item for found in lists for item in found}
    return tuple(sorted(items, key=lambda item: (item.reference.casefold(), item.model_dump_json())))

"""What stands in a cell of a table: an answer as people and other programs write it, read without guessing."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import getitem, length_hint
from typing import Final

from smartscore.errors import AnswerError, Fault
from smartscore.plans.number_cells import NumberCells
from smartscore.plans.plan import Plan, PlannedQuestion, Point
from smartscore.plans.store import ValueStore
from smartscore.plans.values import MISSING, NOT_APPLICABLE, NOT_APPLICABLE_UNMET, OPEN, Value

STATES: Final[dict[str, str]] = {
    "": "missing",
    "?": "unknown",
    "unknown": "unknown",
    "don't know": "unknown",
    "tidak tahu": "unknown",
    "na": "not_applicable",
    "n/a": "not_applicable",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "tidak berlaku": "not_applicable",
    "waiting": "waiting",
    "menunggu": "waiting",
}
"""The words for states, in small letters."""

YES_NO: Final[dict[str, str]] = {
    **dict.fromkeys(("yes", "ya", "y", "true", "1", "1.0", "1,0"), "yes"),
    **dict.fromkeys(("no", "tidak", "n", "false", "0", "0.0", "0,0"), "no"),
}
"""The words for yes and no, in small letters; 1.0 is what pandas makes of a 1 in a column with gaps."""
NONE_MET: Final = frozenset({"0", "none", "tidak ada"})
"""The words for no criterion; a dash is none of them: in many tables it stands where nobody knows."""

MOST_REMEMBERED: Final = 20_000
MOST_REFUSED: Final = 100
"""So many texts that cannot be understood are remembered; mistakes repeat themselves."""

_BETWEEN: Final = re.compile(r"[\s,;]+")
"""What stands between the ids of criteria."""

_LEVEL: Final = re.compile(
    r"(?:(?:level|tingkat|l) ?[_-]?)?(?P<level>[0-9]{1,3})(?:[.,]0{1,2})?(?:(?: ?[-–—:.)] ?| )(?P<text>.+))?"
)
"""A level's number, and after it nothing or what has to be that level's own name or text."""


_MONTH: Final = (
    r"(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:et|ch)?|apr(?:il)?|may|mei|jun[ei]?|jul[iy]?|aug(?:ust)?|agu(?:stus)?"
    r"|ag[st]|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)"
)
_DATE: Final = re.compile(
    rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:[t ].*)?|[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\1[0-9]{{2,4}}"
    rf"|[0-9]{{1,2}}[ -]{_MONTH}(?:[ -][0-9]{{2,4}})?|{_MONTH}[ -][0-9]{{1,4}}"
)
"""A date as Excel writes it, in small letters: it makes dates of 3-4, 1/2 and 3.5."""


class CellReader:
    """Reads the cells of a table for one plan; remembers what each text meant.

    `decimal` is the file's own decimal sign: text that could be thousands by it, such as 1.234 where numbers have
    commas, is refused and not guessed.
    """

    def __init__(self, plan: Plan, store: ValueStore, decimal: str = ".") -> None:
        self.plan = plan
        self._columns = [_Column(question, store, decimal) for question in plan.questions]

    def read(self, number: int, text: str) -> Value:
        """Return what a cell of a question (by position) says. Raises AnswerError where it cannot be understood."""
        return self._columns[number][text]

    def state(self, number: int, state: str) -> Value:
        """Return what a question (by position) has where its state is told. Raises AnswerError where it cannot be."""
        return self._columns[number].stated(state)

    def row(self, cells: Iterable[str]) -> list[Value]:
        """Return what the cells of all questions say. Raises AnswerError for the first that cannot be understood."""
        return list(map(getitem, self._columns, cells))

    def refused(self, cells: Sequence[str]) -> Iterator[tuple[int, AnswerError]]:
        """Yield the questions (by position) whose cells cannot be understood, each with what is to be said of it."""
        asked = len(self._columns)
        left = iter(cells[:asked])
        values = map(getitem, self._columns, left)
        while length_hint(left):
            try:
                deque(values, maxlen=0)  # until one is refused; the next turn goes on behind it
            except AnswerError as error:
                yield asked - length_hint(left) - 1, error


class _Column(dict[str, Value]):
    """What the cells of one question have said so far; a new one is read."""

    def __init__(self, question: PlannedQuestion, store: ValueStore, decimal: str) -> None:
        super().__init__()
        self._question, self._store, self._table = question, store, question.table
        self._criteria = question.checklist.weights if question.checklist else {}
        self._read = KINDS[question.kind](question, decimal)
        self._refused: dict[str, tuple[Fault, ...]] = {}

    def __missing__(self, text: str) -> Value:
        if text in self._refused:
            raise AnswerError(self._refused[text])
        try:
            value = self._understood(text.strip())
        except AnswerError as error:
            if len(self._refused) >= MOST_REFUSED:
                self._refused.clear()
            self._refused[text] = error.faults
            raise
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[text] = value
        return value

    def _understood(self, text: str) -> Value:
        point = self._table.get(text)
        if point is None and not text[:1].isdigit():  # no word for a state begins with a digit
            state = STATES.get(text.casefold())
            if state is not None and text not in self._criteria:
                return self.stated(state)
        try:
            return self._store.known(point or self._read(text))
        except AnswerError:
            if _DATE.fullmatch(text.casefold()):
                raise refuse("cell.date", value=text) from None
            raise

    def stated(self, state: str) -> Value:
        """Return what a state (one of those that `STATES` has words for) comes to."""
        question = self._question
        if state == "not_applicable":
            if not question.may_be_absent:
                raise refuse("answer.not_applicable_forbidden", id=question.id)
            return NOT_APPLICABLE if question.absence_waives else NOT_APPLICABLE_UNMET
        if state == "waiting" and question.waiting:
            return self._store.counted(question.waiting)
        return MISSING if state == "missing" else OPEN


def refuse(key: str, /, **params: object) -> AnswerError:
    """Return the error for a cell that cannot be understood."""
    return AnswerError([Fault(key, params)])


def canonical(question: PlannedQuestion, text: str) -> str | None:
    """Return a level, option, yes or no as files write it; None where the text is none."""
    if text in question.table:
        return text
    folded = " ".join(text.casefold().split())
    if question.kind == "yes_no":
        return YES_NO.get(folded)
    if question.kind == "level":
        return _numbered(question, folded) or question.names.get(folded)
    return question.names.get(folded)


def _numbered(question: PlannedQuestion, folded: str) -> str | None:
    """Return the level whose number a text begins with; what follows has to be that level's name or text."""
    found = _LEVEL.fullmatch(folded)
    if found is None:
        return None
    level = str(int(found["level"]))
    named = level if found["text"] is None else question.names.get(found["text"])
    return level if named == level and level in question.table else None


def _level(question: PlannedQuestion, text: str) -> Point:
    found = canonical(question, text)
    if found is None:
        raise _no_level(question, text)
    return question.table[found]


def _no_level(question: PlannedQuestion, text: str) -> AnswerError:
    """Return the error for what is no level; where another name than its own follows a number, with that name."""
    numbered = _LEVEL.fullmatch(" ".join(text.casefold().split()))
    level = str(int(numbered["level"])) if numbered else ""
    other = numbered["text"] or "" if numbered else ""
    called = next((name for name, named in question.names.items() if named == level), None)
    if called is None or re.search("[0-9]", other) or not re.match(r"[^\W_]{2}", other):
        return refuse("answer.level_cell", value=text, known=tuple(question.table))
    return refuse("answer.level_name", value=text, level=level, called=called)


def _yes_no(question: PlannedQuestion, text: str) -> Point:
    found = canonical(question, text)
    if found is None:
        raise refuse("answer.yes_no_cell", value=text)
    return question.table[found]


def _choice(question: PlannedQuestion, text: str) -> Point:
    found = canonical(question, text)
    if found is None:
        raise refuse("answer.option", value=text, known=list(question.table))
    return question.table[found]


def criteria(question: PlannedQuestion, text: str) -> tuple[str, ...]:
    """Return the criteria that a cell names: ids apart by spaces, commas or semicolons, or texts apart by the latter.

    Raises AnswerError, which names the piece that is none.
    """
    known = question.checklist.weights if question.checklist else {}
    met = () if text.casefold() in NONE_MET else tuple(_BETWEEN.split(text.strip(" ,;")))
    if not known.keys() >= set(met):
        met = tuple(_by_pieces(re.split("([,;])", text), question.names, known))
    if len(set(met)) < len(met):
        raise refuse("answer.criterion_twice", value=next(name for name in met if met.count(name) > 1))
    return met


def _by_pieces(pieces: list[str], names: Mapping[str, str], known: Mapping[str, int]) -> Iterator[str]:
    """Yield what pieces name, between which their separators stand; a text may have some of these inside."""
    longest = 1 + 2 * max((len(re.findall("[,;]", name)) for name in names), default=0)
    start = 0
    while start < len(pieces):
        ends = range(min(start + longest, len(pieces)), start, -1)
        texts = ((end, " ".join("".join(pieces[start:end]).casefold().split())) for end in ends)
        end, found = next(((end, names[text]) for end, text in texts if text in names), (start + 1, None))
        yield from [found] if found else _ids(pieces[start], known)
        start = end + 1


def _ids(piece: str, known: Mapping[str, int]) -> list[str]:
    """Return the ids in a piece. Raises AnswerError: for a word behind ids that is none, or for the whole of a text."""
    words = piece.split()
    wrong = [word for word in words if word not in known]
    if wrong:
        value = wrong[0] if words[0] in known else " ".join(words)
        raise refuse("cell.criterion", value=value, known=list(known))
    return words


def _checklist(question: PlannedQuestion, decimal: str) -> "Reading":
    del decimal  # no number, no decimals
    if question.checklist is None:
        raise AssertionError(question.id)  # a checklist has criteria
    weights, required = question.checklist.weights, set(question.checklist.required)
    whole = sum(weights.values())

    def point(text: str) -> Point:
        met = criteria(question, text)
        return sum([weights[criterion] for criterion in met]), whole, required.issubset(met)

    return point


Reading = Callable[[str], Point]
"""Returns the value of what a cell says. Raises AnswerError where it cannot be understood."""


def _by(read: Callable[[PlannedQuestion, str], Point]) -> Callable[[PlannedQuestion, str], Reading]:
    """Return what reads cells alike, whatever sign decimals have."""
    return lambda question, decimal: partial(read, question)  # noqa: ARG005  # no number, no decimals


def _numbers(question: PlannedQuestion, decimal: str) -> Reading:
    if question.line is None:
        raise AssertionError(question.id)  # a number has its line
    return NumberCells(question.line, decimal).point


KINDS: Final[dict[str, Callable[[PlannedQuestion, str], Reading]]] = {
    "level": _by(_level),
    "number": _numbers,
    "checklist": _checklist,
    "yes_no": _by(_yes_no),
    "choice": _by(_choice),
}
"""What reads the answers of each kind of question; the other argument is the file's decimal sign."""

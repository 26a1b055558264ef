"""What the texts of single answers have come to, so that the same text is read and fitted only once."""

from collections.abc import Callable
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from smartscore.answers import Answer, Entry, Sheet, respond
from smartscore.errors import SmartscoreError
from smartscore.files.sheet_parts import Notation
from smartscore.plans.number_steps import NumberSteps
from smartscore.plans.responses import value_of
from smartscore.plans.values import MISSING, Value
from smartscore.sources.shown import Seen

MOST_REMEMBERED: Final = 50_000
"""Numbers can be anything; beyond so many texts some are forgotten."""

Known = tuple[int | str, Value, Value]
"""The question that an answer is to, and what it is worth as claimed, and as supported by evidence.

A question is told by its position in the form; one that does not count there, by its id.
"""

_ENTRY: Final[TypeAdapter[Answer]] = TypeAdapter(Entry)


class Measured(NamedTuple):
    """An answer with a number: the text before and after it, and how many thresholds it reaches.

    Answers of which all this is the same are worth the same.
    """

    before: str
    reached: int
    after: str


class AnswerReader:
    """Reads the text of one answer, for sheets of one form that are all assessed or all not, as a kind of region."""

    def __init__(self, seen: Seen, sheet: Sheet, notation: Notation) -> None:
        """`sheet` is one of those sheets."""
        self._questionnaire, self._forms, _ = seen
        self._assessed, self._notation = sheet.assessed, notation
        asked = self._forms.plans[sheet.form].questions
        self._planned = {question.id: (number, question) for number, question in enumerate(asked)}
        self._steps = {q.id: NumberSteps(q.line) for q in asked if q.line and q.line.goalposts is None}

    def by_outline(self, outline: str) -> Known | None:
        """Return what all answers of an outline are worth; None as `by_text` does."""
        text = self._notation.filled(outline)
        return self.by_text(text) if self._notation.plain(text) else None

    def by_text(self, text: str) -> Known | None:
        """Return what an answer is worth; None where the text is not one answer, or anything is wrong in it."""
        try:
            data = self._notation.answer(text)
            return None if data is None else self._known(str(*data), _ENTRY.validate_python(*data.values()))
        except (SmartscoreError, ValidationError):
            return None

    def measured(self, text: str) -> Measured | None:
        """Return what a number comes to in an answer; None where there is none that could be true."""
        found = self._notation.number.match(text)
        steps = self._steps.get(found[1]) if found else None
        if found is None or steps is None:
            return None
        whole, _, decimals = found[2].partition(".")
        reached = steps.reached(int(whole + decimals), 10 ** len(decimals))
        return None if reached is None else Measured(text[: found.start(2)], reached, text[found.end(2) :])

    def _known(self, key: str, answer: Answer) -> Known | None:
        asked = self._questionnaire
        question_id = asked.renamed.get(key, key)
        if question_id in asked.hidden:  # does not concern the region; what is written there counts nothing
            return key, MISSING, MISSING
        if question_id not in asked.questions:
            return None
        matched = respond(asked, asked.questions[question_id], answer, assessed=self._assessed)
        if matched.faults:
            return None
        if question_id not in self._planned:
            return question_id, MISSING, MISSING
        number, planned = self._planned[question_id]
        response, store = matched.response, self._forms.store
        return number, value_of(planned, response, "claimed", store), value_of(planned, response, "supported", store)


class KnownAnswers(dict[str, Known]):
    """What answers are worth by their texts or outlines; KeyError for one that does not stand alone, or is wrong."""

    def __init__(self, reader: AnswerReader, read: Callable[[str], Known | None]) -> None:
        """`read` is how the reader reads them."""
        super().__init__()
        self._reader, self._read = reader, read
        self._lasting: dict[str, Known] = {}
        self._by_number: dict[Measured, Known] = {}

    def __missing__(self, text: str) -> Known:
        """Return what a new text is worth. Raises KeyError."""
        measured = self._reader.measured(text)
        known = self._by_number.get(measured) if measured else None
        if known is None:
            known = self._read(text)
            if known is None:
                raise KeyError(text)
            if measured:
                self._by_number[measured] = known
        if not measured:
            self._lasting[text] = known
        if len(self) >= MOST_REMEMBERED:
            self._forget()
        self[text] = known
        return known

    def _forget(self) -> None:
        """Forget answers with numbers, which are quickly read again; everything where that is not enough."""
        self.clear()
        if len(self._lasting) + len(self._by_number) > MOST_REMEMBERED // 2:
            self._lasting.clear()
            self._by_number.clear()
        self.update(self._lasting)

"""Sheets read part by part: answers that stand in other sheets too are neither parsed nor fitted again."""

from collections.abc import Sequence
from itertools import repeat
from typing import Final, NamedTuple

from smartscore.answers import Sheet, header_faults
from smartscore.errors import SmartscoreError
from smartscore.files.documents import decode, is_json
from smartscore.files.json_parts import JSON
from smartscore.files.sheet_parts import Notation
from smartscore.files.sheets import sheet_content
from smartscore.files.validation import validate
from smartscore.files.yaml_parts import YAML
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Plan
from smartscore.plans.values import MISSING, Value
from smartscore.sources.known_answers import AnswerReader, Known, KnownAnswers
from smartscore.sources.shown import Seen, Shown

_UNANSWERED: Final[Known] = ("", MISSING, MISSING)


class _Kind(NamedTuple):
    """What sheets of one kind have in common: the plan, and what their answers are worth by outline and by text."""

    plan: Plan
    outlined: KnownAnswers
    exact: KnownAnswers

    @classmethod
    def of(cls, seen: Seen, sheet: Sheet, notation: Notation) -> "_Kind":
        reader = AnswerReader(seen, sheet, notation)
        outlined, exact = KnownAnswers(reader, reader.by_outline), KnownAnswers(reader, reader.by_text)
        return cls(seen[1].plans[sheet.form], outlined, exact)

    def known(self, outline: str, text: str) -> Known:
        """Return what an answer is worth by its outline, else by its text. Raises KeyError."""
        try:
            return self.outlined[outline]
        except KeyError:
            return self.exact[text]


class ByParts:
    """Reads sheets of a questionnaire; those that it cannot take apart, or that are wrong, it leaves to others."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._kinds: dict[tuple[int, str, bool, int], _Kind] = {}

    def of_file(self, name: str) -> Filled | None:
        """Return what a sheet in a file of its own says; None also where it has a journal, or cannot be read."""
        content = sheet_content(name)
        return None if content is None else self.filled(content, name, None)

    def filled(self, content: bytes, name: str, line: int | None) -> Filled | None:
        """Return what a sheet says, as `filled_from` does; None where that has to be found out in the whole."""
        try:
            text = decode(content)
            notation = JSON if is_json(text) else YAML
            parts = notation.parts(text)
            head = None if parts is None else notation.head(parts.head)
        except SmartscoreError:
            return None
        sheet = None if head is None else validate(Sheet, head)[0]
        if parts is None or sheet is None:
            return None
        seen = self._shown.to(sheet.profile)
        if any(True for _ in header_faults(seen[0], sheet)):
            return None
        kind = self._kind(seen, sheet, notation)
        try:
            values = _values(_known(parts.answers, notation, kind), len(kind.plan.questions))
        except KeyError:  # an answer is unusual, wrong, or there twice
            return None
        return _filled(sheet, kind.plan, values, (name, line))

    def _kind(self, seen: Seen, sheet: Sheet, notation: Notation) -> _Kind:
        key = id(seen[0]), sheet.form, sheet.assessed, id(notation)
        if key not in self._kinds:
            self._kinds[key] = _Kind.of(seen, sheet, notation)
        return self._kinds[key]


def _known(answers: str, notation: Notation, kind: _Kind) -> list[Known]:
    """Return what answers are worth: by their outlines or, where one has none, by their texts. Raises KeyError."""
    outlines = notation.split(notation.outline(answers)) or [""]
    try:
        return list(map(kind.outlined.__getitem__, outlines))
    except KeyError:
        texts = notation.split(answers) or [""]
        if len(texts) != len(outlines):
            raise
        return list(map(kind.known, outlines, texts))


def _values(known: Sequence[Known], asked: int) -> tuple[list[Value], list[Value]]:
    """Return one value for every question, as claimed and as supported. Raises KeyError for one that is there twice."""
    by_question = {answer[0]: answer for answer in known}
    if len(by_question) < len(known):
        raise KeyError(known)
    _, claimed, supported = zip(*map(by_question.get, range(asked), repeat(_UNANSWERED)), strict=True)
    return list(claimed), list(supported)


def _filled(sheet: Sheet, plan: Plan, values: tuple[list[Value], list[Value]], place: tuple[str, int | None]) -> Filled:
    claimed, supported = values
    return Filled(
        file=place[0],
        line=place[1],
        region=sheet.region,
        period=sheet.period,
        respondent=sheet.respondent,
        role=sheet.role,
        form=sheet.form,
        values=supported if plan.gated else claimed,
        supported=None if plan.gated else supported,
        profile=sheet.profile,
    )

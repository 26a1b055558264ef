"""Sheets read part by part: answers that stand in other sheets too are neither parsed nor fitted again."""

from collections.abc import Sequence
from typing import Final, NamedTuple, cast

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
from smartscore.plans.values import MISSING
from smartscore.sources.known_answers import AnswerReader, Known, KnownAnswers, Worth
from smartscore.sources.shown import Seen, Shown

_UNANSWERED: Final[Worth] = (MISSING, MISSING)


class _Kind(NamedTuple):
    """What sheets of one kind have in common: the plan, and what their answers are worth by outline and by text."""

    plan: Plan
    asked: tuple[str, ...]
    outlined: KnownAnswers
    exact: KnownAnswers

    @classmethod
    def of(cls, seen: Seen, sheet: Sheet, notation: Notation) -> "_Kind":
        reader = AnswerReader(seen, sheet, notation)
        plan = seen[1].plans[sheet.form]
        asked = tuple(question.id for question in plan.questions)
        return cls(plan, asked, KnownAnswers(reader, reader.by_outline), KnownAnswers(reader, reader.by_text))


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
        known = _known(parts.answers, notation, kind)
        return None if known is None else _filled(sheet, kind, known, (name, line))

    def _kind(self, seen: Seen, sheet: Sheet, notation: Notation) -> _Kind:
        key = id(seen[0]), sheet.form, sheet.assessed, id(notation)
        if key not in self._kinds:
            self._kinds[key] = _Kind.of(seen, sheet, notation)
        return self._kinds[key]


def _known(answers: str, notation: Notation, kind: _Kind) -> dict[str, Worth | None] | None:
    """Return what the answers are worth by question; None where one of them is unusual, wrong, or there twice."""
    outlines = notation.split(notation.outline(answers))
    found = None if outlines is None else list(map(kind.outlined.__getitem__, outlines))
    if found and None in found:
        texts = notation.split(answers)
        found = None if texts is None else _exact(found, texts, kind)
    if not found or None in found:
        return None
    known = dict(cast("list[Known]", found))
    return known if len(known) == len(found) else None


def _exact(found: Sequence[Known | None], texts: Sequence[str], kind: _Kind) -> list[Known | None] | None:
    """Return what answers are worth that were found by outline, or are found by their whole text."""
    if len(found) != len(texts):
        return None
    return [item or kind.exact[text] for item, text in zip(found, texts, strict=True)]


def _filled(sheet: Sheet, kind: _Kind, known: dict[str, Worth | None], place: tuple[str, int | None]) -> Filled:
    worth = [known.get(question) or _UNANSWERED for question in kind.asked]
    supported = [value for _, value in worth]
    return Filled(
        file=place[0],
        line=place[1],
        region=sheet.region,
        period=sheet.period,
        respondent=sheet.respondent,
        role=sheet.role,
        form=sheet.form,
        values=supported if kind.plan.gated else [value for value, _ in worth],
        supported=None if kind.plan.gated else supported,
        profile=sheet.profile,
    )

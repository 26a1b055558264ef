"""What to look at once more before a sheet is handed on: minimums, missing proof, contradictions, don't-knows. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from smartscore.answers import Sheet
from smartscore.questionnaire import Questionnaire
from smartscore.questionnaire.rules import Claim
from smartscore.scoring import score
from smartscore.scoring.scorecard import QuestionScore, Scorecard, UnmetMinimum

CHALLENGED: Final = Fraction(80)
"""From this index on, an answer is challenged: of six levels, the two highest."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that do not agree: the one claims what the other, by the questionnaire's expectation, denies."""

    claim: str
    expects: str
    because: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything to look at once more; question ids in the order of asking.

    `unproved`: answers whose evidence supports less than they claim. `telling`: open questions that could change the
    level. `challenged`: high answers; a stranger would ask to see them.
    """

    card: Scorecard
    missing: tuple[str, ...]
    unmet: tuple[UnmetMinimum, ...]
    unproved: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    telling: tuple[str, ...]
    challenged: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that somebody should look at again, each once, the most urgent first."""
        pairs = (name for item in self.contradictions for name in (item.claim, item.expects))
        minimums = (item.node for item in self.unmet if item.kind == "must_have")
        return tuple(dict.fromkeys((*minimums, *pairs, *self.telling, *self.missing, *self.unproved)))


def review(questionnaire: Questionnaire, sheet: Sheet) -> Review:
    """Look a sheet through. Raises SheetError where it does not fit the questionnaire."""
    card = score(questionnaire, sheet)
    return Review(
        card=card,
        missing=tuple(item.id for item in card.questions if item.state == "missing"),
        unmet=card.unmet,
        unproved=tuple(item.id for item in card.questions if _unproved(item)),
        contradictions=tuple(_contradictions(questionnaire, card)),
        telling=tuple(item.question for item in card.open if item.changes_level and item.state != "missing"),
        challenged=tuple(item.id for item in card.questions if (item.index or Fraction(0)) >= CHALLENGED),
    )


def _unproved(item: QuestionScore) -> bool:
    return item.index is not None and item.supported is not None and item.supported < item.index


def _contradictions(questionnaire: Questionnaire, card: Scorecard) -> Iterator[Contradiction]:
    levels = {item.id: item.level for item in card.questions}
    for expectation in questionnaire.expectations:
        if _reaches(levels, expectation.claim) and _reaches(levels, expectation.expects) is False:
            yield Contradiction(expectation.claim.question, expectation.expects.question, expectation.because)


def _reaches(levels: dict[str, int | None], claim: Claim) -> bool | None:
    """Say whether a question stands at a level; None where its level is not known."""
    level = levels.get(claim.question)
    return None if level is None else level >= claim.at_least

"""From answers to a scorecard. Pure: no file, no terminal, no clock; the same input always gives the same result."""

from smartscore.answers import Sheet, match
from smartscore.questionnaire import Questionnaire
from smartscore.scoring.assessment import Assessment, assess
from smartscore.scoring.card import fill
from smartscore.scoring.scorecard import Scorecard
from smartscore.version import __version__


def score(questionnaire: Questionnaire, sheet: Sheet) -> Scorecard:
    """Score an answer sheet.

    Raises SheetError, with every fault at once, where the sheet does not fit the questionnaire.
    """
    return scorecard_of(sheet, *assessments(questionnaire, sheet))


def scorecard_of(sheet: Sheet, main: Assessment, supported: Assessment | None) -> Scorecard:
    """Return the scorecard of a sheet that has been evaluated."""
    return fill(sheet, main, supported, f"smartscore {__version__}")


def assessments(questionnaire: Questionnaire, sheet: Sheet) -> tuple[Assessment, Assessment | None]:
    """Evaluate a sheet: what counts, and beside it what evidence supports (None for gated instruments).

    Gated instruments count only what evidence supports. Raises SheetError like `score`.
    """
    shown = questionnaire.shown_to(sheet.profile)
    responses = match(shown, sheet)
    if shown.gated:
        return assess(shown, responses, sheet.form, "supported"), None
    claimed = assess(shown, responses, sheet.form, "claimed")
    return claimed, assess(shown, responses, sheet.form, "supported")


__all__ = ["Assessment", "Scorecard", "assessments", "score", "scorecard_of"]

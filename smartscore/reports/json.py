"""The scorecard as JSON: the same bytes for the same input."""

from smartscore.language import Language
from smartscore.scoring import Scorecard


def render(card: Scorecard, words: Language) -> str:
    """Return the whole scorecard; numbers have a decimal point whatever the language."""
    del words  # the texts inside are in the questionnaire's language already
    return card.model_dump_json(indent=2) + "\n"

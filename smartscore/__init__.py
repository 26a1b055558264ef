"""Smart city maturity self-assessment: questionnaires in YAML, exact scores, honest readiness reports.

    questionnaire = smartscore.load_questionnaire("indonesia-smart-city", "en")
    sheet = smartscore.read_sheet("manggarai-2021.answers.yaml")
    scorecard = smartscore.score(questionnaire, sheet)

Nothing is imported before it is used, so that the command line starts at once.
"""

from smartscore.version import __version__

TYPE_CHECKING = False  # type checkers take it for true; importing the real one costs as much as all the rest

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.errors import SmartscoreError
    from smartscore.files.questionnaires import load_questionnaire
    from smartscore.files.sheets import read_sheet
    from smartscore.frames import score_frame
    from smartscore.plans.compiling import compile_plan
    from smartscore.plans.plan import Plan
    from smartscore.questionnaire import Questionnaire
    from smartscore.scoring import Scorecard, score

__all__ = [
    "Plan",
    "Questionnaire",
    "Scorecard",
    "Sheet",
    "SmartscoreError",
    "__version__",
    "compile_plan",
    "load_questionnaire",
    "read_sheet",
    "score",
    "score_frame",
]

_HOMES = {
    "Plan": "smartscore.plans.plan",
    "compile_plan": "smartscore.plans.compiling",
    "score_frame": "smartscore.frames",
    "Questionnaire": "smartscore.questionnaire",
    "Scorecard": "smartscore.scoring",
    "Sheet": "smartscore.answers",
    "SmartscoreError": "smartscore.errors",
    "load_questionnaire": "smartscore.files.questionnaires",
    "read_sheet": "smartscore.files.sheets",
    "score": "smartscore.scoring",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'smartscore' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # not before it is needed

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)

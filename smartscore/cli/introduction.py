"""What a person in a terminal is asked before the first question: which region, who answers, what kind of place."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartscore.cli.shell import Shell
from smartscore.cli.sitting import Respondent, Sitting

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.cli.screen import LineScreen
    from smartscore.profile import Profile


INTRODUCED: Final = ("region", "period", "respondent", "agency")
"""What is asked about the sheet."""


def ask_which(shell: Shell, who: Respondent, lang: str | None) -> Respondent:
    """Ask for the region and the period, after which the sheet is named; an empty line leaves one open."""
    from smartscore.cli.screen import LineScreen  # noqa: PLC0415  # not needed for --help

    shell.speak(lang)
    screen = LineScreen(shell, sys.stdin)
    answers = {"region": who.region, "period": who.period}
    for name, known in answers.items():
        if known is None:
            answers[name] = (screen.ask(shell.words(f"interview.ask_{name}", default="")) or "").strip() or None
    return replace(who, region=answers["region"], period=answers["period"])


def introduce(shell: Shell, screen: "LineScreen", sitting: Sitting) -> "Sheet":
    """Ask a person in a terminal for what the sheet does not say yet; the previous sheet beside it is the proposal."""
    from smartscore.profile import Profile  # noqa: PLC0415  # not needed for --help

    sheet, proposed = sitting.session.sheet, _previous(sitting.path)
    given: dict[str, object] = {}
    for name in INTRODUCED:
        if getattr(sheet, name) is None:
            default = getattr(proposed, name, None) if name != "period" else None
            typed = (screen.ask(shell.words(f"interview.ask_{name}", default=_shown(default))) or "").strip()
            given |= {name: typed or default} if typed or default else {}
    if sheet.profile is None:
        profile = proposed.profile if proposed and proposed.profile else Profile()
        profile = _ask_profile(shell, screen, profile)
        given |= {"profile": profile} if profile != Profile() else {}
    return sheet.model_copy(update=given)


def _shown(default: object) -> str:
    return f" [{default}]" if default else ""


def _ask_profile(shell: Shell, screen: "LineScreen", profile: "Profile") -> "Profile":
    """Ask what kind of place the region is; an empty line keeps what is proposed."""
    changes: dict[str, object] = {}
    for name, choices in PROFILE.items():
        kept = next((key for key, value in choices.items() if value == getattr(profile, name)), "")
        prompt = shell.words(f"profile.ask_{name}", default=_shown(kept))
        while (typed := (screen.ask(prompt) or "").strip()) and typed not in choices:
            shell.say(shell.words("profile.refused", choices=", ".join(choices)), style="red")
        changes |= {name: choices[typed]} if typed else {}
    return profile.model_copy(update=changes)


PROFILE: Final[dict[str, Mapping[str, object]]] = {
    "type": {"1": "regency", "2": "city"},
    "population": {"1": "small", "2": "medium", "3": "large"},
    "coast": {"1": True, "0": False},
    "island": {"1": True, "0": False},
}
"""What is asked about the place, and what each digit means; an empty line leaves it open."""


def _previous(path: Path) -> "Sheet | None":
    """Return the newest other sheet in the same folder; None where there is none that can be read."""
    from smartscore.errors import SmartscoreError  # noqa: PLC0415  # used here only
    from smartscore.files.questionnaires import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help
    from smartscore.files.sheets import read_sheet  # noqa: PLC0415  # the same

    folder = path.resolve().parent
    others = [file for file in folder.glob("*") if file.name.endswith(SHEET_ENDINGS) and file != path.resolve()]
    for file in sorted(others, key=lambda file: file.stat().st_mtime, reverse=True)[:1]:
        try:
            return read_sheet(file)
        except SmartscoreError:
            return None
    return None

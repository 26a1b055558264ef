"""What a person in a terminal is asked before the first question: which region, who answers, what kind of place."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartscore.cli.opening import Opening
from smartscore.cli.shell import Shell
from smartscore.cli.sitting import Respondent, Sitting
from smartscore.language import LANGUAGES

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.cli.screen import LineScreen
    from smartscore.interview.session import Session
    from smartscore.profile import Profile


INTRODUCED: Final = ("region", "period", "respondent", "agency")
"""What is asked about the sheet."""


def ask_which(shell: Shell, who: Respondent, lang: str | None) -> tuple[Respondent, str | None]:
    """Ask for the region and the period, after which the sheet is named; an empty line leaves one open.

    Return them with the language to go on in: the given one, or the one that the person chose. Raises NotBegunError.
    """
    from smartscore.cli.screen import LineScreen  # noqa: PLC0415  # not needed for --help

    shell.speak(lang)
    opening = Opening(shell, LineScreen(shell, sys.stdin), list(LANGUAGES))
    answers = {"region": who.region, "period": who.period}
    if None in answers.values():
        opening.screen.say(shell.words("opening.keys"), style="dim")
    for name, known in answers.items():
        if known is None:
            answers[name] = _about(opening, name, None) or None
    return replace(who, region=answers["region"], period=answers["period"]), opening.chosen or lang


def introduce(sitting: Sitting, screen: "LineScreen", *, told: bool) -> "Session":
    """Ask a person in a terminal for what the sheet does not say yet; the previous sheet beside it is the proposal.

    `told` says that the person knows the keys already. Raises NotBegunError.
    """
    session = sitting.session
    spoken = [code for code in session.questionnaire.languages if code in LANGUAGES]
    opening = Opening(sitting.shell, screen, spoken)
    if not told:
        screen.say(sitting.shell.words("opening.keys"), style="dim")
    session = session.with_sheet(_introduced(opening, session.sheet, _previous(sitting.path)))
    if opening.chosen is None:
        return session
    return session.in_language(sitting.surroundings().in_language(opening.chosen))


def _introduced(opening: Opening, sheet: "Sheet", proposed: "Sheet | None") -> "Sheet":
    from smartscore.profile import Profile  # noqa: PLC0415  # not needed for --help

    given: dict[str, object] = {}
    for name in INTRODUCED:
        if getattr(sheet, name) is None:
            default = getattr(proposed, name, None) if name != "period" else None
            typed = _about(opening, name, default)
            given |= {name: typed or default} if typed or default else {}
    if sheet.profile is None:
        profile = _ask_profile(opening, proposed.profile if proposed and proposed.profile else Profile())
        given |= {"profile": profile} if profile != Profile() else {}
    return sheet.model_copy(update=given)


def _about(opening: Opening, name: str, default: object) -> str:
    """Ask for one of the things that the sheet says of itself."""
    return opening.ask(lambda: opening.shell.words(f"interview.ask_{name}", default=_shown(default)))


def _shown(default: object) -> str:
    return f" [{default}]" if default else ""


def _ask_profile(opening: Opening, profile: "Profile") -> "Profile":
    """Ask what kind of place the region is, and say why; an empty line keeps what is proposed."""
    opening.screen.say(opening.shell.words("opening.why_profile"), style="dim")
    changes: dict[str, object] = {}
    for name, choices in PROFILE.items():
        kept = next((key for key, value in choices.items() if value == getattr(profile, name)), "")
        while (typed := _about_place(opening, name, kept)) and typed not in choices:
            opening.screen.say(opening.shell.words("profile.refused", choices=", ".join(choices)), style="red")
        changes |= {name: choices[typed]} if typed else {}
    return profile.model_copy(update=changes)


def _about_place(opening: Opening, name: str, kept: str) -> str:
    return opening.ask(lambda: opening.shell.words(f"profile.ask_{name}", default=_shown(kept)))


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

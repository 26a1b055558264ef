"""One sitting of the interview: which sheet it goes on with, who answers, and how every answer gets on the disk."""

import shlex
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, load, load_sheet
from smartscore.cli.shell import Shell
from smartscore.errors import AnswerError, Fault, UsageError
from smartscore.language import language

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.interview.session import Session
    from smartscore.interview.surroundings import Surroundings
    from smartscore.questionnaire import Questionnaire

NAMELESS: Final = "my-city"


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers for what; None where it is not known."""

    region: str | None
    period: str | None
    name: str | None
    agency: str | None

    def file_name(self) -> str:
        """Return the name of a sheet that was given none: region and period in plain letters."""
        text = " ".join(part for part in (self.region, self.period) if part).lower()
        words = "".join(sign if sign.isalnum() else " " for sign in text).split()
        return f"{'-'.join(words) or NAMELESS}.answers.yaml"

    def refuse_another(self, path: Path, sheet: "Sheet") -> None:
        """Refuse to turn the sheet of one region or period into that of another. Raises UsageError."""
        for there, wanted in ((sheet.region, self.region), (sheet.period, self.period)):
            if there and wanted and there != wanted:
                names = {"path": str(path), "there": there, "wanted": wanted}
                raise UsageError([Fault("usage.other_region", names)])

    def given(self) -> dict[str, str]:
        """Return what is known, by the sheet's own names."""
        fields = {"region": self.region, "period": self.period, "respondent": self.name, "agency": self.agency}
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of a sitting."""

    questionnaire: str | None
    lang: str | None
    quick: bool
    dimension: str | None


@dataclass(slots=True)
class Sitting:
    """A sheet that is being answered, from opening it to the last word about it."""

    shell: Shell
    path: Path
    session: "Session"
    is_new: bool
    source: str
    """The questionnaire's name or folder, for loading it in another language."""

    @property
    def more(self) -> str:
        """What a command needs besides the sheet to find its questionnaire; empty for a shipped one."""
        return "" if self.source == self.session.questionnaire.id else f" -q {shlex.quote(self.source)}"

    @classmethod
    def open(cls, shell: Shell, path: Path, who: Respondent, wanted: Wanted) -> "Sitting":
        """Open the sheet that is there, or begin a new one. Nothing is written yet."""
        from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help
        from smartscore.interview.session import Session  # noqa: PLC0415  # the same

        is_new = not exists(path)
        sheet, loaded = _new(shell, wanted) if is_new else _existing(shell, path, wanted)
        if wanted.quick and not any(loaded.asked("quick")):
            raise UsageError([Fault("usage.no_short_form", {"id": loaded.id})])
        who.refuse_another(path, sheet)
        sheet = sheet.model_copy(update=who.given())
        session = Session.begin(loaded, sheet, "quick" if wanted.quick else "full", wanted.dimension)
        return cls(shell, path, session, is_new, wanted.questionnaire or loaded.id)

    def set(self, setting: str) -> None:
        """Set an answer from the command line: ID=VALUE. Raises UsageError."""
        question_id, sign, value = setting.partition("=")
        if not sign:
            raise UsageError([Fault("usage.setting", {"value": setting})])
        question_id = question_id.strip()
        try:
            self.session = self.session.set(question_id, value.strip())
        except AnswerError as error:
            raise UsageError([replace(fault, file="--set", path=(question_id,)) for fault in error.faults]) from None

    def save(self, session: "Session") -> "Session":
        """Write the sheet; return the session to go on with. Raises WriteError."""
        from smartscore.files.sheets import write_sheet  # noqa: PLC0415  # not needed for --help

        write_sheet(self.path, session.sheet)
        self.session = session
        return session

    def surroundings(self) -> "Surroundings":
        """Return what the interview may call."""
        from smartscore.files.evidence_files import evidence_file  # noqa: PLC0415  # not needed for --help
        from smartscore.interview.surroundings import Surroundings  # noqa: PLC0415  # the same

        return Surroundings(
            save=self.save,
            in_language=self._in_language,
            clock=time.monotonic,
            evidence_file=lambda reference: evidence_file(reference, self.path),
        )

    def _in_language(self, code: str) -> "Questionnaire":
        from smartscore.files.questionnaires import load_questionnaire  # noqa: PLC0415  # not needed for --help

        self.shell.words = language(code)
        return load_questionnaire(self.source, code)


def _existing(shell: Shell, path: Path, wanted: Wanted) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help
    from smartscore.files.sheet_text import sheet_text  # noqa: PLC0415  # the same
    from smartscore.files.writing import write_text  # noqa: PLC0415  # the same

    loaded = load_sheet(shell, str(path), wanted.questionnaire, wanted.lang)
    sheet = loaded.file.sheet
    with loaded.file.document.located():
        match(loaded.questionnaire.shown_to(sheet.profile), sheet)
    if loaded.file.document.text != sheet_text(sheet):
        backup = path.with_name(f"{path.name}.bak")
        write_text(backup, loaded.file.document.text)
        shell.say(shell.words("interview.backup", path=str(backup)), style="dim")
    return sheet, loaded.questionnaire


def _new(shell: Shell, wanted: Wanted) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import FORMAT, Sheet, SheetQuestionnaire  # noqa: PLC0415  # not needed for --help

    loaded = load(shell, wanted.questionnaire or DEFAULT_QUESTIONNAIRE, wanted.lang)
    source = SheetQuestionnaire(id=loaded.id, version=loaded.version)
    form = "quick" if wanted.quick else "full"
    return Sheet(format=FORMAT, questionnaire=source, form=form, language=loaded.language), loaded

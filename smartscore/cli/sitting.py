"""One sitting of the interview: which sheet it goes on with, who answers, and how every answer gets on the disk."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, load, load_sheet
from smartscore.cli.shell import Shell
from smartscore.errors import AnswerError, Fault, ReplaceDelayedError, SmartscoreError, UsageError, WriteError
from smartscore.language import language

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.files.open_sheet import OpenSheet
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
    take_over: bool

    @property
    def part(self) -> str:
        """The options that ask for a part of the questionnaire, as they stand behind a command; empty for all of it."""
        from smartscore.files.paths import in_command  # noqa: PLC0415  # not needed for --help

        dimension = f" --dimension {in_command(self.dimension)}" if self.dimension else ""
        return (" --quick" if self.quick else "") + dimension


@dataclass(slots=True)
class Sitting:
    """A sheet that is being answered, from opening it to the last word about it."""

    shell: Shell
    path: Path
    session: "Session"
    is_new: bool
    source: str
    """The questionnaire's name or folder, for loading it in another language."""
    kept: "OpenSheet"
    part: str = ""
    """The options that asked for a part of the questionnaire."""

    @property
    def more(self) -> str:
        """What a command needs besides the sheet to find its questionnaire; empty for a shipped one."""
        from smartscore.files.paths import in_command  # noqa: PLC0415  # not needed for --help

        return "" if self.source == self.session.questionnaire.id else f" -q {in_command(self.source)}"

    @classmethod
    def open(cls, shell: Shell, path: Path, who: Respondent, wanted: Wanted) -> "Sitting":
        """Open the sheet that is there, or begin a new one; nobody else may answer it until it is closed.

        Raises SheetHeldError where somebody has it, UsageError where it is another region's, and like `read_sheet`.
        """
        from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help
        from smartscore.interview.session import Session  # noqa: PLC0415  # the same

        is_new = not exists(path)
        sheet, loaded = _new(shell, wanted) if is_new else _existing(shell, path, wanted)
        if wanted.quick and not any(loaded.asked("quick")):
            raise UsageError([Fault("usage.no_short_form", {"id": loaded.id})])
        who.refuse_another(path, sheet)
        kept = open_sheet(path, sheet if is_new else None, loaded, take_over=wanted.take_over)
        try:
            begun = kept.sheet.model_copy(update=who.given())
            session = Session.begin(loaded, begun, "quick" if wanted.quick else "full", wanted.dimension)
        except BaseException:
            kept.close()
            raise
        session = replace(session, history=kept.history)
        return cls(shell, path, session, is_new, wanted.questionnaire or loaded.id, kept, wanted.part)

    def close(self) -> None:
        """Let others answer the sheet."""
        self.kept.close()

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
        """Put the sheet on the disk; return the session.

        Raises WriteError where nothing could be saved, SheetTakenError where somebody took the sheet over, and
        SheetChangedError where somebody else changed the file.
        """
        try:
            with _named_after(self.path):
                self.kept.save(session.sheet, session.history)
        except ReplaceDelayedError as delayed:
            self._warn(delayed)
        if self.kept.backup is not None:
            self.shell.say(self.shell.words("interview.backup", path=str(self.kept.backup)), style="dim")
        self.session = session
        return session

    def _saved_or_read_again(self, session: "Session") -> "Session":
        """Save; where somebody else changed the file, return the session of the sheet as it is now."""
        from smartscore.files.open_sheet import SheetChangedError  # noqa: PLC0415  # not needed for --help

        try:
            return self.save(session)
        except SheetChangedError:
            self.session = replace(session.with_sheet(self.kept.reload()), history=self.kept.history)
            return self.session

    def catch_up(self) -> None:
        """Go on with the sheet as it is on the disk now, and say so where it was changed. Raises like `caught_up`."""
        if self.kept.caught_up():
            self.session = replace(self.session.with_sheet(self.kept.sheet), history=self.kept.history)
            self.shell.complain(Fault("keeping.read_again", file=str(self.path), severity="warning"))

    def tell_aside(self) -> None:
        """Say whose answers were set aside when the sheet was taken over, and how to see them."""
        from smartscore.files.aside import answers_aside  # noqa: PLC0415  # not needed for --help
        from smartscore.files.paths import in_command  # noqa: PLC0415  # the same

        people = Counter(aside.by for aside in answers_aside(self.path, self.session.sheet))
        for by, count in people.items():
            params = {"count": count, "by": by, "sheet": in_command(self.path)}
            self.shell.complain(Fault("keeping.aside", params, file=str(self.path), severity="warning"))

    def _warn(self, error: SmartscoreError) -> None:
        for fault in error.faults:
            self.shell.complain(replace(fault, severity="warning"))

    def surroundings(self) -> "Surroundings":
        """Return what the interview may call."""
        from smartscore.files.evidence_files import evidence_file, files_beginning  # noqa: PLC0415  # not needed for --help
        from smartscore.interview.surroundings import Surroundings  # noqa: PLC0415  # the same

        return Surroundings(
            save=self._saved_or_read_again,
            in_language=self._in_language,
            clock=time.monotonic,
            evidence_file=lambda reference: evidence_file(reference, self.path),
            files_beginning=files_beginning,
        )

    def _in_language(self, code: str) -> "Questionnaire":
        from smartscore.files.questionnaires import load_questionnaire  # noqa: PLC0415  # not needed for --help

        self.shell.words = language(code)
        return load_questionnaire(self.source, code)


def open_sheet(path: Path, new: "Sheet | None", questionnaire: "Questionnaire", *, take_over: bool) -> "OpenSheet":
    """Open a sheet for writing answers into it; `new` where it is not there yet. Raises like `OpenSheet.open`."""
    from smartscore.cli.surroundings import surroundings  # noqa: PLC0415  # only where answers are written
    from smartscore.files.open_sheet import OpenSheet  # noqa: PLC0415  # the same
    from smartscore.files.sheet_splice import Order  # noqa: PLC0415  # the same

    with _named_after(path):
        return OpenSheet.open(path, new, surroundings(), Order.of(questionnaire), take_over=take_over)


@contextmanager
def _named_after(path: Path) -> Iterator[None]:
    """Name the sheet where its lock or its journal could not be written: that is the file a person knows."""
    try:
        yield
    except WriteError as error:
        raise WriteError([replace(fault, file=str(path)) for fault in error.faults]) from None


def _existing(shell: Shell, path: Path, wanted: Wanted) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help

    loaded = load_sheet(shell, str(path), wanted.questionnaire, wanted.lang)
    sheet = loaded.file.sheet
    with loaded.file.document.located():
        match(loaded.questionnaire.shown_to(sheet.profile), sheet)
    return sheet, loaded.questionnaire


def _new(shell: Shell, wanted: Wanted) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import FORMAT, Sheet, SheetQuestionnaire  # noqa: PLC0415  # not needed for --help

    loaded = load(shell, wanted.questionnaire or DEFAULT_QUESTIONNAIRE, wanted.lang)
    source = SheetQuestionnaire(id=loaded.id, version=loaded.version)
    form = "quick" if wanted.quick else "full"
    return Sheet(format=FORMAT, questionnaire=source, form=form, language=loaded.language), loaded

"""What surrounds a command: its environment, its streams, and the language it speaks."""

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from smartscore.errors import EXIT_DONE, Fault, UsageError, unknown
from smartscore.language import LANGUAGES, Language, language, printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

LANGUAGE_VARIABLE: Final = "SMARTSCORE_LANG"
LOCALE_VARIABLES: Final = ("LC_ALL", "LANG")
NARROWEST: Final = 60
"""Reports are drawn at least this wide."""

WIDEST: Final = 120
"""And at most this wide: longer lines are hard to follow."""

HEIGHT: Final = 25
"""Lines of a window; nothing that is drawn depends on it."""

FALLBACK: Final = "id"

TAB: Final = 8
"""Columns from one tab stop to the next."""

MOST_FAULTS: Final = 8
"""So many faults of one file fit a screen of 24 lines."""


@dataclass(slots=True)
class Shell:
    """The surroundings of one run."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    quiet: bool = False
    _words: Language | None = None
    """The language that was chosen; None before that."""
    _held: list[tuple[str, str]] | None = None
    """What is to be said, and its style, when the screen is free again; None while it is free."""

    @property
    def words(self) -> Language:
        """The language that the run speaks."""
        return self._words or LANGUAGES[FALLBACK]

    @words.setter
    def words(self, words: Language) -> None:
        self._words = words

    def speak(self, option: str | None = None, sheet: str | None = None, first: str | None = None) -> str:
        """Choose the language: the option, SMARTSCORE_LANG, the sheet's, the locale's, the questionnaire's first.

        Sets `words` and returns the code. Raises UsageError for a language that the program does not speak.
        """
        wished = option or self.environ.get(LANGUAGE_VARIABLE)
        if wished is not None and wished not in LANGUAGES:
            where = "--lang" if option else LANGUAGE_VARIABLE
            self._words = language(self._locale() or FALLBACK)
            raise UsageError([unknown("usage.language", wished, LANGUAGES, where=where)])
        known_sheet = sheet if sheet in LANGUAGES else None
        code = wished or known_sheet or self._locale() or first or FALLBACK
        self._words = language(code)
        return code

    def _locale(self) -> str | None:
        for variable in LOCALE_VARIABLES:
            code = self.environ.get(variable, "").replace("-", "_").split("_")[0].split(".")[0].lower()
            if code in LANGUAGES:
                return code
            if code:
                return None
        return None

    def say(self, text: str, style: str = "") -> None:
        """Say something to the person, on stderr; nothing where the run is quiet."""
        if not self.quiet:
            self._tell(text, style)

    def show(self, drawing: "RenderableType") -> None:
        """Draw something for the person on stderr; nothing where the run is quiet."""
        if self.quiet:
            return
        if sys.stderr.isatty():
            self.console(sys.stderr).print(drawing)
        else:
            sys.stderr.write(self.draw(drawing))

    def complain(self, fault: Fault) -> None:
        """Print a fault on stderr, quiet or not; a warning where the run is not quiet."""
        warning = fault.severity == "warning"
        if warning and self.quiet:
            return
        style = "yellow" if warning else "red"
        self._tell(fault.text(self.words), style)

    def _tell(self, text: str, style: str) -> None:
        if self._held is None:
            if self._is_coloured(sys.stderr):
                lines = _between_words(text, self.columns()) if sys.stderr.isatty() else text
                self.console(sys.stderr).print(_styled(lines, style), soft_wrap=True)
            else:
                sys.stderr.write(f"{printable(text).expandtabs(TAB)}\n")
        elif (text, style) not in self._held:
            self._held.append((text, style))

    @contextmanager
    def screen_taken(self) -> Iterator[None]:
        """Hold back what is said while a program draws on the whole screen; say it afterwards, each thing once."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for text, style in held:
                self._tell(text, style)

    def complain_of(self, faults: Sequence[Fault], file: str = "") -> None:
        """Print the faults of one input, as many as fit a screen; say how many more there are, and how to see them."""
        for fault in faults[:MOST_FAULTS]:
            self.complain(fault)
        if len(faults) > MOST_FAULTS:
            from smartscore.files.paths import in_command  # noqa: PLC0415  # only where there are many

            more = {"count": len(faults) - MOST_FAULTS, "file": in_command(file or faults[0].file)}
            self.complain(Fault("command.more_faults", more))

    def console(self, stream: "io.TextIOBase | object", width: int | None = None) -> "Console":
        """Return a Rich console on a stream, as wide as reports are drawn; text is never taken for markup."""
        from rich.console import Console  # noqa: PLC0415  # only where something is drawn

        # without a height Rich takes every dumb terminal for 80 columns wide
        return Console(
            file=stream,  # type: ignore[arg-type]  # a text stream
            markup=False,
            emoji=False,
            highlight=False,
            width=width or self._width,
            height=HEIGHT,
        )

    @property
    def _width(self) -> int:
        """How wide reports are drawn."""
        return min(self._table_width, WIDEST)

    @property
    def _table_width(self) -> int:
        """How wide tables are laid out: they are read down as well as across."""
        return max(self.columns(), NARROWEST)

    def _is_coloured(self, stream: object) -> bool:
        """Say whether Rich would colour what is drawn on a stream; what it would not is written without it."""
        forced = self.environ.get("FORCE_COLOR") or self.environ.get("TTY_COMPATIBLE") == "1"
        return bool(forced) or (isinstance(stream, io.TextIOBase) and stream.isatty())

    def _width_of(self, drawing: "PlainDrawing") -> int:
        return self._table_width if drawing.wide else self._width

    def columns(self) -> int:
        """Return how wide the window is now."""
        columns = self.environ.get("COLUMNS", "")
        return int(columns) if columns.isdecimal() and int(columns) else _terminal_width()

    def print(self, document: "str | bytes | RenderableType") -> None:
        """Print a document on stdout: text and bytes as they are, anything else drawn. Raises WriteError."""
        try:
            if isinstance(document, bytes):
                sys.stdout.flush()
                sys.stdout.buffer.write(document)
            elif isinstance(document, str):
                sys.stdout.write(document)
            elif sys.stdout.isatty():
                width = self._width_of(document) if isinstance(document, PlainDrawing) else None
                self.console(sys.stdout, width).print(document)
            else:
                sys.stdout.write(self.draw(document))
            sys.stdout.flush()
        except BrokenPipeError:
            raise ReaderGone from None  # Typer would take the other for a failure
        except OSError as error:
            from smartscore.files.writing import write_error  # noqa: PLC0415  # only where writing fails

            sys.stdout = None  # nothing may be flushed to it any more
            raise write_error(Path("<stdout>"), error) from None

    def draw(self, document: "RenderableType") -> str:
        """Return a drawing as plain text: no colour, no trailing blanks."""
        if isinstance(document, PlainDrawing) and not self._is_coloured(sys.stdout):
            return document.plain(self._width_of(document), blocks=_speaks_unicode(sys.stdout))
        stream = io.StringIO() if _speaks_unicode(sys.stdout) else _PlainSigns()
        self.console(stream).print(document)
        return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())

    def deliver(self, document: "str | bytes | RenderableType", output: Path | None) -> None:
        """Write a document to a file, or print it. Raises WriteError."""
        if output is None or str(output) == "-":
            self.print(document)
            return
        from smartscore.files.writing import write_bytes, write_text  # noqa: PLC0415  # only where something is written

        if isinstance(document, bytes):
            write_bytes(output, document)
        else:
            write_text(output, document if isinstance(document, str) else self.draw(document))
        self.say(self.words("command.written", path=str(output)))


@runtime_checkable
class PlainDrawing(Protocol):
    """A drawing that can lay itself out as text; Rich is then needed only for its colours."""

    wide: bool
    """Whether it takes the whole width of the window, however wide that is."""

    def plain(self, width: int, *, blocks: bool) -> str:
        """Return the drawing for a width; `blocks`: there are signs for blocks and lines."""


class ReaderGone(Exception):  # noqa: N818  # not an error
    """Whoever read the output has stopped reading; `code` is what the run ends with."""

    def __init__(self, code: int = EXIT_DONE) -> None:
        self.code = code
        super().__init__(code)


class _PlainSigns(io.StringIO):
    """Text for a stream that has no block or line signs; Rich looks at the encoding."""

    encoding = "ascii"


def prepare_streams() -> None:
    """Make sure that no sign can crash the streams; what goes into a pipe or file is UTF-8 unless told otherwise."""
    told = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty() or told:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty() and not told:
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")


def _speaks_unicode(stream: object) -> bool:
    return str(getattr(stream, "encoding", "") or "utf-8").lower().startswith("utf")


def _terminal_width() -> int:
    for stream in (sys.stdout, sys.stderr):
        try:
            return os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError, AttributeError):
            continue
    return 80


def _between_words(text: str, width: int) -> str:
    """Return a text in lines of a width; what is longer than a line, such as a path, stays whole to be copied."""
    from textwrap import wrap  # noqa: PLC0415  # only on a terminal

    lines = (wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(line for broken in lines for line in broken)


def _styled(text: str, style: str) -> "RenderableType":
    from rich.text import Text  # noqa: PLC0415  # only where something is drawn

    return Text(printable(text), style=style)

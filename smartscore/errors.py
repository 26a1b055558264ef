"""Every mistake a user can make, as one tree; nothing here prints.

A mistake is a list of faults. A fault knows its place, and its text in each language: what is wrong, then what to do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from smartscore.language import Language, language, one_line

Path = tuple[str | int, ...]
"""Where in a document: the keys and list positions that lead there."""

MOST_LISTED: Final = 20
"""No message lists more known names than this."""

STDIN: Final = "-"
"""What standard input is called on the command line."""

STDIN_NAME: Final = "<stdin>"
"""And what it is called to people, and in results."""

LONGEST_QUOTED: Final = 100
"""No message quotes more signs of a file than this, for a name or a value."""

_QUOTED: Final = ("value", "name", "key", "id", "other", "keys", "known")
"""What fills a gap in a message and may come from a file."""

_LISTS: Final = ("known", "keys")
"""Those of them that are lists of names, also where they come as one text."""

EXIT_DONE: Final = 0
EXIT_NO: Final = 1
EXIT_MISTAKE: Final = 2
EXIT_BUG: Final = 3
EXIT_INTERRUPTED: Final = 130

EXIT_CODES: Final[dict[int, str]] = {
    EXIT_DONE: "done; also where whoever reads the output stops early (as `head` does), unless a batch had "
    "rejected something by then",
    EXIT_NO: "the answer is no: below a demanded score, a rejected sheet or row in a batch, faults found by `check`, "
    "answers that contradict each other in a merge",
    EXIT_MISTAKE: "you can fix it: wrong option, unreadable or invalid input, a file that cannot be written",
    EXIT_BUG: "a fault of the program, with a request to report it",
    EXIT_INTERRUPTED: "interrupted with Ctrl-C",
}
"""What the exit codes mean; the documentation is made from this."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, or (as a warning) doubtful.

    `key` names the text in the language catalogues, `params` fill it. `path` is the place inside the document;
    `file`, `line` and `column` (both from 1) are added by whoever read the file; None means not known. `questions` are
    the ids of those that it is about, where the path does not say it.
    """

    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    path: Path = ()
    file: str = ""
    line: int | None = None
    column: int | None = None
    severity: Literal["error", "warning"] = "error"
    questions: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of the questions that it is about; none for a fault of a whole row or sheet."""
        return self.questions or (tuple(map(str, self.path[1:2])) if self.path[:1] == ("answers",) else ())

    def place(self) -> str:
        """Return `file:line:column: path`, as far as each is known."""
        file = STDIN_NAME if self.file == STDIN else self.file
        spot = ":".join(str(part) for part in (file, self.line, self.column) if part not in ("", None))
        return ": ".join(one_line(part) for part in (spot, path_text(self.path)) if part)

    def text(self, words: Language) -> str:
        """Return the whole message in a language: place, problem, next step."""
        gaps = {name: _gap(name, value, words) for name, value in self.params.items()}
        if gaps.get("known") == "":
            gaps["known"] = words("list.empty")
        key = f"{self.key}.one" if self.params.get("count") == 1 and f"{self.key}.one" in words else self.key
        message = one_line(words(key, **gaps))
        place = self.place()
        return f"{place}: {message}" if place else message

    def sentence(self, words: Language) -> str:
        """Return the whole message; where no place stands before it, it begins with a capital letter."""
        text = self.text(words)
        return text if self.place() else text[:1].upper() + text[1:]

    def within(self, *path: str | int) -> "Fault":
        """Return the same fault with its path put under another one."""
        return replace(self, path=(*path, *self.path))


class SmartscoreError(Exception):
    """Base of everything that a user can put right; carries at least one fault."""

    exit_code = EXIT_MISTAKE

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    @classmethod
    def of(cls, key: str, /, **params: object) -> "SmartscoreError":
        """Make an error of one fault without a place in a document."""
        return cls([Fault(key, params)])

    def __str__(self) -> str:
        """Return the messages in English, one a line; programs that show them choose a language themselves."""
        return "\n".join(fault.text(language("en")) for fault in self.faults)


class UsageError(SmartscoreError):
    """An option or a name on the command line that does not exist or does not fit."""


class DocumentError(SmartscoreError):
    """A file that cannot be read, or is not YAML 1.2 or JSON within the limits."""


class BrokenOffError(SmartscoreError):
    """A file that could not be read to its end, after rows of it had been scored."""


class QuestionnaireError(SmartscoreError):
    """A questionnaire that breaks its format or contradicts itself."""


class SheetError(SmartscoreError):
    """An answer sheet that breaks its format or does not fit its questionnaire."""


class AnswerError(SmartscoreError):
    """One answer that its question cannot take."""


class WriteError(SmartscoreError):
    """A file that could not be written; what stood there before is untouched."""


class SheetHeldError(SmartscoreError):
    """A sheet that somebody else is answering at this moment."""


class SheetTakenError(SmartscoreError):
    """A sheet that somebody took over while it was being answered here."""


class ReplaceDelayedError(SmartscoreError):
    """An answer that is safe in the journal, and that could not be put into the sheet yet; a warning."""


def path_text(path: Sequence[str | int]) -> str:
    """Return a path as text: `groups.0.questions.2.weight`."""
    return ".".join(_quoted(str(part)) for part in path)


def _gap(name: str, value: object, words: Language) -> str:
    """Return what fills a gap in a message; what may come from a file is cut where it is long, lists between names."""
    text = words.value(value)
    if name not in _QUOTED:
        return text
    return _listed(text) if name in _LISTS or not isinstance(value, str) else _quoted(text)


def _listed(text: str) -> str:
    whole, comma, _ = text[: LONGEST_QUOTED + 2].rpartition(", ")
    return f"{whole}, ..." if comma and len(text) > LONGEST_QUOTED else _quoted(text)


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}..."


def unknown(key: str, name: str, known: Iterable[str], **params: object) -> Fault:
    """Say that a name is unknown: suggest the nearest known one (`key.near`), or list the known ones (`key`)."""
    from difflib import get_close_matches  # noqa: PLC0415  # only for this mistake

    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return Fault(f"{key}.near", {"name": name, "near": near[0], **params})
    more = ["..."] if len(names) > MOST_LISTED else []
    return Fault(key, {"name": name, "known": [*names[:MOST_LISTED], *more], **params})

"""Writing down what was asked and answered, and letting it happen again."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smartscore.cli.sitting import Sitting
from smartscore.errors import AnswerError, Fault, UsageError, WriteError

if TYPE_CHECKING:
    from smartscore.interview.events import Event
    from smartscore.interview.session import Session

Note = Callable[["Session", "Event"], None]
"""What hears of every event: the session before it, and the event."""


@contextmanager
def transcript_to(path: Path | None) -> Iterator[Note]:
    """Give a function that writes events to a file, line by line; one that does nothing without a file."""
    if path is None:
        yield lambda _session, _event: None
        return
    from smartscore.interview.events import transcript_head, transcript_line  # noqa: PLC0415  # rarely asked for

    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise UsageError([Fault("usage.exists", {"path": str(path)})]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError([Fault("write.failed", {"reason": reason}, file=str(path))]) from None

    def note(session: "Session", event: "Event") -> None:
        head = [transcript_head(session)] if file.tell() == 0 else []
        for entry in (*head, transcript_line(session, event)):
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()

    with file:
        yield note


def replayed(sitting: Sitting, path: Path | None, note: Note) -> None:
    """Let the events of a transcript happen, each saved. Raises UsageError naming the event that cannot."""
    if path is None:
        return
    from smartscore.files.documents import read_bytes  # noqa: PLC0415  # rarely asked for
    from smartscore.interview.events import happen, read_transcript  # noqa: PLC0415  # the same

    number = 0
    try:
        for event in read_transcript(read_bytes(str(path)).decode("utf-8").splitlines()):
            number += 1
            before = sitting.session
            session = before.at_question(event.question)
            sitting.session = happen(session, event)
            note(session, event)
            if sitting.session.sheet is not before.sheet:
                sitting.save(sitting.session)
    except AnswerError as error:
        raise UsageError([_at_line(fault, path, number + 1) for fault in error.faults]) from None
    sitting.shell.say(sitting.shell.words("interview.replayed", count=number))


def _at_line(fault: Fault, path: Path, line: int) -> Fault:
    return replace(fault, file=str(path), line=fault.line or line)

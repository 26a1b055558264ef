"""The letters of line mode, the same in every language; digits are always answers.

Each command takes what stood behind its letter on the line.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from smartscore.answers import EvidenceItem
from smartscore.evidence_kind import kind_of
from smartscore.files.validation import validate
from smartscore.interview import line_view
from smartscore.interview.events import evidence_text
from smartscore.language import one_line
from smartscore.questions.question import EvidenceAsked

if TYPE_CHECKING:
    from smartscore.interview.line_mode import LineInterview

Command = Callable[["LineInterview", str], None]

SEPARATOR: Final = "|"
"""Between the parts of an evidence item on one line: reference | documents | date | quality."""


DELETE: Final = "-"
"""What deletes a comment."""


class Quit(Exception):  # noqa: N818  # not an error
    """The person asked to stop."""


def not_applicable(interview: "LineInterview", rest: str) -> None:
    """Say that the question does not apply, and why. Raises AnswerError where it may not, before it asks why."""
    interview.session.not_applicable(rest or "-")
    reason = rest or interview.line("interview.ask_reason")
    if reason:
        interview.happen("not_applicable", reason)
    else:
        interview.say("interview.no_reason")


def not_known(interview: "LineInterview", rest: str) -> None:
    """Say that the answer is not known; what stands behind it becomes the comment."""
    _state(interview, "unknown", rest)


def waiting(interview: "LineInterview", rest: str) -> None:
    """Say that an outside body gives the answer; what stands behind it becomes the comment."""
    _state(interview, "waiting", rest)


def _state(interview: "LineInterview", name: str, note: str) -> None:
    if note:
        interview.happen("comment", note)
    interview.happen(name)


def comment(interview: "LineInterview", rest: str) -> None:
    """Set the comment; a hyphen deletes it, nothing keeps it."""
    typed = rest or interview.line("interview.ask_comment")
    if typed:
        interview.happen("comment", "" if typed == DELETE else typed)


def evidence(interview: "LineInterview", rest: str) -> None:
    """Add an evidence item; `-2` takes the second off, `=2` replaces it."""
    question = interview.session.current
    if question is None:
        return
    asked = list(question.all_evidence().values())
    for place, document in enumerate(asked, 1):
        interview.screen.say(f"{place:>2}  {one_line(document.name)}", indent=4)
    first, *parts = (part.strip() for part in (rest or interview.line("interview.ask_reference")).split(SEPARATOR))
    if not parts and first.isascii() and first.isdigit() and 1 <= int(first) <= len(asked):
        parts = [first]  # the document was meant, not its name
        first = interview.line("interview.ask_name") or asked[int(parts[0]) - 1].name
    if first[:1] == "-" and first[1:].isdecimal():
        interview.happen("remove_evidence", first[1:])
        return
    number = first[1:] if first[:1] == "=" and first[1:].isdecimal() else ""
    if number:
        first, parts = interview.line("interview.ask_reference"), []
    item = _item(interview, asked, first, parts) if first else None
    if item is None:
        interview.say("interview.no_evidence")
    elif number:
        interview.happen("replace_evidence", f"{number} {evidence_text(item)}")
    else:
        interview.happen("add_evidence", evidence_text(item))


def _item(
    interview: "LineInterview", asked: list[EvidenceAsked], reference: str, parts: list[str]
) -> EvidenceItem | None:
    """Return the item that was described: on one line, or by answering one prompt after the other."""
    told = iter(parts) if parts else None
    proves = _proves(interview, asked, told) if asked else ()
    date = _checked_part(interview, "date", "interview.ask_date", told)
    quality = _checked_part(interview, "quality", "interview.ask_quality", told)
    there = interview.around.evidence_file(reference)
    data: dict[str, object] = there.model_dump(exclude_defaults=True) if there else {}
    data = {"kind": kind_of(reference), "reference": reference, **data, "proves": proves}
    data |= {name: value for name, value in (("date", date), ("quality", quality)) if value}
    item, faults = validate(EvidenceItem, data)
    for fault in faults:
        interview.screen.say(fault.sentence(interview.words), style="red")
    return item


def _checked_part(interview: "LineInterview", name: str, key: str, told: object) -> str | int:
    """Return the date or the quality; ask again where it is none. Nothing typed is nothing said."""
    while typed := _part(interview, key, told):
        value = int(typed) if name == "quality" and typed.isascii() and typed.isdigit() and len(typed) == 1 else typed
        faults = validate(EvidenceItem, {"kind": "document", "reference": "?", name: value})[1]
        if not faults:
            return value
        for fault in faults:
            interview.screen.say(fault.sentence(interview.words), style="red")
        told = None
    return ""


def _part(interview: "LineInterview", key: str, told: object) -> str:
    """Return the next part of a line; where the line was not split, what the person types."""
    return interview.line(key) if told is None else str(next(told, ""))  # type: ignore[call-overload]  # an iterator


def _proves(interview: "LineInterview", asked: list[EvidenceAsked], told: object) -> tuple[str, ...]:
    while True:
        typed = _part(interview, "interview.ask_proves", told).replace(",", " ").split()
        numbers = [int(part) for part in typed if part.isascii() and part.isdigit()]
        if len(numbers) == len(typed) and all(0 <= number <= len(asked) for number in numbers):
            return tuple(dict.fromkeys(asked[number - 1].id for number in numbers if number))
        interview.screen.say(interview.words("interview.wrong_numbers", count=len(asked)), style="red")
        told = None


def back(interview: "LineInterview", rest: str) -> None:
    """Go to the question before."""
    if rest:
        interview.say("interview.nothing_behind")
        return
    if interview.session.at == 0:
        interview.say("interview.first")
    interview.move("back")


def go_to(interview: "LineInterview", rest: str) -> None:
    """Go to a question by id, area, or words; name the others that are meant too."""
    wanted = rest or interview.line("interview.ask_where")
    if not wanted:
        return
    found = interview.session.search(wanted)
    interview.move("go_to", wanted)
    others = [name for name in found[1:] if name != found[0]]
    if others:
        listed = ", ".join(others[: line_view.MOST_LISTED])
        interview.screen.say(interview.words("interview.found_too", count=len(others), ids=listed), style="dim")


def open_questions(interview: "LineInterview", rest: str) -> None:
    """List what has no answer yet."""
    del rest
    line_view.show_open(interview.screen, interview.session, interview.words)


def other_language(interview: "LineInterview", rest: str) -> None:
    """Go on in the next language of the questionnaire."""
    del rest
    interview.other_language()


def live_score(interview: "LineInterview", rest: str) -> None:
    """Show the score after each answer, or stop showing it."""
    del rest
    interview.live = not interview.live
    interview.say("interview.live_on" if interview.live else "interview.live_off")
    interview.show_live()


def show_help(interview: "LineInterview", rest: str) -> None:
    """Explain the keys, and list the evidence of this question."""
    del rest
    line_view.show_help(interview.screen, interview.session.current, interview.words)


def stop(interview: "LineInterview", rest: str) -> None:
    """Stop; everything is saved."""
    if rest:
        interview.say("interview.nothing_behind")
        return
    raise Quit


def skip(interview: "LineInterview", rest: str) -> None:
    """Leave the question for later."""
    if rest:
        interview.say("interview.nothing_behind")
        return
    interview.move("skip")


def _event(name: str) -> Command:
    return lambda interview, _: interview.happen(name)


COMMANDS: Final[dict[str, Command]] = {
    "n": not_applicable,
    "?": not_known,
    "w": waiting,
    "c": comment,
    "e": evidence,
    "b": back,
    "s": skip,
    "g": go_to,
    "o": open_questions,
    "u": _event("undo"),
    "r": _event("redo"),
    "l": other_language,
    "v": live_score,
    "h": show_help,
    "q": stop,
}
"""Every letter, and what it does."""

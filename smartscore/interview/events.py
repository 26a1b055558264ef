"""What can happen in an interview, by name: the one table that both faces, transcripts and replays share. Pure."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from smartscore.answers import EvidenceItem
from smartscore.errors import AnswerError, Fault
from smartscore.interview.session import Session

TRANSCRIPT_FORMAT: Final = "smartscore-transcript/1"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a question; `text` is what was typed, or an evidence item as JSON."""

    question: str
    name: str
    text: str = ""


def evidence_text(item: EvidenceItem) -> str:
    """Return an evidence item as the text of an event."""
    return item.model_dump_json(exclude_defaults=True)


def _evidence(text: str) -> EvidenceItem:
    return EvidenceItem.model_validate_json(text)


def _replaced(session: Session, text: str) -> Session:
    number, _, item = text.partition(" ")
    return session.replace_evidence(int(number), _evidence(item))


EVENTS: Final[dict[str, Callable[[Session, str], Session]]] = {
    "answer": lambda session, text: session.type(text),
    "unknown": lambda session, _: session.unknown(),
    "waiting": lambda session, _: session.waiting(),
    "not_applicable": lambda session, text: session.not_applicable(text),
    "comment": lambda session, text: session.comment(text),
    "add_evidence": lambda session, text: session.add_evidence(_evidence(text)),
    "replace_evidence": _replaced,
    "remove_evidence": lambda session, text: session.remove_evidence(int(text)),
    "clear": lambda session, _: session.clear(),
    "back": lambda session, _: session.back(),
    "skip": lambda session, _: session.skip(),
    "keep": lambda session, _: session.following(),
    "go_to": lambda session, text: session.go_to(text),
    "undo": lambda session, _: session.undo(),
    "redo": lambda session, _: session.redo(),
}
"""Every event, and what it makes of a session."""


def happen(session: Session, event: Event) -> Session:
    """Return the session after an event. Raises AnswerError where it is refused or there is none of that name."""
    if event.name not in EVENTS:
        raise AnswerError([Fault("interview.event_unknown", {"name": event.name, "known": list(EVENTS)})])
    return EVENTS[event.name](session, event.text)


def transcript_head(session: Session) -> dict[str, Any]:
    """Return the first line of a transcript."""
    questionnaire = session.questionnaire
    return {"format": TRANSCRIPT_FORMAT, "questionnaire": questionnaire.id, "version": questionnaire.version}


def transcript_line(session: Session, event: Event) -> dict[str, Any]:
    """Return an event as a line of a transcript, with what was asked."""
    question = session.questionnaire.questions.get(event.question)
    asked = {"asked": question.ask} if question else {}
    return {"question": event.question, **asked, "event": event.name, **({"text": event.text} if event.text else {})}


def read_transcript(lines: Iterable[str]) -> list[Event]:
    """Return the events of a transcript. Raises AnswerError naming the line that is none."""
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line) if line.strip() else {}
        except json.JSONDecodeError:
            entry = None
        if not isinstance(entry, dict):
            raise AnswerError([Fault("interview.no_event", line=number)])
        if "event" in entry:
            events.append(Event(str(entry.get("question", "")), str(entry["event"]), str(entry.get("text", ""))))
    return events

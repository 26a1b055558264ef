"""The full-screen interview driven by keys without a terminal: what its tests have in common."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make

from smartscore.answers import EvidenceItem, State
from smartscore.errors import Fault, WriteError
from smartscore.interview.events import Event
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Questionnaire

pytest.importorskip("textual", reason="the full-screen mode (smartscore[tui]) is not installed")

from textual.pilot import Pilot

from smartscore.interview.full_screen.app import InterviewApp
from smartscore.interview.full_screen.sitting import Sitting

SIZES = [(80, 24), (60, 20)]
PROOF = {
    3: [{"id": "decree", "name": "The decree", "shows": "Its number."}],
    4: [{"id": "list", "name": "The list", "max_age_months": 6}],
}


def driven(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Let an asynchronous test run in a loop of its own."""

    @wraps(test)
    def run(*arguments: Any, **named: Any) -> None:
        asyncio.run(test(*arguments, **named))

    return run


def every_kind() -> Questionnaire:
    """Return a question of every kind, and one after them."""
    unit = {"unit": "%", "valid": [0, 100], "thresholds": [10, 20, 30, 40, 50]}
    criteria = [{"id": name, "text": f"Criterion {name}"} for name in ("x", "y", "z")]
    options = [{"id": name, "text": f"Option {name}", "points": place} for place, name in enumerate("abc")]
    return make(
        dimension(
            "one",
            level_question("level", evidence=PROOF, help="What counts."),
            {"id": "yesno", "kind": "yes_no", "ask": "Is it so?"},
            {"id": "choice", "kind": "choice", "ask": "Which?", "options": options},
        ),
        dimension(
            "two",
            {"id": "list", "kind": "checklist", "ask": "What of it?", "criteria": criteria},
            {"id": "number", "kind": "number", "ask": "How many?", **unit},
            level_question("last"),
        ),
        languages=["en", "id"],
    )


@dataclass
class Desk:
    """A disk that keeps what was saved, or refuses; the clock goes on by ten seconds each time it is looked at."""

    saved: list[Session] = field(default_factory=list)
    is_full: bool = False
    now: float = 0.0
    events: list[Event] = field(default_factory=list)

    def save(self, session: Session) -> Session:
        if self.is_full:
            raise WriteError([Fault("write.failed", {"reason": "No space left on device"}, file="x.yaml")])
        self.saved.append(session)
        return session

    def clock(self) -> float:
        self.now += 10
        return self.now

    def surroundings(self) -> Surroundings:
        return Surroundings(
            save=self.save,
            in_language=lambda code: every_kind().read_from_files("", code),
            clock=self.clock,
            evidence_file=lambda path: EvidenceItem(reference=path, size=3) if path.endswith(".pdf") else None,
            files_beginning=lambda start: ["docs/decree.pdf"] if start and "docs/decree.pdf".startswith(start) else [],
        )


def app_of(session: Session, desk: Desk | None = None, language: str = "en") -> InterviewApp:
    desk = desk or Desk()
    note = lambda _session, event: desk.events.append(event)  # noqa: E731  # one line says it
    return InterviewApp(Sitting(session, LANGUAGES[language], desk.surroundings(), note))


def begun(answers: dict[str, Any] | None = None, at: str | None = None, **fields: Any) -> Session:
    questionnaire = every_kind()
    session = Session.begin(questionnaire, answered(questionnaire, answers or {}, region="[b]Ruteng", **fields))
    return session.at_question(at) if at else session


def read(pilot: Pilot[Any]) -> str:
    """Return all that is to be read on the screen."""
    app = pilot.app
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def words_of(pilot: Pilot[Any]) -> str:
    """Return all that is to be read, in one line without borders."""
    return " ".join(read(pilot).replace("│", " ").split())


def row_of(pilot: Pilot[Any], text: str) -> int:
    """Return the line of the screen in which a text stands."""
    return next(row for row, line in enumerate(read(pilot).splitlines()) if text in line)


def current(pilot: Pilot[Any]) -> str:
    return getattr(pilot.app, "sitting").session.current.id  # noqa: B009  # the app's own field


def state_of(pilot: Pilot[Any], question_id: str) -> State:
    return getattr(pilot.app, "sitting").session.state(question_id)  # noqa: B009  # the same

"""The interview on the whole screen (`smartscore[tui]`): one question, its levels, its evidence, and the way there."""

import os
from collections.abc import Callable

from smartscore.interview.events import Event
from smartscore.interview.full_screen.app import InterviewApp
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import Language


class NoScreenError(Exception):
    """The console does not let anything be drawn on it; nothing was asked yet."""


def run(
    session: Session,
    words: Language,
    surroundings: Surroundings,
    note: Callable[[Session, Event], None] = lambda _session, _event: None,
) -> Session:
    """Ask until the person is done; return how the session stands.

    `note` hears of every event that changed something or moved; transcripts are made from it.
    Raises KeyboardInterrupt, once the terminal is as it was, where the person interrupted it; every answer that was
    acknowledged has been saved by then. Where the program has a fault, its exception is raised in the same way.
    Raises NoScreenError where the console refused before anything was shown.
    """
    no_color = os.environ.get("NO_COLOR")
    app = InterviewApp(Sitting(session.begun(), words, surroundings, note))
    if no_color is not None:  # Textual takes it out of the environment
        os.environ["NO_COLOR"] = no_color
    result = app.run()
    if app.is_interrupted:
        raise KeyboardInterrupt
    if app.failure is not None:
        raise app.failure if app.is_shown else NoScreenError from app.failure
    return result or app.sitting.session


__all__ = ["NoScreenError", "Surroundings", "run"]

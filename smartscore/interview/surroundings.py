"""What an interview may ask of the world around it; both faces are handed the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartscore.answers import EvidenceItem
from smartscore.interview.session import Session
from smartscore.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the interview calls.

    `save`: write the session's sheet; when it returns, the answer is on the disk. It returns the session to go on with,
    which is another one where the file was changed by somebody else. Raises SmartscoreError where it cannot.
    `in_language`: the same questionnaire in another language.
    `clock`: seconds that only ever grow.
    `evidence_file`: an evidence item for a file that a path names, with digest and size; None where there is none.
    `files_beginning`: the files and folders whose path begins so, the best first; full-screen mode completes paths.
    """

    save: Callable[[Session], Session]
    in_language: Callable[[str], Questionnaire]
    clock: Callable[[], float]
    evidence_file: Callable[[str], EvidenceItem | None]
    files_beginning: Callable[[str], Sequence[str]] = lambda _beginning: ()

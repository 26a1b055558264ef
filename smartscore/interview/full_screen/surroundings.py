"""What the full-screen mode may ask of the world around it; it never touches a file, a clock or the environment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartscore.answers import EvidenceItem
from smartscore.interview.session import Session
from smartscore.questionnaire import Questionnaire


def _no_files(beginning: str) -> Sequence[str]:
    del beginning
    return ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the caller provides.

    `save` puts a session's sheet on disk and returns the session as it then stands; it may raise SmartscoreError.
    `in_language` returns the same questionnaire in another language; it may raise SmartscoreError.
    `clock` counts seconds. `evidence_file` returns an item with digest and size for a file named by a path, None where
    there is no such file; it may raise SmartscoreError. `files_beginning` completes the beginning of a path: the files
    and folders that continue it, best first. `light` begins with dark letters on a light ground.
    """

    save: Callable[[Session], Session]
    in_language: Callable[[str], Questionnaire]
    clock: Callable[[], float]
    evidence_file: Callable[[str], EvidenceItem | None]
    files_beginning: Callable[[str], Sequence[str]] = _no_files
    light: bool = False

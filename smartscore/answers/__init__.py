"""What an answer sheet is, and how its answers fit the questions. Nothing here reads a file."""

from smartscore.answers.answer import SHORT_FORMS, Answer, Entry, OpenState, State, given_text
from smartscore.answers.evidence_item import NEWS, EvidenceItem, EvidenceKind, EvidenceStatus
from smartscore.answers.response import Fit, Matched, Response, header_faults, match, missing_evidence, respond
from smartscore.answers.sheet import BETWEEN_NAMES, FORMAT, Role, Sheet, SheetQuestionnaire

__all__ = [
    "BETWEEN_NAMES",
    "FORMAT",
    "NEWS",
    "SHORT_FORMS",
    "Answer",
    "Entry",
    "EvidenceItem",
    "EvidenceKind",
    "EvidenceStatus",
    "Fit",
    "Matched",
    "OpenState",
    "Response",
    "Role",
    "Sheet",
    "SheetQuestionnaire",
    "State",
    "given_text",
    "header_faults",
    "match",
    "missing_evidence",
    "respond",
]

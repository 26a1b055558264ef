"""What is said of a comment or of evidence once it is saved; both faces say the same. Pure."""

from collections.abc import Iterator

from smartscore import phrases
from smartscore.answers import EvidenceItem
from smartscore.evidence_kind import names_a_file
from smartscore.interview.session import Session
from smartscore.language import Language, one_line


def added_text(before: Session, after: Session, question_id: str, words: Language) -> str:
    """Return what has changed beside an answer: its comment, evidence that came, evidence that went."""
    old, new = before.answer(question_id), after.answer(question_id)
    came = [item for item in new.evidence if item not in old.evidence]
    gone = [item for item in old.evidence if item not in new.evidence]
    texts = list(_comment(question_id, old.note, new.note, words))
    texts += [text for item in came for text in _evidence(question_id, item, words)]
    if len(old.evidence) > len(new.evidence):
        texts += [words("interview.removed_evidence", id=question_id, item=_item(item, words)) for item in gone]
    return "\n".join(texts) or words("interview.saved_so", id=question_id)


def _comment(question_id: str, old: str | None, new: str | None, words: Language) -> Iterator[str]:
    if new and new != old:
        yield words("interview.saved_comment", id=question_id, note=one_line(new))
    elif old and not new:
        yield words("interview.removed_comment", id=question_id)


def _evidence(question_id: str, item: EvidenceItem, words: Language) -> Iterator[str]:
    yield words("interview.saved_evidence", id=question_id, item=_item(item, words))
    if item.size is not None:
        yield words("interview.file_found", size=words.signs(f"{item.size:,}"))
    elif names_a_file(item.reference):
        yield words("interview.no_such_file", value=one_line(item.reference))


def _item(item: EvidenceItem, words: Language) -> str:
    return one_line(phrases.evidence(item, words))

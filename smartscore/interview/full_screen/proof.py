"""What is asked as evidence at the answer in hand, and what is there of it, in words. Nothing is drawn here."""

from collections.abc import Iterator

from smartscore import phrases
from smartscore.answers import EvidenceItem
from smartscore.errors import AnswerError
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.drawing import MUTED, Line
from smartscore.interview.session import Session
from smartscore.language import Language, one_line
from smartscore.questions.question import EvidenceAsked, Standing


def proof_lines(session: Session, asking: Asking, words: Language) -> Iterator[Line]:
    """Yield what the answer in hand has to show, and the evidence that stands beside the answer."""
    question = asking.question
    if question.all_evidence():
        standing = standing_in_hand(session, asking)
        yield from _counts(asking, words) if standing is None else _asked(session, asking, standing, words)
    else:
        yield Line(words("full_screen.no_evidence_asked"), MUTED)
    items = session.answer(question.id).evidence
    if items:
        yield Line("")
        yield Line(words("full_screen.evidence_here"), "bold")
        yield from (Line(item_text(item, words), sign=f"{number:>2} ") for number, item in enumerate(items, 1))


def standing_in_hand(session: Session, asking: Asking) -> Standing | None:
    """Return where the answer in hand would stand; None where there is none, or it is none."""
    question = asking.question
    text = asking.in_hand
    try:
        if text:
            return question.accept(question.parse(text), session.questionnaire.scale)
        value = next(iter(session.answer(question.id).values().values()), None)
        return None if value is None else question.accept(value, session.questionnaire.scale)
    except AnswerError:
        return None


def item_text(item: EvidenceItem, words: Language) -> str:
    """Return an evidence item in words, with its quality."""
    quality = [words("full_screen.quality_of", quality=item.quality)] if item.quality else []
    return one_line(" · ".join([phrases.evidence(item, words), *quality]))


def _counts(asking: Asking, words: Language) -> Iterator[Line]:
    question = asking.question
    asked = [(key, len(items)) for key, items in question.evidence_lists() if items]
    yield Line(words("full_screen.evidence_title"), "bold")
    if [key for key, _ in asked] == [""]:
        yield from _documents(tuple(question.all_evidence().values()), frozenset(), words)
        return
    listed = ", ".join(words("interview.evidence_count", key=key, count=count) for key, count in asked)
    yield Line(words("full_screen.evidence_counts", listed=listed))


def _asked(session: Session, asking: Asking, standing: Standing, words: Language) -> Iterator[Line]:
    needed = asking.question.needed(standing)
    level = standing.level if asking.question.has_levels() else None
    title = words("full_screen.evidence_title")
    yield Line(title if level is None else words("full_screen.evidence_at_level", level=level), "bold")
    if not needed:
        yield Line(words("full_screen.nothing_to_show"), MUTED)
    answer = session.answer(asking.question.id)
    yield from _documents(needed, frozenset(name for item in answer.evidence for name in item.proves), words)


def _documents(documents: tuple[EvidenceAsked, ...], proved: frozenset[str], words: Language) -> Iterator[Line]:
    for item in documents:
        yield Line(one_line(item.name), sign="[x]" if item.id in proved else "[ ]")
        if item.shows:
            yield Line(one_line(item.shows), MUTED, "   ")
        if item.max_age_months:
            yield Line(words("full_screen.not_older", count=item.max_age_months), MUTED, "   ")

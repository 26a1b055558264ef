"""What the lists show: open questions per area, and what to look at once more before the end. Nothing is drawn here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartscore import phrases
from smartscore.answers import State
from smartscore.interview.review import Review
from smartscore.interview.session import Session
from smartscore.language import Language, one_line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; `target` is the question or group that it leads to, None for a heading."""

    text: str
    target: str | None = None


def question_row(session: Session, question_id: str, words: Language) -> Row:
    """Return a question with its state, as a row that leads to it."""
    question = session.questionnaire.questions[question_id]
    state = session.state(question_id)
    more = "" if state in (State.MISSING, State.ANSWERED) else f" ({words(f'state.{state.value}')})"
    return Row(f"{question_id}: {one_line(question.ask)}{more}", question_id)


def open_rows(session: Session, words: Language) -> Iterator[Row]:
    """Yield the open questions, below the area that each stands in."""
    area: tuple[str, ...] = ()
    counts = _open_per_area(session)
    for question_id in session.open:
        path = session.questionnaire.path(question_id)[:-1]
        if path != area:
            area = path
            yield Row(words("full_screen.open_area", name=_names(session, path), count=counts[path]))
        yield question_row(session, question_id, words)
    if not counts:
        yield Row(words("interview.none_open"))


def review_rows(found: Review, session: Session, words: Language) -> Iterator[Row]:
    """Yield what to look at once more, the most urgent first; only questions of this sitting."""
    sections = {
        "section.unmet": _unmet(found, words),
        "full_screen.contradictions": _contradictions(found, words),
        "full_screen.telling": (question_row(session, name, words) for name in found.telling if name in session.order),
        "full_screen.missing": (question_row(session, name, words) for name in session.open),
        "full_screen.unproved": _questions(found.unproved, session, words),
        "full_screen.challenged": _questions(
            tuple(name for name in found.challenged if name not in found.unproved), session, words
        ),
    }
    for title, rows in sections.items():
        here = [row for row in rows if row.target is not None and session.search(row.target)]
        if here:
            yield Row(f"{words(title)} ({len(here)})")
            yield from here


def _questions(names: Iterable[str], session: Session, words: Language) -> Iterator[Row]:
    yield from (question_row(session, name, words) for name in names if name in session.order)


def _unmet(found: Review, words: Language) -> Iterator[Row]:
    for item in found.unmet:
        text = words("review.unmet", id=item.node, text=phrases.minimum(item, words))
        yield Row(f"{text} {one_line(item.because)}", item.node)


def _contradictions(found: Review, words: Language) -> Iterator[Row]:
    for item in found.contradictions:
        because = one_line(item.because)
        text = words("review.contradiction", claim=item.claim, expects=item.expects, because=because)
        yield from (Row(f"{name} · {text}", name) for name in (item.claim, item.expects))


def _open_per_area(session: Session) -> dict[tuple[str, ...], int]:
    counts: dict[tuple[str, ...], int] = {}
    for question_id in session.open:
        path = session.questionnaire.path(question_id)[:-1]
        counts[path] = counts.get(path, 0) + 1
    return counts


def _names(session: Session, path: tuple[str, ...]) -> str:
    return " › ".join(one_line(session.questionnaire.groups[step].name) for step in path)

"""The lines of a question: what is asked, its help, the answer that is there, the choices, the evidence. Pure."""

from collections.abc import Iterator

from smartscore.answers import State
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.drawing import BAD, GOOD, MARKED, MUTED, Line
from smartscore.interview.full_screen.proof import proof_lines
from smartscore.interview.full_screen.sitting import Said, Sitting, Tone
from smartscore.interview.line_view import answer_text
from smartscore.language import Language, one_line
from smartscore.questions.question import Choice, Question

STYLES = {Tone.GOOD: GOOD, Tone.BAD: BAD, Tone.PLAIN: ""}
"""How what was said looks, by how it is meant."""


def question_lines(sitting: Sitting, asking: Asking, *, with_proof: bool) -> Iterator[Line]:
    """Yield a question from its beginning; a choice's target is its place among the choices."""
    question, words = asking.question, sitting.words
    yield Line(one_line(question.ask), "bold")
    yield from (Line(one_line(text), MUTED) for text in (question.help, _number_text(question, words)) if text)
    yield from (Line(text, GOOD) for text in _present(sitting, question))
    if asking.choices:
        yield Line("")
    yield from (_choice(place, choice, asking, words) for place, choice in enumerate(asking.choices))
    if with_proof:
        yield Line("")
        yield from proof_lines(sitting.session, asking, words)


def answer_lines(asking: Asking, said: Said, words: Language) -> Iterator[Line]:
    """Yield what is typed, where signs are gathered, and what was said last."""
    if asking.gathers:
        keys = one_line(asking.question.keys())
        yield Line(words("full_screen.typed", keys=keys, typed=asking.typed), "bold")
    yield from said_lines(said)


def said_lines(said: Said) -> list[Line]:
    """Return what was said, as a line; nothing where nothing was."""
    return [Line(said.text, STYLES[said.tone])] if said.text else []


def _present(sitting: Sitting, question: Question) -> Iterator[str]:
    """Yield the answer that is there, and its comment."""
    session, words = sitting.session, sitting.words
    if session.state(question.id) is not State.MISSING:
        yield words("interview.now", answer=answer_text(session, question, words))
    note = session.answer(question.id).note
    if note:
        yield words("report.note", note=one_line(note))


def _choice(place: int, choice: Choice, asking: Asking, words: Language) -> Line:
    is_marked, is_present = asking.marked == place, choice.key in asking.present
    text = words(f"answer.{choice.text}") if asking.question.kind == "yes_no" else one_line(choice.text)
    style = f"bold {MARKED}" if is_marked else GOOD if is_present else ""
    return Line(text, style, f"{'>' if is_marked else ' '} {_sign(asking, choice.key)}", place)


def _number_text(question: Question, words: Language) -> str:
    if question.kind != "number":
        return ""
    return words("interview.number", unit=question.keys(), count=one_line(question.counts()))


def _sign(asking: Asking, key: str) -> str:
    """Return the key of a choice, with a tick where there is one and a point where it is the present answer."""
    if asking.is_checklist:
        ticked = "x" if key in (asking.ticked or ()) else " "
        return f"[{ticked}] {key:>2}"
    return f"{'●' if key in asking.present else ' '} {key:>2}"

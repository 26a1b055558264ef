"""What line mode prints: the question, what is open, the review, the score so far."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, Protocol

from smartscore import phrases
from smartscore.answers import State, given_text, respond
from smartscore.exact import HUNDRED
from smartscore.interview.review import Review
from smartscore.interview.session import Session
from smartscore.language import Language, one_line
from smartscore.questions.number import NumberQuestion
from smartscore.questions.question import EvidenceAsked, Question
from smartscore.scoring import Scorecard

MOST_LISTED: Final = 8
"""No list on the screen is longer."""


REVIEWED: Final = {
    "missing": "review.missing",
    "telling": "review.telling",
    "unproved": "review.unproved",
    "challenged": "review.challenged",
}
"""The lists of a review, and what is said above each."""


class Screen(Protocol):
    """What is said to the person, and how lines are read."""

    @property
    def is_terminal(self) -> bool:
        """Whether a person sits at the other end."""

    def say(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        """Print a paragraph, wrapped, with its lines indented."""

    def ask(self, prompt: str) -> str | None:
        """Print a prompt and read a line without its end; None at the end of the input."""


def show_question(screen: Screen, session: Session, words: Language, minutes: int | None) -> None:
    """Print the current question with its choices and what is there already."""
    question = session.current
    if question is None:
        return
    screen.say()
    screen.say(_place(session, question, words, minutes), style="dim")
    screen.say(one_line(question.ask), style="bold")
    if question.help:
        screen.say(one_line(question.help), style="dim")
    _show_choices(screen, question, words)
    _show_present(screen, session, question, words)
    screen.say(keys_line(session, question, words), style="dim")


def keys_line(session: Session, question: Question, words: Language) -> str:
    """Return what may be typed at a question, briefly: its answers, and the letters that can be used there."""
    keys = words("interview.number_key", unit=question.keys()) if question.kind == "number" else question.keys()
    allowed = session.questionnaire.allows_not_applicable(question)
    return words("interview.keys", keys=keys, not_applicable=words("interview.key_n") if allowed else "")


def _place(session: Session, question: Question, words: Language, minutes: int | None) -> str:
    questionnaire = session.questionnaire
    groups = " › ".join(one_line(questionnaire.groups[step].name) for step in questionnaire.path(question.id)[:-1])
    number, count = session.at + 1, len(session.order)
    done = int(HUNDRED * session.answered / count)
    text = words("interview.place", number=number, count=count, groups=groups, done=done, id=question.id)
    return text if minutes is None else text + words("interview.minutes_left", count=minutes)


def _show_choices(screen: Screen, question: Question, words: Language) -> None:
    for choice in question.choices():
        text = words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
        screen.say(f"{choice.key:>2}  {text}", indent=4)
    if question.kind == "number":
        screen.say(words("interview.number", unit=question.keys(), count=one_line(question.counts())))
        if isinstance(question, NumberQuestion) and question.thresholds:
            edges = " · ".join(words.value(edge) for edge in question.thresholds)
            screen.say(words("questionnaires.thresholds", thresholds=edges), style="dim")
    asked = [(key, len(items)) for key, items in question.evidence_lists() if items]
    if asked:
        listed = ", ".join(words("interview.evidence_count", key=key or "–", count=count) for key, count in asked)
        screen.say(words("interview.evidence_asked", listed=listed), style="dim")


def _show_present(screen: Screen, session: Session, question: Question, words: Language) -> None:
    answer = session.answer(question.id)
    if session.state(question.id) is not State.MISSING:
        screen.say(words("interview.now", answer=answer_text(session, question, words)), style="cyan")
    if answer.note:
        screen.say(words("report.note", note=one_line(answer.note)), style="cyan")
    for number, item in enumerate(answer.evidence, 1):
        text = words("interview.has_evidence", number=number, reference=one_line(phrases.evidence(item, words)))
        screen.say(text, style="cyan")


def answer_text(session: Session, question: Question, words: Language) -> str:
    """Return a question's present answer in words."""
    answer = session.answer(question.id)
    state = answer.given_state()
    if state is not State.ANSWERED:
        return words(f"state.{state.value}") + (f" ({one_line(answer.reason)})" if answer.reason else "")
    text = given_text(next(iter(answer.values().values())))
    if question.kind == "yes_no":
        return words(f"answer.{text}")
    if question.kind == "number":
        return words.signs(text) + f" {question.keys()}"
    return text or words("interview.none_met")


def evidence_due(session: Session, question: Question) -> Iterator[EvidenceAsked]:
    """Yield what the present answer has to show and does not yet."""
    answer = session.answer(question.id)
    response = respond(session.questionnaire, question, answer, assessed=session.sheet.assessed).response
    if response.standing is not None:
        yield from (item for item in question.needed(response.standing) if item.id not in response.proved)


def is_high(session: Session, question: Question) -> bool:
    """Say whether the present answer is one of the two highest, so that a stranger would ask to see it."""
    scale = session.questionnaire.scale
    response = respond(session.questionnaire, question, session.answer(question.id), assessed=False).response
    return response.standing is not None and response.standing.x >= scale.x(scale.highest - 1)


def show_help(screen: Screen, question: Question | None, words: Language) -> None:
    """Explain the keys, and list the evidence that the question asks for."""
    screen.say(words("interview.help"))
    for key, items in question.evidence_lists() if question else ():
        for item in items:
            shows = f": {one_line(item.shows)}" if item.shows else ""
            screen.say(f"{key:>2}  {one_line(item.name)}{shows}", indent=4, style="dim")


def show_open(screen: Screen, session: Session, words: Language) -> None:
    """List the questions without an answer, by area."""
    if not session.open:
        screen.say(words("interview.none_open"))
    parents, groups = session.questionnaire.parents, session.questionnaire.groups
    for area, names in groupby(session.open, key=lambda name: parents[name]):
        listed = list(names)
        text = words("interview.open_area", area=one_line(groups[area].name), count=len(listed), ids=", ".join(listed))
        screen.say(text, indent=2)


def show_score(screen: Screen, card: Scorecard, words: Language) -> None:
    """Print the score so far in one line."""
    level = phrases.level(card.overall.result, words)
    coverage = phrases.coverage(card, card.overall.coverage, words)
    screen.say(words("interview.live", level=level, index=phrases.whole_index(card, words), coverage=coverage))


def show_review(screen: Screen, found: Review, session: Session, words: Language) -> None:
    """Print what to look at once more."""
    screen.say()
    screen.say(words("interview.review"), style="bold")
    for name, key in REVIEWED.items():
        ids = [item for item in getattr(found, name) if item in session.order]
        if ids:
            more = words("interview.and_more", count=len(ids) - MOST_LISTED) if len(ids) > MOST_LISTED else ""
            listed = ", ".join(ids[:MOST_LISTED])
            screen.say(words(key, count=len(ids), ids=listed) + more, indent=2)
    for item in found.unmet:
        screen.say(words("review.unmet", id=item.node, text=phrases.minimum(item, words)), indent=2)
    for pair in found.contradictions:
        text = words("review.contradiction", claim=pair.claim, expects=pair.expects, because=one_line(pair.because))
        screen.say(text, indent=2)
    if not found.questions:
        screen.say(words("review.nothing"), style="green")

"""The interview as a state machine: any events leave a valid sheet, and every event does what its name says."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make
from generated import questionnaires
from hypothesis import given
from hypothesis import strategies as st

from smartscore.answers import EvidenceItem, State, match
from smartscore.errors import AnswerError
from smartscore.interview.session import Session
from smartscore.questionnaire import Questionnaire

EVENTS = ["type", "unknown", "waiting", "not_applicable", "comment", "evidence", "back", "skip", "following", "set"]


def begun(answers: dict[str, Any] | None = None, **fields: Any) -> Session:
    questionnaire = make(
        dimension("one", level_question("a", quick=True), level_question("b")),
        dimension("two", level_question("c")),
    )
    return Session.begin(questionnaire, answered(questionnaire, answers or {}), **fields)


def happened(session: Session, event: str, text: str) -> Session:
    """Return the session after an event; the same one where the event was refused."""
    acts: dict[str, Callable[[], Session]] = {
        "type": lambda: session.type(text),
        "not_applicable": lambda: session.not_applicable(text),
        "comment": lambda: session.comment(text),
        "evidence": lambda: session.add_evidence(EvidenceItem(reference=text.strip() or "file")),
        "set": lambda: session.set(next(iter(session.questionnaire.questions)), text),
    }
    try:
        return acts[event]() if event in acts else getattr(session, event)()
    except AnswerError:
        return session


@given(st.data())
def test_any_events_leave_a_valid_sheet(draw: st.DataObject) -> None:
    questionnaire = Questionnaire.model_validate(draw.draw(questionnaires()))
    session = Session.begin(questionnaire, answered(questionnaire, {}))
    texts = st.one_of(st.sampled_from(["0", "1", "2", "12,5", "1 3", "unknown", "na:reason"]), st.text(max_size=8))
    for _ in range(draw.draw(st.integers(0, 25))):
        session = happened(session, draw.draw(st.sampled_from(EVENTS)), draw.draw(texts))
        assert 0 <= session.at <= len(session.order)
        assert set(match(questionnaire, session.sheet)) == set(questionnaire.questions)


def test_answers_go_on_to_the_next_missing_question() -> None:
    session = begun({"b": 2}).type("3")
    assert session.current is not None
    assert session.current.id == "c"


def test_a_session_goes_on_where_it_stopped() -> None:
    session = begun({"a": 1, "c": "unknown"})
    assert session.current is not None
    assert session.current.id == "b"


def test_a_complete_sheet_begins_at_the_first_question() -> None:
    session = begun({"a": 1, "b": 1, "c": 1})
    assert session.current is not None
    assert session.current.id == "a"


def test_back_keeps_the_answer() -> None:
    session = begun().type("3").back()
    assert session.current is not None
    assert session.current.id == "a"
    assert session.state("a") is State.ANSWERED


def test_a_skipped_question_stays_missing_and_is_listed() -> None:
    session = begun().skip().type("1").type("2")
    assert session.current is None
    assert session.open == ("a",)


def test_a_comment_stays_when_the_answer_changes() -> None:
    session = begun().comment("why").type("3").back().type("4")
    assert session.answer("a").note == "why"
    assert session.answer("a").level == 4


def test_a_comment_alone_is_no_answer() -> None:
    assert begun().comment("why").state("a") is State.MISSING


def test_a_comment_on_a_short_answer_keeps_the_answer() -> None:
    session = begun().type("3").back().comment("why")
    assert (session.answer("a").level, session.answer("a").note) == (3, "why")


def test_a_comment_on_unknown_keeps_the_state() -> None:
    session = begun().unknown().back().comment("ask the clerk")
    assert (session.state("a"), session.answer("a").note) == (State.UNKNOWN, "ask the clerk")


def test_not_applicable_needs_a_reason() -> None:
    with pytest.raises(AnswerError, match="needs a reason"):
        begun().not_applicable("  ")


def test_one_dimension_can_be_asked_alone() -> None:
    assert begun(dimension="two").order == ("c",)
    with pytest.raises(AnswerError, match="Did you mean"):
        begun(dimension="tow")


def test_the_short_form_becomes_full_when_nothing_is_missing() -> None:
    questionnaire = begun().questionnaire
    quick = Session.begin(questionnaire, answered(questionnaire, {"a": 1}, form="quick"))
    assert quick.finished_form().sheet.form == "quick"
    assert quick.type("1").unknown().finished_form().sheet.form == "full"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("3", State.ANSWERED),
        ("unknown", State.UNKNOWN),
        ("waiting", State.WAITING),
        ("na:no coast", State.NOT_APPLICABLE),
    ],
)
def test_a_script_can_set_every_state(text: str, state: State) -> None:
    assert begun().set("b", text).state("b") is state


def test_answers_stand_in_the_order_of_asking() -> None:
    session = begun().set("c", "1").set("a", "2")
    assert list(session.sheet.answers) == ["a", "c"]


def test_earlier_ids_are_replaced_when_a_session_begins() -> None:
    questionnaire = make(dimension("one", level_question("a", renamed_from=["old"])), version="1.1.0")
    old = answered(questionnaire, {"old": 2}, questionnaire={"id": "small", "version": "1.0.0"})
    session = Session.begin(questionnaire, old)
    assert list(session.sheet.answers) == ["a"]
    assert session.sheet.questionnaire.version == "1.1.0"

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

EVENTS = [
    "type",
    "unknown",
    "waiting",
    "not_applicable",
    "comment",
    "evidence",
    "remove_evidence",
    "clear",
    "back",
    "skip",
    "following",
    "set",
    "undo",
    "redo",
    "go_to",
]


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
        "remove_evidence": lambda: session.remove_evidence(1),
        "go_to": lambda: session.go_to(text),
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


@given(st.data())
def test_to_undo_and_redo_is_to_change_nothing(draw: st.DataObject) -> None:
    """After any events: taking everything back leads to the first sheet, and making it again to the last."""
    questionnaire = Questionnaire.model_validate(draw.draw(questionnaires()))
    first = session = Session.begin(questionnaire, answered(questionnaire, {}))
    for _ in range(draw.draw(st.integers(0, 15))):
        session = happened(session, draw.draw(st.sampled_from(EVENTS)), draw.draw(st.sampled_from(["0", "1", "na:x"])))
    back = session
    for _ in session.history.done:
        back = back.undo()
    assert back.sheet == first.sheet
    for _ in session.history.done:
        back = back.redo()
    assert (back.sheet, back.history.done) == (session.sheet, session.history.done)


def test_undo_goes_to_the_question_it_changes() -> None:
    session = begun().type("3").type("4").undo()
    assert session.current is not None
    assert session.current.id == "b"
    assert (session.state("a"), session.state("b")) == (State.ANSWERED, State.MISSING)


def test_a_new_change_ends_what_could_be_made_again() -> None:
    session = begun().type("3").undo().type("4")
    with pytest.raises(AnswerError, match="nothing to do again"):
        session.redo()


def test_there_is_nothing_to_take_back_at_the_beginning() -> None:
    with pytest.raises(AnswerError, match="nothing to take back"):
        begun().undo()


def test_the_same_answer_again_is_no_change() -> None:
    session = begun().type("3").back().type("3")
    assert len(session.history.done) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [("b", ("b",)), ("two", ("c",)), ("TWO", ("c",)), ("how is a?", ("a",)), ("level 3", ("a", "b", "c")), ("zzz", ())],
)
def test_search_finds_ids_groups_and_words(text: str, found: tuple[str, ...]) -> None:
    assert begun().search(text) == found


def test_going_to_what_is_not_there_says_so() -> None:
    with pytest.raises(AnswerError, match="zzz"):
        begun().go_to("zzz")


def test_evidence_is_replaced_and_removed_by_its_number() -> None:
    session = begun().type("3").back()
    for name in ("one", "two"):
        session = session.add_evidence(EvidenceItem(reference=name))
    session = session.replace_evidence(2, EvidenceItem(reference="deux")).remove_evidence(1)
    assert [item.reference for item in session.answer("a").evidence] == ["deux"]
    with pytest.raises(AnswerError, match="no evidence number 2; this answer has 1"):
        session.remove_evidence(2)


def test_a_cleared_question_is_missing_again() -> None:
    assert begun().type("3").back().comment("why").clear().answer("a") == begun().answer("a")


def test_what_does_not_concern_the_region_is_not_asked_and_not_lost() -> None:
    questionnaire = make(dimension("one", level_question("a"), level_question("sea", when={"coast": True})))
    sheet = answered(questionnaire, {"sea": 2}, profile={"coast": False})
    session = Session.begin(questionnaire, sheet).type("3")
    assert session.order == ("a",)
    assert list(session.sheet.answers) == ["a", "sea"]


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

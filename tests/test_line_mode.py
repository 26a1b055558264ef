"""The interview line by line: every letter, what is said and what is saved, on a screen that remembers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, answered, dimension, level_question, make, write_two_questions

from smartscore import read_sheet
from smartscore.answers import EvidenceItem, Sheet, State
from smartscore.cli.interview_mode import MODES, Chosen, choose_mode
from smartscore.errors import AnswerError, UsageError
from smartscore.evidence_kind import kind_of
from smartscore.interview.events import EVENTS, Event, happen, read_transcript
from smartscore.interview.line_commands import COMMANDS
from smartscore.interview.line_mode import LineInterview
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Questionnaire

PROOF = {2: [{"id": "list", "name": "The list"}], 3: [{"id": "visit", "name": "The visit record"}]}


def asked(language: str = "en") -> Questionnaire:
    """Return two dimensions with a level question of evidence, two others, and an expectation between them."""
    words = {"en": "How", "id": "Bagaimana"}[language]
    pair = {
        "id": "pair",
        "claim": {"question": "water", "at_least": 3},
        "expects": {"question": "roads", "at_least": 2},
        "because": "Pipes follow roads.",
    }
    questions = [level_question("roads", ask=f"{words} are roads?", evidence=PROOF), level_question("water")]
    made = make(
        dimension("town", *questions),
        dimension("land", level_question("fields")),
        languages=["en", "id"],
        expectations=[pair],
    )
    return made.read_from_files("d" * 64, language)


class Recorder:
    """A screen that reads the given lines and remembers everything said; a terminal if it is to be one."""

    def __init__(self, lines: Sequence[str], *, is_terminal: bool = False) -> None:
        self.lines, self.said, self.is_terminal = list(lines), list[str](), is_terminal

    def say(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        del indent, style
        self.said.append(text)

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return self.lines.pop(0) if self.lines else None


class Held:
    """An interview on a recorder: how it ended, what was said, every sheet that was saved, every event."""

    def __init__(self, *lines: str, answers: dict[str, Any] | None = None, is_terminal: bool = False) -> None:
        self.saved: list[Sheet] = []
        self.events: list[Event] = []
        self.now = 0.0
        self.screen = Recorder(lines, is_terminal=is_terminal)
        session = Session.begin(asked(), answered(asked(), answers or {}))
        around = Surroundings(self.save, asked, self.clock, self.evidence_file)
        interview = LineInterview(
            session, self.screen, LANGUAGES["en"], around, lambda _session, event: self.events.append(event)
        )
        self.session = interview.run()
        self.said = "\n".join(self.screen.said)

    def save(self, session: Session) -> Session:
        self.saved.append(session.sheet)
        return session

    def clock(self) -> float:
        self.now += 15.0
        return self.now

    def evidence_file(self, reference: str) -> EvidenceItem | None:
        return EvidenceItem(reference=reference, sha256="a" * 64, size=9) if reference == "here.pdf" else None


class ChangedElsewhere(Held):
    """An interview whose first save finds that somebody else has changed the sheet."""

    def save(self, session: Session) -> Session:
        if self.saved:
            return super().save(session)
        self.saved.append(session.sheet)
        return session.with_sheet(answered(asked(), {"fields": 1}))


# For each letter: the lines, and what is said because of them.
LETTERS: dict[str, tuple[tuple[str, ...], str]] = {
    "n": (("n no roads here",), "Saved: roads = not applicable (no roads here)"),
    "?": (("?",), "Saved: roads = don't know"),
    "w": (("w",), "Saved: roads = waiting for an outside body"),
    "c": (("c a comment",), "Saved: comment on roads: a comment"),
    "e": (
        ("e Decree 1/2026 | 1 | 2026-05 | 2",),
        "Saved: evidence for roads: Decree: Decree 1/2026 · May 2026",
    ),
    "b": (("b",), "This is the first question."),
    "s": (("s",), "How is water?"),
    "g": (("g land",), "How is fields?"),
    "o": (("o",), "Town (2): roads, water"),
    "u": (("3", "u"), "Taken back, and saved."),
    "r": (("3", "u", "r"), "Done again, and saved."),
    "l": (("l",), "Bagaimana are roads?"),
    "v": (("v", "3"), "So far: no level"),
    "h": (("h",), "Digits answer"),
    "q": (("q", "3"), "How are roads?"),
}


def test_every_letter_has_a_case() -> None:
    assert LETTERS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_does_what_it_says(letter: str) -> None:
    lines, said = LETTERS[letter]
    assert said in Held(*lines).said


class TestAnswers:
    def test_an_answer_is_saved_before_it_is_acknowledged(self) -> None:
        held = Held("3")
        assert held.saved[-1].answers["roads"].short == 3
        assert "Saved: roads = 3" in held.said

    def test_what_is_no_answer_is_told_and_changes_nothing(self) -> None:
        held = Held("7", "xyz")
        assert "There is no level “7”" in held.said
        assert held.saved == []

    def test_more_digits_than_python_reads_are_no_answer(self) -> None:
        assert "There is no level" in Held("9" * 5000).said

    def test_where_the_sheet_was_changed_elsewhere_the_same_question_is_asked_again(self) -> None:
        """Another program answers the fields while the roads are asked; the 3 is not taken, and that is said."""
        held = ChangedElsewhere("3", "2")
        assert "Your answer was not taken" in held.said
        assert held.said.count("How are roads?") == 2
        assert {name: answer.short for name, answer in held.session.sheet.answers.items()} == {"roads": 2, "fields": 1}
        assert [event.text for event in held.events if event.name == "answer"] == ["2"]

    def test_an_empty_line_is_never_an_answer(self) -> None:
        held = Held("", "3", "b", "")
        assert "Nothing was typed" in held.said
        assert [sheet.answers["roads"].short for sheet in held.saved] == [3]

    def test_a_high_answer_is_challenged_with_the_documents_it_needs(self) -> None:
        """5 of 5 is one of the two highest; 2 only asks for its evidence."""
        assert "A stranger would ask to see: The list; The visit record." in Held("5").said
        assert "Evidence for this answer: The list." in Held("2").said

    def test_time_left_follows_the_own_pace(self) -> None:
        """Each question takes 15 seconds by this clock; before the third answer nothing is said."""
        answers = {"roads": 1, "water": 1, "fields": 1}
        held = Held("3", "3", "3", "", answers=answers)
        assert "minutes left" not in held.said


class TestEvidence:
    def test_it_is_asked_for_part_by_part(self) -> None:
        held = Held("e", "Perda 4/2022", "1", "2022-09-14", "1")
        (item,) = held.session.answer("roads").evidence
        assert (item.kind, item.reference, item.proves) == ("regulation", "Perda 4/2022", ("list",))
        assert (item.date, item.quality) == ("2022-09-14", 1)

    def test_a_file_is_recorded_with_digest_and_size(self) -> None:
        held = Held("e here.pdf | 1 | |")
        (item,) = held.session.answer("roads").evidence
        assert (item.sha256, item.size) == ("a" * 64, 9)

    def test_what_was_saved_is_said(self) -> None:
        held = Held("c why", "c -", "e here.pdf | 1 | |", "e -1")
        assert "Saved: comment on roads: why" in held.said
        assert "Saved: roads has no comment any more." in held.said
        assert "Saved: evidence for roads: Document: here.pdf · proves list" in held.said
        assert "Saved: taken off roads: Document: here.pdf · proves list" in held.said

    def test_a_file_that_is_there_is_acknowledged_and_one_that_is_not_is_told(self) -> None:
        there, missing, title = (Held(f"e {name} | 1 | |").said for name in ("here.pdf", "nofile.pdf", "SK No. 12.b"))
        assert "The file was found (9 bytes); a later change of it will be noticed." in there
        assert "There is no file “nofile.pdf”; it is kept as the name of a document." in missing
        assert "file" not in title.split("Saved: evidence")[1].split("\n")[0]
        assert "There is no file" not in title

    def test_it_is_removed_and_replaced_by_number(self) -> None:
        held = Held("e one | 0", "e two | 0", "e -1", "e =1", "three", "0", "", "")
        assert [item.reference for item in held.session.answer("roads").evidence] == ["three"]

    def test_a_wrong_date_is_told(self) -> None:
        held = Held("e one | 0 | 23 November")
        assert "is no date" in held.said
        assert held.saved == []

    def test_wrong_numbers_are_asked_again(self) -> None:
        held = Held("e", "one", "7", "1", "", "")
        assert "Type numbers from 1 to 2 with spaces, or 0." in held.said
        assert held.session.answer("roads").evidence[0].proves == ("list",)


class TestReview:
    ANSWERS: dict[str, Any] = {"roads": 1, "water": 4, "fields": "unknown"}

    def test_a_finished_sitting_is_looked_through(self) -> None:
        held = Held("", "", "", answers=self.ANSWERS)
        assert "Before you hand it on" in held.said
        assert "water and roads do not agree: Pipes follow roads." in held.said
        assert "High answers that a stranger would ask to see (1): water" in held.said

    def test_a_person_goes_back_from_it_and_then_finishes(self) -> None:
        held = Held("zzz", "roads", "3", "", "", "", answers=self.ANSWERS, is_terminal=True)
        assert "No question of this sitting means “zzz”" in held.said
        assert held.session.answer("roads").short == 3

    def test_a_sheet_that_is_complete_is_opened_with_it(self) -> None:
        """Nobody walks through every question to get there; a name leads to any of them."""
        held = Held("", answers=self.ANSWERS, is_terminal=True)
        assert held.screen.said[1] == "Before you hand it on"
        assert "How is roads?" not in held.said
        assert "How are roads?" in Held("roads", "", answers=self.ANSWERS, is_terminal=True).said

    def test_lines_from_a_pipe_are_answers_from_the_first_question_on(self) -> None:
        assert Held("3", answers=self.ANSWERS).session.answer("roads").short == 3

    def test_a_pipe_is_not_asked(self) -> None:
        held = Held("1", "1", "1", "roads")
        assert held.screen.lines == ["roads"]


class TestTranscripts:
    def test_every_event_is_in_the_table(self) -> None:
        held = Held("3", "b", "c why", "e one | 0", "e -1", "s", "?", "u", "r", "g roads", "")
        assert {event.name for event in held.events} <= EVENTS.keys()
        assert [event.name for event in held.events][:3] == ["answer", "back", "comment"]

    def test_a_transcript_replays_the_same_sheet(self, smartscore: Run) -> None:
        lines = "3\nb\nc a note\ne SK 1/2026 | 1 | 2026 | 1\ns\n4\n?\nu\nr\nq\n"
        smartscore("assess", "a.answers.yaml", "--quick", "--transcript", "t.jsonl", stdin=lines)
        smartscore("assess", "b.answers.yaml", "--quick", "--replay", "t.jsonl", "--no-input")
        assert read_sheet("a.answers.yaml").answers == read_sheet("b.answers.yaml").answers
        head, first, *_ = [json.loads(line) for line in Path("t.jsonl").read_text("utf-8").splitlines()]
        assert head["format"] == "smartscore-transcript/1"
        assert (first["question"], first["event"], first["text"]) == ("gov-service-standards", "answer", "3")
        assert first["asked"].endswith("?")

    def test_a_transcript_is_never_written_over(self, smartscore: Run) -> None:
        Path("t.jsonl").write_text("mine")
        ran = smartscore("assess", "a.answers.yaml", "--transcript", "t.jsonl", "--lang", "en", stdin="3\n")
        assert (ran.code, Path("t.jsonl").read_text()) == (2, "mine")

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("nonsense", "t.jsonl:2: this line is no event of a transcript. Write one JSON object a line."),
            ('{"question": "gov-policy-team", "event": "answer", "text": "9"}', "t.jsonl:2: there is no level “9”"),
            ('{"question": "gov-policy-team", "event": "jump"}', "t.jsonl:2: there is no event “jump”."),
        ],
    )
    def test_what_cannot_happen_is_told_with_its_line(self, smartscore: Run, line: str, message: str) -> None:
        Path("t.jsonl").write_text(f'{{"format": "smartscore-transcript/1"}}\n{line}\n')
        ran = smartscore("assess", "a.answers.yaml", "--replay", "t.jsonl", "--no-input", "--lang", "en")
        assert ran.code == 2
        assert message in ran.err

    def test_an_event_that_is_not_known_is_refused(self) -> None:
        with pytest.raises(AnswerError, match="jump"):
            happen(Session.begin(asked(), answered(asked(), {})), Event("roads", "jump"))

    def test_empty_lines_are_no_events(self) -> None:
        assert read_transcript(["", '{"event": "skip", "question": "a"}', ""]) == [Event("a", "skip")]


def test_a_wrong_date_is_asked_for_again_and_nothing_else_is() -> None:
    held = Held("e", "Decree 1/2026", "1", "31/12/2025", "2025-12-31", "9", "2")
    assert [item.date for item in held.session.sheet.answers["roads"].evidence] == ["2025-12-31"]
    assert [item.quality for item in held.session.sheet.answers["roads"].evidence] == [2]


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("Perbup Contoh 21/2025", "regulation"),
        ("SK Bupati 555/04", "decree"),
        ("https://contoh.go.id/data", "link"),
        ("DPA Dinas Koperasi 2025", "budget"),
        ("Renja Bappeda 2026", "plan"),
        ("Notulen rapat 3 Juni", "minutes"),
        ("Laporan SKM", "report"),
        ("peta.png", "photo"),
        ("rekap.xlsx", "data"),
        ("Surat keterangan", "document"),
    ],
)
def test_the_kind_of_evidence_is_guessed_from_its_name(reference: str, kind: str) -> None:
    assert kind_of(reference) == kind


class TestModes:
    @pytest.mark.parametrize("asked_for", MODES)
    def test_every_mode_can_be_asked_for(self, asked_for: str) -> None:
        assert choose_mode(asked_for, {}, terminal=False).full_screen is False

    @pytest.mark.parametrize(
        ("asked_for", "environ", "terminal", "chosen"),
        [
            ("line", {}, True, Chosen(full_screen=False)),
            ("auto", {}, False, Chosen(full_screen=False)),
            ("tui", {}, False, Chosen(full_screen=False, because="mode.no_terminal")),
            ("auto", {"ACCESSIBLE": "1"}, True, Chosen(full_screen=False, because="mode.accessible")),
            ("tui", {"TERM": "dumb"}, True, Chosen(full_screen=False, because="mode.dumb")),
        ],
    )
    def test_line_mode_says_why(self, asked_for: str, environ: dict[str, str], terminal: bool, chosen: Chosen) -> None:
        assert choose_mode(asked_for, environ, terminal=terminal) == chosen

    def test_another_mode_is_refused(self) -> None:
        with pytest.raises(UsageError, match="Did you mean “line”"):
            choose_mode("lines", {}, terminal=True)


def test_a_state_can_be_taken_back_to_missing() -> None:
    assert Held("?", "u").session.state("roads") is State.MISSING


@pytest.mark.parametrize(
    ("lang", "on", "again"),
    [
        ("en", "answer from question 2 of 2 on, backup", "answer again from question 1 of 2 on, officer"),
        ("id", "menjawab mulai pertanyaan 2 dari 2, backup", "menjawab lagi mulai pertanyaan 1 dari 2, officer"),
    ],
)
def test_it_is_said_which_question_the_first_line_of_a_pipe_answers(
    smartscore: Run, lang: str, on: str, again: str
) -> None:
    """A file of answers that is piped in twice is meant for the first question both times."""
    write_two_questions()
    call = ["assess", "x.answers.yaml", "-q", "small", "--lang", lang]
    new = smartscore(*call, stdin="3\n")
    assert (on in new.err, again in new.err) == (False, False)
    assert on in smartscore(*call, stdin="4\n").err
    ended = smartscore(*call, stdin="g backup\n5\n")
    assert again in ended.err
    assert "g ID" in ended.err
    kept = read_sheet("x.answers.yaml").answers
    assert [kept[name].short for name in ("officer", "backup")] == [3, 5]


@pytest.mark.parametrize("text", ["?", "unknown"])
def test_a_script_says_that_nobody_knows_as_a_person_does(smartscore: Run, text: str) -> None:
    """The message about a level that there is not offers `?`."""
    write_two_questions()
    call = ["assess", "x.answers.yaml", "-q", "small", "--lang", "id", "--no-input", "--set"]
    assert "atau ? bila tidak ada yang tahu" in smartscore(*call, "officer=9").err
    assert smartscore(*call, f"officer={text}").code == 0
    assert read_sheet("x.answers.yaml").answers["officer"].short == "unknown"


@pytest.mark.parametrize(
    ("lang", "key", "refused", "why"),
    [
        ("en", "· n not applicable", "may not be called not applicable", "Why does it not apply?"),
        ("id", "· n tidak berlaku", "tidak boleh dinyatakan tidak berlaku", "Mengapa tidak berlaku?"),
    ],
)
def test_where_a_question_has_to_be_answered_n_is_not_offered_and_asks_for_no_reason(
    smartscore: Run, lang: str, key: str, refused: str, why: str
) -> None:
    ended = smartscore("assess", "x.answers.yaml", "--lang", lang, stdin="g gov-bureaucracy-data-centre\n\nn\n3\n")
    first, forbidden = " ".join(ended.err.split()).split(" [")[1:3]
    assert "gov-bureaucracy-data-centre" in forbidden
    assert (key in first, key in forbidden) == (True, False)
    assert refused in forbidden
    assert why not in forbidden
    assert read_sheet("x.answers.yaml").answers["gov-bureaucracy-data-centre"].short == 3

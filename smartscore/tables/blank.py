"""Empty tables to fill in: a row for each respondent, a column for each question."""

import io
from collections.abc import Iterator
from typing import Any, Final, Protocol

from smartscore.answering import choice_lines, number_lines
from smartscore.answers import given_text
from smartscore.language import Language, one_line
from smartscore.questionnaire import Form, Questionnaire
from smartscore.questions.question import Question
from smartscore.tables.formats import csv_line

WHO: Final[dict[str, str]] = {"region": "blank.region", "period": "blank.period", "respondent": "blank.respondent"}
"""The heads of who answered, as programs have them, and the keys of what they are called in a language."""

FORM: Final[dict[str, str]] = {"form": "blank.form"}
"""The head that a table of the short form has besides."""

STATES: Final[dict[str, tuple[str, str, str]]] = {
    "id": ("?", "tidak berlaku", "menunggu"),
    "en": ("?", "not applicable", "waiting"),
}
"""What a cell may say instead of an answer, as the languages have it: not known, not applicable, waiting."""

ROWS: Final = 2_000
"""So many rows of a workbook offer the answers to choose from."""

LONGEST_LIST: Final = 255
"""Excel takes no longer list of what may be chosen in a cell."""

COLUMN_WIDTH: Final = 18
NOTE_SIZE: Final = {"width": 460, "height": 320}


class MakeTable(Protocol):
    """Makes an empty table; `excel`: as an Indonesian Excel opens it, with heads in the language."""

    def __call__(self, questionnaire: Questionnaire, form: Form, words: Language, *, excel: bool) -> str | bytes:
        """Return the table. Raises UsageError where an extra is missing."""


def blank_csv(questionnaire: Questionnaire, form: Form, words: Language, *, excel: bool) -> str:
    """Return the head of a table with one column a question; rows of the short form have to say that they are."""
    who = _who(form, words if excel else None)
    return ("\ufeff" if excel else "") + csv_line([*who, *_asked(questionnaire, form)], excel=excel)


def blank_xlsx(questionnaire: Questionnaire, form: Form, words: Language, *, excel: bool) -> bytes:
    """Return a workbook whose heads carry the questions as notes, and whose cells offer the answers to choose from.

    Raises UsageError where the extra `excel` is not installed.
    """
    del excel  # a workbook is for Excel, and always so
    try:
        import xlsxwriter  # noqa: PLC0415  # an extra
    except ImportError:
        from smartscore.errors import UsageError  # noqa: PLC0415  # only then

        raise UsageError.of("extra.missing", extra="excel") from None
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _fill(book, questionnaire, form, words)
    return stream.getvalue()


BLANK_TABLES: Final[dict[str, tuple[tuple[str, ...], MakeTable]]] = {
    "csv": ((".csv",), blank_csv),
    "xlsx": ((".xlsx",), blank_xlsx),
}
"""Every kind of empty table: its file endings, and what makes it."""


def _fill(book: Any, questionnaire: Questionnaire, form: Form, words: Language) -> None:  # noqa: ANN401  # an extra
    page = book.add_worksheet(words("blank.page"))
    who, asked = _who(form, words), _asked(questionnaire, form)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page.set_column(0, len(who) + len(asked) - 1, COLUMN_WIDTH)
    page.write_row(0, 0, [*who, *asked], bold)
    page.freeze_panes(1, len(who))
    if form == "quick":
        _offer(page, len(who) - 1, [words("form.short_quick").lower()])
    for place, question in enumerate(asked.values(), len(who)):
        page.write_comment(0, place, "\n".join(_note(question, words)), {**NOTE_SIZE, "author": "smartscore"})
        if question.kind in ("level", "yes_no", "choice"):
            _offer(page, place, [*_cells(question, words), *_states(question, questionnaire, words)])


def _offer(page: Any, place: int, cells: list[str]) -> None:  # noqa: ANN401  # an extra
    """Let the cells of a column be chosen from a list; anything else may be written after a warning."""
    if len(",".join(cells)) <= LONGEST_LIST:
        choice = {"validate": "list", "source": cells, "error_type": "warning"}
        page.data_validation(1, place, ROWS, place, choice)


def _note(question: Question, words: Language) -> Iterator[str]:
    yield one_line(question.ask)
    yield from [one_line(question.help)] if question.help else []
    yield from number_lines(question, words)
    yield from choice_lines(question, words)


def _cells(question: Question, words: Language) -> Iterator[str]:
    for choice in question.choices():
        text = given_text(question.parse(choice.key))
        yield words(f"answer.{text}").lower() if question.kind == "yes_no" else text


def _states(question: Question, questionnaire: Questionnaire, words: Language) -> Iterator[str]:
    """Yield what may be said instead of an answer to a question."""
    unknown, not_applicable, waiting = STATES[words.code]
    yield unknown
    if questionnaire.allows_not_applicable(question):
        yield not_applicable
    yield waiting


def _who(form: Form, words: Language | None) -> list[str]:
    """Return the heads of who answered, in a language or as programs have them."""
    names = {**WHO, **(FORM if form == "quick" else {})}
    return [words(key) for key in names.values()] if words else [*names]


def _asked(questionnaire: Questionnaire, form: Form) -> dict[str, Question]:
    return {question.id: question for question in questionnaire.asked(form)}

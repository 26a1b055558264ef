"""A questionnaire as a document: what it asks. A new format is one file here and one line in `FORMATS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smartscore.language import Language
from smartscore.overviews.json import render as render_json
from smartscore.overviews.markdown import render as render_markdown
from smartscore.questionnaire import Questionnaire

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file endings that stand for it, and what makes the document (text, or something Rich prints)."""

    endings: tuple[str, ...]
    render: "Callable[[Questionnaire, Language], str | RenderableType]"


def _render_terminal(questionnaire: Questionnaire, words: Language) -> "RenderableType":
    from smartscore.overviews.terminal import render  # noqa: PLC0415  # Rich is imported only where it prints

    return render(questionnaire, words)


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format((".txt",), _render_terminal),
    "markdown": Format((".md", ".markdown"), render_markdown),
    "json": Format((".json",), render_json),
}
"""Every format of an overview, by name."""

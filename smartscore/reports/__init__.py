"""The readiness report. A new format is one file here and one line in `FORMATS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smartscore.language import Language
from smartscore.reports.json import render as render_json
from smartscore.reports.markdown import render as render_markdown
from smartscore.scoring import Scorecard

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file endings that stand for it, and what makes the document (text, or something Rich prints)."""

    endings: tuple[str, ...]
    render: "Callable[[Scorecard, Language], str | RenderableType]"


def _render_terminal(card: Scorecard, words: Language) -> "RenderableType":
    from smartscore.reports.terminal import render  # noqa: PLC0415  # Rich is imported only where it prints

    return render(card, words)


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format((".txt",), _render_terminal),
    "markdown": Format((".md", ".markdown"), render_markdown),
    "json": Format((".json",), render_json),
}
"""Every format of the readiness report, by name."""

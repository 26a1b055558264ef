"""The widget that texts are drawn on: it wraps and scrolls them itself, so that another text lays nothing out anew."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from smartscore.interview.full_screen.drawing import Drawn, Line, drawn

WHEEL: Final = 3
"""Lines that a turn of the mouse wheel goes."""

BAR: Final = 1
"""Columns at the right where it is seen that there is more."""


BAR_STYLE: Final = "on $scrollbar"


class Lines(Widget):
    """Lines from the first to the last, and below them those that stay where they are while the others scroll."""

    class Clicked(Message):
        """A line with a target was clicked."""

        def __init__(self, lines: "Lines", target: int) -> None:
            super().__init__()
            self.lines = lines
            self.target = target

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._lines = tuple(lines)
        self._staying: tuple[Line, ...] = ()
        self._top = 0
        self._wanted: int | None = None
        self._shown: list[tuple[Drawn, str]] = []
        self._drawn: tuple[int, list[Drawn], list[Drawn]] | None = None

    def show(self, lines: Iterable[Line], staying: Iterable[Line] = ()) -> None:
        """Draw other lines; what is scrolled stays where it is."""
        before, count = (self._lines, self._staying), self._count
        self._lines, self._staying = tuple(lines), tuple(staying)
        if before != (self._lines, self._staying):
            self._drawn = None
            self.refresh(layout=self.styles.is_auto_height and (not count or self._count != count))

    def scroll_to_top(self) -> None:
        """Show the first line."""
        self._top, self._wanted = 0, None
        self.refresh()

    def scroll_by(self, step: int) -> None:
        """Scroll by so many lines."""
        self._wanted = None
        self._top = min(max(self._top + step, 0), self._last_top)
        self.refresh()

    def scroll_by_page(self, step: int) -> None:
        """Scroll by so many pages; two lines stay in sight."""
        self.scroll_by(step * max(self._room - 2, 1))

    def scroll_to_target(self, target: int) -> None:
        """Scroll no further than needed until the lines with this target are in sight."""
        self._wanted = target
        self.refresh()

    def reach_of(self, target: int) -> tuple[int, int]:
        """Return the first and the last line with a target, counted from the first of all."""
        places = [place for place, line in enumerate(self._laid_out()[1]) if line.target == target] or [0]
        return places[0], places[-1]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; now is known how much room there is."""
        if self._wanted is not None:
            self._bring_into_sight(self._wanted)
            self._wanted = None
        self._top = min(self._top, self._last_top)
        self._shown = list(self._in_sight())
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line, bar = self._shown[y]
        base, find = self.visual_style, self.app.stylesheet.parse_style
        style = (base + find(line.style)).rich_style if line.style else base.rich_style
        text = Segment(line.text + " " * (self._width - cell_len(line.text)), style)
        end = (base + find(bar)).rich_style if bar else base.rich_style
        return Strip([text, Segment(" " * BAR, end)], self._width + BAR)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in so many columns."""
        del container, viewport
        return len([*drawn((*self._lines, *self._staying), width - BAR)])

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self.scroll_by(WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self.scroll_by(-WHEEL)

    def on_click(self, event: Click) -> None:
        """Say which line was clicked."""
        offset = event.get_content_offset(self)
        flowing = self._laid_out()[1]
        if offset is None or offset.y >= self._room or self._top + offset.y >= len(flowing):
            return
        target = flowing[self._top + offset.y].target
        if target is not None:
            event.stop()
            self.post_message(self.Clicked(self, target))

    def _laid_out(self) -> tuple[int, list[Drawn], list[Drawn]]:
        """Return the width, and what flows and what stays in it."""
        width = self._width
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = width, list(drawn(self._lines, width)), list(drawn(self._staying, width))
        return self._drawn

    @property
    def _width(self) -> int:
        return max(self.content_size.width - BAR, 1)

    @property
    def _count(self) -> int:
        """How many lines there are; 0 while it is not known how wide they are."""
        return sum(len(lines) for lines in self._laid_out()[1:]) if self.content_size.width else 0

    @property
    def _room(self) -> int:
        """How many lines there are for what scrolls."""
        return max(self.content_size.height - len(self._laid_out()[2]), 1)

    @property
    def _last_top(self) -> int:
        return max(len(self._laid_out()[1]) - self._room, 0)

    def _in_sight(self) -> Iterator[tuple[Drawn, str]]:
        """Yield every line of the widget, with the style of the bar beside it."""
        _, flowing, staying = self._laid_out()
        room = self._room
        lines = flowing[self._top : self._top + room]
        bar = self._bar(len(flowing), room)
        for y, line in enumerate([*lines, *[Drawn("")] * (room - len(lines)), *staying]):
            yield line, BAR_STYLE if y in bar else ""

    def _bar(self, count: int, room: int) -> range:
        """Return the lines of the bar that stand for what is in sight; none where everything is."""
        if count <= room:
            return range(0)
        first = self._top * room // count
        return range(first, max((self._top + room) * room // count, first + 1))

    def _bring_into_sight(self, target: int) -> None:
        first, last = self.reach_of(target)
        self._top = min(max(self._top, last - self._room + 1), first)


class Page(Lines, can_focus=True):
    """Lines to be read: the arrows scroll them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_lines(1)", show=False),
        Binding("up", "scroll_lines(-1)", show=False),
        Binding("pagedown,space", "scroll_pages(1)", show=False),
        Binding("pageup", "scroll_pages(-1)", show=False),
        Binding("home", "scroll_lines(-99999)", show=False),
        Binding("end", "scroll_lines(99999)", show=False),
    ]

    def action_scroll_lines(self, step: int) -> None:
        """Scroll by so many lines."""
        self.scroll_by(step)

    def action_scroll_pages(self, step: int) -> None:
        """Scroll by so many pages."""
        self.scroll_by_page(step)

"""Where everything in a YAML text begins and ends, so that a part of it can be changed and the rest left alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import yaml

from smartscore.files import yaml12

BREAKS: Final = "\r\n\x85\u2028\u2029"
"""Every sign that ends a line in YAML 1.1, which is what the parser knows."""

_BLANKS: Final = f" \t{BREAKS}"
_BREAK: Final = re.compile(f"[{BREAKS}]")
_COLON: Final = re.compile(r"[ \t]*:")


@dataclass(frozen=True, slots=True)
class Node:
    """A value: signs `start` to `end` of the text, without the comments and blank lines that follow it.

    `flow`: in brackets, braces or a scalar, not one item a line. Only mappings have entries.
    """

    kind: Literal["scalar", "sequence", "mapping"]
    flow: bool
    start: int
    end: int
    entries: "Mapping[str | int, Entry]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value. `colon` is where the sign after the colon stands; None where the layout is unusual."""

    start: int
    key_end: int
    colon: int | None
    value: Node

    @property
    def end(self) -> int:
        """Where its last sign ends."""
        return max(self.value.end, self.colon or self.key_end)


def layout(text: str) -> Node | None:
    """Return where everything stands in a text that has been read; None where it is empty.

    Raises yaml.YAMLError where it is not YAML.
    """
    events = yaml12.events(text)
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    return _node(next(events), events, text)


def line_end(text: str, position: int) -> int:
    """Return where the line that holds a position ends; its line break is not part of it."""
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def line_start(text: str, position: int) -> int:
    """Return where the line that holds a position begins."""
    while position > 0 and text[position - 1] not in BREAKS:
        position -= 1
    return position


def previous_line_end(text: str, position: int) -> int:
    """Return where the line above the one that holds a position ends; 0 on the first line."""
    start = line_start(text, position)
    return start - 2 if text[start - 2 : start] == "\r\n" else max(start - 1, 0)


def _node(event: Any, events: Iterator[Any], text: str) -> Node:  # noqa: ANN401  # an event of the parser
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, text)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(event, events, text)
    return _mapping(event, events, text)


def _sequence(begin: Any, events: Iterator[Any], text: str) -> Node:  # noqa: ANN401  # an event of the parser
    end = begin.end_mark.index
    event = next(events)
    while not isinstance(event, yaml.SequenceEndEvent):
        end = max(end, _node(event, events, text).end)
        event = next(events)
    end = _end(event) if begin.flow_style else end
    return Node("sequence", flow=begin.flow_style, start=begin.start_mark.index, end=end)


def _mapping(begin: Any, events: Iterator[Any], text: str) -> Node:  # noqa: ANN401  # an event of the parser
    entries: dict[str | int, Entry] = {}
    end = begin.end_mark.index
    event = next(events)
    while not isinstance(event, yaml.MappingEndEvent):
        value = _node(next(events), events, text)
        colon = _COLON.match(text, event.end_mark.index)
        entry = Entry(event.start_mark.index, event.end_mark.index, colon.end() if colon else None, value)
        entries[yaml12.key_of(event)] = entry
        end = max(end, entry.end)
        event = next(events)
    end = _end(event) if begin.flow_style else end
    return Node("mapping", flow=begin.flow_style, start=begin.start_mark.index, end=end, entries=entries)


def _end(event: Any) -> int:  # noqa: ANN401  # an event of the parser
    return int(event.end_mark.index)


def _scalar(event: Any, text: str) -> Node:  # noqa: ANN401  # an event of the parser
    """Return a scalar; the parser gives the blank lines after a block of text to the text."""
    start, end = event.start_mark.index, _end(event)
    written = text[start:end]
    if event.style not in ("|", ">"):
        return Node("scalar", flow=True, start=start, end=end)
    if "+" in written[: line_end(written, 0)]:  # here the blank lines do belong to it, all but the last break
        return Node("scalar", flow=True, start=start, end=line_end(text, max(end - 1, start)))
    return Node("scalar", flow=True, start=start, end=start + len(written.rstrip(_BLANKS)))

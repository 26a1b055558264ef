"""YAML 1.2, the part that data needs: no anchors, no tags, no duplicate keys, no deep nesting; numbers stay exact.

The parser's events are read directly: its composer would crash on deep nesting before we could object.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import yaml

from smartscore.errors import DocumentError, Fault, Path
from smartscore.exact import MAX_DIGITS

MAX_DEPTH: Final = 32

Place = tuple[int, int]
"""Line and column, from 1."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SECOND_COLON: Final = re.compile(r":\s.*:(\s|$)")
_NUMBER_START: Final = frozenset("+-.0123456789")

_PROBLEMS: Final = {
    "found character that cannot start any token": "document.yaml_character",
    "found unexpected end of stream": "document.yaml_unclosed",
    "mapping values are not allowed in this context": "document.yaml_colon",
    "found a tab character that violates indentation": "document.tab",
    "could not find expected ':'": "document.yaml_no_colon",
    "did not find expected key": "document.yaml_indent",
    "did not find expected <document start>": "document.yaml_indent",
    "did not find expected ',' or ']'": "document.yaml_bracket",
    "did not find expected ',' or '}'": "document.yaml_bracket",
    "did not find expected comment or line break": "document.yaml_character",
    "did not find expected alphabetic or numeric character": "document.anchor",
    "control characters are not allowed": "document.control_character",
}
"""What the parser says, and what we say instead; the rest is quoted."""

_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What newer C parsers say before our own limit is reached: they read ahead."""


@dataclass(slots=True)
class Places:
    """Where each value, and each key, of a document stands."""

    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)


def parse(text: str, places: Places | None = None) -> Any:  # noqa: ANN401  # a document may be anything
    """Read one YAML document; fill `places` on the way if given. Raises DocumentError with line and column."""
    try:
        return _parse(text, places, _LOADER)
    except yaml.MarkedYAMLError as error:
        if error.problem == _TOO_DEEP:
            return _parse(text, places, yaml.SafeLoader)  # reaches our own limit, and knows its place
        raise _parser_error(error, text) from None
    except yaml.reader.ReaderError:
        raise DocumentError([_character_fault(text)]) from None


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events of a text that has been read before; what no parser reads raises yaml.YAMLError."""
    yield from yaml.parse(text, Loader=_LOADER)


def _parse(text: str, places: Places | None, loader: Any) -> Any:  # noqa: ANN401  # one of PyYAML's classes; any value
    events = yaml.parse(text, Loader=loader)
    next(events)  # the stream begins
    first = next(events)
    if isinstance(first, yaml.StreamEndEvent):
        return None
    value = _Builder(events, places).value(next(events), ())
    next(events)  # the document ends
    following = next(events)
    if not isinstance(following, yaml.StreamEndEvent):
        raise _refuse("document.several_documents", following)
    return value


class _Builder:
    """Builds values from events."""

    def __init__(self, events: Iterator[Any], places: Places | None) -> None:
        self._events = events
        self._places = places

    def value(self, event: Any, path: Path) -> Any:  # noqa: ANN401  # an event of the parser; any value
        """Return the value that begins with this event."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _refuse("document.anchor", event)
        if len(path) >= MAX_DEPTH:
            raise _refuse("document.too_deep", event, depth=MAX_DEPTH)
        if self._places is not None:
            self._places.values[path] = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if event.tag is not None:
            raise _refuse("document.tag", event, tag=event.tag)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str | int, Any]:
        entries: dict[str | int, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = key_of(event)
            inner = (*path, key)
            if key in entries:
                raise _refuse("document.key_twice", event, key=key)
            if self._places is not None:
                self._places.keys[inner] = _place(event)
            entries[key] = self.value(next(self._events), inner)
        return entries


def key_of(event: Any) -> str | int:  # noqa: ANN401  # an event of the parser
    """Return the key that an event stands for. Raises DocumentError where it can be none."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _refuse("document.anchor", event)
    if not isinstance(event, yaml.ScalarEvent):
        raise _refuse("document.key_not_text", event)
    key = _scalar(event)
    if isinstance(key, str) or (isinstance(key, int) and not isinstance(key, bool)):
        return key
    raise _refuse("document.key_not_text", event)


def _scalar(event: Any) -> Any:  # noqa: ANN401  # an event of the parser; text, a number, true, false or nothing
    if event.tag is not None and not (event.tag == "!" or event.implicit[0] or event.implicit[1]):
        raise _refuse("document.tag", event, tag=event.tag)
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START:
        return text
    if not _WHOLE.fullmatch(text) and not _DECIMAL.fullmatch(text):
        return text
    return exact_number(text, _place(event))


def exact_number(text: str, place: Place | None = None) -> int | Decimal:
    """Return a number exactly as it is written. Raises DocumentError where it is longer than any real one."""
    if len(text) <= MAX_DIGITS and text.isascii() and text.isdecimal():  # most are levels
        return int(text)
    number: int | Decimal | None = None
    if len(text) <= MAX_DIGITS:
        with suppress(InvalidOperation):  # an exponent that no Decimal can hold
            number = int(text, 0) if text.startswith(("0o", "0x")) else Decimal(text)
    if number is None or (isinstance(number, Decimal) and abs(number.adjusted()) > MAX_DIGITS):
        line, column = place or (None, None)
        raise DocumentError([Fault("document.number_too_long", {"digits": MAX_DIGITS}, line=line, column=column)])
    return int(number) if isinstance(number, int) or _WHOLE.fullmatch(text) else number


def _place(event: Any) -> Place:  # noqa: ANN401  # an event of the parser
    return event.start_mark.line + 1, event.start_mark.column + 1


def _refuse(fault: str, event: Any, /, **params: object) -> DocumentError:  # noqa: ANN401  # an event of the parser
    line, column = _place(event)
    return DocumentError([Fault(fault, params, line=line, column=column)])


def _parser_error(error: yaml.MarkedYAMLError, text: str) -> DocumentError:
    problem = error.problem or "?"
    key = _PROBLEMS.get(problem, "document.yaml")
    mark = error.problem_mark or error.context_mark
    if key == "document.yaml_no_colon":  # the parser notices it on the next line
        mark = error.context_mark or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    if key == "document.yaml_character" and _rest(lines, line, column)[:1] == "\t":
        key = "document.tab"
    if key == "document.yaml_colon" and not _SECOND_COLON.search(_rest(lines, line, 1)):
        key, line, column = _one_colon(lines, line)
    return DocumentError([Fault(key, {"problem": problem}, line=line, column=column)])


def _one_colon(lines: list[str], line: int) -> tuple[str, int, int]:
    """Say what is wrong with a `key: value` line that the parser took for the end of the text above it."""
    above = max((number for number in range(1, line) if _rest(lines, number, 1).strip()), default=line)
    if ":" in _rest(lines, above, 1):
        return "document.yaml_indent", line, 1
    return "document.yaml_no_colon", above, 1


def _rest(lines: list[str], line: int, column: int) -> str:
    return lines[line - 1][column - 1 :] if line <= len(lines) else ""


def _character_fault(text: str) -> Fault:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else text
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return Fault("document.control_character", line=line, column=column)

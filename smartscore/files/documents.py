"""Reading a document: bytes from a file or a pipe, UTF-8, YAML 1.2 or JSON, and the place of what is wrong in it."""

import hashlib
import json
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from typing import Any, Final

from smartscore.errors import STDIN, STDIN_NAME, DocumentError, Fault, Path, SmartscoreError, UsageError
from smartscore.exact import shortest
from smartscore.files import yaml12
from smartscore.files.paths import MAX_BYTES, unreadable
from smartscore.files.yaml12 import Places

LOOKED_AT: Final = 1 << 16
"""So many bytes of a file tell what it is."""

_STRING_OR_WORD: Final = re.compile(r'"(?:[^"\\]|\\.)*"|-?[A-Za-z]+')


@dataclass(frozen=True, slots=True)
class Document:
    """A file that has been read: its name for messages, its text, and the data in it."""

    name: str
    text: str
    data: Any

    @property
    def digest(self) -> str:
        """A SHA-256 of the data; layout and comments do not change it."""
        return digest(self.data)

    def locate(self, faults: Iterable[Fault]) -> list[Fault]:
        """Return the faults with file, line and column; the nearest known place where a path leads nowhere."""
        found = list(faults)
        places = self._places() if found else Places()
        return [self._located(fault, places) for fault in found]

    @contextmanager
    def located(self) -> Iterator[None]:
        """Add this document's places to whatever goes wrong inside."""
        try:
            yield
        except UsageError:  # a mistake on the command line has no place in a document
            raise
        except SmartscoreError as error:
            raise type(error)(self.locate(error.faults)) from None

    def _located(self, fault: Fault, places: Places) -> Fault:
        if fault.file:
            return fault
        path = fault.path
        if fault.line is None and (place := _nearest(path, places)):
            return replace(fault, file=self.name, line=place[0], column=place[1])
        return replace(fault, file=self.name)

    def _places(self) -> Places:
        places = Places()
        try:
            yaml12.parse(self.text, places)
        except DocumentError:  # JSON that is not YAML; places stay unknown
            return Places()
        return places


def read_document(source: Traversable | str) -> Document:
    """Read a document from a file, or from standard input for "-". Raises DocumentError."""
    name = STDIN_NAME if source == STDIN else str(source)
    return parse_document(read_bytes(source), name)


def parse_document(content: bytes, name: str) -> Document:
    """Read a document from bytes. Raises DocumentError naming `name`."""
    text = ""
    try:
        if content.startswith((b"<", b"\xef\xbb\xbf<", b"{\\rtf")):  # a page or a text, which YAML takes for a line
            raise _file_error("document.not_a_mapping", name)
        text = decode(content)
        data = parse_json(text) if is_json(text) else yaml12.parse(text)
    except DocumentError as error:
        raise _unreadable(content, text, name, error) from None
    return Document(name, text, data)


def _unreadable(content: bytes, text: str, name: str, error: DocumentError) -> DocumentError:
    """Return what is wrong with a document, in words for what it is where it is known to be none."""
    from smartscore.files.foreign import foreign_fault, table_fault  # noqa: PLC0415  # only where it cannot be read
    from smartscore.files.own_results import own_text  # noqa: PLC0415  # the same

    if (own := own_text(text)) is not None:
        return _file_error(own, name)
    if foreign := foreign_fault(content) or table_fault(content):
        return DocumentError([replace(foreign, file=name)])
    return DocumentError(Document(name, text, None).locate(error.faults))


def read_bytes(source: Traversable | str) -> bytes:
    """Read a file or, for "-", standard input. Raises DocumentError where that is impossible or it is too large."""
    if source == STDIN:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        return _not_too_large(content, STDIN_NAME)
    file = FilePath(source) if isinstance(source, str) else source
    try:
        if isinstance(file, FilePath) and file.is_file() and file.stat().st_size > MAX_BYTES:
            with file.open("rb") as stream:
                raise _too_large(stream.read(LOOKED_AT), str(file))
        return _not_too_large(file.read_bytes(), str(file))
    except OSError as error:
        raise unreadable(error, str(file)) from None


def digest(data: object) -> str:
    """Return the SHA-256 of data, whatever order and layout it was written in."""
    text = json.dumps(_canonical(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(data: object) -> object:
    if isinstance(data, dict):
        return {str(key): _canonical(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_canonical(item) for item in data]
    return str(shortest(data)) if isinstance(data, Decimal) else data


def _nearest(path: tuple[str | int, ...], places: Places) -> tuple[int, int] | None:
    for length in range(len(path), -1, -1):
        found = places.keys.get(path[:length]) or places.values.get(path[:length])
        if found:
            return found
    return None


def _not_too_large(content: bytes, name: str) -> bytes:
    if len(content) > MAX_BYTES:
        raise _too_large(content, name)
    return content


def _too_large(beginning: bytes, name: str) -> DocumentError:
    """Return the error for what is too large for a document; tables may be larger."""
    from smartscore.files.foreign import table_fault  # noqa: PLC0415  # only where it cannot be read

    if table := table_fault(beginning):
        return DocumentError([replace(table, file=name)])
    return _file_error("document.too_large", name, limit=MAX_BYTES // 1024 // 1024)


def _file_error(key: str, name: str, **params: object) -> DocumentError:
    return DocumentError([Fault(key, params, file=name)])


def decode(content: bytes) -> str:
    """Return the text of a document, its lines ending with a line feed. Raises DocumentError for other than UTF-8."""
    try:
        text = content.removeprefix(BOM_UTF8).decode()  # which is quicker than the codec that does both
        return text.replace("\r\n", "\n") if "\r" in text else text
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        raise DocumentError(
            [Fault("document.utf16" if utf16 else "document.not_utf8", line=line, column=column)]
        ) from None


def is_json(text: str) -> bool:
    """Say whether text is JSON rather than YAML, also YAML in braces: it begins with a key in double quotes."""
    beginning = text.lstrip()
    return beginning.startswith("{") and beginning[1:].lstrip()[:1] in ('"', "}")


def parse_json(text: str) -> Any:  # noqa: ANN401  # a document may be anything
    """Read JSON within the limits that hold for YAML: no key twice, no deep nesting, no endless number."""
    try:
        data = _JSON.decode(text)
    except json.JSONDecodeError as error:
        raise DocumentError([_json_fault(error.msg, error.lineno, error.colno)]) from None
    except RecursionError:
        raise _with_place(_too_deep(), text) from None
    except DocumentError as error:
        raise _with_place(error, text) from None
    _refuse_depth_and_half_signs(data, text)
    return data


def _json_fault(problem: str, line: int | None = None, column: int | None = None) -> Fault:
    return Fault("document.json", {"problem": problem}, line=line, column=column)


def _with_place(error: DocumentError, text: str) -> DocumentError:
    """Return the error with its place, as far as the YAML parser, which knows places, meets the same fault."""
    (fault,) = error.faults
    if fault.key == "document.json":
        before = text[: _constant_at(text, str(fault.params["problem"]))]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return DocumentError([replace(fault, line=line, column=column)])
    try:
        yaml12.parse(text)
    except DocumentError as placed:
        return placed if placed.faults[0].key == fault.key else error
    return error


def _constant_at(text: str, name: str) -> int:
    """Return where a bare word stands, outside all strings."""
    return next(found.start() for found in _STRING_OR_WORD.finditer(text) if found.group() == name)


def _refuse_depth_and_half_signs(data: object, text: str) -> None:
    """Refuse what JSON may hold and our files may not: deep nesting, and half of a surrogate pair."""
    halves = "\\u" in text  # half a pair can only come from an escape
    if not halves and text.count("{") + text.count("[") < yaml12.MAX_DEPTH:
        return
    waiting: list[tuple[object, Path]] = [(data, ())]
    while waiting:
        value, path = waiting.pop()
        if len(path) >= yaml12.MAX_DEPTH:
            raise _with_place(_too_deep(), text)
        if halves and isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise DocumentError([Fault("document.half_sign", path=path)])
        if isinstance(value, dict):
            waiting += [item for key, inner in value.items() for item in ((key, path), (inner, (*path, key)))]
        elif isinstance(value, list):
            waiting += [(inner, (*path, number)) for number, inner in enumerate(value)]


def _too_deep() -> DocumentError:
    return DocumentError([Fault("document.too_deep", {"depth": yaml12.MAX_DEPTH})])


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError([Fault("document.key_twice", {"key": key})])
        found[key] = value
    return found


def _no_constant(name: str) -> Any:  # noqa: ANN401  # never returns
    raise DocumentError([_json_fault(name)])


_JSON: Final = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_float=yaml12.exact_number,
    parse_int=yaml12.exact_number,
    parse_constant=_no_constant,
)
"""What reads JSON; made once, for to make it takes as long as to read an answer."""

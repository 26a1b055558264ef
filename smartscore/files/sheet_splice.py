"""Putting changed answers into the text that a person wrote: comments, order, layout and quoting of the rest stay."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from smartscore.answers import Sheet
from smartscore.errors import SmartscoreError
from smartscore.files.documents import parse_document
from smartscore.files.sheet_text import WIDTH, flow_text, same, sheet_data, yaml_text
from smartscore.files.sheets import sheet_of
from smartscore.files.text_edit import Edit
from smartscore.files.yaml_layout import BREAKS, Entry, Node, layout, line_end, line_start, previous_line_end
from smartscore.questionnaire import Questionnaire

INDENT: Final = 2
BYTE_ORDER_MARK: Final = "\ufeff"
_BREAK: Final = re.compile(f"[{BREAKS}]")

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """The questions in the order of asking, and the ids that they had before."""

    questions: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Order":
        """Return the order of a questionnaire."""
        return cls(tuple(questionnaire.questions), questionnaire.renamed)


class _Unusual(Exception):  # noqa: N818  # no mistake of anybody's: a layout that cannot be spliced
    """A layout that cannot be spliced."""


def splice(text: str, before: Sheet, after: Sheet, order: Order) -> str | None:
    """Return the text of the sheet `before`, changed so that it reads as `after`.

    None where the layout cannot be spliced (answers in braces, JSON); the sheet is then to be written anew.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body = text[len(mark) :]
    try:
        root = layout(body)
        if root is None:
            return None
        edits = list(_Splicer(body, order).mapping(root, sheet_data(before), sheet_data(after)))
        changed = mark + _applied(body, edits)
    except (_Unusual, yaml.YAMLError, SmartscoreError):
        return None
    return changed if _reads_as(changed, after) else None


def _reads_as(text: str, sheet: Sheet) -> bool:
    try:
        found = sheet_of(parse_document(text.encode(), "")).sheet
    except (SmartscoreError, UnicodeEncodeError):
        return False
    return same(sheet_data(found), sheet_data(sheet))


def _applied(text: str, edits: list[Edit]) -> str:
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise _Unusual
        pieces += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, text[position:]])


class _Splicer:
    """Finds the edits of one text."""

    def __init__(self, text: str, order: Order) -> None:
        self._text = text
        self._order = order
        self._line_break = "\r\n" if "\r\n" in text else "\n"

    def mapping(self, node: Node, before: Data, after: Data, order: tuple[str, ...] = ()) -> Iterator[Edit]:
        """Yield the edits that turn one mapping's entries into another's. Raises _Unusual."""
        if node.kind != "mapping" or node.flow or not node.entries:
            raise _Unusual
        moved = dict(self._renamed(node, before, after)) if order else {}
        gone = [key for key in before if key in node.entries and key not in after and key not in moved.values()]
        if len(gone) == len(node.entries) and not after:
            raise _Unusual  # the caller writes the empty mapping
        yield from (self._removed(node.entries[key]) for key in gone)
        for key, value in after.items():
            old = moved.get(key, key)
            if old != key:
                yield self._key(node.entries[old], key)
            if old in before and same(before[old], value):
                continue
            if old in node.entries:
                yield from self._value(key, node.entries[old], before.get(old), value)
        yield from self._inserted(node, before, after, order or tuple(after))

    def _renamed(self, node: Node, before: Data, after: Data) -> Iterator[tuple[str, str]]:
        """Yield each present id whose answer stands under an earlier one."""
        for old, present in self._order.renamed.items():
            gone = old in before and old in node.entries and old not in after
            if gone and present in after and present not in node.entries:
                yield present, old

    def _key(self, entry: Entry, key: str) -> Edit:
        return Edit(entry.start, entry.key_end, _key_text(key))

    def _removed(self, entry: Entry) -> Edit:
        """Take the lines of an entry out, with the line break above them; comments above and below stay."""
        self._column(entry)
        first = line_start(self._text, entry.start)
        return Edit(min(previous_line_end(self._text, first), first), line_end(self._text, entry.end), "")

    def _inserted(self, node: Node, before: Data, after: Data, order: tuple[str, ...]) -> Iterator[Edit]:
        renamed = self._order.renamed
        there = {renamed.get(str(key), str(key)): entry for key, entry in node.entries.items()}
        ranks = {key: rank for rank, key in enumerate(order)}
        known = sorted((ranks[key], entry.end) for key, entry in there.items() if key in ranks)
        column = self._column(next(iter(node.entries.values())))
        for key in sorted(after, key=lambda key: ranks.get(key, len(ranks))):
            if key in there or (key in before and same(before[key], after[key])):
                continue
            earlier = [end for rank, end in known if rank < ranks.get(key, -1)]
            place = line_end(self._text, earlier[-1] if earlier else node.end)
            yield Edit(place, place, self._line_break + self._entry_text(key, after[key], column))

    def _value(self, key: str, entry: Entry, before: Any, after: Any) -> Iterator[Edit]:  # noqa: ANN401  # data of any shape
        """Yield the edits that give an entry another value."""
        old = entry.value
        both = isinstance(before, dict) and isinstance(after, dict) and bool(after)
        if both and old.kind == "mapping" and not old.flow:
            yield from self.mapping(old, before, after, self._order.questions if key == "answers" else ())
            return
        if key == "answers" and old.kind == "mapping" and old.entries and old.flow:
            raise _Unusual
        yield from self._replaced(key, entry, after)

    def _replaced(self, key: str, entry: Entry, after: object) -> Iterator[Edit]:
        if entry.colon is None:
            raise _Unusual
        text, old, colon, column = self._text, entry.value, entry.colon, self._column(entry)
        below = _BREAK.search(text, colon, old.start) is not None
        inline = self._inline(old, after)
        if inline is None and below:
            first = line_start(text, old.start)
            inner = max(old.start - first, column + 1)
            block = self._block(key, after, inner if inner > column + 1 else column + INDENT)
            yield Edit(first, old.end, block)
        elif inline is None:
            rest = text[old.end : line_end(text, old.end)]
            block = self._block(key, after, column + INDENT)
            yield Edit(colon, old.end + len(rest), rest + self._line_break + block)
        elif below:
            yield Edit(colon, colon, f" {self._folded(inline, column)}")
            yield Edit(previous_line_end(text, old.start), old.end, "")
        else:
            blank = " " if old.start == colon else ""
            yield Edit(old.start, old.end, blank + self._folded(inline, column))

    def _inline(self, old: Node, after: object) -> str | None:
        """Return a value that fits behind its key; None where it is to stand below it, one item a line."""
        if not isinstance(after, dict | list) or not after:
            return _value_text("x", after).lstrip(" ")
        if old.kind != "scalar" and old.flow and (old.entries or old.kind == "sequence"):
            text = flow_text(after)
            return text if len(text) <= WIDTH else None
        return None

    def _block(self, key: str, after: object, column: int) -> str:
        """Return a value's own lines, indented."""
        lines = _value_text(key, after).removeprefix("\n").split("\n")
        surplus = len(lines[0]) - len(lines[0].lstrip(" "))
        return self._line_break.join(" " * column + line[surplus:] if line else "" for line in lines)

    def _entry_text(self, key: str, value: object, column: int) -> str:
        lines = yaml_text({key: value}).removesuffix("\n").split("\n")
        return self._line_break.join(" " * column + line if line else "" for line in lines)

    def _folded(self, text: str, column: int) -> str:
        """Indent the further lines of a long text below its key."""
        first, *more = text.split("\n")
        return self._line_break.join([first, *(" " * column + line if line else "" for line in more)])

    def _column(self, entry: Entry) -> int:
        start = line_start(self._text, entry.start)
        if self._text[start : entry.start].strip(" "):
            raise _Unusual
        return entry.start - start


def _key_text(key: str) -> str:
    return yaml_text({key: None}).removesuffix(": null\n")


def _value_text(key: str, value: object) -> str:
    """Return what stands behind the colon: a blank and a scalar, or a line break and indented lines."""
    start = f"{_key_text(key)}:"
    text = yaml_text({key: value})
    if not text.startswith(start):
        raise _Unusual
    return text.removeprefix(start).removesuffix("\n")

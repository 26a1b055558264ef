"""What the program says to people, in each of its languages, with that language's numbers and dates.

Texts live in one folder per language, one file per subject; both folders have the same files and the same keys.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Final

from smartscore.exact import HUNDRED, decimal_text, places_below, plain_text

_SWAP_SIGNS: Final = str.maketrans(",.", ".,")
_BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Edges = tuple[Fraction, ...]
"""Numbers that rounding must not seem to reach."""


@dataclass(frozen=True)
class Language:
    """One language: `words(key, name=value)` is a text with its gaps filled."""

    code: str
    name: str
    months: tuple[str, ...]
    decimal_comma: bool
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the text of a key; `key.one` is taken where `count` is 1 and the language has that form."""
        if params.get("count") == 1 and f"{key}.one" in self.texts:
            key = f"{key}.one"
        return self.texts[key].format_map(params)

    def __contains__(self, key: str) -> bool:
        """Say whether there is a text for this key."""
        return key in self.texts

    def signs(self, number: str) -> str:
        """Turn 1,234.5 into this language's signs."""
        return number.translate(_SWAP_SIGNS) if self.decimal_comma else number

    def number(self, value: Fraction, places: int, edges: Edges = (), *, behind: Edges = ()) -> str:
        """Write a number half up; more decimals than asked for where rounding would reach an edge ahead or behind."""
        return self.signs(decimal_text(value, places_below(value, places, edges, behind)))

    def percent(self, share: Fraction, places: int = 0, edges: Edges = (), *, behind: Edges = ()) -> str:
        """Write a share from 0 to 1 in percent."""
        ahead, passed = (tuple(edge * HUNDRED for edge in some) for some in (edges, behind))
        return f"{self.number(share * HUNDRED, places, ahead, behind=passed)}\N{NO-BREAK SPACE}%"

    def value(self, value: object) -> str:
        """Write whatever fills a gap in a message: numbers with this language's signs, lists with commas."""
        if isinstance(value, Fraction):
            return self.signs(plain_text(value))
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(self.value(item) for item in value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def date(self, text: str) -> str:
        """Write an ISO date (2026-11-23, 2026-11 or 2026) as people write it: 23 November 2026."""
        parts = text.split("-")
        if len(parts) == 1:
            return text
        month = self.months[int(parts[1]) - 1]
        return f"{int(parts[2])} {month} {parts[0]}" if len(parts) > 2 else f"{month} {parts[0]}"  # noqa: PLR2004  # day


class _Languages(Mapping[str, Language]):
    """The languages by code; the texts of one are imported when it is first spoken."""

    _signs: Final = {"id": ("Bahasa Indonesia", "indonesian", True), "en": ("English", "english", False)}
    """Name, folder, and whether decimals have a comma."""

    def __init__(self) -> None:
        self._spoken: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        if code not in self._spoken:
            name, folder, comma = self._signs[code]
            texts = import_module(f"smartscore.language.{folder}")
            self._spoken[code] = Language(code, name, texts.MONTHS, decimal_comma=comma, texts=texts.TEXTS)
        return self._spoken[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._signs)

    def __len__(self) -> int:
        return len(self._signs)


LANGUAGES: Final[Mapping[str, Language]] = _Languages()
"""The languages that the program speaks, by code."""


def language(code: str) -> Language:
    """Return a language of the program; a questionnaire in any other language is read with English words around it."""
    return LANGUAGES[code if code in LANGUAGES else "en"]


def printable(text: str) -> str:
    r"""Return text that cannot steer a terminal: control and direction signs are written out as \x1b or \u202e."""
    if text.isprintable():  # control and direction signs are not
        return text
    return "".join(_visible(sign) for sign in text)


def one_line(text: str) -> str:
    """Return printable text on a single line, white space folded."""
    return printable(" ".join(text.split()))


def _visible(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if sign in _BIDI_CONTROLS or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
        return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"  # noqa: PLR2004  # one byte
    return sign

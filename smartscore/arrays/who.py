"""Who answered in every row of a block, for the rows whose texts stand in the file as results have them."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import Bytes, Cells, Keys, Places
from smartscore.arrays.lines import Texts, chosen, same
from smartscore.arrays.words import Words
from smartscore.sources.total_names import AROUND, BEGINNINGS, is_total
from smartscore.sources.who import FORMS, ROLES
from smartscore.sources.who_key import PRIMES, STEP

NAMES: Final = ("region", "period", "respondent")
KNOWN_ROLES: Final = ("", *dict.fromkeys(ROLES.values()))
"""The roles by their numbers; 0 stands for what is none."""

FORM: Final = "full"
"""Blocks are scored in this form; rows of the short one are left to others."""

WORD: Final = 1 << 64

Flags = npt.NDArray[np.bool_]


def role_number(text: bytes) -> int:
    """Return the number of a role."""
    role = ROLES.get(text.decode().strip().casefold())
    return 0 if role is None else KNOWN_ROLES.index(role)


def form_number(text: bytes) -> int:
    """Return 1 for the form that is scored here, else 0."""
    return int(FORMS.get(text.decode().strip().casefold()) == FORM)


class WhoReader:
    """Reads who answered; remembers the words for roles and forms."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """`places` are the columns that say it."""
        self._places = places
        self._roles, self._forms = Words(role_number), Words(form_number)

    def read(self, cells: Cells) -> "Answering":
        """Return who answered in the rows of a block that have all cells."""
        texts = {name: Texts(cells.column(self._places[name])) for name in NAMES if name in self._places}
        roles, forms = self._numbers(cells, "role", self._roles), self._numbers(cells, "form", self._forms)
        return Answering(texts, roles, (roles == 0) | (forms == 0))

    def _numbers(self, cells: Cells, name: str, words: Words) -> Places:
        if name not in self._places:
            return np.full(len(cells.rows), KNOWN_ROLES.index("self") if name == "role" else 1)
        if words.full:
            words.forget()
        return words.numbers(cells.column(self._places[name]))


class Answering:
    """Who answered in every row."""

    def __init__(self, texts: Mapping[str, Texts], roles: Places, unknown: Flags) -> None:
        """`roles` by their numbers; `unknown` are rows whose role or form is no word for one, or the short form."""
        self._texts, self._roles, self._unknown = texts, roles, unknown

    def odd(self) -> Flags:
        """Say which rows have to be read one by one: they are written in another way, or name a total."""
        found = self._unknown.copy()
        for texts in self._texts.values():
            found |= texts.odd()
        if "region" in self._texts:
            found[_totals(self._texts["region"].words)] = True
        return found

    def without_region(self) -> Flags:
        """Say which rows name no region."""
        region = self._texts.get("region")
        return np.ones(len(self._roles), np.bool_) if region is None else region.empty()

    def drawn(self) -> dict[str, Bytes]:
        """Return the cells of results that say it."""
        count = len(self._roles)
        texts = {name: self._texts[name].drawn() if name in self._texts else same("", count) for name in NAMES}
        return {**texts, "role": chosen(KNOWN_ROLES, self._roles), "form": same(FORM, count)}

    def keys(self) -> Keys:
        """Return the number of whoever answered, as `who_key` makes it."""
        none = np.zeros((1, 0), np.uint64)
        names = [self._texts[name].words if name in self._texts else none for name in NAMES]
        first, second = (self._modulo(names, prime) for prime in PRIMES)
        return first << np.uint64(31) | second

    def _modulo(self, names: Sequence[Keys], prime: int) -> Keys:
        values = [_value(words, prime) for words in names]
        values += [_value(_ROLE_WORDS, prime).take(self._roles), _value(_words(FORM), prime)]
        modulus, step = np.uint64(prime), np.uint64(STEP % prime)
        total = values[0]
        for value in values[1:]:
            total = _rest(total * step + value, modulus)
        return np.broadcast_to(total, (len(self._roles),))


def _totals(regions: Keys) -> list[int]:
    """Return the rows whose region is called like a total."""
    if not regions.shape[1]:
        return []
    first = regions[:, 0].astype(np.uint32) | _SMALL
    rows = np.flatnonzero(np.isin(first, _BEGINNINGS) | np.isin(first.astype(np.uint8), _SIGNS_AROUND)).tolist()
    return [row for row in rows if is_total(regions[row].tobytes().rstrip(b"\0").decode())]


def _value(words: Keys, prime: int) -> Keys:
    """Return texts as whole numbers, the first byte the lowest."""
    modulus, word = np.uint64(prime), np.uint64(WORD % prime)
    if not words.shape[1]:
        return np.zeros(len(words), np.uint64)
    *others, last = (_rest(column, modulus) for column in np.ascontiguousarray(words.T))
    for other in reversed(others):
        last = _rest(last * word + other, modulus)
    return last


def _rest(values: Keys, modulus: np.uint64) -> Keys:
    """Return values % modulus; numpy divides by one number three times as quickly as it finds what is left."""
    found: Keys = values - (values // modulus) * modulus
    return found


def _words(text: str) -> Keys:
    """Return a text of up to eight bytes as the only word of one row."""
    return np.array([[int.from_bytes(text.encode(), "little")]], np.uint64)


_SMALL: Final = np.uint32(int.from_bytes(b"    ", "little"))
"""Makes small letters of four, and spaces of what is not there."""

_BEGINNINGS: Final = np.array([int.from_bytes(text.ljust(4).encode(), "little") for text in BEGINNINGS], np.uint32)
_SIGNS_AROUND: Final = np.frombuffer(AROUND.encode(), np.uint8)

_ROLE_WORDS: Final = np.concatenate([_words(role) for role in KNOWN_ROLES])

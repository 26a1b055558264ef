"""Who has come before, however many have: respondents one by one and in blocks, in memory and in a temporary file."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy")
import numpy as np

from smartscore.cli import doubles, many_keys
from smartscore.cli.doubles import Doubles
from smartscore.cli.shell import Shell
from smartscore.sources.who_key import who_key
from smartscore.tables.row import Written, WrittenRows

STEPS = st.lists(st.one_of(st.integers(0, 9), st.lists(st.integers(0, 9))))
"""Respondents, one by one and in blocks, as rows are."""


def row(key: int, line: int) -> Written:
    return Written("a.ndjson", line, f"R{key}", None, None, "self", "full", "")


def rows(keys: list[int], line: int) -> WrittenRows:
    hashes = [who_key((f"R{key}", None, None, "self", "full")) for key in keys]
    lines = np.arange(line, line + len(keys))
    return WrittenRows("b.csv", b"", len(keys), np.array(hashes, "<i8").tobytes(), lines.tobytes(), 0, None)


@pytest.mark.parametrize("most", [1, 3, 100])
@pytest.mark.parametrize("remembered", [1, 3, 100])
@given(steps=STEPS)
def test_whoever_came_before_is_told_wherever_that_is_kept(
    most: int, remembered: int, steps: list[int | list[int]]
) -> None:
    told: list[tuple[int | None, tuple[str, int]]] = []
    wanted: list[tuple[int, tuple[str, int]]] = []
    seen: dict[int, tuple[str, int]] = {}
    line = 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubles, "MOST_REMEMBERED", remembered)
        patch.setattr(many_keys, "MOST", most)
        patch.setattr(many_keys, "FEW", 2)
        patch.setattr(Doubles, "_tell", lambda self, _, line, first, *__: told.append((line, self._at(first))))
        found = Doubles(cast("Shell", None))
        for step in steps:
            found.look(row(step, line) if isinstance(step, int) else rows(step, line))
            for key in [step] if isinstance(step, int) else step:
                place = "a.ndjson" if isinstance(step, int) else "b.csv", line
                if key in seen:
                    wanted.append((line, seen[key]))
                seen.setdefault(key, place)
                line += 1
        if found.others:
            found.others.close()
    assert told == wanted

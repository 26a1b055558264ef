"""Keys that come few at a time, as between rejected rows, and many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from smartscore.cli import many_keys  # noqa: E402  # only with numpy
from smartscore.cli.many_keys import NOWHERE, ManyKeys  # noqa: E402  # the same


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little be much."""
    monkeypatch.setattr(many_keys, "MOST_RUNS", 2)
    monkeypatch.setattr(many_keys, "RECENT", 2)
    monkeypatch.setattr(many_keys, "FEW", 2)


@given(st.lists(st.one_of(st.integers(0, 9), st.lists(st.integers(0, 9)))))
def test_the_first_place_of_every_key_is_known(steps: list[int | list[int]]) -> None:
    """Keys come one by one and in blocks, as rows do."""
    seen: dict[int, int] = {}
    many, place = ManyKeys({}), 0
    for step in steps:
        if isinstance(step, int):
            assert many.first(step) == seen.get(step)
            if step not in seen:
                many.keep(step, place)
                seen[step] = place
            place += 1
            continue
        places = np.arange(place, place + len(step))
        wanted = []
        for number, key in enumerate(step):
            if key in seen:
                wanted.append((number, seen[key]))
            seen.setdefault(key, place + number)
        assert list(many.repeats(np.array(step, np.int64), places)) == wanted
        place += len(step)
    many.put_recent_away()
    assert many.count == len(seen)
    assert many.known(np.arange(10)).tolist() == [seen.get(key, NOWHERE) for key in range(10)]


@given(st.lists(st.integers(0, 30), max_size=60), st.data())
def test_keys_that_come_few_at_a_time_are_found_like_many_at_once(keys: list[int], data: st.DataObject) -> None:
    few, many = ManyKeys({}), ManyKeys({})
    found = []
    left = 0
    while left < len(keys):
        size = data.draw(st.integers(1, 20))
        some, places = np.array(keys[left : left + size], np.int64), np.arange(left, min(left + size, len(keys)))
        found += [(left + number, first) for number, first in few.repeats(some, places)]
        left += size
    padding = np.arange(1_000, 1_020)  # so many that they are not looked up one by one
    together = np.concatenate((np.array(keys, np.int64), padding))
    assert found == list(many.repeats(together, np.arange(len(together))))

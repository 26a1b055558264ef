"""Keys that come few at a time, as between rejected rows, and many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from smartscore.cli.many_keys import ManyKeys  # noqa: E402  # only with numpy


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

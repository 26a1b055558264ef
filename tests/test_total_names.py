"""Rows that are called like a total: told row by row and in blocks of rows alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.sources import total_names
from smartscore.sources.table import TableRow
from smartscore.sources.total_names import is_total

pytest.importorskip("numpy")
pytest.importorskip("nanoarrow")

from smartscore.arrays.joined_cells import JoinedCells  # only with numpy
from smartscore.arrays.who import WhoReader  # the same


@given(
    st.tuples(
        st.sampled_from(["", "*", ":", ".", "*\u00a0", ":\t", "\u00a0"]),
        st.sampled_from(["", "grand ", "Sub-", "SUB", "Grand-", "sub ", "sub\u00a0", "Sub\t"]),
        st.sampled_from(["total", "Jumlah", "rata rata", "Rata–rata", "rerata", "AVERAGES", "sum", "Mean", "suma"])
        | st.sampled_from(["Median", "nilai rata-rata", "Minimum", "maximum", "Maksimum", "keseluruhan", "Medina"]),
        st.sampled_from(["", ".", ":", " *", "*", " se-NTT", "itas"]),
    )
)
def test_who_is_called_like_a_total_is_read_alone_and_told(parts: tuple[str, ...]) -> None:
    name = "".join(parts)
    odd = WhoReader({"region": 0}).read(JoinedCells([TableRow(2, [name])], 1)).odd()
    folded = " ".join(name.casefold().split()).strip(total_names.AROUND)
    told = folded in total_names._ALONE or total_names._TOTAL.match(folded) is not None
    assert is_total(name) == told
    assert odd.tolist() >= [told]  # names with odd blanks are read alone for these
    if name.isascii() and "\t" not in name:
        assert odd.tolist() == [told]

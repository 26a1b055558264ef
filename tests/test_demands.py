"""`report --fail-under`: what may be demanded, and what is no demand."""

import pytest
from conftest import Run


@pytest.mark.parametrize("demand", ["99%", "55%", "overall=99%", "1/2"])
def test_a_share_is_no_demand(smartscore: Run, demand: str) -> None:
    """99% would be the number 0.99, which nearly every index reaches."""
    ran = smartscore("report", "example:contoh-kabupaten", "--fail-under", demand, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert f"“{demand}” is no demand. Write a number, or GROUP=NUMBER." in ran.err


@pytest.mark.parametrize(("demand", "code"), [("1", 0), ("overall=1.5", 0), ("100", 1)])
def test_a_number_is(smartscore: Run, demand: str, code: int) -> None:
    assert smartscore("report", "example:contoh-kabupaten", "--fail-under", demand, "--lang", "en").code == code

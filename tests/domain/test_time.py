"""Exercise time has one written form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.time import clock, parse_clock


@given(st.integers(0, 9_999 * 3600))
def test_what_is_written_is_read_back(seconds: int) -> None:
    assert parse_clock(clock(seconds * 1000)) == seconds * 1000


@pytest.mark.parametrize(
    "text", ["", "1:2:3", "1:60:00", "-1:00:00", "12:30", "1:00:00 ", "\u0661:00:00", "1:00:00\n", "99999:00:00"]
)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="h:mm:ss"):
        parse_clock(text)


def test_a_negative_time_keeps_its_sign() -> None:
    assert clock(-61_000) == "-0:01:01"

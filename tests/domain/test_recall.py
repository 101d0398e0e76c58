"""An all-clear takes back what was told before it, and nothing that is told later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.effective import Notice, effective
from hotwash.domain.impairment import EVERYWHERE, Change, Impairment, PublicRecalled, PublicTold
from tests.small_world import small_network

TOLD = PublicTold(400, 40, 100)


def notice(*changes: Change) -> Notice:
    overlays = [Impairment(str(n), EVERYWHERE, change) for n, change in enumerate(changes)]
    return effective(small_network(), overlays).notice("north")


@pytest.mark.parametrize(
    ("changes", "ten_digit"),
    [
        ((TOLD,), 400),
        ((TOLD, PublicRecalled(1000)), 0),
        ((TOLD, PublicRecalled(1000), TOLD), 400),
        ((PublicRecalled(1000), TOLD), 400),
        ((TOLD, PublicRecalled(250), PublicRecalled(500)), 200),
        ((TOLD, PublicRecalled(500), PublicTold(100, 0, 0)), 200),
        ((TOLD, PublicRecalled(500), PublicTold(300, 0, 0)), 300),
        ((TOLD, PublicRecalled(500), PublicTold(300, 0, 0), PublicRecalled(1000)), 0),
    ],
)
def test_a_recall_holds_for_notices_laid_before_it(changes: tuple[Change, ...], ten_digit: int) -> None:
    assert notice(*changes).ten_digit_permille == ten_digit


def test_test_calls_are_not_recalled() -> None:
    assert notice(TOLD, PublicRecalled(1000)) == Notice(0, 0, 100)


changes = st.lists(
    st.one_of(
        st.builds(PublicTold, st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 5000)),
        st.builds(PublicRecalled, st.integers(0, 1000)),
    ),
    max_size=6,
)


@given(changes, st.integers(0, 1000))
def test_one_more_notice_never_lessens_and_a_full_recall_at_the_end_always_empties(
    laid: list[Change], share: int
) -> None:
    before, after = notice(*laid), notice(*laid, PublicTold(share, 0, 0))
    assert after.ten_digit_permille == max(before.ten_digit_permille, share)
    emptied = notice(*laid, PublicRecalled(1000))
    assert (emptied.ten_digit_permille, emptied.walk_in_permille) == (0, 0)

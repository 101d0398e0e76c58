"""An all-clear brings the public back to 911, a part at a time."""

from hotwash.catalogue.actions.post_public_notice import PostPublicNotice
from hotwash.catalogue.actions.send_all_clear import SendAllClear
from hotwash.domain.effective import Notice
from hotwash.domain.impairment import PublicRecalled
from hotwash.domain.steps import Impair, Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = SendAllClear()


def test_it_is_checked_and_written_before_it_is_sent() -> None:
    steps = list(ACTION.steps(NETWORK))
    assert steps[0] == WaitAbout(5 * MINUTE, 15 * MINUTE, 30 * MINUTE)
    assert steps[1] == Milestone("all_clear")
    tell = steps[2]
    assert isinstance(tell, Tell)
    assert tell.public
    assert "do not make test calls" in tell.text


def test_people_return_in_four_steps() -> None:
    changes = [step.change for step in ACTION.steps(NETWORK) if isinstance(step, Impair)]
    assert changes == [PublicRecalled(share) for share in (400, 700, 900, 1000)]


def test_in_the_end_nobody_uses_another_way() -> None:
    assert under(PostPublicNotice()).notice("north").ten_digit_permille > 0
    notice = under(PostPublicNotice(), ACTION).notice("north")
    assert (notice.ten_digit_permille, notice.walk_in_permille) == (0, 0)
    assert under(ACTION).notice("north") == Notice()

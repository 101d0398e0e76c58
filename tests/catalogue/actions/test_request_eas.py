"""Radio and television reach some, if broadcasters relay the message."""

from hotwash.catalogue.actions.request_eas import RequestEas
from hotwash.domain.effective import Notice
from hotwash.domain.impairment import PublicTold
from hotwash.domain.steps import Impair, Milestone, Tell, Try, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = RequestEas(reach=250, uptake=600, walk_in=40, test_calls=200, relayed=900)


def test_approval_comes_first_and_then_it_may_not_be_relayed() -> None:
    steps = list(ACTION.steps(NETWORK))
    assert steps[0] == WaitAbout(5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    assert steps[1] == Try(900, "Broadcasters did not relay the message.")
    assert steps[2] == Milestone("public_notified")


def test_the_public_is_told_by_the_code_of_the_alert_system() -> None:
    (tell,) = [step for step in ACTION.steps(NETWORK) if isinstance(step, Tell)]
    assert tell.public
    assert tell.text.startswith("911 Telephone Outage Emergency")


def test_part_of_the_public_turns_to_local_numbers_and_test_calls_fade() -> None:
    changes = [step.change for step in ACTION.steps(NETWORK) if isinstance(step, Impair)]
    assert changes == [PublicTold(150, 10, 200), PublicTold(150, 10, 50)]
    assert under(ACTION).notice("north") == Notice(150, 10, 50)

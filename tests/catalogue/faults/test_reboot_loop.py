"""F11: waves of silence, each of which cuts calls; what stays in between stops nothing."""

from itertools import islice

from hotwash.catalogue.faults.reboot_loop import RebootLoop
from hotwash.domain.steps import Alarm, Clear, Impair, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.faults.matrix import heard
from tests.catalogue.samples import NETWORK, at, moments

FAULT = RebootLoop(border="bcf-east", gone=3 * MINUTE, back=2 * MINUTE)


def test_it_is_gone_and_back_again_and_again() -> None:
    silent = [minute for minute in range(15) if heard(at(FAULT, minute * MINUTE).world())]
    assert silent == [0, 1, 2, 5, 6, 7, 10, 11, 12]
    assert moments(FAULT.steps(NETWORK), 47 * HOUR)[-1].at >= 47 * HOUR, "it does not end by itself"


def test_every_reboot_cuts() -> None:
    cuts = [step.cut_calls for step in islice(FAULT.steps(NETWORK), 40) if isinstance(step, Impair)]
    assert cuts[0] is False
    assert all(cuts[1:])


def test_the_log_shows_after_the_first_wave_and_people_speak_in_the_second() -> None:
    steps = list(islice(FAULT.steps(NETWORK), 11))
    first, second = [Impair, Wait, Clear, Alarm, Wait], [Impair, Wait, Until, Tell, Clear]
    assert [type(step) for step in steps] == [Impair, *first, *second]


def test_the_narrative_gives_the_rhythm() -> None:
    assert "3 min of silence, 2 min of service" in FAULT.narrative(NETWORK)

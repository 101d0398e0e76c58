"""F9: shares of set-ups and of voices are lost, and keep-alives come and go."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.asymmetric_path import AsymmetricPath
from hotwash.domain.firewall import Flow, Transport
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, Impair, Tell
from hotwash.domain.time import MINUTE
from tests.catalogue.faults.matrix import inspections, keep_alive_fails
from tests.catalogue.samples import NETWORK, at

FAULT = AsymmetricPath(policy="border-policy", permille=250, voice_permille=100)


def test_set_ups_over_connections_and_voices_of_callers_are_lost_in_shares() -> None:
    invites, voice = inspections(at(FAULT, 0).world())
    assert (invites.flows, invites.permille, invites.transports) == (
        (Flow.INVITE,),
        250,
        (Transport.TCP, Transport.TLS),
    )
    assert (voice.flows, voice.permille, voice.transports) == ((Flow.MEDIA_IN,), 100, ())
    assert judge_call(at(FAULT, 0).world().network, "cell", "psap-a").permille == 250


def test_keep_alives_flap() -> None:
    states = [keep_alive_fails(at(FAULT, minute * MINUTE).world()) for minute in (0, 4, 8, 12)]
    assert states == [False, True, False, True]


def test_no_call_is_cut_and_the_firewall_speaks_before_the_carrier() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert not any(isinstance(step, Impair) and step.cut_calls for step in steps)
    told = [step for step in steps if isinstance(step, Alarm | Tell)]
    assert [type(step) for step in told] == [Alarm, Tell]
    assert isinstance(told[0], Alarm)
    assert (told[0].name, told[0].policy) == ("MidTrafficBlocked", "border-policy")
    assert all(isinstance(step.change, Inspected) for step in steps if isinstance(step, Impair))


def test_the_narrative_gives_both_shares() -> None:
    words = FAULT.narrative(NETWORK)
    assert "25 % of call set-ups over TCP or TLS" in words
    assert "in 10 % of calls the caller is not heard" in words

"""F7: a step with a long tail, over TLS only, and a reload that takes the last connections away."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.replace_certificate import ReplaceCertificate
from hotwash.catalogue.faults.certificate_expired import CertificateExpired
from hotwash.domain.facts import FaultEnded
from hotwash.domain.firewall import Flow, Inspection, Transport, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, Impair, Remedy, Tell, Until
from hotwash.domain.time import HOUR, MINUTE
from hotwash.simulation.control import Run
from tests.catalogue.samples import NETWORK, at
from tests.simulation.stage import stage

FAULT = CertificateExpired(border="bcf-east", origin="cell")


def lost(time: int) -> Inspection:
    (overlay,) = at(FAULT, time).live
    assert isinstance(overlay.change, Inspected)
    return overlay.change.inspection


def test_connections_end_one_by_one() -> None:
    shares = [lost(minute * MINUTE).permille for minute in (0, 30, 60, 90, 120, 240)]
    assert shares == sorted(shares)
    assert shares[0] == 100
    assert shares[-2:] == [1000, 1000]


def test_only_tls_suffers_and_the_keep_alive_of_that_trunk() -> None:
    item = lost(0)
    assert (item.transports, item.flows) == ((Transport.TLS,), (Flow.INVITE, Flow.OPTIONS))
    assert (item.verb, item.code, item.sources) == (Verb.REJECT, 503, ("cell",))
    silent = next(iter(CertificateExpired(border="bcf-east", answers=False).steps(NETWORK)))
    assert isinstance(silent, Impair)
    assert isinstance(silent.change, Inspected)
    assert silent.change.inspection.verb is Verb.DENY


def test_the_handshake_is_logged_at_once_and_the_carrier_waits_for_failed_calls() -> None:
    told = [step for step in FAULT.steps(NETWORK) if isinstance(step, Alarm | Until | Tell)]
    assert [type(step) for step in told] == [Alarm, Until, Tell]
    assert isinstance(told[0], Alarm)
    assert "certificate_expired" in told[0].text


def test_a_reload_ends_what_was_still_up() -> None:
    (more,) = FAULT.worse(NETWORK)
    assert isinstance(more, Impair)
    assert isinstance(more.change, Inspected)
    assert more.change.inspection.permille == 1000
    keys = {step.key for step in FAULT.steps(NETWORK) if isinstance(step, Impair)}
    assert more.key not in keys, "the next stage of the tail must not take it back"


def test_the_narrative_says_how_fast() -> None:
    assert "within 2 h no call from Cell carrier reaches it over TLS" in FAULT.narrative(NETWORK)
    assert FAULT.spreads == 2 * HOUR


def test_one_certificate_on_two_borders_expires_on_both_and_one_new_one_ends_it() -> None:
    on = stage(faults={"expired": CertificateExpired(border="bcf-east", also=("bcf-west",), spreads=0)})
    on.world.launch_fault("expired", "facilitator")
    on.world.run_to(MINUTE)
    assert {one.target for one in on.world.live() if isinstance(one.change, Inspected)} == {"bcf-east", "bcf-west"}
    for origin in ("cell", "voip"):
        assert judge_call(on.world.world.network, origin, "psap-a").treatment is not Treatment.DELIVER
    for step in ReplaceCertificate(policy="border-policy").steps(NETWORK):
        if isinstance(step, Remedy):
            on.world.carry_out(Run("act:new:1", "vendor"), step)
    assert len(on.told(FaultEnded)) == 1
    assert not [one for one in on.world.live() if isinstance(one.change, Inspected)]


def test_the_alarm_shows_where_somebody_is_up_to_raise_it() -> None:
    both = CertificateExpired(border="bcf-east", also=("bcf-west",))
    (alarm,) = [step for step in both.steps(NETWORK) if isinstance(step, Alarm)]
    assert alarm.among == ("bcf-east", "bcf-west")
    assert "The certificate of BCF east and BCF west has expired" in both.narrative(NETWORK)
    (more, other) = both.worse(NETWORK)
    assert isinstance(more, Impair)
    assert isinstance(other, Impair)
    assert (more.target, other.target) == ("bcf-east", "bcf-west")

"""F7: a step with a long tail, over TLS only, and a reload that takes the last connections away."""

from hotwash.catalogue.faults.certificate_expired import CertificateExpired
from hotwash.domain.firewall import Flow, Inspection, Transport, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, Impair, Tell, Until
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.samples import NETWORK, at

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

"""F9, F17 and F18 by their effects on calls: each a line of the matrix, on a network with a LIS and a name server."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pytest

from hotwash.catalogue.faults.asymmetric_path import AsymmetricPath
from hotwash.catalogue.faults.dereference_blocked import DereferenceBlocked
from hotwash.catalogue.faults.dns_blocked import DnsBlocked
from hotwash.catalogue.faults.location_query_blocked import LocationQueryBlocked
from hotwash.domain.effective import effective
from hotwash.domain.facts import CallsTallied, StateChanged
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Transport, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Link, Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.scripts import Fault
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.calls_view import OUTCOMES
from tests.deep_world import BORDER, Laid, NameServer, with_element, with_policy
from tests.deep_world import deep_network as without_text
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

BEGINS, ENDS = 10 * MINUTE + 1, 50 * MINUTE
ORIGINS = ("cell", "voip", "text")


def deep_network() -> Network:
    """The deep world, with a border that lets text pass."""
    text = Rule("allow-text", Verb.ALLOW, (Service.MSRP,))
    return with_policy(without_text(), replace(BORDER, rules=(*BORDER.rules, text)))


@dataclass(frozen=True, slots=True)
class Fared:
    """How calls of one originating network fared in a stretch of time: outcomes, and of those delivered the rest."""

    outcomes: Counter[str]
    placed: float
    at_home: float
    set_up: Millis

    def share(self, *names: Outcome) -> float:
        """Share of these outcomes among all that are decided."""
        return sum(self.outcomes[name.value] for name in names) / self.outcomes.total()


def played(fault: Fault, network: Network | None = None, *, per_day: int = 6_000) -> Stage:
    """An hour of the deep network, with the fault from BEGINS to ENDS."""
    scenario = replace(small_scenario(fault_at=None, per_day=per_day), network=network or deep_network())
    on = stage(faults={"own": fault}, scenario=scenario)
    on.world.arm("own", BEGINS, "facilitator")
    on.world.run_to(ENDS)
    on.world.clear_fault("own", "facilitator")
    on.world.run_to(60 * MINUTE)
    assert on.world.world == effective(scenario.network, ())
    return on


def fared(on: Stage, origin: str, since: Millis, until: Millis) -> Fared:
    columns = on.world.calls.columns()
    of = np.array([on.world.calls.origin_of(stream) == origin for stream in columns["stream"].tolist()])
    public = on.world.calls.public_streams()[columns["stream"]]
    rows = of & public & (columns["way"] == 0) & (columns["started"] >= since) & (columns["started"] < until)
    came = rows & (columns["delivered"] >= 0)
    psaps = on.scenario.network.psaps()
    home = np.array([on.world.calls.home_of(stream) for stream in columns["stream"][came].tolist()])
    there = np.array([psaps[psap].id for psap in columns["psap"][came].tolist()])
    names = (OUTCOMES[outcome].value for outcome in columns["outcome"][rows].tolist())
    return Fared(
        Counter(name for name in names if name != Outcome.IN_PROGRESS.value),
        float((columns["located"][came] == 1).mean()) if came.any() else 0.0,
        float((home == there).mean()) if came.any() else 0.0,
        int(np.median((columns["delivered"] - columns["started"])[came])) if came.any() else -1,
    )


def before(on: Stage, origin: str) -> Fared:
    return fared(on, origin, 0, BEGINS)


def under(on: Stage, origin: str, *, after: Millis = 0) -> Fared:
    return fared(on, origin, BEGINS + after, ENDS)


def back(on: Stage, origin: str) -> Fared:
    return fared(on, origin, ENDS + MINUTE, 60 * MINUTE)


def cut(on: Stage) -> int:
    return sum(tally.outcomes.get(Outcome.DROPPED.value, 0) for _, tally in on.told(CallsTallied))


def lost_peers(on: Stage) -> list[tuple[str, str]]:
    """Who told of whom that he is unreachable, as often as he did."""
    states = [fact for _, fact in on.told(StateChanged) if fact.register == "ElementState"]
    return [(fact.by, fact.element) for fact in states if fact.state == "Unreachable"]


@pytest.mark.parametrize("origin", ORIGINS)
def test_before_anything_is_wrong_calls_come_home_with_their_place(origin: str) -> None:
    on = played(DnsBlocked(server="dns"))
    usual = before(on, origin)
    assert usual.share(Outcome.SILENT, Outcome.REJECTED, Outcome.NO_AUDIO) == 0
    assert usual.placed == 1.0
    assert usual.set_up < 100


def test_f9_kills_a_share_of_set_ups_and_mutes_a_share_of_the_rest_and_keep_alives_flap() -> None:
    on = played(AsymmetricPath(policy="border", permille=400, voice_permille=500))
    over_tls = under(on, "voip")
    assert over_tls.share(Outcome.SILENT) > 0.2
    assert over_tls.share(Outcome.NO_AUDIO) > 0.1
    over_udp = under(on, "cell")
    assert over_udp.outcomes[Outcome.NO_AUDIO.value] > 10, "sound is UDP in any case"
    assert over_udp.share(Outcome.SILENT) == 0, "UDP has no state that a reply could lack"
    assert cut(on) == 0
    assert {peer for _, peer in lost_peers(on)} <= {"bcf-1", "bcf-2"}
    assert lost_peers(on).count(("voip", "bcf-1")) > 3
    assert back(on, "voip").share(Outcome.SILENT, Outcome.NO_AUDIO) == 0


def test_f9_spares_who_speaks_udp_and_meets_all_who_speak_tcp() -> None:
    tcp = replace(deep_network().elements["cell"], transports=(Transport.TCP,))  # type: ignore[call-arg]  # a network
    on = played(AsymmetricPath(policy="border", permille=1000, voice_permille=1), with_element(deep_network(), tcp))
    failed = under(on, "cell", after=MINUTE).share(Outcome.SILENT, Outcome.REJECTED)
    assert failed == 1.0


@pytest.mark.parametrize("origin", ORIGINS)
def test_f17_without_the_ecrf_calls_come_late_to_the_default_psap_and_without_a_place(origin: str) -> None:
    on = played(LocationQueryBlocked(server="ecrf"))
    usual, blind = before(on, origin), under(on, origin)
    assert usual.placed == 1.0
    assert blind.placed == 0.0
    assert blind.share(Outcome.SILENT, Outcome.REJECTED, Outcome.NO_AUDIO) == 0
    assert blind.at_home < 0.6, "all of them come to one PSAP"
    assert 2_000 <= blind.set_up - usual.set_up <= 5_000
    assert back(on, origin).placed == 1.0
    assert (cut(on), lost_peers(on)) == (0, [])


@pytest.mark.parametrize("origin", ORIGINS)
def test_f17_without_names_all_is_well_until_they_are_forgotten_and_then_calls_are_refused(origin: str) -> None:
    on = played(DnsBlocked(server="dns", ttl=15 * MINUTE))
    remembered = fared(on, origin, BEGINS, BEGINS + 15 * MINUTE)
    assert remembered.share(Outcome.SILENT, Outcome.REJECTED, Outcome.NO_AUDIO) == 0
    assert remembered.placed == 1.0
    assert remembered.set_up < 100
    forgotten = under(on, origin, after=15 * MINUTE)
    assert forgotten.share(Outcome.REJECTED) == 1.0
    assert back(on, origin).share(Outcome.REJECTED) == 0
    assert (cut(on), lost_peers(on)) == (0, []), "calls in progress and keep-alives need no name"


def test_f17_a_second_name_server_answers_for_the_first() -> None:
    base = with_element(deep_network(), NameServer(id="dns-2", name="Second name server", at=(0, 0)))
    lines = {**base.links, "esrp-dns-2": Link(id="esrp-dns-2", a="esrp", b="dns-2", carries="queries")}
    on = played(DnsBlocked(server="dns", ttl=0), replace(base, links=lines))
    for origin in ORIGINS:
        assert under(on, origin).share(Outcome.REJECTED, Outcome.SILENT) == 0
        assert under(on, origin).placed == 1.0


def test_f18_only_calls_with_a_reference_lose_their_place_and_go_to_the_default_psap() -> None:
    on = played(DereferenceBlocked(server="lis"))
    by_reference = under(on, "cell")
    assert (before(on, "cell").placed, by_reference.placed) == (1.0, 0.0)
    assert by_reference.share(Outcome.SILENT, Outcome.REJECTED, Outcome.NO_AUDIO) == 0
    assert by_reference.at_home < 0.6
    assert by_reference.set_up > 2_000
    for origin in ("voip", "text"):
        assert under(on, origin).placed == 1.0
        assert under(on, origin).set_up < 100
    assert back(on, "cell").placed == 1.0
    assert (cut(on), lost_peers(on)) == (0, [])


def test_calls_in_progress_outlast_every_one_of_them() -> None:
    """Whoever talks when the fault begins talks on to the end of the talk, as without the fault."""
    usual = talks(None)
    for fault in (
        AsymmetricPath(policy="border"), LocationQueryBlocked(server="ecrf"), DnsBlocked(server="dns", ttl=0),
        DereferenceBlocked(server="lis"),
    ):  # fmt: skip
        assert talks(fault) == usual, fault.kind


def talks(fault: Fault | None) -> list[tuple[int, int, int]]:
    """Calls that were being talked on at BEGINS: who, when it ended, and how."""
    scenario = replace(small_scenario(fault_at=None, per_day=6_000), network=deep_network())
    on = stage(faults={"own": fault} if fault else {}, scenario=scenario)
    on.world.run_to(BEGINS)
    if fault:
        on.world.launch_fault("own", "facilitator")
    on.world.run_to(40 * MINUTE)
    columns = on.world.calls.columns()
    live = (columns["answered"] >= 0) & (columns["answered"] < BEGINS) & (columns["ended"] >= BEGINS)
    assert live.sum() > 2
    found = zip(*(columns[name][live].tolist() for name in ("caller", "ended", "outcome")), strict=True)
    return sorted(found)


def test_a_share_of_calls_that_loses_its_place_goes_to_the_default_psap_and_is_counted_as_such() -> None:
    """The others come home, and so do those of the share whose home is the default PSAP."""
    check = Inspection("alg", (Flow.INVITE,), ("voip",), 400, strips_location=True)
    on = played(Laid(changes=(("border", Inspected(check)),)))
    part = under(on, "voip")
    assert 0.5 < part.placed < 0.7
    assert before(on, "voip").at_home == 1.0
    assert part.placed < part.at_home < 0.9
    assert part.outcomes[Outcome.ANSWERED_NO_LOCATION.value] > 10
    assert under(on, "cell").placed == 1.0

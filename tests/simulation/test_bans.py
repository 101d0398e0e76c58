"""Flood protection: who floods is barred, and nobody else; for its time, again where the load stays, until cleared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import pytest

from hotwash.catalogue.actions.clear_bans import ClearBans
from hotwash.catalogue.elements.voip_network import VoipNetwork
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.catalogue.faults.flood_limit_low import FloodLimitLow
from hotwash.domain.effective import effective
from hotwash.domain.facts import ActionEnded, AlarmRaised, MilestoneReached, WorldChanged
from hotwash.domain.impairment import Inspected, Loss, PeerUnreachable, RateLimited, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Milestone, Step, Tripped, Until, Wait
from hotwash.domain.time import HOUR, MINUTE, Millis
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

BAN = 4 * MINUTE
LIMIT = FloodLimitLow(policy="border-policy", per_minute=12, burst=12, ban=BAN)


def busy(cell: int, voip: int, per_day: int) -> Scenario:
    """Two carriers with their shares of the calls."""
    base = small_scenario(fault_at=None, per_day=per_day)
    parts = {"cell": (WirelessNetwork, cell), "voip": (VoipNetwork, voip)}
    made = {
        name: kind(id=name, name=base.network.elements[name].name, at=(0, 0), share_permille=share)
        for name, (kind, share) in parts.items()
    }
    network = replace(base.network, elements=MappingProxyType({**base.network.elements, **made}))
    offered = {**base.actions, "clear": OfferedAction("clear", ClearBans(policy="border-policy"), ("duty",))}
    return replace(base, network=network, actions=MappingProxyType(offered))


def flooded(fault: Fault = LIMIT, *, cell: int = 970, voip: int = 30, per_day: int = 24_000) -> Stage:
    on = stage(faults={"flood": fault}, scenario=busy(cell, voip, per_day))
    on.world.launch_fault("flood", "facilitator")
    return on


def bans(on: Stage) -> list[tuple[Millis, tuple[str, ...], bool]]:
    """When somebody was put on the deny list, or taken off it."""
    return [
        (at, fact.change.inspection.sources, fact.laid)
        for at, fact in on.told(WorldChanged)
        if isinstance(fact.change, Inspected)
    ]


def test_only_the_network_that_floods_is_barred_and_the_other_passes() -> None:
    on = flooded()
    on.world.run_to(20 * MINUTE)
    assert {sources for _, sources, laid in bans(on) if laid} == {("cell",)}
    columns = on.world.calls.columns()
    late = columns["started"] > 5 * MINUTE
    of_voip = [on.world.calls.origin_of(stream) == "voip" for stream in columns["stream"].tolist()]
    theirs = columns["delivered"][late & of_voip]
    assert len(theirs) > 5
    assert (theirs > 0).mean() > 0.9, "the other carrier is not concerned"
    lost = columns["delivered"][late & ~(late & of_voip)]
    assert (lost < 0).mean() > 0.5


def test_the_smaller_one_is_barred_where_it_is_the_one_that_floods() -> None:
    on = flooded(cell=30, voip=970)
    on.world.run_to(20 * MINUTE)
    assert {sources for _, sources, laid in bans(on) if laid} == {("voip",)}


def test_each_is_barred_by_itself_where_both_flood() -> None:
    on = flooded(cell=500, voip=500, per_day=60_000)
    on.world.run_to(10 * MINUTE)
    first = {sources: at for at, sources, laid in reversed(bans(on)) if laid}
    assert set(first) == {("cell",), ("voip",)}
    assert abs(first["cell",] - first["voip",]) < MINUTE, "neither waits for the end of the other's ban"


def test_only_the_network_that_is_named_may_be_barred() -> None:
    on = flooded(replace(LIMIT, origin="voip"))
    on.world.run_to(20 * MINUTE)
    assert bans(on) == []
    assert not [alarm for _, alarm in on.told(AlarmRaised) if alarm.name == "Firewall"]


def test_all_are_barred_as_one_where_they_come_from_one_address() -> None:
    on = flooded(replace(LIMIT, together=True))
    on.world.run_to(8 * MINUTE)
    assert bans(on)[0][1:] == ((), True)


def test_a_ban_ends_after_its_time_where_the_load_is_gone() -> None:
    """Keep-alives of who is barred fail too, so it sends nothing more, and its bucket fills again."""
    on = flooded()
    on.world.run_to(30 * MINUTE)
    times = bans(on)
    laid, lifted = times[0][0], next(at for at, _, still in times if not still)
    assert (lifted - laid) % BAN == 0
    lost = [at for at, fact in on.told(WorldChanged) if isinstance(fact.change, PeerUnreachable) and fact.laid]
    assert lost
    assert lost[0] > laid
    assert len([at for at, _, still in times if still]) > 1, "it is barred again once it floods again"


def test_who_meets_the_limit_while_barred_stays_barred_as_long_again() -> None:
    quiet = replace(busy(970, 30, 24_000), practice=replace(busy(1, 1, 1).practice, keep_alive=0))
    on = stage(faults={"flood": LIMIT}, scenario=quiet)
    on.world.launch_fault("flood", "facilitator")
    on.world.run_to(40 * MINUTE)
    ((_, sources, laid),) = bans(on)
    assert (sources, laid) == (("cell",), True)


def test_an_emptied_list_lets_calls_in_at_once_until_the_limit_is_passed_again() -> None:
    on = flooded()
    first = stopped(on)
    on.world.run_to(first + MINUTE)
    effect = on.act("clear")
    assert effect == "The vendor cleared the list. A carrier had been on it."
    assert [laid for _, _, laid in bans(on)] == [True, False]
    assert [type(overlay.change) for overlay in on.world.live() if overlay.target == "border-policy"] == [RateLimited]
    on.world.run_to(HOUR)
    again = [at for at, _, laid in bans(on) if laid][1]
    assert again > first + MINUTE
    assert again != first + BAN


def test_an_emptied_list_had_nobody_on_it() -> None:
    on = flooded(per_day=200)
    on.world.run_to(5 * MINUTE)
    assert on.act("clear") == "The vendor cleared the list. No carrier was on it."
    assert [type(overlay.change) for overlay in on.world.live()] == [RateLimited], "the limit stays"
    assert on.told(ActionEnded)


def stopped(on: Stage) -> Millis:
    """When somebody is first barred."""
    for minute in range(1, 30):
        on.world.run_to(minute * MINUTE)
        if bans(on):
            return bans(on)[0][0]
    raise AssertionError


@pytest.mark.parametrize("chop", [997, 61_111])
def test_who_is_barred_does_not_depend_on_how_time_is_chopped(chop: Millis) -> None:
    whole, chopped = flooded(per_day=40_000), flooded(per_day=40_000)
    whole.world.run_to(15 * MINUTE)
    while chopped.world.now < 15 * MINUTE:
        chopped.world.run_to(min(15 * MINUTE, chopped.world.now + chop))
    assert bans(whole)
    assert chopped.facts == whole.facts


@pytest.mark.parametrize("when", [3 * MINUTE, 9 * MINUTE, 21 * MINUTE])
def test_clearing_it_gives_the_author_s_network_back_at_any_time(when: Millis) -> None:
    on = flooded()
    on.world.run_to(when)
    on.world.clear_fault("flood", "facilitator")
    on.world.run_to(when + 5 * MINUTE)
    assert on.world.world == effective(on.scenario.network, ())
    on.world.launch_fault("flood", "facilitator")
    on.world.run_to(when + 6 * MINUTE)
    assert any(isinstance(one.change, RateLimited) for one in on.world.live())


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks(Fault):
    """Lays a limit, is busy with something else for a while, and then asks whether it has refused a call."""

    kind: ClassVar[str] = "looks_for_tests"
    title: ClassVar[str] = "Looks"
    limit: int
    busy: Millis
    twice: bool = False

    def steps(self, network: Network) -> Iterator[Step]:
        yield Impair("bcf-east", "limit", SessionLimited(self.limit, Loss.REJECTED))
        yield Wait(self.busy)
        yield Until(Tripped("bcf-east", "sessions"), 1)
        yield Milestone("seen")
        if self.twice:
            yield Impair("bcf-east", "limit", SessionLimited(10_000, Loss.REJECTED))
            yield Until(Tripped("bcf-east", "sessions"), 5 * MINUTE)
            yield Milestone("seen again")

    def narrative(self, network: Network) -> str:
        return "Looks."


def seen(fault: Fault) -> list[tuple[Millis, str]]:
    on = stage(faults={"looks": fault}, scenario=small_scenario(fault_at=None, per_day=6_000))
    on.world.launch_fault("looks", "facilitator")
    on.world.run_to(40 * MINUTE)
    return [(at, fact.name) for at, fact in on.told(MilestoneReached)]


def test_a_refusal_while_a_script_is_busy_is_seen_when_it_next_asks() -> None:
    assert seen(Looks(limit=1, busy=20 * MINUTE)) == [(20 * MINUTE, "seen")]
    assert seen(Looks(limit=10_000, busy=20 * MINUTE)) == []


def test_what_has_been_seen_once_is_not_seen_again() -> None:
    assert seen(Looks(limit=1, busy=20 * MINUTE, twice=True)) == [(20 * MINUTE, "seen")]


def test_a_surge_has_its_networks_barred_and_their_bans_end_with_it() -> None:
    surge = DemandSurge(permille=30_000, rises=0, lasts=5 * MINUTE, falls=0)
    on = stage(faults={"flood": LIMIT, "surge": surge}, scenario=busy(970, 30, 2_000))
    on.world.launch_fault("flood", "facilitator")
    on.world.run_to(5 * MINUTE)
    assert bans(on) == []
    on.world.launch_fault("surge", "facilitator")
    on.world.run_to(3 * HOUR)
    assert {sources for _, sources, _ in bans(on)} == {("cell",)}
    assert not bans(on)[-1][2]
    assert bans(on)[-1][0] < HOUR

"""Overlays in the tables: limits of borders and links, desks, surges, nuisance calls, other networks, weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.effective import effective
from hotwash.domain.elements import Element
from hotwash.domain.facts import CallersTallied, CallsTallied
from hotwash.domain.firewall import Transport
from hotwash.domain.impairment import (
    EVERYWHERE,
    Change,
    Flooded,
    IdleAged,
    Impairment,
    LinesAdded,
    Loss,
    RateLimited,
    SessionLimited,
    Staffed,
    Surged,
    Triaged,
    WrongNumber,
)
from hotwash.domain.network import Network
from hotwash.domain.scenario import OfferedAction, PlannedFault, Scenario
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import Impair, Step
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.projections.tallies import public
from hotwash.simulation.compile import Compiled, compile_tables
from hotwash.simulation.tables import Border, Door, Treatment
from tests.simulation.stage import stage
from tests.small_world import small_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Lays(Fault):
    """Lays one change."""

    target: str
    change: Change

    def steps(self, network: Network) -> Iterator[Step]:  # as every fault
        yield Impair(self.target, "it", self.change)

    def narrative(self, network: Network) -> str:  # as every fault
        return "Something is laid."


Lays.kind, Lays.title = "lays", "Lays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders(Action):
    """Lays one change, by a seat."""

    target: str
    change: Change

    def steps(self, network: Network) -> Iterator[Step]:  # as every action
        while True:  # a script without end is read as far as is needed
            yield Impair(self.target, "it", self.change)

    def narrative(self, network: Network) -> str:  # as every action
        return "Something was laid."


Orders.kind, Orders.title = "orders", "Orders"


def compiled(*laid: tuple[str, Change], scenario: Scenario | None = None) -> Compiled:
    scenario = scenario or small_scenario()
    overlays = [Impairment(str(n), target, change) for n, (target, change) in enumerate(laid)]
    return compile_tables(scenario, effective(scenario.network, overlays))


def with_faults(**faults: Fault) -> Scenario:
    base = small_scenario(fault_at=None)
    return replace(
        base, faults=MappingProxyType({key: PlannedFault(key, fault, None) for key, fault in faults.items()})
    )


def with_elements(**changes: dict[str, Any]) -> Scenario:
    """The small world with fields of some elements changed; underscores stand for hyphens."""
    base = small_scenario(fault_at=None)
    elements: dict[str, Element] = dict(base.network.elements)
    for key, fields in changes.items():
        name = key.replace("_", "-")
        elements[name] = replace(elements[name], **fields)
    return replace(base, network=replace(base.network, elements=MappingProxyType(elements)))


def test_limits_act_by_what_lies_above_them() -> None:
    made = compiled(
        ("bcf-east", SessionLimited(40, Loss.SILENT)),
        ("border-policy", SessionLimited(60, Loss.NO_AUDIO)),
        ("bcf-west", SessionLimited(50, Loss.REJECTED)),
        ("bcf-west", SessionLimited(30, Loss.REJECTED)),
        ("bcf-west", IdleAged(90_000)),
    )
    assert made.tables.borders == (
        Border(silent_limit=40, no_audio_limit=60),
        Border(no_audio_limit=60, reject_limit=30, idle_ms=90_000.0),
    )


def test_the_strictest_rate_holds() -> None:
    made = compiled(
        ("border-policy", RateLimited(120, 100)),
        ("bcf-west", RateLimited(60, 20, Loss.REJECTED, per_source=False)),
    )
    assert made.tables.borders == (
        Border(rate_per_s=2.0, burst=100.0, per_source=True),
        Border(rate_per_s=1.0, burst=20.0, rate_over=Treatment.REJECT),
    )


def test_an_author_s_session_limit_is_a_full_table() -> None:
    scenario = with_elements(bcf_east={"session_limit": 9})
    assert compiled(scenario=scenario).tables.borders[0] == Border(silent_limit=9)
    assert compiled(("bcf-east", SessionLimited(0, Loss.SILENT)), scenario=scenario).tables.borders[0].silent_limit == 1


def test_links_and_proxies_are_doors_of_the_routes_that_use_them() -> None:
    base = with_elements(esrp={"capacity": 30})
    links = {**base.network.links, "cell-east": replace(base.network.links["cell-east"], capacity=20)}
    scenario = replace(base, network=replace(base.network, links=MappingProxyType(links)))
    made = compiled(scenario=scenario)
    rows = list(links)
    esrp = len(rows)
    assert len(made.tables.doors) == esrp + 1
    assert made.tables.doors[rows.index("cell-east")] == Door(20)
    assert made.tables.doors[esrp] == Door(30)
    by_name = {
        (name.origin, name.kind): route.doors for name, route in zip(made.streams, made.tables.routes, strict=True)
    }
    assert by_name["cell", "call"] == (rows.index("cell-east"), esrp)
    assert by_name["voip", "call"] == (esrp,)
    full = compiled(
        ("esrp-a", SessionLimited(5, Loss.NO_AUDIO)), ("cell-east", SessionLimited(25, Loss.SILENT)), scenario=scenario
    )
    assert full.tables.doors[rows.index("esrp-a")] == Door(5, Treatment.NO_AUDIO)
    assert full.tables.doors[rows.index("cell-east")] == Door(20)
    assert full.tables.routes[0].doors == (rows.index("cell-east"), rows.index("esrp-a"))  # the two that hold least
    assert {route.doors for route in compiled().tables.routes} == {()}


def test_desks() -> None:
    made = compiled(
        ("psap-a", Staffed(400)),
        ("north", LinesAdded(3)),
        (EVERYWHERE, Triaged(600, 2_000)),
        ("psap-b", Staffed(2_000)),
    )
    usual, now = compiled().tables.answering, made.tables.answering
    assert [row.positions for row in now] == [1, 4]
    assert [row.room for row in now] == [usual[0].room, 4 + 4]
    assert [row.admin_lines for row in now] == [row.admin_lines + 3 for row in usual]
    assert {(row.talk_factor, row.patience_factor) for row in now} == {(0.6, 2.0)}
    assert {(row.talk_factor, row.patience_factor) for row in usual} == {(1.0, 1.0)}
    assert [row.reserve for row in now] == [0, 1]


def test_wrong_numbers() -> None:
    assert compiled(("north", WrongNumber(250))).tables.notices[0].wrong_share == 0.25
    assert compiled().tables.notices[0].wrong_share == 0.0


def test_surges_and_nuisance_calls_are_streams_only_where_they_can_come() -> None:
    assert {name.kind for name in compiled().streams} == {"call", "test"}
    scenario = with_faults(
        surge=Lays(target="voip", change=Surged(3_000)), flood=Lays(target="north", change=Flooded(500))
    )
    quiet = compiled(scenario=scenario)
    assert [(name.origin, name.psap, name.kind) for name in quiet.streams[6:]] == [
        ("voip", "psap-a", "surge"),
        ("voip", "psap-b", "surge"),
        ("cell", "psap-a", "nuisance"),
        ("cell", "psap-b", "nuisance"),
    ]
    assert quiet.tables.streams[:6] == compiled().tables.streams
    assert quiet.tables.factors[6:] == (0.0,) * 4
    loud = compiled(("voip", Surged(3_000)), ("north", Flooded(500)), scenario=scenario)
    assert loud.tables.factors[6:] == (3.0, 3.0, 0.5, 0.5)
    assert loud.tables.factors[:6] == quiet.tables.factors[:6]
    rates = [stream.per_day for stream in loud.tables.streams]
    assert rates[6:] == [rates[2], rates[3], 4_000 * 2 / 3, 4_000 / 3]
    tags = [stream.tag for stream in loud.tables.streams]
    assert tags == [0, 0, 1, 1, 2, 2, 1, 1, 3, 3]
    assert [stream.source for stream in loud.tables.streams] == [0, 0, 1, 1, 0, 0, 1, 1, 0, 0]
    nuisance = loud.tables.personas[loud.tables.streams[8].persona]
    assert (nuisance.talk_mean_ms, nuisance.dialable) == (60_000.0, 0.0)
    assert min(nuisance.persistence) > 0.9


def test_an_action_can_bring_a_surge_too() -> None:
    base = small_scenario()
    orders = OfferedAction("orders", Orders(target=EVERYWHERE, change=Surged(1_000)), ("duty",))
    scenario = replace(base, actions=MappingProxyType({"orders": orders}))
    kinds = [name.kind for name in compiled(scenario=scenario).streams]
    assert kinds.count("surge") == 4
    assert kinds.count("nuisance") == 0


def test_a_surge_moves_no_usual_caller_and_nuisance_calls_count_apart() -> None:
    faults: dict[str, Fault] = {
        "surge": Lays(target=EVERYWHERE, change=Surged(4_000)),
        "flood": Lays(target="north", change=Flooded(2_000)),
    }
    quiet, loud = stage(faults=faults), stage(faults=faults)
    loud.world.run_to(5 * MINUTE)
    loud.world.launch_fault("surge", "facilitator")
    loud.world.launch_fault("flood", "facilitator")
    for on in (quiet, loud):
        on.world.run_to(30 * MINUTE)
    columns = [on.world.calls.columns(0) for on in (quiet, loud)]
    usual = [
        sorted(zip(c["caller"][c["attempt"] == 1].tolist(), c["started"][c["attempt"] == 1].tolist(), strict=True))
        for c in columns
    ]
    kinds = [loud.world.calls.kind_of(stream) for stream in range(loud.world.calls.stream_count())]
    assert usual[0] == [one for one in usual[1] if kinds[one[0] >> 32] in {"call", "test"}]
    nuisance = np.array([kind == "nuisance" for kind in kinds])[columns[1]["stream"]]
    surge = np.array([kind == "surge" for kind in kinds])[columns[1]["stream"]]
    assert min(nuisance.sum(), surge.sum()) > 50
    assert loud.world.calls.public_streams().tolist() == [kind in {"call", "surge"} for kind in kinds]
    minutes = [minute for _, minute in loud.told(CallsTallied)]
    assert sum(minute.started.get("nuisance", 0) for minute in minutes) == nuisance.sum()
    ours = ~nuisance
    decided = (columns[1]["outcome"] != 0) & ours
    cut_later = sum(sum(counts.values()) for minute in minutes for counts in minute.cut_origins.values())
    assert sum(sum(public(minute).values()) for minute in minutes) - cut_later == decided.sum()
    assert all("nuisance" not in minute.psaps for minute in minutes)
    callers = sum(minute.callers for minute in minutes)
    assert callers == len(set(columns[1]["caller"][ours].tolist()))
    loud.world.tell_callers()
    assert loud.told(CallersTallied)[0][1].callers == callers


class Camping(WirelessNetwork):
    """A cellular network whose callers' phones can use another one."""

    camps = True


def carrier(name: str, share: int, **fields: Any) -> Element:
    return Camping(id=name, name=name, at=(0, 0), share_permille=share, **fields)


def carriers() -> Scenario:
    """Three carriers: phones of the first two can use each other's network."""
    base = small_scenario(fault_at=None)
    elements = {
        **base.network.elements,
        "cell": carrier("cell", 500),
        "other": carrier("other", 200, uninitialised_permille=400),
    }
    links = {**base.network.links, "other-west": replace(base.network.links["cell-west"], id="other-west", a="other")}
    order = ["cell", "other", *(key for key in elements if key not in {"cell", "other"})]
    network = replace(
        base.network,
        elements=MappingProxyType({key: elements[key] for key in order}),
        links=MappingProxyType(links),
    )
    return replace(base, network=network)


def test_phones_use_the_largest_other_network_that_takes_them() -> None:
    made = compiled(scenario=carriers())
    named = {(name.origin, name.psap): n for n, name in enumerate(made.streams) if name.kind == "call"}
    for (origin, psap), row in named.items():
        other = {"cell": "other", "other": "cell"}.get(origin, "")
        stream = made.tables.streams[row]
        assert stream.camp == named.get((other, psap), -1)
        assert (made.tables.personas[stream.persona].camps > 0.0) == bool(other)
    assert {s.camp for s, name in zip(made.tables.streams, made.streams, strict=True) if name.test} == {-1}


def test_phones_that_cannot_be_called_back_are_not_dialable() -> None:
    made = compiled(scenario=carriers())
    dialable = {
        name.origin: made.tables.personas[stream.persona].dialable
        for name, stream in zip(made.streams, made.tables.streams, strict=True)
        if name.kind == "call"
    }
    assert dialable == pytest.approx({"cell": 0.95, "other": 0.57, "voip": 0.95})


def test_an_invite_over_udp_is_sent_seven_times() -> None:
    made = compiled(scenario=with_elements(cell={"transports": (Transport.UDP, Transport.TCP)}))
    weights = {name.origin: route.weight for name, route in zip(made.streams, made.tables.routes, strict=True)}
    assert weights == {"cell": 7.0, "voip": 1.0}


def test_weeks_begin_on_monday_and_weekdays_stay_as_they_were() -> None:
    base = small_scenario()
    assert base.start == datetime(2024, 6, 18, 13, 0)  # noqa: DTZ001  # a Tuesday, without a zone
    plain = compiled(scenario=base).tables
    assert (plain.clock_ms, len(plain.profiles[0].weights)) == (13 * HOUR, 24)
    night = tuple(2 if hour < 6 else 1 for hour in range(24))
    demand = replace(base.demand, weekend_hours=night, weekend_permille=1_500)
    weekly = compiled(scenario=replace(base, demand=demand)).tables
    weights = weekly.profiles[0].weights
    assert (weekly.clock_ms, len(weights)) == ((24 + 13) * HOUR, 168)
    calls_an_hour = [stream.per_day * 7 / sum(weights) for stream in weekly.streams]
    assert calls_an_hour == pytest.approx([stream.per_day / 24 for stream in plain.streams])
    saturday = weights[5 * 24 : 6 * 24]
    assert sum(saturday) == pytest.approx(1.5 * 24)
    assert saturday[0] == pytest.approx(2 * saturday[12])
    assert weights[6 * 24 :] == saturday
    only_fewer = compiled(scenario=replace(base, demand=replace(base.demand, weekend_permille=700))).tables
    assert sum(only_fewer.profiles[0].weights[5 * 24 :]) == pytest.approx(0.7 * 48)

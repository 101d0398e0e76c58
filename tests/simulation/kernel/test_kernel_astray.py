"""A share of calls lacks its location where this would have said which PSAP is meant: led another way by draw."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Border, Outcome, Route, Tables
from tests.simulation.kernel.worlds import answering, any_world, persona, single, told

HOUR = 3_600_000
STRAIGHT = Route(0.0, 0.0, 0.0, 0, 40.0, 0)
AWAY = Route(0.0, 0.0, 0.0, 1, 90.0, 0, blind=1.0)


def world(route: Route, *, evented: bool = False) -> Tables:
    """Two thousand callers an hour whose home is the first of two PSAPs, by one border."""
    tables = single(2_000 / HOUR, persona(talk_mean_ms=1.0), answering(evented=evented))
    return replace(tables, routes=(route,), answering=tables.answering * 2, borders=(Border(),))


def ran(tables: Tables, hours: int = 1, *stops: int, seed: int = 5) -> Calls:
    calls = Calls(tables, seed)
    for at in (*stops, hours * HOUR):
        calls.advance(at)
    return calls


def led(share: float, *, blind: float | None = None, away: Route = AWAY) -> Route:
    return replace(STRAIGHT, blind=share if blind is None else blind, stray=share, astray=away)


def test_the_share_is_led_to_the_other_psap_and_has_no_location() -> None:
    columns = ran(world(led(0.3)), 4).columns()
    astray = columns["astray"] == 1
    count = len(astray)
    assert abs(astray.sum() - 0.3 * count) < 4 * sqrt(0.3 * 0.7 * count)
    assert (columns["psap"][astray] == 1).all()
    assert (columns["psap"][~astray] == 0).all()
    assert (columns["located"] == ~astray).all()
    assert set(columns["outcome"][astray].tolist()) == {Outcome.ANSWERED_NO_LOCATION}
    assert set(columns["outcome"][~astray].tolist()) == {Outcome.ANSWERED}
    assert (columns["delivered"] - columns["started"] >= 40 + 50 * astray - 1).all()
    assert (columns["route"] == 0).all()


def test_who_goes_astray_in_a_small_share_does_in_every_larger_one() -> None:
    small, large, none = (ran(world(led(share))).columns() for share in (0.2, 0.5, 0.0))
    assert (small["caller"] == large["caller"]).all()
    assert ((small["astray"] == 1) <= (large["astray"] == 1)).all()
    assert small["astray"].sum() < large["astray"].sum()
    assert not none["astray"].any()


def test_calls_that_lose_their_location_later_stay_at_home_without_it() -> None:
    columns = ran(world(led(0.2, blind=0.6)), 4).columns()
    astray, blind = columns["astray"] == 1, columns["located"] == 0
    assert (astray <= blind).all()
    at_home = blind & ~astray
    count = len(blind)
    assert abs(at_home.sum() - 0.4 * count) < 4 * sqrt(0.4 * 0.6 * count)
    assert (columns["psap"][at_home] == 0).all()
    assert set(columns["outcome"][at_home].tolist()) == {Outcome.ANSWERED_NO_LOCATION}


def test_what_fails_calls_on_the_other_way_fails_those_alone() -> None:
    columns = ran(world(led(0.3, away=replace(AWAY, silent=1.0)))).columns()
    astray = columns["astray"] == 1
    assert set(columns["outcome"][astray].tolist()) == {Outcome.SILENT}
    assert set(columns["outcome"][~astray].tolist()) == {Outcome.ANSWERED}
    other = ran(world(replace(led(0.3), silent=1.0))).columns()
    assert ((other["outcome"] == Outcome.SILENT) == (other["astray"] == 0)).all()


def test_a_share_of_nought_leaves_every_bit_as_it_is_without() -> None:
    for seed in range(6):
        tables = any_world(seed)
        plain = replace(tables, routes=tuple(replace(route, stray=0.0, astray=None) for route in tables.routes))
        never = replace(tables, routes=tuple(replace(route, stray=0.0, astray=AWAY) for route in plain.routes))
        assert told(ran(never, 2)) == told(ran(plain, 2))


def test_planned_evented_and_chopped_runs_agree() -> None:
    route = led(0.4, blind=0.7, away=replace(AWAY, no_audio=0.2))
    planned = told(ran(world(route), 2))
    assert told(ran(world(route), 2, *range(1, 2 * HOUR, 97_003))) == planned
    evented = told(ran(world(route, evented=True), 2))
    assert (evented["checksum"], evented["columns"]) == (planned["checksum"], planned["columns"])


def test_a_border_counts_the_trunk_of_the_stream_whichever_way_its_call_goes() -> None:
    border = Border(rate_per_s=0.0001, burst=1.0, per_source=True, idle_ms=10 * HOUR)
    base = world(led(0.5))
    streams = tuple(replace(base.streams[0], key=key, source=key) for key in range(3))
    tables = replace(base, streams=streams, routes=base.routes * 3, factors=(1.0,) * 3, borders=(border,))
    calls = ran(tables)
    columns = calls.columns()
    for stream in range(3):
        came = (columns["stream"] == stream) & (columns["delivered"] >= 0)
        assert came.sum() == 1
    assert calls.counters()["rate_refused"] == len(columns["stream"]) - 3


def test_the_route_may_change_under_way_and_back() -> None:
    tables = world(STRAIGHT)
    calls = Calls(tables, 5)
    for at, route in ((HOUR, led(1.0)), (2 * HOUR, STRAIGHT)):
        calls.advance(at)
        calls.load_routes((route,), at // HOUR)
    calls.advance(3 * HOUR)
    columns = calls.columns()
    assert ((columns["astray"] == 1) == (columns["version"] == 1)).all()

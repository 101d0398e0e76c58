"""The kernel against exact results of queueing theory, within three standard errors over seeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Border, Outcome
from tests.simulation.kernel.measuring import (
    MEAN_TALK,
    SPAN,
    WARM_UP,
    assert_covers,
    decided,
    replications,
    share,
    share_waiting,
)
from tests.simulation.kernel.oracles import erlang_a, erlang_b, erlang_c, full_room, outage, pollaczek_khinchine
from tests.simulation.kernel.worlds import answering, persona, single


def test_the_formulas_give_the_published_values() -> None:
    assert erlang_b(15, 8.1080) == pytest.approx(0.01, abs=1e-4)
    assert erlang_b(10, 8.0) == pytest.approx(0.121661, abs=1e-6)
    assert erlang_c(10, 4.08) == pytest.approx(0.010052, abs=1e-5)
    assert erlang_c(5, 4.0) == pytest.approx(0.554113, abs=1e-6)
    assert erlang_a(10, 12.0, 0.5) == pytest.approx((0.850385, 0.195656), abs=1e-6)
    assert full_room(5, 10, 5.0) == pytest.approx((0.117503, 1.762549), abs=1e-6)
    assert outage(9.7, 0.75, 0.85, 120.0) == pytest.approx((41.2, 7_485.0), rel=1e-3)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize("sigma", [-1.0, 0.8])  # insensitive to the shape of the talk time
@pytest.mark.parametrize(("servers", "load"), [(2, 1.0), (5, 3.0), (10, 8.0)])
def test_erlang_b(servers: int, load: float, sigma: float, evented: bool) -> None:
    psap = answering(positions=servers, room=servers, evented=evented)
    tables = single(load / MEAN_TALK, persona(talk_sigma=sigma), psap)
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.BUSY)), erlang_b(servers, load))


@pytest.mark.parametrize("limit", [3, 10])
def test_a_session_table_is_erlang_b_too(limit: int) -> None:
    tables = single(limit * 0.8 / MEAN_TALK, persona(), answering(positions=60), borders=(Border(silent_limit=limit),))
    tables = replace(tables, routes=(replace(tables.routes[0], border=0),))
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.SILENT)), erlang_b(limit, limit * 0.8))


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "load"), [(2, 1.0), (3, 2.0), (10, 8.0)])
def test_erlang_c(servers: int, load: float, evented: bool) -> None:
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers, evented=evented))
    assert_covers(replications(tables, share_waiting), erlang_c(servers, load))


PICK_UP = 400.0  # of the MEAN_TALK that a position is held


def mean_answer_time(calls: Calls) -> float:
    rows = decided(calls)
    took = [
        answered - delivered
        for answered, delivered in zip(rows["answered"], rows["delivered"], strict=True)
        if answered >= 0
    ]
    return sum(took) / len(took)


@pytest.mark.parametrize("evented", [False, True])
def test_an_unloaded_psap_answers_when_it_picks_up(evented: bool) -> None:
    psap = answering(positions=60, pick_up_mean_ms=5_000.0, evented=evented)
    tables = single(1.0 / MEAN_TALK, persona(patience_mean_ms=100.0), psap)
    assert_covers(replications(tables, mean_answer_time), 5_000.0)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "load"), [(2, 1.0), (10, 8.0)])
def test_erlang_b_with_pick_up_as_part_of_the_holding_time(servers: int, load: float, evented: bool) -> None:
    psap = answering(positions=servers, room=servers, pick_up_mean_ms=PICK_UP, evented=evented)
    tables = single(load / MEAN_TALK, persona(talk_mean_ms=MEAN_TALK - PICK_UP), psap)
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.BUSY)), erlang_b(servers, load))


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize("audio", [True, False])  # without audio nobody answers; the position is held all the same
def test_one_position_with_pick_up_is_pollaczek_and_khinchine(audio: bool, evented: bool) -> None:
    load, talk = 0.5, MEAN_TALK - PICK_UP
    psap = answering(positions=1, pick_up_mean_ms=PICK_UP, evented=evented)
    tables = single(load / MEAN_TALK, persona(talk_mean_ms=talk, hello_mean_ms=talk), psap)
    tables = replace(tables, routes=(replace(tables.routes[0], no_audio=0.0 if audio else 1.0),))
    assert_covers(replications(tables, share_waiting), load)
    if audio:
        exact = pollaczek_khinchine(load / MEAN_TALK, (PICK_UP, talk)) + PICK_UP
        assert_covers(replications(tables, mean_answer_time), exact)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "load"), [(3, 2.0)])
def test_waiting_with_pick_up_is_near_erlang_c(servers: int, load: float, evented: bool) -> None:
    """No formula holds exactly here; a holding time of less spread than exponential moves it by a few percent."""
    psap = answering(positions=servers, pick_up_mean_ms=PICK_UP, evented=evented)
    tables = single(load / MEAN_TALK, persona(talk_mean_ms=MEAN_TALK - PICK_UP), psap)
    values = replications(tables, share_waiting)
    assert sum(values) / len(values) == pytest.approx(erlang_c(servers, load), rel=0.1)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "load", "impatience"), [(1, 1.0, 1.0), (5, 6.0, 0.5), (10, 12.0, 0.5)])
def test_erlang_a(servers: int, load: float, impatience: float, evented: bool) -> None:
    who = persona(patience_mean_ms=MEAN_TALK / impatience)
    tables = single(load / MEAN_TALK, who, answering(positions=servers, evented=evented))
    waits, abandons = erlang_a(servers, load, impatience)
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.ABANDONED)), abandons)
    assert_covers(replications(tables, share_waiting), waits)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "room", "load"), [(2, 4, 1.5), (5, 10, 5.0)])
def test_a_finite_waiting_room(servers: int, room: int, load: float, evented: bool) -> None:
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers, room=room, evented=evented))
    refused, queue = full_room(servers, room, load)
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.BUSY)), refused)

    def mean_queue(calls: Calls) -> float:
        rows = decided(calls)
        waited = sum(
            seized - delivered
            for seized, delivered in zip(rows["seized"], rows["delivered"], strict=True)
            if seized >= 0
        )
        return waited / (SPAN - 20_000 - WARM_UP)

    assert_covers(replications(tables, mean_queue), queue)


def test_redials_in_a_total_outage() -> None:
    minute = 60_000.0
    rate, gap, persistence, span = 9.7, 0.75, 0.85, 120.0
    who = persona(persistence=(persistence,) * 6, redial_mean_ms=gap * minute, max_attempts=10**6)
    tables = single(rate / minute, who, answering(positions=0, room=0))
    active, attempts = outage(rate, gap, persistence, span)
    end = int(span * minute)
    assert_covers(replications(tables, lambda calls: calls.caller_tally()[3], end), active)
    assert_covers(replications(tables, lambda calls: calls.counters()["attempts"], end), attempts)


@pytest.mark.parametrize(("servers", "load", "orbit"), [(1, 0.5, 1.0), (2, 1.0, 0.768714)])
def test_redials_until_answered(servers: int, load: float, orbit: float) -> None:
    """M/M/c with retrials at rate 1 and no giving up: the mean number of callers between attempts."""
    who = persona(persistence=(1.0,) * 6, redial_mean_ms=MEAN_TALK, max_attempts=10**6)
    tables = single(load / MEAN_TALK, who, answering(positions=servers, room=servers))

    def mean_orbit(calls: Calls) -> float:
        columns = calls.columns()
        last: dict[int, int] = dict(zip(columns["caller"].tolist(), columns["answered"].tolist(), strict=True))
        first: dict[int, int] = {}
        for caller, started in zip(columns["caller"].tolist(), columns["started"].tolist(), strict=True):
            first.setdefault(caller, started)
        between: int = sum(
            last[caller] - started
            for caller, started in first.items()
            if WARM_UP <= started < SPAN - 20_000 and last[caller] >= 0
        )
        return between / (SPAN - 20_000 - WARM_UP)

    assert_covers(replications(tables, mean_orbit), orbit)

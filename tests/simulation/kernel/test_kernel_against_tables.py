"""The kernel against tables of queueing theory: loss, delay, patience, finite rooms, redials, links, Little's law.

Published anchors: 15 lines at 1 % are 8.108 Erlang (Westbay manual); C(8, 3.87) = 5 % and C(10, 4.08) = 1 % (TETRA
textbook, table C); retrial M/M/1 as in Kulkarni's exercise. All other values follow from the same definitions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import exp

import pytest

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Border, Door, Outcome, Route, Tables, Treatment
from tests.simulation.kernel.measuring import (
    MEAN_TALK,
    REPLICATIONS,
    SPAN,
    WARM_UP,
    assert_all_cover,
    assert_covers,
    decided,
    mean_queue,
    replications,
    several,
    share,
    share_waiting,
)
from tests.simulation.kernel.oracles import (
    constant_talk,
    distribution,
    erlang_a,
    erlang_b,
    erlang_c,
    full_room,
    impatient,
    mean_wait,
    outage,
    retrial,
    retrial_one,
    service_level,
    slow_retrial,
)
from tests.simulation.kernel.worlds import answering, persona, single

LOADS = {  # offered load at which 0.1, 1, 2 and 5 % of calls are lost
    1: (0.0010, 0.0101, 0.0204, 0.0526),
    2: (0.0458, 0.1526, 0.2235, 0.3813),
    3: (0.1938, 0.4555, 0.6022, 0.8994),
    5: (0.7621, 1.3608, 1.6571, 2.2185),
    10: (3.0920, 4.4612, 5.0840, 6.2157),
    15: (6.0772, 8.1080, 9.0096, 10.6327),
    20: (9.4115, 12.0306, 13.1815, 15.2493),
    30: (16.6839, 20.3373, 21.9316, 24.8018),
    50: (32.5119, 37.9014, 40.2551, 44.5331),
    100: (75.2420, 84.0642, 87.9720, 95.2404),
}
LOSSES = {(1, 1.0): 0.5, (2, 1.0): 0.2, (5, 3.0): 0.110054, (10, 5.0): 0.018385, (10, 8.0): 0.121661}
LOSSES |= {(20, 15.0): 0.045593, (46, 30.0): 0.001511, (100, 90.0): 0.026957}
DELAYS = {  # share that waits, mean wait in talk times, mean number waiting
    (1, 0.5): (0.5, 1.0, 0.5),
    (2, 1.0): (0.333333, 0.333333, 0.33333),
    (2, 1.5): (0.642857, 1.285714, 1.92857),
    (3, 2.0): (0.444444, 0.444444, 0.88889),
    (4, 3.0): (0.509434, 0.509434, 1.52830),
    (5, 4.0): (0.554113, 0.554113, 2.21645),
    (10, 8.0): (0.409180, 0.204590, 1.63672),
    (10, 9.0): (0.668732, 0.668732, 6.01858),
    (20, 18.0): (0.550769, 0.275385, 4.95692),
    (50, 48.0): (0.694456, 0.347228, 16.66693),
    (100, 95.0): (0.506457, 0.101291, 9.62268),
}
PATIENCE = {  # positions, load, impatience: share that waits, share that abandons, mean number waiting, positions busy
    (1, 1.0, 1.0): (0.632121, 0.367879, 0.36788, 0.63212),
    (2, 2.0, 0.5): (0.659077, 0.227282, 0.90913, 0.77272),
    (5, 5.0, 1.0): (0.559507, 0.175467, 0.87734, 0.82453),
    (5, 6.0, 0.5): (0.802838, 0.226387, 2.71664, 0.92834),
    (10, 10.0, 1.0): (0.542070, 0.125110, 1.25110, 0.87489),
    (10, 12.0, 0.5): (0.850385, 0.195656, 4.69574, 0.96521),
    (10, 9.0, 0.25): (0.520991, 0.049554, 1.78393, 0.85540),
    (20, 25.0, 1.0): (0.866425, 0.214819, 5.37048, 0.98148),
    (50, 48.0, 0.5): (0.46777, 0.03091, 2.96758, 0.93032),
    (50, 50.0, 0.5): (0.601168, 0.046685, 4.66846, 0.95332),
    (100, 110.0, 0.5): (0.929116, 0.094618, 20.81603, 0.99592),
}
ROOMS = {  # positions, room, load: share refused, mean number waiting
    (2, 4, 1.5): (0.124043, 0.413476),
    (3, 6, 3.0): (0.169811, 1.018868),
    (5, 10, 5.0): (0.117503, 1.762549),
    (10, 20, 12.0): (0.179666, 6.260489),
}
ORBITS = {  # positions, load, retry rate: mean number between attempts, share of first attempts blocked
    (2, 1.0, 1.0): (0.768714, 0.307821),
    (2, 1.5, 1.0): (4.152604, 0.605924),
    (3, 2.0, 1.0): (2.096660, 0.388783),
    (5, 4.0, 1.0): (5.261394, 0.455345),
    (5, 4.0, 5.0): (2.888917, 0.503476),
    (5, 4.0, 0.1): (30.871, 0.420965),
    (10, 8.0, 1.0): (4.353792, 0.279240),
    (10, 8.0, 4.0): (2.400137, 0.327328),
}
PERSISTENCE = {  # positions, load, retry rate, persistence: first attempts blocked, callers helped, attempts
    (2, 2.0, 4.0, 0.5): (0.448854, 0.636325, 2.727),
    (5, 5.0, 4.0, 0.5): (0.344043, 0.747044, 6.265),
    (5, 6.0, 4.0, 0.8): (0.564770, 0.716306, 12.809),
    (10, 12.0, 4.0, 0.8): (0.534097, 0.760096, 23.515),
    (10, 15.0, 4.0, 0.9): (0.816386, 0.651220, 62.085),
}


def test_the_formulas_of_loss_and_delay_give_their_tables() -> None:
    for servers, loads in LOADS.items():
        blocked = [erlang_b(servers, load) for load in loads]
        assert blocked == pytest.approx([0.001, 0.01, 0.02, 0.05], rel=0.06 if servers == 1 else 3e-3)
    assert {key: erlang_b(*key) for key in LOSSES} == pytest.approx(LOSSES, abs=1e-6)
    for (servers, load), row in DELAYS.items():
        wait = mean_wait(servers, load)
        assert (erlang_c(servers, load), wait, wait * load) == pytest.approx(row, abs=1e-5)
    assert [erlang_c(8, 3.87), erlang_c(10, 4.08)] == pytest.approx([0.050085, 0.010052], abs=1e-6)
    for servers, load, level in ((3, 1.25, 0.8695), (2, 1.25, 0.5540), (5, 2.5, 0.8985)):
        assert service_level(servers, load, 15 / 150) == pytest.approx(level, abs=1e-4)


def test_the_formulas_of_patience_and_finite_rooms_give_their_tables() -> None:
    for key, row in PATIENCE.items():
        assert (*erlang_a(*key), *impatient(*key)) == pytest.approx(row, abs=1e-5)
    assert erlang_a(1, 1.0, 1.0)[0] == pytest.approx(1.0 - exp(-1.0))
    assert {key: full_room(*key) for key in ROOMS} == {key: pytest.approx(row, abs=1e-6) for key, row in ROOMS.items()}


def test_the_equations_of_redials_give_their_tables() -> None:
    for key, row in ORBITS.items():
        found = retrial(*key)
        assert (found.orbit, found.blocked_first) == pytest.approx(row, rel=1e-5)
    for load, rate, orbit in ((0.5, 1.0, 1.0), (0.8, 1.0, 6.4), (0.8, 5.0, 3.84), (10 / 15, 6 / 15, 4.667)):
        assert retrial_one(load, rate) == pytest.approx(orbit, abs=1e-3)
        assert retrial(1, load, rate).orbit == pytest.approx(orbit, abs=1e-3)
    for which, three in PERSISTENCE.items():
        found = retrial(*which)
        assert (found.blocked_first, found.served, found.attempts) == pytest.approx(three, rel=3e-4)
    for servers, load, inflated, blocked in ((5, 4.0, 6.8375, 0.414994), (10, 8.0, 10.4737, 0.236178)):
        assert slow_retrial(servers, load) == pytest.approx((inflated, blocked), abs=1e-4)


def psap(tables: Tables, *, evented: bool) -> Tables:
    return replace(tables, answering=tuple(replace(one, evented=evented) for one in tables.answering))


def share_busy(calls: Calls) -> float:
    return share(calls, Outcome.BUSY)


def share_abandoned(calls: Calls) -> float:
    return share(calls, Outcome.ABANDONED)


def mean_busy(calls: Calls) -> float:
    """Mean number of positions taken over the window."""
    rows = decided(calls)
    held = sum(ended - seized for seized, ended in zip(rows["seized"], rows["ended"], strict=True) if seized >= 0)
    return held / (SPAN - 20_000 - WARM_UP)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "load"), [(1, 1.0), (20, 15.0), pytest.param(100, 90.0, marks=pytest.mark.slow)])
def test_loss(servers: int, load: float, evented: bool) -> None:
    tables = single(load / MEAN_TALK, persona(talk_sigma=0.8), answering(positions=servers, room=servers))
    assert_covers(replications(psap(tables, evented=evented), share_busy), LOSSES[servers, load])


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(
    ("servers", "load"), [(1, 0.5), (2, 1.0), (4, 3.0), (10, 8.0), pytest.param(20, 18.0, marks=pytest.mark.slow)]
)
def test_delay(servers: int, load: float, evented: bool) -> None:
    tables = psap(single(load / MEAN_TALK, persona(), answering(positions=servers)), evented=evented)
    waits, _, queue = DELAYS[servers, load]
    assert_all_cover(tables, [(share_waiting, waits), (mean_queue, queue), (mean_busy, load)])


@pytest.mark.parametrize(("servers", "load"), [(2, 1.25), (3, 1.25), (5, 2.5)])
def test_share_answered_within_a_tenth_of_a_talk(servers: int, load: float) -> None:
    """NENA's 15 seconds, at a mean talk of 150."""
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers))

    def level(calls: Calls) -> float:
        rows = decided(calls)
        waits = [answered - started for answered, started in zip(rows["answered"], rows["started"], strict=True)]
        return sum(wait <= 0.1 * MEAN_TALK for wait in waits) / len(waits)

    assert_covers(replications(tables, level), service_level(servers, load, 0.1))


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(
    ("servers", "load", "impatience"),
    [
        (2, 2.0, 0.5),
        (5, 5.0, 1.0),
        (10, 9.0, 0.25),
        pytest.param(20, 25.0, 1.0, marks=pytest.mark.slow),
        pytest.param(50, 48.0, 0.5, marks=pytest.mark.slow),
        pytest.param(100, 110.0, 0.5, marks=pytest.mark.slow),
    ],
)
def test_patience(servers: int, load: float, impatience: float, evented: bool) -> None:
    who = persona(patience_mean_ms=MEAN_TALK / impatience)
    tables = psap(single(load / MEAN_TALK, who, answering(positions=servers)), evented=evented)
    waits, abandons, queue, busy = PATIENCE[servers, load, impatience]
    exact = [(share_waiting, waits), (share_abandoned, abandons), (mean_queue, queue), (mean_busy, busy * servers)]
    assert_all_cover(tables, exact)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("servers", "room", "load"), [(3, 6, 3.0), (10, 20, 12.0)])
def test_finite_rooms(servers: int, room: int, load: float, evented: bool) -> None:
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers, room=room, evented=evented))
    refused, queue = ROOMS[servers, room, load]
    assert_all_cover(tables, [(share_busy, refused), (mean_queue, queue)])


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize("load", [0.5, 0.7])
def test_one_position_with_talks_of_one_length(load: float, evented: bool) -> None:
    tables = single(load / MEAN_TALK, persona(talk_sigma=0.0), answering(positions=1, evented=evented))
    assert_covers(replications(tables, mean_queue), constant_talk(load))


def test_a_calmed_public_is_another_row_of_the_table() -> None:
    """Half the talk time and twice the patience is a quarter of the impatience, relative to talks."""
    tables = single(12.0 / MEAN_TALK, persona(patience_mean_ms=1_000.0, talk_mean_ms=2_000.0), answering())
    calmed = replace(tables.answering[0], talk_factor=0.5, patience_factor=2.0)
    waits, abandons = erlang_a(10, 12.0, 0.5)
    for evented in (False, True):
        made = replace(tables, answering=(replace(calmed, evented=evented),))
        assert_all_cover(made, [(share_waiting, waits), (share_abandoned, abandons)])


def redialling(servers: int, load: float, rate: float, persistence: float) -> Tables:
    who = persona(persistence=(persistence,) * 6, redial_mean_ms=MEAN_TALK / rate, max_attempts=10**6)
    return single(load / MEAN_TALK, who, answering(positions=servers, room=servers))


def first_blocked(calls: Calls) -> float:
    rows = decided(calls)
    first = [row for row in range(len(rows["attempt"])) if rows["attempt"][row] == 1]
    return sum(rows["outcome"][row] == Outcome.BUSY for row in first) / len(first)


def attempts_per_talk(calls: Calls) -> float:
    return len(decided(calls)["started"]) / (SPAN - 20_000 - WARM_UP) * MEAN_TALK


@pytest.mark.parametrize(("servers", "load", "rate"), [(2, 1.0, 1.0), (3, 2.0, 1.0), (10, 8.0, 4.0), (5, 4.0, 5.0)])
def test_redials_for_ever(servers: int, load: float, rate: float) -> None:
    tables = redialling(servers, load, rate, 1.0)
    orbit, blocked = ORBITS[servers, load, rate]
    assert_all_cover(tables, [(first_blocked, blocked), (attempts_per_talk, load + rate * orbit)])


@pytest.mark.parametrize(("load", "rate"), [(0.5, 1.0), (10 / 15, 6 / 15)])
def test_redials_to_one_position(load: float, rate: float) -> None:
    tables = redialling(1, load, rate, 1.0)
    assert_all_cover(tables, [(first_blocked, load), (attempts_per_talk, load + rate * retrial_one(load, rate))])


@pytest.mark.parametrize(
    ("servers", "load", "rate", "persistence"),
    [pytest.param(*row, marks=[pytest.mark.slow] * (row[1] == 15.0)) for row in PERSISTENCE],
)
def test_persistence(servers: int, load: float, rate: float, persistence: float) -> None:
    tables = redialling(servers, load, rate, persistence)
    blocked, served, attempts = PERSISTENCE[servers, load, rate, persistence]

    def helped(calls: Calls) -> float:
        columns = {name: column.tolist() for name, column in calls.columns().items()}
        begun = {
            caller
            for caller, attempt, started in zip(columns["caller"], columns["attempt"], columns["started"], strict=True)
            if attempt == 1 and WARM_UP <= started < SPAN - 20_000
        }
        reached = {
            caller
            for caller, outcome in zip(columns["caller"], columns["outcome"], strict=True)
            if outcome == Outcome.ANSWERED
        }
        return len(begun & reached) / len(begun)

    assert_all_cover(tables, [(first_blocked, blocked), (helped, served), (attempts_per_talk, attempts)])


@pytest.mark.parametrize(
    ("persistence", "minutes", "outcome"),
    [(0.85, 20.0, Outcome.BUSY), (0.5, 60.0, Outcome.SILENT), (0.9, 60.0, Outcome.REJECTED)],
)
def test_a_total_outage_minute_by_minute(persistence: float, minutes: float, outcome: Outcome) -> None:
    """The number of callers between two attempts is Poisson: its mean and its variance over seeds are the same."""
    rate, gap, minute = 9.7, 0.75, 60_000.0
    who = persona(persistence=(persistence,) * 6, redial_mean_ms=gap * minute, max_attempts=10**6)
    tables = single(rate / minute, who, answering(positions=0, room=0))
    lost = Route(float(outcome is Outcome.SILENT), float(outcome is Outcome.REJECTED), 0.0, 0, 0.0, -1)
    active, attempts = outage(rate, gap, persistence, minutes)
    end = int(minutes * minute)
    tables = replace(tables, routes=(lost,))
    trying, tried = several(tables, lambda c: c.caller_tally()[3], lambda c: c.counters()["attempts"], span=end)
    assert_covers(trying, active)
    assert_covers(tried, attempts)
    mean = sum(trying) / len(trying)
    spread = sum((one - mean) ** 2 for one in trying) / (len(trying) - 1) / active
    assert abs(spread - 1.0) <= 3.0 * (2.0 / (REPLICATIONS - 1)) ** 0.5


@pytest.mark.parametrize("sigma", [-1.0, 0.8])  # insensitive to the shape of the holding time
@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize(("limit", "over"), [(3, Treatment.SILENT), (10, Treatment.REJECT)])
def test_a_link_is_erlang_b(limit: int, over: int, evented: bool, sigma: float) -> None:
    tables = single(
        0.8 * limit / MEAN_TALK,
        persona(talk_sigma=sigma),
        answering(positions=200, evented=evented),
        doors=(Door(limit, over),),
    )
    tables = replace(tables, routes=(replace(tables.routes[0], doors=(0,)),))
    outcome = Outcome.SILENT if over == Treatment.SILENT else Outcome.REJECTED
    assert_covers(replications(tables, lambda calls: share(calls, outcome)), erlang_b(limit, 0.8 * limit))


@pytest.mark.parametrize(
    "border",
    [Border(reject_limit=10), Border(silent_limit=10, reject_limit=40), Border(reject_limit=10, no_audio_limit=90)],
)
def test_admission_control_is_erlang_b(border: Border) -> None:
    tables = single(8.0 / MEAN_TALK, persona(), answering(positions=200), borders=(border,))
    tables = replace(tables, routes=(replace(tables.routes[0], border=0),))
    outcome = Outcome.SILENT if border.silent_limit else Outcome.REJECTED
    assert_covers(replications(tables, lambda calls: share(calls, outcome)), erlang_b(10, 8.0))


def test_two_links_in_a_row_are_the_narrower_one() -> None:
    tables = single(8.0 / MEAN_TALK, persona(), answering(positions=200), doors=(Door(30), Door(10)))
    tables = replace(tables, routes=(replace(tables.routes[0], doors=(0, 1)),))
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.REJECTED)), erlang_b(10, 8.0))


def test_calls_without_audio_above_a_pool_are_told_by_the_pool() -> None:
    """Where a call without audio lasts as long as any other, the sessions are Poisson: none is refused."""
    who = persona(hello_mean_ms=MEAN_TALK)
    tables = single(8.0 / MEAN_TALK, who, answering(positions=200), borders=(Border(no_audio_limit=10),))
    tables = replace(tables, routes=(replace(tables.routes[0], border=0),))
    above = sum(distribution(200, 200, 8.0, 0.0)[10:])
    assert_covers(replications(tables, lambda calls: share(calls, Outcome.NO_AUDIO)), above)


def test_sessions_with_room_for_all_are_poisson() -> None:
    tables = single(
        12.0 / MEAN_TALK, persona(talk_sigma=0.8), answering(positions=200), borders=(Border(),), doors=(Door(0),)
    )
    tables = replace(tables, routes=(replace(tables.routes[0], border=0, doors=(0,)),))
    counts: list[list[int]] = []
    for seed in range(REPLICATIONS):
        calls = Calls(tables, seed)
        seen = []
        for at in range(20_000, SPAN, 5_000):
            calls.advance(at)
            assert calls.sessions() == calls.door_calls() == calls.busy()
            seen.append(calls.sessions()[0])
        counts.append(seen)
    assert_covers([sum(seen) / len(seen) for seen in counts], 12.0)
    assert_covers([sum((one - 12.0) ** 2 for one in seen) / len(seen) for seen in counts], 12.0)


@pytest.mark.parametrize("evented", [False, True])
@pytest.mark.parametrize("looked_at", ["waiting", "busy", "sessions"])
def test_little(looked_at: str, evented: bool) -> None:
    """What is seen at random instants is rate times time, for the queue, the positions and the sessions."""
    who = persona(patience_mean_ms=2_000.0, talk_sigma=0.8)
    psap_row = answering(positions=8, room=30, pick_up_mean_ms=200.0, evented=evented)
    tables = single(8.0 / MEAN_TALK, who, psap_row, borders=(Border(),))
    tables = replace(tables, routes=(replace(tables.routes[0], border=0, latency_ms=300.0),))
    times: dict[str, Callable[[dict[str, int]], int]] = {
        "waiting": lambda row: (row["seized"] if row["seized"] >= 0 else row["ended"]) - row["delivered"],
        "busy": lambda row: row["ended"] - row["seized"] if row["seized"] >= 0 else 0,
        "sessions": lambda row: row["ended"] - row["started"],
    }
    differences, seen_all = [], []
    for seed in range(REPLICATIONS):
        calls = Calls(tables, seed)
        seen = []
        for at in range(WARM_UP, SPAN - 20_000, 700):
            calls.advance(at)
            seen.append(getattr(calls, looked_at)()[0])
        calls.advance(SPAN)
        rows = decided(calls)
        names = list(rows)
        spent = sum(
            times[looked_at](dict(zip(names, values, strict=True))) for values in zip(*rows.values(), strict=True)
        )
        seen_all.append(sum(seen) / len(seen))
        differences.append(sum(seen) / len(seen) - spent / (SPAN - 20_000 - WARM_UP))
    mean = sum(differences) / len(differences)
    error = (sum((one - mean) ** 2 for one in differences) / (len(differences) - 1) / len(differences)) ** 0.5
    assert abs(mean) <= 3.0 * error
    assert error < 0.05 * sum(seen_all) / len(seen_all)


def test_one_big_psap_waits_less_than_many_small_ones() -> None:
    small = single(3.0 / MEAN_TALK, persona(), answering(positions=4))
    large = single(12.0 / MEAN_TALK, persona(), answering(positions=16))
    apart, together = replications(small, share_waiting), replications(large, share_waiting)
    assert max(together) < min(apart)
    assert erlang_c(16, 12.0) < erlang_c(4, 3.0)

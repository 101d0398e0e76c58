"""What must hold for every run of the call kernel, on random worlds and random controls."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.simulation.kernel import NOTE, OK, Calls
from hotwash.simulation.kernel.calls import OUTCOMES
from hotwash.simulation.kernel.misuse import NoSuchRow, NotRecorded, TimeRunsBackwards, WrongNumberOfRows
from hotwash.simulation.tables import Border, Outcome, Route, Stream, Tables, Threshold, Way
from tests.simulation.kernel.worlds import (
    Control,
    Dice,
    answering,
    any_script,
    any_world,
    persona,
    play,
    single,
    told,
)

HOUR = 3_600_000
HELPED = frozenset({*range(Outcome.ANSWERED, Outcome.NO_AUDIO), Outcome.ANSWERED_OTHER_NETWORK})
SEEDS = st.integers(0, 10**6)
FEW = settings(max_examples=40)


def run(tables: Tables, seed: int, script: tuple[Control, ...] = (), until: int = HOUR) -> Calls:
    calls = Calls(tables, seed)
    play(calls, script, until)
    return calls


def rows(calls: Calls) -> list[dict[str, int]]:
    columns = {name: column.tolist() for name, column in calls.columns().items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def test_outcomes_are_named_as_in_the_tables() -> None:
    assert list(OUTCOMES) == [outcome.name.lower() for outcome in Outcome]


@FEW
@given(SEEDS)
def test_chopping_changes_nothing(seed: int) -> None:
    tables = any_world(seed)
    script = any_script(seed, tables, HOUR)
    whole = Calls(tables, seed)
    notes = play(whole, script, HOUR)
    dice = Dice(seed, "stops")
    for stops in (range(0, HOUR, 1_000), [dice.below(HOUR) for _ in range(50)]):
        chopped = Calls(tables, seed)
        assert play(chopped, script, HOUR, stops) == notes
        assert told(chopped) == told(whole)


@FEW
@given(SEEDS)
def test_looking_changes_nothing(seed: int) -> None:
    tables = any_world(seed)
    script = any_script(seed, tables, HOUR)
    watched = Calls(tables, seed)
    for at in range(0, HOUR, 120_000):
        play(watched, [control for control in script if at <= control.at_ms < at + 120_000], at + 120_000)
        told(watched)
    assert told(watched) == told(run(tables, seed, script))


@FEW
@given(SEEDS)
def test_planned_and_event_driven_psaps_have_the_same_calls(seed: int) -> None:
    planned = any_world(seed, evented=False)
    evented = replace(planned, answering=tuple(replace(psap, evented=True) for psap in planned.answering))
    script = any_script(seed, planned, HOUR, evented=False)
    same = [
        replace(control, given=(tuple(replace(psap, evented=True) for psap in control.given[0]),))
        if control.method == "load_answering"
        else control
        for control in script
    ]
    one, other = Calls(planned, seed), Calls(evented, seed)
    assert play(one, script, HOUR) == play(other, same, HOUR)
    assert told(one) == told(other)


@FEW
@given(SEEDS)
def test_attempts_and_callers_are_conserved(seed: int) -> None:
    tables = any_world(seed)
    script = any_script(seed, tables, HOUR)
    calls = Calls(tables, seed)
    for at in range(0, HOUR + 1, HOUR // 6):
        play(calls, [control for control in script if at - HOUR // 6 <= control.at_ms < at], at)
        counts = calls.counters()
        decided = sum(counts[name] for name in OUTCOMES[1:])
        assert counts["attempts"] + counts["call_backs"] == decided + counts["in_progress"]
        callers, served, given_up, trying = calls.caller_tally()
        assert callers == served + given_up + trying
        assert min(callers, served, given_up, trying, *counts.values()) >= 0
        found = rows(calls)
        assert len(found) == counts["attempts"] + counts["call_backs"]
        for number, name in enumerate(OUTCOMES):
            assert sum(row["outcome"] == number for row in found) == counts[name]
        assert len({row["caller"] for row in found}) == callers
        reached = {row["caller"] for row in found if row["outcome"] in HELPED}
        assert len(reached) == served
        by_tag = [calls.caller_tally({tag}) for tag in range(3)]
        assert tuple(map(sum, zip(*by_tag, strict=True))) == calls.caller_tally()
        assert tuple(map(sum, zip(by_tag[0], by_tag[2], strict=True))) == calls.caller_tally((0, 2))
        assert calls.caller_tally(()) == calls.caller_tally({99}) == (0, 0, 0, 0)
        for tag, (callers, served, given_up, trying) in enumerate(by_tag):
            mine = {row["caller"] for row in found if tables.streams[row["stream"]].tag == tag}
            assert (len(mine), len(mine & reached)) == (callers, served)
            assert min(given_up, trying) >= 0


@FEW
@given(SEEDS)
def test_rows_tell_no_future_and_stand_in_order(seed: int) -> None:
    tables = any_world(seed)
    calls = run(tables, seed, any_script(seed, tables, HOUR))
    for row in rows(calls):
        times = [row[name] for name in ("started", "delivered", "seized", "answered", "ended") if row[name] >= 0]
        if row["way"] != Way.CALL_BACK:
            assert times == sorted(times)
        assert max(times) <= HOUR
        assert (row["answered"] >= 0) == (row["outcome"] in HELPED) or row["outcome"] == Outcome.DROPPED
        assert row["ended"] >= 0 or row["outcome"] in {*HELPED, Outcome.IN_PROGRESS}
    columns = calls.columns()
    assert columns["started"].tolist() == sorted(columns["started"].tolist())
    ended = calls.ended_rows()
    assert sorted(ended) == [row for row in range(len(columns["ended"])) if columns["ended"][row] >= 0]
    assert [columns["ended"][row] for row in ended] == sorted(columns["ended"][ended].tolist())
    assert calls.ended_rows(since=len(ended)) == []
    assert calls.columns(start=5)["caller"].tolist() == columns["caller"][5:].tolist()


@FEW
@given(SEEDS)
def test_snapshots_equal_a_recount_of_the_rows(seed: int) -> None:
    made = any_world(seed)
    tables = replace(made, personas=tuple(replace(who, dead_air_mean_ms=0.0) for who in made.personas))
    calls = run(tables, seed, any_script(seed, tables, HOUR))
    psaps, borders = range(len(tables.answering)), range(len(tables.borders))
    live = [row for row in rows(calls) if row["ended"] < 0]
    queued = [row for row in live if row["delivered"] >= 0 and row["seized"] < 0]
    assert calls.waiting() == [sum(row["psap"] == p for row in queued) for p in psaps]
    assert calls.busy() == [sum(row["psap"] == p and row["seized"] >= 0 for row in live) for p in psaps]
    assert calls.sessions() == [sum(row["border"] == b for row in live) for b in borders]
    oldest = [min((row["delivered"] for row in queued if row["psap"] == p), default=-1) for p in psaps]
    assert calls.oldest_since() == oldest


def outage_world() -> Tables:
    """Six streams; the first three lose every call until the route is restored."""
    who = persona(persistence=(0.8,) * 6, redial_mean_ms=15_000.0, talk_mean_ms=90_000.0, talk_sigma=0.8)
    return Tables(
        clock_ms=8 * HOUR,
        profiles=single(0.0, who, answering()).profiles,
        personas=(who,),
        streams=tuple(Stream(0, 1_500.0, 0, s % 3, 0, 0, 100 + s) for s in range(6)),
        routes=tuple(Route(1.0 if s < 3 else 0.0, 0.0, 0.0, s % 3, 40.0, -1) for s in range(6)),
        answering=(answering(positions=30),) * 3,
        borders=(),
        notices=(single(0.0, who, answering()).notices[0],),
        factors=(1.0,) * 6,
    )


def test_an_earlier_repair_leaves_untouched_callers_as_they_were() -> None:
    tables = outage_world()
    repaired = tuple(replace(route, silent=0.0) for route in tables.routes)
    early, late = (run(tables, 7, (Control(at, "load_routes", (repaired, 1)),), 4 * HOUR) for at in (HOUR, 2 * HOUR))
    per_caller: list[dict[int, list[Any]]] = []
    for calls in (early, late):
        histories: dict[int, list[Any]] = {}
        for row in rows(calls):
            told_of = {name: value for name, value in row.items() if name != "version"}
            histories.setdefault(row["caller"], []).append(told_of)
        per_caller.append(histories)
    one, other = per_caller
    assert one.keys() == other.keys()
    touched = {caller for caller, history in other.items() if any(HOUR <= row["started"] < 2 * HOUR for row in history)}
    failed = {caller for caller in touched if caller >> 32 < 3}
    assert 50 < len(failed) < len(one) / 2
    assert all(one[caller] == other[caller] for caller in one if caller not in failed)
    assert all(one[caller] != other[caller] for caller in failed)
    assert early.caller_tally()[2] < late.caller_tally()[2]


def test_another_stream_disturbs_no_other() -> None:
    tables = outage_world()
    more = replace(
        tables,
        streams=(*tables.streams, Stream(0, 5_000.0, 0, 3, 0, 0, 999)),
        routes=(*tables.routes, Route(0.0, 0.0, 0.0, 3, 10.0, -1)),
        answering=(*tables.answering, answering(positions=2, room=3)),
        factors=(*tables.factors, 1.0),
    )
    added = [row for row in rows(run(more, 3)) if row["stream"] != 6]
    assert added == rows(run(tables, 3))


def test_a_changed_rate_moves_no_gap_and_no_other_stream() -> None:
    tables = outage_world()
    doubled = (Control(HOUR // 2, "load_factors", ((2.0, *(1.0,) * 5),)),)
    before, after = rows(run(tables, 5)), rows(run(tables, 5, doubled))
    first = [
        [row["started"] for row in found if row["stream"] == 0 and row["attempt"] == 1] for found in (before, after)
    ]
    assert [row for row in after if row["stream"] > 0] == [row for row in before if row["stream"] > 0]
    for slow, fast in zip(first[0], first[1], strict=False):
        expected = slow if slow < HOUR // 2 else HOUR // 2 + (slow - HOUR // 2) / 2
        assert abs(fast - expected) <= 2
    assert len(first[1]) > 1.2 * len(first[0])


def test_rates_follow_the_profile_and_the_clock() -> None:
    from hotwash.simulation.tables import Profile

    morning = Profile(tuple(1.0 if hour in {9, 11} else 0.0 for hour in range(24)))
    tables = replace(single(20_000 / 86_400_000, persona(), answering(positions=999)), profiles=(morning,))
    started = [row["started"] for row in rows(run(replace(tables, clock_ms=9 * HOUR + HOUR // 2), 1, until=25 * HOUR))]
    hours = [(time + HOUR // 2) // HOUR + 9 for time in started]
    assert set(hours) == {9, 11, 33}
    assert 4_700 < hours.count(9) < 5_300
    assert 9_600 < hours.count(11) < 10_400


def test_call_backs_work_the_backlog_and_live_calls_go_first() -> None:
    who = persona(patience_mean_ms=20_000.0, talk_mean_ms=60_000.0, dialable=1.0, reachable=0.8)
    psap = answering(positions=3, evented=True)
    tables = single(3.5 / 60_000, who, psap)
    calling = replace(psap, call_backs=True, reserve=1)
    calls = run(tables, 4, until=2 * HOUR)
    backlog = calls.log_length()[0]
    assert backlog > 5
    assert all(row["way"] != Way.CALL_BACK for row in rows(calls))
    calls.load_factors((0.0,))
    calls.load_answering((calling,))
    calls.advance(6 * HOUR)
    assert calls.log_length() == [0]
    backs = [row for row in rows(calls) if row["way"] == Way.CALL_BACK]
    assert len(backs) >= backlog
    kinds = {row["outcome"] for row in backs}
    assert kinds == {Outcome.ANSWERED_CALL_BACK, Outcome.CALL_BACK_UNREACHED}
    for row in backs:
        took = row["ended"] - row["started"]
        if row["outcome"] == Outcome.CALL_BACK_UNREACHED:
            assert took in {19_999, 20_000, 20_001}
        else:
            assert 7_999 <= row["answered"] - row["started"] <= 8_001
    for row in backs:  # nobody waited when a call-back began, and one position stayed free
        others = [other for other in rows(calls) if other is not row and other["seized"] >= 0]
        at = row["started"]
        assert sum(other["seized"] <= at < other["ended"] for other in others if other != row) <= 2


def test_a_drop_frees_positions_and_callers_redial() -> None:
    who = persona(persistence=(0.0, 0.0, 0.0, 0.0, 0.0, 1.0), talk_mean_ms=600_000.0, redial_min_ms=1_000.0)
    base = single(1.0 / 20_000, who, answering(positions=40), borders=(Border(),))
    tables = replace(base, routes=(replace(base.routes[0], border=0),))
    for evented in (False, True):
        made = replace(tables, answering=(replace(tables.answering[0], evented=evented),))
        calls = run(made, 2)
        before, served = calls.sessions()[0], calls.caller_tally()[1]
        assert before == calls.busy()[0] > 10
        assert calls.drop(0) == before
        assert (calls.sessions(), calls.busy()) == ([0], [0])
        assert calls.caller_tally()[1] == served - before
        assert calls.counters()["dropped"] == before
        calls.advance(HOUR + 60_000)
        again = [row for row in rows(calls) if row["attempt"] == 2]
        assert len(again) == before
        assert min(row["started"] for row in again) > HOUR + 1_000


@pytest.mark.parametrize("evented", [False, True])
def test_a_call_cut_while_it_is_picked_up_was_never_answered(evented: bool) -> None:
    psap = answering(positions=400, pick_up_mean_ms=300_000.0, evented=evented)
    who = persona(patience_mean_ms=1_000.0, talk_mean_ms=60_000.0, persistence=(0.0, 0.0, 0.0, 0.0, 1.0, 1.0))
    calls = run(single(1.0 / 5_000, who, psap), 3)
    held, (callers, served, given_up, trying) = calls.busy()[0], calls.caller_tally()
    live = [row for row in rows(calls) if row["ended"] < 0]
    picked = sum(row["answered"] >= 0 for row in live)
    assert (len(live), calls.waiting(), given_up) == (held, [0], 0)  # nobody being picked up loses patience
    assert picked > 5
    assert trying == held - picked > 30
    assert calls.drop_all_at(0) == held
    dropped = [row for row in rows(calls) if row["outcome"] == Outcome.DROPPED]
    assert (len(dropped), sum(row["answered"] < 0 for row in dropped)) == (held, trying)
    assert (calls.busy(), calls.caller_tally()) == ([0], (callers, served - picked, 0, trying + picked))


@pytest.mark.parametrize("evented", [False, True])
def test_calls_can_be_cut_by_their_rows_and_nobody_else_with_them(evented: bool) -> None:
    psap = answering(positions=40, room=60, pick_up_mean_ms=4_000.0, evented=evented)
    calls = run(single(1.0 / 5_000, persona(talk_mean_ms=300_000.0, patience_mean_ms=60_000.0), psap), 3)
    record = rows(calls)
    live = [number for number, row in enumerate(record) if row["ended"] < 0 and row["delivered"] >= 0]
    over = [number for number, row in enumerate(record) if row["ended"] >= 0]
    chosen = live[::2]
    assert len(chosen) > 10
    assert calls.drop_rows([*chosen, *over]) == len(chosen)
    dropped = [number for number, row in enumerate(rows(calls)) if row["outcome"] == Outcome.DROPPED]
    assert dropped == chosen
    assert calls.busy()[0] + calls.waiting()[0] == len(live) - len(chosen)
    assert calls.drop_rows(chosen) == calls.drop_rows([]) == 0


def test_a_new_pick_up_time_leaves_the_calls_as_they_are_on_both_branches() -> None:
    who = persona(talk_mean_ms=30_000.0, talk_sigma=0.8)
    told_of = []
    for evented in (False, True):
        slow = answering(positions=2, pick_up_mean_ms=20_000.0, evented=evented)
        quick = replace(slow, pick_up_mean_ms=0.0)
        script = (Control(HOUR // 2, "load_answering", ((quick,),)),)
        calls = run(single(1.0 / 18_000, who, slow), 5, script, HOUR // 2 + 1)
        assert calls.is_evented(0)
        assert calls.waiting()[0] > 5
        calls.advance(HOUR)
        told_of.append(told(calls))
        late = [row for row in rows(calls) if row["seized"] > HOUR // 2]
        assert late
        assert all(row["answered"] == row["seized"] for row in late)
    assert told_of[0] == told_of[1]


def test_notices_come_at_their_instant_once() -> None:
    tables = single(1.0 / 1_000, persona(), answering(positions=1, room=2))
    calls = Calls(tables, 1)
    calls.arm(Threshold.QUEUE_FULL, 0)
    assert calls.advance(HOUR) == NOTE
    assert calls.advance(HOUR) == NOTE  # stays until taken
    kind, index, at = calls.take_note()
    assert (kind, index, at) == (Threshold.QUEUE_FULL, 0, calls.now_ms)
    refused = [row["started"] for row in rows(calls) if row["outcome"] == Outcome.BUSY]
    assert refused == [at - 1] or refused == [at]
    assert calls.advance(HOUR) == OK
    assert calls.now_ms == HOUR
    calls.arm(Threshold.QUEUE_FULL, 0)
    assert calls.advance(2 * HOUR) == NOTE


@pytest.mark.parametrize(
    ("border", "threshold", "counter"),
    [
        (Border(silent_limit=2), Threshold.SESSIONS_FULL, "sessions_refused"),
        (Border(rate_per_s=0.1, burst=1.0), Threshold.RATE_EXCEEDED, "rate_refused"),
    ],
)
def test_borders_refuse_in_silence_and_say_so(border: Border, threshold: Threshold, counter: str) -> None:
    base = single(1.0 / 1_000, persona(), answering(positions=9), borders=(border,))
    calls = Calls(replace(base, routes=(replace(base.routes[0], border=0),)), 1)
    calls.arm(threshold, 0)
    assert calls.advance(HOUR) == NOTE
    assert calls.take_note()[:2] == (threshold, 0)
    assert calls.counters()[counter] == calls.counters()["silent"] == 1


def test_misuse_is_told_in_one_sentence() -> None:
    calls = Calls(single(1.0 / 1_000, persona(), answering()), 1, record=False)
    calls.advance(10)
    with pytest.raises(TimeRunsBackwards, match="at 10 ms and cannot advance to 9 ms"):
        calls.advance(9)
    with pytest.raises(NoSuchRow, match="no border 0"):
        calls.drop(0)
    with pytest.raises(NoSuchRow, match="no PSAP 1"):
        calls.drop_all_at(1)
    with pytest.raises(NoSuchRow, match="no border 0"):
        calls.arm(Threshold.SESSIONS_FULL, 0)
    with pytest.raises(NoSuchRow, match="no notice"):
        calls.take_note()
    with pytest.raises(WrongNumberOfRows, match="1 routes but was given 0"):
        calls.load_routes((), 1)
    with pytest.raises(NotRecorded, match="keeps no record"):
        calls.columns()


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("evented", [None, False])
def test_a_run_without_record_has_the_same_calls(seed: int, evented: bool | None) -> None:
    """Without a record most calls are lines of the book and not slots, until a control turns them back."""
    tables = any_world(seed, evented=evented)
    script = any_script(seed, tables, HOUR, evented=evented)
    stops = range(HOUR // 7, HOUR, HOUR // 7)
    quiet, loud = Calls(tables, seed, record=False), Calls(tables, seed)
    assert play(quiet, script, HOUR) == play(loud, script, HOUR, stops)
    assert told(quiet, recorded=False) == {**told(loud), "columns": {}, "ended": []}


def test_a_run_without_record_counts_the_same_events() -> None:
    tables = any_world(11)
    quiet, loud = Calls(tables, 1, record=False), Calls(tables, 1)
    quiet.advance(HOUR)
    loud.advance(HOUR)
    assert quiet.checksum() == loud.checksum() != 0
    assert quiet.counters() == loud.counters()


def test_calls_that_are_lines_can_be_cut() -> None:
    base = single(1.0 / 5_000, persona(talk_mean_ms=60_000.0), answering(positions=20), borders=(Border(),))
    tables = replace(base, routes=(replace(base.routes[0], border=0),))
    for cut in ("drop", "drop_all_at"):
        quiet, loud = Calls(tables, 1, record=False), Calls(tables, 1)
        for calls in (quiet, loud):
            calls.advance(HOUR)
            assert not calls.is_evented(0)
            assert getattr(calls, cut)(0) == calls.counters()["dropped"] > 5
            assert calls.is_evented(0)
            assert calls.sessions() == calls.busy() == [0]
            calls.advance(2 * HOUR)
        assert quiet.checksum() == loud.checksum()
        assert quiet.counters() == loud.counters()


def test_threads_do_not_disturb_each_other() -> None:
    def outcome(seed: int) -> int:
        return run(any_world(seed), seed).checksum()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(outcome, range(24))) == [outcome(seed) for seed in range(24)]


def test_what_was_planned_is_void_once_positions_go() -> None:
    who = persona(persistence=(1.0,) * 6, redial_mean_ms=0.0, hello_mean_ms=60_000.0)
    base = single(1.0 / 20_000, who, answering(positions=2))
    calls = Calls(replace(base, routes=(replace(base.routes[0], no_audio=1.0),)), 1)
    calls.advance(HOUR // 4)
    waiting, attempts = calls.waiting()[0], calls.counters()["attempts"]
    assert waiting > 5
    assert not calls.is_evented(0)
    calls.load_factors((0.0,))
    calls.load_answering((answering(positions=0),))
    assert calls.is_evented(0)
    calls.advance(HOUR)
    assert calls.waiting() == [waiting + 2]  # the two that were talking have dialled again and wait like all others
    assert calls.counters()["attempts"] == attempts + 2

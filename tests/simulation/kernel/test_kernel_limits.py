"""What routes, doors, borders, other networks and wrong numbers do to calls, one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.simulation.kernel import NOTE, Calls
from hotwash.simulation.kernel.calls import OUTCOMES
from hotwash.simulation.kernel.misuse import NoSuchRow, WrongNumberOfRows
from hotwash.simulation.tables import (
    Border,
    Door,
    Notice,
    Outcome,
    Profile,
    Route,
    Stream,
    Tables,
    Threshold,
    Treatment,
    Way,
)
from tests.simulation.kernel.worlds import answering, any_script, any_world, persona, play, single

HOUR = 3_600_000
AGAIN = (1.0,) * 6


def made(route: Route, *, per_ms: float = 1.0 / 1_000, **changes: Any) -> Tables:
    """One stream to a PSAP with room for everybody; the talk is a minute unless a persona is given."""
    who = changes.pop("who", persona(talk_mean_ms=60_000.0))
    return replace(single(per_ms, who, answering(positions=500)), routes=(route,), **changes)


def run(tables: Tables, until: int = HOUR, seed: int = 1) -> Calls:
    calls = Calls(tables, seed)
    calls.advance(until)
    return calls


def rows(calls: Calls) -> list[dict[str, int]]:
    columns = {name: column.tolist() for name, column in calls.columns().items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def near(found: int, total: int, share: float) -> bool:
    """Whether a count of ``total`` throws is within three standard errors of its share."""
    return abs(found - share * total) <= 3.0 * sqrt(total * share * (1.0 - share))


def test_one_draw_decides_between_silence_refusal_and_no_audio() -> None:
    calls = run(made(Route(0.2, 0.1, 0.3, 0, 0.0, -1)))
    counts = calls.counters()
    attempts = counts["attempts"]
    assert near(counts["silent"], attempts, 0.2)
    assert near(counts["rejected"], attempts, 0.1)
    assert near(sum(row["outcome"] == Outcome.NO_AUDIO for row in rows(calls)), attempts, 0.3)
    less = run(made(Route(0.2, 0.0, 0.0, 0, 0.0, -1)))
    silent = [{row["caller"] for row in rows(one) if row["outcome"] == Outcome.SILENT} for one in (calls, less)]
    assert silent[0] == silent[1]  # more shares touch nobody who is silent already


def test_shares_of_one_need_no_draw() -> None:
    for route, outcome in (
        (Route(1.0, 0.0, 0.0, 0, 0.0, -1), Outcome.SILENT),
        (Route(0.0, 1.0, 0.0, 0, 0.0, -1), Outcome.REJECTED),
        (Route(0.0, 0.0, 1.0, 0, 0.0, -1), Outcome.NO_AUDIO),
        (Route(0.5, 0.5, 0.0, -1, 0.0, -1), Outcome.REJECTED),
    ):
        calls = run(made(route))
        ended = {row["outcome"] for row in rows(calls) if row["ended"] >= 0}
        assert ended == ({outcome} if route.psap >= 0 else {Outcome.SILENT, Outcome.REJECTED})


def test_a_share_of_delivered_calls_comes_without_location() -> None:
    calls = run(made(Route(0.0, 0.0, 0.0, 0, 0.0, -1, blind=0.25)))
    found = rows(calls)
    assert near(sum(row["located"] == 0 for row in found), len(found), 0.25)
    assert {row["located"] for row in found if row["outcome"] == Outcome.ANSWERED} == {1}
    assert {row["located"] for row in found if row["outcome"] == Outcome.ANSWERED_NO_LOCATION} == {0}


@pytest.mark.parametrize(
    ("over", "outcome"),
    [(Treatment.SILENT, "silent"), (Treatment.REJECT, "rejected"), (Treatment.NO_AUDIO, "no_audio")],
)
@pytest.mark.parametrize("evented", [False, True])
def test_a_door_holds_no_more_than_its_limit(over: int, outcome: str, evented: bool) -> None:
    tables = made(Route(0.0, 0.0, 0.0, 0, 40.0, -1, doors=(1, 0)), doors=(Door(0), Door(20, over), Door(3)))
    tables = replace(tables, answering=(replace(tables.answering[0], evented=evented),))
    calls = Calls(tables, 1)
    most = 0
    for at in range(0, HOUR, 10_000):
        calls.advance(at)
        one, limited, unused = calls.door_calls()
        assert (one, unused) == (limited, 0)
        most = max(most, limited)
    assert calls.counters()["doors_refused"] > 100
    if over == Treatment.NO_AUDIO:  # they go on, and hold the door as well
        assert most > 20
    else:
        assert most == 20
        assert calls.counters()["doors_refused"] == calls.counters()[outcome]
    assert calls.counters()[outcome] > 100


def test_a_door_that_refuses_takes_no_place_behind_another() -> None:
    tables = made(Route(0.0, 0.0, 0.0, 0, 0.0, 0, doors=(0, 1)), doors=(Door(0), Door(5)), borders=(Border(),))
    calls = run(tables)
    assert calls.counters()["rejected"] > 100
    assert calls.door_calls() == [5, 5]
    assert calls.sessions() == [5]


@pytest.mark.parametrize("evented", [False, True])
def test_however_a_call_ends_its_doors_are_free(evented: bool) -> None:
    who = persona(talk_mean_ms=300_000.0, patience_mean_ms=60_000.0, hello_mean_ms=20_000.0)
    psap = answering(positions=5, room=12, pick_up_mean_ms=4_000.0, evented=evented)
    tables = single(1.0 / 6_000, who, psap, doors=(Door(50), Door(60)), borders=(Border(),))
    tables = replace(tables, routes=(Route(0.0, 0.0, 0.1, 0, 2_000.0, 0, doors=(0, 1)),))
    calls = run(tables)
    held = calls.door_calls()
    assert held[0] == held[1] == calls.sessions()[0] >= 5
    assert min(calls.counters()[name] for name in ("abandoned", "busy", "no_audio", "answered")) > 5
    assert calls.drop_door(1) == held[1]
    assert calls.door_calls() == calls.sessions() * 2 == [0, 0]
    assert calls.counters()["dropped"] == held[1]
    calls.advance(2 * HOUR)
    calls.load_factors((0.0,))
    calls.advance(12 * HOUR)
    assert (calls.door_calls(), calls.sessions(), calls.counters()["in_progress"]) == ([0, 0], [0], 0)


def test_a_door_can_be_made_wider() -> None:
    tables = made(Route(0.0, 0.0, 0.0, 0, 0.0, -1, doors=(0,)), doors=(Door(5),))
    calls = run(tables)
    calls.load_doors((Door(12),))
    calls.advance(2 * HOUR)
    assert calls.door_calls() == [12]
    with pytest.raises(WrongNumberOfRows, match="1 doors but was given 2"):
        calls.load_doors((Door(1), Door(1)))
    with pytest.raises(NoSuchRow, match="no door 1"):
        calls.drop_door(1)


@pytest.mark.parametrize(
    ("border", "outcome"),
    [
        (Border(silent_limit=20), "silent"),
        (Border(reject_limit=20), "rejected"),
        (Border(no_audio_limit=20), "no_audio"),
        (Border(silent_limit=20, reject_limit=20, no_audio_limit=20), "silent"),
        (Border(silent_limit=40, reject_limit=20, no_audio_limit=30), "rejected"),
    ],
)
def test_a_full_table_acts_by_its_kind(border: Border, outcome: str) -> None:
    calls = Calls(made(Route(0.0, 0.0, 0.0, 0, 0.0, 0), borders=(border,)), 1)
    calls.arm(Threshold.SESSIONS_FULL, 0)
    assert calls.advance(HOUR) == NOTE
    assert calls.sessions()[0] - (outcome == "no_audio") == 20
    assert calls.take_note() == (Threshold.SESSIONS_FULL, 0, calls.now_ms)
    calls.advance(HOUR)
    counts = calls.counters()
    others = {"silent", "rejected", "no_audio"} - {outcome}
    assert counts[outcome] > 100
    assert {counts[name] for name in others} == {0}


def test_a_table_with_several_limits_refuses_where_sessions_pass_the_first() -> None:
    border = Border(no_audio_limit=10, silent_limit=25)
    who = persona(talk_mean_ms=60_000.0, hello_mean_ms=60_000.0)
    calls = run(made(Route(0.0, 0.0, 0.0, 0, 0.0, 0), who=who, borders=(border,)))
    assert calls.counters()["no_audio"] > 100
    assert calls.counters()["silent"] > 100
    assert calls.sessions() == [25]


def two_sources(border: Border, busy_per_s: float) -> Tables:
    """Two carriers at one border: one calls once a minute, the other as often as is said."""
    base = made(Route(0.0, 0.0, 0.0, 0, 0.0, 0), borders=(border,))
    streams = (Stream(0, 86_400.0 * busy_per_s, 0, 0, 0, 0, 1), Stream(0, 1_440.0, 0, 0, 0, 1, 2))
    return replace(base, streams=streams, routes=base.routes * 2, factors=(1.0, 1.0))


@pytest.mark.parametrize("over", [Treatment.SILENT, Treatment.REJECT, Treatment.NO_AUDIO])
def test_a_rate_limit_by_source_spares_the_other_source(over: int) -> None:
    border = Border(rate_per_s=0.1, burst=5.0, rate_over=over, per_source=True)
    name = {Treatment.SILENT: "silent", Treatment.REJECT: "rejected", Treatment.NO_AUDIO: "no_audio"}[Treatment(over)]
    apart = run(two_sources(border, 1.0))
    together = run(two_sources(replace(border, per_source=False), 1.0))
    number = OUTCOMES.index(name)
    refused = [Counter(row["stream"] for row in rows(one) if row["outcome"] == number) for one in (apart, together)]
    assert refused[0][0] > 3_000
    assert refused[0][1] == 0
    assert refused[1][1] > 20
    passed = apart.counters()["attempts"] - apart.counters()["rate_refused"]
    assert abs(passed - (0.1 * 3_600 + 5 + 60)) < 30  # what the bucket gives, its burst, and the other source's


def test_a_rate_notice_names_the_border_at_its_instant() -> None:
    calls = Calls(two_sources(Border(rate_per_s=0.1, burst=5.0, per_source=True), 1.0), 1)
    calls.arm(Threshold.RATE_EXCEEDED, 0)
    assert calls.advance(HOUR) == NOTE
    kind, index, at = calls.take_note()
    assert (kind, index, at) == (Threshold.RATE_EXCEEDED, 0, calls.now_ms)
    assert at - 1 <= [row["started"] for row in rows(calls) if row["outcome"] == Outcome.SILENT][-1] <= at


def test_unanswered_repeats_hold_a_rate_limit_where_it_is() -> None:
    """A limit far above the usual load: silence makes seven of each call, redials do the rest; lifting silence is not
    enough (the limit refuses in silence too), emptying the bucket's debt is."""
    who = persona(persistence=AGAIN, redial_mean_ms=30_000.0, max_attempts=20, talk_mean_ms=60_000.0)
    border = Border(rate_per_s=100 / 60, burst=100.0)
    well = Route(0.0, 0.0, 0.0, 0, 0.0, 0, weight=7.0)
    calls = Calls(made(well, per_ms=10 / 60_000, who=who, borders=(border,)), 1)
    calls.advance(HOUR)
    assert calls.counters()["rate_refused"] == 0
    calls.load_routes((replace(well, silent=1.0),), 1)
    calls.advance(HOUR + 600_000)
    latched = calls.counters()["rate_refused"]
    assert latched > 100
    calls.load_routes((well,), 2)
    calls.advance(HOUR + 900_000)
    assert calls.counters()["rate_refused"] > latched + 100  # it goes on without its cause
    calls.load_borders((Border(),))
    calls.advance(HOUR + 1_500_000)
    freed = calls.counters()["rate_refused"]
    calls.load_borders((border,))
    calls.advance(3 * HOUR)
    assert calls.counters()["rate_refused"] == freed
    light = Calls(made(replace(well, weight=1.0), per_ms=10 / 60_000, who=who, borders=(border,)), 1)
    light.load_routes((replace(well, weight=1.0, silent=1.0),), 1)
    light.advance(600_000)
    light.load_routes((replace(well, weight=1.0),), 2)
    light.advance(HOUR)
    assert light.counters()["rate_refused"] < latched


@pytest.mark.parametrize("weight", [1.0, 7.0])
def test_calls_that_a_full_link_swallows_are_repeated_too(weight: float) -> None:
    route = Route(0.0, 0.0, 0.0, 0, 0.0, 0, weight=weight, doors=(0,))
    border = Border(rate_per_s=2.0, burst=60.0)
    calls = run(made(route, per_ms=1.0 / 1_000, borders=(border,), doors=(Door(5, Treatment.SILENT),)))
    assert calls.counters()["doors_refused"] > 10
    assert (calls.counters()["rate_refused"] > 500) == (weight > 1.0)


def test_a_quiet_trunk_loses_its_next_call() -> None:
    tables = two_sources(Border(idle_ms=120_000.0), 1.0)
    calls = run(tables, 6 * HOUR)
    last: dict[int, int] = {0: 0, 1: 0}
    lost = 0
    for row in rows(calls):
        quiet = row["started"] - last[row["stream"]]
        if abs(quiet - 120_000) > 1:
            assert (row["outcome"] == Outcome.SILENT) == (quiet > 120_000)
        lost += row["outcome"] == Outcome.SILENT
        last[row["stream"]] = row["started"]
    assert lost == calls.counters()["idle_lost"] > 10
    assert {row["stream"] for row in rows(calls) if row["outcome"] == Outcome.SILENT} == {1}


def test_a_trunk_counts_as_used_when_a_border_begins_to_age_it() -> None:
    calls = Calls(two_sources(Border(), 0.0), 1)
    calls.advance(HOUR)
    calls.load_borders((Border(idle_ms=30 * 60_000.0),))
    calls.advance(2 * HOUR)
    assert calls.counters()["idle_lost"] == 0


def camping(share: float) -> Tables:
    """Two carriers with a border each; the first loses every call, and its callers' phones can use the other."""
    who = persona(persistence=AGAIN, redial_mean_ms=10_000.0, max_attempts=8, talk_mean_ms=60_000.0, camps=share)
    streams = (Stream(0, 8_640.0, 0, 0, 0, 0, 1, camp=1), Stream(0, 8_640.0, 0, 0, 0, 1, 2))
    return replace(
        made(Route(1.0, 0.0, 0.0, 0, 0.0, 0), who=who, borders=(Border(), Border())),
        streams=streams,
        routes=(Route(1.0, 0.0, 0.0, 0, 20.0, 0), Route(0.0, 0.0, 0.0, 0, 20.0, 1)),
        factors=(1.0, 1.0),
    )


@pytest.mark.parametrize("evented", [False, True])
def test_redials_go_by_another_network(evented: bool) -> None:
    tables = camping(0.25)
    tables = replace(tables, answering=(replace(tables.answering[0], evented=evented),))
    calls = run(tables, 2 * HOUR)
    found = [row for row in rows(calls) if row["stream"] == 0]
    again = [row for row in found if row["attempt"] > 1]
    other = [row for row in again if row["border"] == 1]
    assert near(len(other), len(again), 0.25)
    assert {row["border"] for row in found if row["attempt"] == 1} == {0}
    assert {row["outcome"] for row in other if row["ended"] >= 0} == {Outcome.ANSWERED_OTHER_NETWORK}
    assert {row["way"] for row in other} == {Way.EMERGENCY}
    assert all(row["route"] == row["border"] for row in rows(calls))  # one carrier, one border
    assert {row["outcome"] for row in found if row["border"] == 0} == {Outcome.SILENT}
    helped = {row["caller"] for row in found if row["outcome"] == Outcome.ANSWERED_OTHER_NETWORK}
    assert calls.caller_tally({0})[1] == len(helped) > 300
    assert {row["outcome"] for row in rows(calls) if row["stream"] == 1} == {Outcome.ANSWERED}
    nobody = run(camping(0.0), 2 * HOUR)
    assert [row for row in rows(nobody) if row["stream"] == 1] == [row for row in rows(calls) if row["stream"] == 1]
    assert nobody.caller_tally({0})[1] == 0


def test_only_what_the_own_network_failed_is_tried_on_another() -> None:
    tables = replace(camping(1.0), routes=(Route(0.0, 0.0, 0.0, 0, 20.0, 0), Route(0.0, 0.0, 0.0, 0, 20.0, 1)))
    calls = run(replace(tables, answering=(answering(positions=2, room=2),)))
    found = [row for row in rows(calls) if row["stream"] == 0]
    assert {row["outcome"] for row in found if row["ended"] >= 0} == {Outcome.ANSWERED, Outcome.BUSY}
    assert {row["border"] for row in found} == {0}


def test_a_call_back_finds_nobody_who_was_helped_on_another_network() -> None:
    who = replace(camping(1.0).personas[0], dialable=1.0, reachable=1.0)
    tables = replace(camping(1.0), personas=(who,))
    lost = replace(tables.routes[0], logged=True)
    psap = answering(positions=50, call_backs=True)
    calls = run(replace(tables, routes=(lost, tables.routes[1]), answering=(psap,)))
    callers, served, given_up, trying = calls.caller_tally()
    assert callers == served + given_up + trying
    assert calls.counters()["answered_other_network"] + calls.counters()["answered_call_back"] > 50


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_wrong_numbers_reach_strangers(share: float) -> None:
    who = persona(persistence=(0.0, 1.0, 0.0, 0.0, 0.0, 0.0), redial_mean_ms=5_000.0, max_attempts=3)
    told = Notice(1.0, 0.0, 0.0, share)
    calls = run(made(Route(1.0, 0.0, 0.0, 0, 0.0, -1), who=who, notices=(told,)))
    found = rows(calls)
    strangers = [row for row in found if row["outcome"] == Outcome.WRONG_PLACE]
    assert {row["way"] for row in found} == {Way.TEN_DIGIT}
    assert near(len(strangers), len(found), share) if share < 1.0 else len(strangers) > 5_000
    assert {(row["psap"], row["delivered"], row["answered"]) for row in strangers} == {(-1, -1, -1)}
    mean = sum(row["ended"] - row["started"] for row in strangers) / len(strangers)
    assert abs(mean - 15_000.0) <= 3.0 * 15_000.0 / sqrt(len(strangers))
    assert {row["attempt"] for row in strangers} == {1, 2, 3}
    assert calls.caller_tally()[1] == len(
        {row["caller"] for row in found if row["outcome"] == Outcome.ANSWERED_TEN_DIGIT}
    )


@pytest.mark.parametrize("evented", [False, True])
def test_triage_shortens_talk_and_lengthens_patience(evented: bool) -> None:
    psap = answering(positions=500, evented=evented)
    usual, short = (
        run(replace(made(Route(0.0, 0.0, 0.0, 0, 0.0, -1)), answering=(one,)))
        for one in (psap, replace(psap, talk_factor=0.5))
    )
    one, other = ({r["caller"]: r["ended"] - r["answered"] for r in rows(c) if r["ended"] >= 0} for c in (usual, short))
    assert len(one) > 3_000
    assert all(abs(other[caller] - talk / 2) <= 1 for caller, talk in one.items())
    nobody = answering(positions=0, evented=evented)
    waits = persona(patience_mean_ms=30_000.0)
    impatient, calmed = (
        run(replace(made(Route(0.0, 0.0, 0.0, 0, 0.0, -1), who=waits), answering=(psap,)))
        for psap in (nobody, replace(nobody, patience_factor=2.0))
    )
    one, other = (
        {r["caller"]: r["ended"] - r["started"] for r in rows(c) if r["ended"] >= 0} for c in (impatient, calmed)
    )
    assert all(abs(wait - 2 * one[caller]) <= 2 for caller, wait in other.items())


def test_new_triage_leaves_talks_as_they_are_on_both_branches() -> None:
    told = []
    for evented in (False, True):
        psap = answering(positions=3, evented=evented)
        who = persona(talk_mean_ms=30_000.0, talk_sigma=0.8, patience_mean_ms=90_000.0)
        calls = run(single(1.0 / 9_000, who, psap), HOUR // 2)
        calls.load_answering((replace(psap, talk_factor=0.6, patience_factor=1.5),))
        calls.advance(HOUR)
        assert calls.counters()["abandoned"] > 5
        told.append((calls.checksum(), rows(calls)))
    assert told[0] == told[1]


def test_a_week_has_its_weekend() -> None:
    week = Profile((1.0,) * 120 + (0.5,) * 24 + (0.0,) * 24)
    base = made(Route(1.0, 0.0, 0.0, 0, 0.0, -1), per_ms=2_000 / 86_400_000)
    day = 24 * HOUR
    calls = run(replace(base, profiles=(week,), clock_ms=4 * day), 10 * day)  # from Friday
    days = Counter((row["started"] + 4 * day) // day % 7 for row in rows(calls))
    per_day = 2_000 * 7 / 5.5
    assert set(days) == {0, 1, 2, 3, 4, 5}
    assert all(near(days[number], round(per_day * 7), 1 / 7) for number in (0, 1, 2, 3))
    assert near(days[4], round(2 * per_day * 7), 1 / 7)
    assert near(days[5], round(per_day * 7), 1 / 7)
    turned = Calls(replace(base, profiles=(week,), clock_ms=4 * day), 1)
    for at in range(0, 10 * day, 5 * HOUR):
        turned.advance(at)
    turned.advance(10 * day)
    assert turned.checksum() == calls.checksum()


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_nothing_is_held_when_all_is_over(seed: int) -> None:
    """Offered = answered + failed + waiting, for attempts and callers, at every look; in the end nobody waits."""
    tables = any_world(seed)
    calls = Calls(tables, seed)
    play(calls, any_script(seed, tables, HOUR), HOUR)
    calls.load_factors((0.0,) * len(tables.streams))
    calls.load_answering((answering(positions=3, room=40, patience_factor=1.0),) * len(tables.answering))
    for at in (HOUR, 2 * HOUR, 48 * HOUR):
        while calls.advance(at):
            calls.take_note()
        counts = calls.counters()
        decided = sum(counts[name] for name in OUTCOMES[1:])
        assert counts["attempts"] + counts["call_backs"] == decided + counts["in_progress"]
        offered, served, given_up, trying = calls.caller_tally()
        assert offered == served + given_up + trying
    assert (counts["in_progress"], trying) == (0, 0)
    assert counts["ended"] == counts["attempts"] + counts["call_backs"]
    assert {*calls.waiting(), *calls.busy(), *calls.sessions(), *calls.door_calls()} == {0}
    assert set(calls.oldest_since()) == {-1}

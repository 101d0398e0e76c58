"""Small call worlds and control scripts made from a number, for tests. Knows the tables, not the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from hotwash.simulation.tables import (
    Answering,
    Border,
    Door,
    Notice,
    Persona,
    Profile,
    Route,
    Stream,
    Tables,
)

INFINITE = float("inf")
NOBODY_TOLD = Notice(0.0, 0.0, 0.0)
FLAT = Profile((1.0,) * 24)
DOORS = 3
SHARES = ((0.0,) * 3, (0.0,) * 3, (1.0, 0.0, 0.0), (0.3, 0.2, 0.2), (0.0, 0.4, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.5))


class Dice:
    """Repeatable choices from a number and a word."""

    def __init__(self, seed: int, word: str) -> None:
        self._start = f"{seed}/{word}/".encode()
        self._thrown = 0

    def unit(self) -> float:
        self._thrown += 1
        digest = sha256(self._start + str(self._thrown).encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2.0**48

    def below(self, count: int) -> int:
        return int(self.unit() * count)

    def pick(self, things: Sequence[Any]) -> Any:
        return things[self.below(len(things))]


def persona(**changes: Any) -> Persona:
    """Somebody who never tries again, waits for ever and talks a second on average (exponential)."""
    plain = Persona(INFINITE, 0.0, (0.0,) * 6, 0.0, 1_000.0, 5, 1_000.0, -1.0, 5_000.0, 0.0, 0.0)
    return replace(plain, **changes)


def answering(**changes: Any) -> Answering:
    """A PSAP with ten positions and room for everybody."""
    plain = Answering(10, 10**9, -1, 30.0, 10**9, False, 0, 8_000.0, 60_000.0, 20_000.0, False, 0.0)
    return replace(plain, **changes)


def single(per_ms: float, who: Persona, psap: Answering, **changes: Any) -> Tables:
    """One stream of callers to one PSAP, without a border."""
    tables = Tables(
        clock_ms=0,
        profiles=(FLAT,),
        personas=(who,),
        streams=(Stream(0, per_ms * 86_400_000.0, 0, 0, 0, 0, 1),),
        routes=(Route(0.0, 0.0, 0.0, 0, 0.0, -1),),
        answering=(psap,),
        borders=(),
        notices=(NOBODY_TOLD,),
        factors=(1.0,),
    )
    return replace(tables, **changes)


def any_world(seed: int, *, evented: bool | None = None) -> Tables:
    """A small random world: up to 8 streams, 4 PSAPs, 2 borders, 3 doors; an hour has a few hundred attempts."""
    dice = Dice(seed, "world")
    psaps = 2 + dice.below(3)
    streams = 3 + dice.below(6)
    return Tables(
        clock_ms=dice.below(86_400_000),
        profiles=(
            FLAT,
            any_profile(dice),
        ),
        personas=(any_persona(dice), any_persona(dice)),
        streams=tuple(
            Stream(
                dice.below(2),
                300.0 + 1_200.0 * dice.unit(),
                dice.below(2),
                dice.below(psaps),
                dice.below(2),
                s % 3,
                s,
                camp=dice.pick((-1, dice.below(streams))),
                source=dice.pick((-1, 0, 4)),
            )
            for s in range(streams)
        ),
        routes=tuple(any_route(dice, psaps) for _ in range(streams)),
        answering=tuple(any_answering(dice, psaps, evented=evented) for _ in range(psaps)),
        borders=(any_border(dice), any_border(dice)),
        notices=(any_notice(dice), any_notice(dice)),
        factors=tuple(dice.pick((1.0, 1.0, 3.0)) for _ in range(streams)),
        doors=tuple(any_door(dice) for _ in range(DOORS)),
    )


def any_profile(dice: Dice) -> Profile:
    """A day, two or a week, with hours in which nobody calls."""
    return Profile((*(dice.pick((0.0, 0.5, 1.0, 3.0)) for _ in range(24 * dice.pick((1, 2, 7)) - 1)), 1.0))


def any_persona(dice: Dice) -> Persona:
    return Persona(
        patience_mean_ms=dice.pick((INFINITE, 20_000.0, 60_000.0)),
        dead_air_mean_ms=dice.pick((0.0, 6_000.0)),
        persistence=tuple(dice.pick((0.0, 0.6, 0.9, 1.0)) for _ in range(6)),
        redial_min_ms=dice.pick((0.0, 2_000.0)),
        redial_mean_ms=dice.pick((0.0, 15_000.0, 45_000.0)),
        max_attempts=dice.pick((1, 3, 8)),
        talk_mean_ms=dice.pick((60_000.0, 150_000.0)),
        talk_sigma=dice.pick((-1.0, 0.0, 0.8)),
        hello_mean_ms=dice.pick((0.0, 9_000.0)),
        dialable=dice.pick((0.0, 0.7, 1.0)),
        reachable=dice.pick((0.5, 1.0)),
        camps=dice.pick((0.0, 0.5, 1.0)),
    )


def any_route(dice: Dice, psaps: int) -> Route:
    """A share without a location is led another way in one route of three."""
    route = any_straight_route(dice, psaps)
    if dice.below(3):
        return route
    astray = replace(any_straight_route(dice, psaps), blind=1.0)
    stray = dice.pick((0.0, 0.3, 0.6, 1.0))
    return replace(route, blind=max(route.blind, stray), stray=stray, astray=astray)


def any_straight_route(dice: Dice, psaps: int) -> Route:
    silent, rejected, no_audio = dice.pick(SHARES)
    return Route(
        silent=silent,
        rejected=rejected,
        no_audio=no_audio,
        psap=dice.pick((*range(psaps), *range(psaps), -1)),
        latency_ms=dice.pick((0.0, 40.0, 2_500.0)),
        border=dice.pick((-1, 0, 1)),
        blind=dice.pick((0.0, 0.5, 1.0)),
        logged=dice.pick((True, False)),
        weight=dice.pick((1.0, 7.0)),
        doors=dice.pick(((), (), (0,), (1, 2), (2, 0))),
    )


def any_answering(dice: Dice, psaps: int, *, evented: bool | None) -> Answering:
    return Answering(
        positions=dice.pick((0, 1, 2, 2, 3, 5)),
        room=dice.pick((1, 4, 8, 100)),
        overflow=dice.pick((-1, *range(psaps))),
        overflow_ms=dice.pick((0.0, 30.0)),
        admin_lines=dice.pick((0, 1, 4)),
        call_backs=dice.pick((True, False)) if evented is None else False,
        reserve=dice.below(2),
        call_back_ring_ms=dice.pick((0.0, 8_000.0)),
        call_back_talk_mean_ms=dice.pick((0.0, 60_000.0)),
        call_back_fail_ms=dice.pick((5_000.0, 20_000.0)),
        evented=dice.pick((True, False)) if evented is None else evented,
        pick_up_mean_ms=dice.pick((0.0, 4_000.0, 30_000.0)),
        talk_factor=dice.pick((1.0, 1.0, 0.6)),
        patience_factor=dice.pick((1.0, 1.0, 1.5)),
    )


def any_border(dice: Dice) -> Border:
    return Border(
        silent_limit=dice.pick((0, 2, 6)),
        reject_limit=dice.pick((0, 0, 3)),
        no_audio_limit=dice.pick((0, 0, 2)),
        rate_per_s=dice.pick((0.0, 0.02, 0.2)),
        burst=dice.pick((1.0, 5.0)),
        rate_over=dice.pick((1, 1, 2, 3)),
        per_source=dice.pick((True, False)),
        idle_ms=dice.pick((0.0, 0.0, 60_000.0)),
    )


def any_door(dice: Dice) -> Door:
    return Door(dice.pick((0, 1, 3)), dice.pick((1, 2, 3)))


def any_notice(dice: Dice) -> Notice:
    return Notice(dice.pick((0.0, 0.4)), dice.pick((0.0, 0.2)), dice.pick((0.0, 300_000.0)), dice.pick((0.0, 0.3, 1.0)))


@dataclass(frozen=True, slots=True)
class Control:
    """One thing done to the call plane at one instant: the name of a kernel method and what it is given."""

    at_ms: int
    method: str
    given: tuple[Any, ...]


def any_script(seed: int, tables: Tables, until_ms: int, *, evented: bool | None = None) -> tuple[Control, ...]:
    """Up to twelve random controls in order of time; ``evented`` keeps call-backs out, as in ``any_world``."""
    dice = Dice(seed, "script")
    psaps, streams = len(tables.answering), len(tables.streams)
    made = []
    for number in range(3 + dice.below(10)):
        at = dice.below(until_ms)
        kind = dice.below(10)
        if kind == 0:
            made.append(Control(at, "load_routes", (tuple(any_route(dice, psaps) for _ in range(streams)), number)))
        elif kind == 1:
            rows = tuple(any_answering(dice, psaps, evented=evented) for _ in range(psaps))
            made.append(Control(at, "load_answering", (rows,)))
        elif kind == 2:
            made.append(Control(at, "load_borders", ((any_border(dice), any_border(dice)),)))
        elif kind == 3:
            made.append(Control(at, "load_notices", ((any_notice(dice), any_notice(dice)),)))
        elif kind == 4:
            made.append(Control(at, "load_factors", (tuple(dice.pick((0.0, 1.0, 1.0, 4.0)) for _ in range(streams)),)))
        elif kind == 5:
            made.append(Control(at, "drop", (dice.below(2),)))
        elif kind == 6:
            made.append(Control(at, "drop_all_at", (dice.below(psaps),)))
        elif kind == 7:
            made.append(Control(at, "load_doors", (tuple(any_door(dice) for _ in range(DOORS)),)))
        elif kind == 8:
            made.append(Control(at, "drop_door", (dice.below(DOORS),)))
        else:
            threshold = dice.below(3)
            made.append(Control(at, "arm", (threshold, dice.below(psaps if threshold == 2 else 2))))
    return tuple(sorted(made, key=lambda control: control.at_ms))


def play(calls: Any, script: Sequence[Control], until_ms: int, stops: Sequence[int] = ()) -> list[tuple[int, ...]]:
    """Advance to the end, doing what the script says and pausing at ``stops``; the notices that came."""
    notes: list[tuple[int, ...]] = []
    plan = sorted([*((control.at_ms, control) for control in script), *((stop, None) for stop in stops)], key=_when)
    for at, control in [*plan, (until_ms, None)]:
        while calls.advance(at):
            notes.append(calls.take_note())
        if control is not None:
            getattr(calls, control.method)(*control.given)
    return notes


def _when(entry: tuple[int, Control | None]) -> int:
    return entry[0]


def told(calls: Any, *, recorded: bool = True) -> dict[str, Any]:
    """Everything a run tells, in plain values; equal for equal runs."""
    return {
        "checksum": calls.checksum(),
        "counters": {name: count for name, count in calls.counters().items() if name != "events"},
        "callers": [calls.caller_tally(), *(calls.caller_tally({tag}) for tag in range(3))],
        "columns": {name: column.tolist() for name, column in calls.columns().items()} if recorded else {},
        "ended": calls.ended_rows() if recorded else [],
        "waiting": calls.waiting(),
        "busy": calls.busy(),
        "oldest": calls.oldest_since(),
        "log": calls.log_length(),
        "sessions": calls.sessions(),
        "doors": calls.door_calls(),
    }

"""The tables the call plane runs on: plain values in flat tuples.

Written by ``compile``, read by the kernel; knows neither. Elements are row numbers here. Every
duration and instant is in milliseconds, every share and probability lies in 0..1, and -1 stands
for "none" wherever a row number is expected.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Outcome(IntEnum):
    """How one attempt to reach help ended (or, for answered calls, was answered)."""

    IN_PROGRESS = 0
    ANSWERED = 1
    ANSWERED_ELSEWHERE = 2
    ANSWERED_NO_LOCATION = 3
    ANSWERED_TEN_DIGIT = 4
    ANSWERED_CALL_BACK = 5
    ANSWERED_WALK_IN = 6
    NO_AUDIO = 7
    SILENT = 8
    REJECTED = 9
    BUSY = 10
    ABANDONED = 11
    DROPPED = 12
    CALL_BACK_UNREACHED = 13
    ANSWERED_OTHER_NETWORK = 14
    WRONG_PLACE = 15


class Way(IntEnum):
    """How an attempt was made."""

    EMERGENCY = 0
    TEN_DIGIT = 1
    CALL_BACK = 2
    WALK_IN = 3


class Treatment(IntEnum):
    """What the network does with a 911 attempt on its way to the PSAP."""

    DELIVER = 0
    SILENT = 1
    REJECT = 2
    NO_AUDIO = 3


class Threshold(IntEnum):
    """Thresholds the kernel can report at the instant they trip; each means "a call was refused"."""

    SESSIONS_FULL = 0
    RATE_EXCEEDED = 1
    QUEUE_FULL = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """How calls spread over time: hourly weights from midnight, any scale.

    24 of them are repeated daily, 168 weekly; any multiple of 24 will do. A stream's ``per_day`` is its mean over all.
    """

    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Persona:
    """How a kind of caller behaves.

    ``persistence`` is the probability of trying again after (silent, rejected, no audio, busy,
    abandoned, dropped). Gaps before a redial are ``redial_min_ms`` plus an exponential of mean
    ``redial_mean_ms``. Talk time is lognormal with mean ``talk_mean_ms`` and ``talk_sigma`` the
    standard deviation of its logarithm; a negative ``talk_sigma`` means an exponential talk time,
    the case the reference formulas of queueing theory are for. ``patience_mean_ms`` may be
    infinite. ``dead_air_mean_ms`` is how long silence is listened to (exponential, at most 32 s);
    ``hello_mean_ms`` how long a call without audio holds a position. ``camps`` is the share of
    redials, after the own network failed a call (silent, rejected, no audio), that go by the network
    that the stream camps on; a wrong number is redialled like a rejected call.
    """

    patience_mean_ms: float
    dead_air_mean_ms: float
    persistence: tuple[float, float, float, float, float, float]
    redial_min_ms: float
    redial_mean_ms: float
    max_attempts: int
    talk_mean_ms: float
    talk_sigma: float
    hello_mean_ms: float
    dialable: float
    reachable: float
    camps: float = 0.0


@dataclass(frozen=True, slots=True)
class Stream:
    """One source of callers: a rate, a persona, a home PSAP and an area that hears notices.

    ``key`` is a 64-bit number made from the element's name and never from its row, so that adding
    a stream leaves every other stream's callers as they were. ``tag`` groups callers for
    ``caller_tally``; ``source`` is the trunk the calls come over, as a border tells them apart, and
    -1 means the one numbered like the tag. ``camp`` is the stream by whose route a caller reaches
    the same PSAP on another network.
    """

    profile: int
    per_day: float
    persona: int
    home: int
    area: int
    tag: int
    key: int
    camp: int = -1
    source: int = -1


@dataclass(frozen=True, slots=True)
class Route:
    """What happens at present to a 911 attempt of one stream.

    Shares of attempts end in silence, are rejected, or are delivered without audio; they add up to
    at most 1, and one draw decides. All others are delivered to ``psap`` after ``latency_ms``, a
    share of them ``blind``: without a location. ``logged`` means that the number reaches that
    PSAP's log although the call fails in silence. ``weight`` is how often the INVITE of a call that
    nobody answers is sent (7 over UDP, RFC 3261), as a border that limits the rate counts.
    ``doors`` are at most two rows of ``Tables.doors`` that the call holds besides its border.

    A share of all attempts, ``stray``, lacks its location where that would have said which PSAP is meant: those meet
    the route ``astray`` instead, which has no share of its own. They are counted in ``blind``.
    """

    silent: float
    rejected: float
    no_audio: float
    psap: int
    latency_ms: float
    border: int
    blind: float = 0.0
    logged: bool = False
    weight: float = 1.0
    doors: tuple[int, ...] = ()
    stray: float = 0.0
    astray: Route | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """What one PSAP can take at present.

    ``room`` bounds 911 calls in the PSAP, waiting ones included; ``admin_lines`` the ten-digit
    ones. A call that finds no room tries ``overflow`` once, ``overflow_ms`` later. Staff work the
    log while ``call_backs`` is on, no call waits and more than ``reserve`` positions are free.
    ``evented`` picks the event-driven branch; a PSAP with call-backs is always event-driven.
    A call that has been given a position is picked up after an exponential time of mean
    ``pick_up_mean_ms``: only then is it answered, or found to have no audio. 0 is "at once".
    ``talk_factor`` multiplies the talk time of calls picked up here, ``patience_factor`` the
    patience of callers who come to wait here.
    """

    positions: int
    room: int
    overflow: int
    overflow_ms: float
    admin_lines: int
    call_backs: bool
    reserve: int
    call_back_ring_ms: float
    call_back_talk_mean_ms: float
    call_back_fail_ms: float
    evented: bool
    pick_up_mean_ms: float
    talk_factor: float = 1.0
    patience_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Border:
    """Limits of one border function; 0 means none.

    With ``silent_limit`` sessions open (session table) a new call ends in silence, with
    ``reject_limit`` (admission control, 503) it is rejected, with ``no_audio_limit`` (NAT pool) it is
    delivered without audio; where several are reached, the first named here decides. ``rate_per_s``
    new calls a second on average, ``burst`` at once, are let in; the others meet ``rate_over``
    (a ``Treatment``). ``per_source`` counts each trunk by itself.

    An INVITE that stays unanswered, here or further on, counts ``Route.weight`` times. Its repeats count even while the
    rate is exceeded, up to a debt of one burst, so that a limit once reached can hold itself there.
    A trunk that was quiet for longer than ``idle_ms`` loses its next call in silence.
    """

    silent_limit: int = 0
    reject_limit: int = 0
    no_audio_limit: int = 0
    rate_per_s: float = 0.0
    burst: float = 0.0
    rate_over: int = Treatment.SILENT
    per_source: bool = False
    idle_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Door:
    """A link or proxy that holds at most ``limit`` calls (0: any number); one more meets ``over`` (a ``Treatment``)."""

    limit: int
    over: int = Treatment.REJECT


@dataclass(frozen=True, slots=True)
class Notice:
    """What one area has been told: shares of attempts made by ten-digit number or in person.

    ``wrong_share`` of its ten-digit attempts reach a stranger, after a talk of mean
    ``wrong_talk_mean_ms`` (exponential; 15 s is a default).
    """

    ten_digit_share: float
    walk_in_share: float
    walk_in_mean_ms: float
    wrong_share: float = 0.0
    wrong_talk_mean_ms: float = 15_000.0


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the kernel needs; ``clock_ms`` is the time of day at t = 0.

    ``routes`` and ``factors`` run parallel to ``streams``; a factor multiplies its stream's rate.
    """

    clock_ms: int
    profiles: tuple[Profile, ...]
    personas: tuple[Persona, ...]
    streams: tuple[Stream, ...]
    routes: tuple[Route, ...]
    answering: tuple[Answering, ...]
    borders: tuple[Border, ...]
    notices: tuple[Notice, ...]
    factors: tuple[float, ...]
    doors: tuple[Door, ...] = ()

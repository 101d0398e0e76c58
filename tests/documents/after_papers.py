"""One run with everything in it, made by hand: for the tests of what is printed after an exercise."""

from __future__ import annotations

from dataclasses import replace

from hotwash.documents.content import Document
from hotwash.documents.marks import Marks
from hotwash.documents.names import DOCUMENTS
from hotwash.domain import conduct_facts, facts, review_facts
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.firewall import Rule, Service, Verb, Zone
from hotwash.domain.impairment import Bypassed, RuleFirst
from hotwash.domain.plan import Rating
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import HOUR, MINUTE, Millis
from hotwash.exercise.branching import Branch, branches_of
from tests.documents.before_papers import ENGINE, FIXED
from tests.room_world import room_scenario

AFTER = ("aar", "improvement-plan", "msel-as-run", "eeg", "feedback", "hot-wash", "decision-log")
"""Documents that say something else once there was a run."""
NAME = "Ottoline Vandersteen"
"""Typed as a name by somebody who took a seat."""
DROP = Rule("session-guard", Verb.DENY, (Service.RTP,), Zone.ANY, log=True)


def tally(good: int, bad: int) -> facts.CallsTallied:
    outcomes = {name: count for name, count in (("answered", good), ("no_audio", bad)) if count}
    return facts.CallsTallied(
        length=MINUTE, started={"911": good + bad}, callers=good + bad, outcomes=outcomes, origins={"cell": outcomes},
        psaps={"psap-a": outcomes}, answer_ms=(6_000,) * good, waiting=0, talking=0, logged=bad, check="00ff",
    )  # fmt: skip


def story() -> list[tuple[Millis, Fact]]:
    """A fault at 10, mended at 30; a bypass that stays; seats, injects, cards, decisions, ratings and forms."""
    c, r, m = conduct_facts, review_facts, MINUTE
    told: list[tuple[Millis, Fact]] = [
        (0, facts.ExerciseOpened("small", "Small world", "2024-06-18T13:00:00", HOUR, 911)),
        (0, c.SeatTaken("duty", "window", NAME, "State 911")), (0, c.SeatTaken("noc", "paper", "", "")),
        (0, facts.ClockStarted()),
        (10 * m, facts.FaultBegan("voice", "Voice dropped", "F6", "The border drops voice.", "script")),
        (10 * m, facts.WorldChanged("voice/drop", "border-policy", RuleFirst(DROP), laid=True)),
        (11 * m, facts.AlarmRaised(1, "MediaLoss", "border-policy", "No voice packets.", ())),
        (12 * m, c.InjectReleased("call-in", "1", "A PSAP reports dead air", "clock")),
        (13 * m, facts.AlarmAcknowledged(1, "duty")), (13 * m, facts.MilestoneReached("detected", "duty")),
        (14 * m, c.MessageSent(1, "duty", "Duty officer", ("noc",), "phone", "Do you see voice?", 0)),
        (15 * m, c.BeliefStated("duty", "Voice is dropped at the border", 80, "rtp_blocked", ("bcf-east",))),
        (15 * m, c.BeliefStated("noc", "Power is gone", 30, "site_power_lost", ())),
        (16 * m, c.DecisionLogged("duty", "Call back from the log", "911 has no voice", "forty answers")),
        (17 * m, facts.ClockPaused("Coffee")), (17 * m, facts.ClockStarted()),
        (18 * m, facts.ActionBegan(1, "bypass", "Bypass the inspection", "noc")),
        (19 * m, facts.WorldChanged("act:bypass:1:bypass", "bcf-east", Bypassed(), laid=True)),
        (19 * m, facts.ActionEnded(1, "bypass", "Bypass the inspection", "noc", "Some calls have voice.")),
        (20 * m, c.InjectSkipped("press", "facilitator", "The room is ahead")),
        (22 * m, facts.ActionBegan(2, "logs", "Pull the logs", "duty")),
        (25 * m, facts.ActionEnded(2, "logs", "Pull the logs", "duty", "Voice is denied.")),
        (30 * m, facts.WorldChanged("voice/drop", "border-policy", RuleFirst(DROP), laid=False)),
        (30 * m, facts.FaultEnded("voice", "Voice dropped", "noc")),
        (31 * m, r.Observed("eva", "Asked all PSAPs by name", "t1", "", "+", 14 * m)),
        (50 * m, r.TaskJudged("eva", "t2", "accept", 0, "", "")),
        (50 * m, r.TargetRated("eva", "g1", Rating.S, "Named late.")),
        (50 * m, r.CapabilityRated("eva", "o1", Rating.M, "")),
        (50 * m, r.FeedbackGiven("duty", "player", {"1": 4, "2": 5, "11": 3}, ("Calm room",), ("Maps",), "", (), (),
                                   "Fine.")),
        (50 * m, r.FeedbackGiven("guest", "observer", {"1": 2}, comments="Too loud at the back.")),
        (50 * m, r.FindingWritten("facilitator", "F1", "strength", "o1", "All PSAPs were asked.", "", "", (5,))),
        (50 * m, r.FindingWritten("facilitator", "F2", "area", "o1", "The bypass stayed.", "Plan 7",
                                    "Nobody owned it.", (6,))),
        (51 * m, r.CorrectionPlanned("facilitator", "C1", "F2", "Own each bypass", "Planning", "Vendor", "",
                                      "2026-01-01", "2026-02-01")),
        (60 * m, facts.CallersTallied(480, 400, 60, 20)), (60 * m, facts.ExerciseClosed("facilitator")),
    ]  # fmt: skip
    told += [(n * m, tally(0, 8) if 10 < n <= 30 else tally(8, 0)) for n in range(1, 61)]
    return sorted(told, key=lambda event: event[0])


def run(more: list[tuple[Millis, Fact]] | None = None) -> list[Happened]:
    events = sorted([*story(), *(more or [])], key=lambda event: event[0])
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate(events, start=1)]


def left() -> tuple[Branch, ...]:
    """One history that was played to 0:20:00 and then taken back to 0:12:00."""
    first = [one for one in run() if one.at <= 20 * MINUTE]
    last = max(one.seq for one in first if one.at <= 12 * MINUTE)
    back = Rewound(12 * MINUTE, 20 * MINUTE, first[-1].seq, last, 1, "Try the other way")
    return branches_of([*first, Happened(first[-1].seq + 1, 12 * MINUTE, back)])[:1]


def made(name: str, scenario: Scenario | None = None, marks: Marks | None = None) -> Document:
    chosen = marks or replace(FIXED, left=left())
    return DOCUMENTS[name].build(scenario or room_scenario(), run(), engine=ENGINE, marks=chosen)

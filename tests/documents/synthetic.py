"""A small exercise made by hand: six elements, one fault, two acts, forty minutes of calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain import facts
from hotwash.domain.callers import Callers
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.firewall import Policy, Rule, Service, Verb, Zone
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Link, Network, Region
from hotwash.domain.scenario import Demand, Objective, Overview, Scenario, Seat, Source
from hotwash.domain.time import MINUTE, SECOND

ENGINE = "hotwash 9.9 kernel 0123 plain"

HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script>",
    '<img src="/etc/passwd"/><a href="javascript:x">y</a>',
    "</para><para>",
    "&amp; &lt; &#x41; %s {0} $x",
    "\u4e2d\u6587 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f692",
    "\u202egnp.exe",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301z",
    "\ud800 lone, \x00 nul, \x07 bell, \ue000 private",
    "W" * 600,
    "(parentheses) \\ back\\slash ) (",
)
"""Pieces of text that somebody could type into a name or a note."""


def network(names: Mapping[str, str] | None = None) -> Network:
    called = {"cell": "Cell network", "bcf": "BCF one", "esrp": "ESRP one", "north": "North", "south": "South"}
    called.update(names or {})
    elements = {
        "cell": WirelessNetwork(id="cell", name=called["cell"], at=(0, 50), share_permille=1000, source="made"),
        "bcf": BorderControlFunction(id="bcf", name=called["bcf"], at=(60, 50), policy="guard"),
        "esrp": EmergencyServiceRoutingProxy(id="esrp", name=called["esrp"], at=(120, 50)),
        "north": Psap(id="north", name=called["north"], at=(200, 10), region="all", weight=6, positions=2, waiting=4),
        "south": Psap(id="south", name=called["south"], at=(200, 90), region="all", weight=4, positions=2, waiting=4),
    }
    ends = (("cell", "bcf"), ("bcf", "esrp"), ("esrp", "north"), ("esrp", "south"))
    links = {f"{a}--{b}": Link(id=f"{a}--{b}", a=a, b=b) for a, b in ends}
    allow = Rule("allow-all", Verb.ALLOW)
    policies = {"guard": Policy("guard", "Guard", (allow,))}
    callers = {"public": Callers(id="public", source="made")}
    return Network(
        MappingProxyType(elements), MappingProxyType(links), MappingProxyType(policies),
        MappingProxyType({"all": Region("all", "Everywhere")}), MappingProxyType(callers), "north",
    )  # fmt: skip


def scenario(names: Mapping[str, str] | None = None) -> Scenario:
    overview = Overview(
        name="Small test outage", scope="A tabletop exercise at one table.", mission_areas=("Response",),
        capabilities=("Situational Assessment", "Infrastructure Systems"), threat="A firewall that drops voice",
        scenario="Voice stops. Nobody knows why.", sponsor="Department of Tests", organisations=("Tests", "Vendor"),
        contact="Ask at the desk",
    )  # fmt: skip
    objectives = (
        Objective(
            "see", "Say what fails.", "Situational Assessment", "Within 5 minutes of the first alarm, it is said."
        ),
        Objective("mend", "Mend it.", "Infrastructure Systems", "Within 10 minutes of detection voice passes again."),
    )
    return Scenario(
        id="small", title="Small", summary="A small exercise.", start=datetime(2024, 6, 18, 23, 50),  # noqa: DTZ001
        span=40 * MINUTE, seed=7, overview=overview, network=network(names),
        demand=Demand(1_000, (1,) * 24, "made", "made"), faults={}, actions={},
        seats={"duty": Seat("duty", "Duty officer", "Department of Tests", "You watch over everything.")},
        objectives=objectives, sources=(Source("made", "default", "Made up for a test."),),
        notes=("Nothing here happened.",), decisions={},
    )  # fmt: skip


def tally(good: int, bad: int, other: int = 0, test: int = 0, length: int = MINUTE) -> facts.CallsTallied:
    outcomes = {"answered": good, "no_audio": bad, "answered_call_back": other}
    outcomes = {name: count for name, count in outcomes.items() if count}
    psaps = {"north": {"answered": good}, "south": {"no_audio": bad}}
    return facts.CallsTallied(
        length=length, started={"911": good + bad, "call_back": other, "test": test}, callers=good, outcomes=outcomes,
        origins={"cell": dict(outcomes)}, psaps=psaps, answer_ms=tuple(6 * SECOND for _ in range(good)), waiting=0,
        talking=0, logged=bad, check="00ff",
    )  # fmt: skip


def story() -> list[tuple[int, Fact]]:
    """Ten good minutes, fifteen without voice, fifteen good ones; times in ms."""
    drop = Rule("session-guard", Verb.DENY, (Service.RTP,), Zone.ANY, log=True)
    events: list[tuple[int, Fact]] = [
        (0, facts.ExerciseOpened("small", "Small", "2024-06-18T23:50:00", 40 * MINUTE, 7)),
        (0, facts.ClockStarted()),
        (10 * MINUTE, facts.FaultBegan("f", "Voice dropped", "F6", "The guard drops voice.", "script")),
        (10 * MINUTE, facts.WorldChanged("f/drop", "guard", RuleFirst(drop), laid=True)),
        (12 * MINUTE, facts.AlarmRaised(1, "MediaLoss", "guard", "No voice packets.", ())),
        (14 * MINUTE, facts.AlarmAcknowledged(1, "duty")),
        (14 * MINUTE, facts.MilestoneReached("detected", "duty")),
        (15 * MINUTE, facts.ActionBegan(1, "mend", "Order the range open", "duty")),
        (16 * MINUTE, facts.MessageTold("Is it only us?", "A PSAP", "phone", ("duty",), public=False)),
        (25 * MINUTE, facts.WorldChanged("f/drop", "guard", RuleFirst(drop), laid=False)),
        (25 * MINUTE, facts.FaultEnded("f", "Voice dropped", "duty")),
        (25 * MINUTE, facts.ActionEnded(1, "mend", "Order the range open", "duty", "Voice passes again.")),
        (30 * MINUTE, facts.NoteWritten("duty", "Good work.")),
        (31 * MINUTE, facts.CommandRefused("duty", "Bypass", "It is not offered.")),
        (32 * MINUTE, facts.ActionBegan(2, "tell", "Tell the public", "duty")),
        (40 * MINUTE, facts.CallersTallied(220, 200, 15, 5)),
        (40 * MINUTE, facts.ExerciseClosed("facilitator")),
    ]
    for minute in range(1, 41):
        fact = tally(0, 8, other=2, test=1) if 10 < minute <= 25 else tally(8, 0)
        events.append((minute * MINUTE, fact))
    return sorted(events, key=lambda event: event[0])


def happened(more: list[tuple[int, Fact]] | None = None) -> list[Happened]:
    events = sorted([*story(), *(more or [])], key=lambda event: event[0])
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate(events, start=1)]


def twice() -> list[Happened]:
    """The story, and twenty minutes after it the same fault again for ten minutes, detected and then over."""
    drop = Rule("session-guard", Verb.DENY, (Service.RTP,), Zone.ANY, log=True)
    again: list[tuple[int, Fact]] = [
        (45 * MINUTE, facts.FaultBegan("f", "Voice dropped", "F6", "The guard drops voice.", "facilitator")),
        (45 * MINUTE, facts.WorldChanged("f/drop", "guard", RuleFirst(drop), laid=True)),
        (46 * MINUTE, facts.AlarmRaised(2, "MediaLoss", "guard", "No voice packets.", ())),
        (47 * MINUTE, facts.MilestoneReached("detected", "duty")),
        (55 * MINUTE, facts.WorldChanged("f/drop", "guard", RuleFirst(drop), laid=False)),
        (55 * MINUTE, facts.FaultEnded("f", "Voice dropped", "vendor")),
    ]
    for minute in range(41, 66):
        again.append((minute * MINUTE, tally(0, 20) if 45 < minute <= 55 else tally(8, 0)))
    first = [event for event in story() if not isinstance(event[1], facts.CallersTallied | facts.ExerciseClosed)]
    events = sorted([*first, *again], key=lambda event: event[0])
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate(events, start=1)]


def hostile_scenario() -> Scenario:
    """Every place where somebody types holds something nasty."""
    names = dict(zip(("cell", "bcf", "esrp", "north", "south"), HOSTILE, strict=False))
    made = scenario(names)
    overview = replace(
        made.overview, name=HOSTILE[0], scope=HOSTILE[3], threat=HOSTILE[5], sponsor=HOSTILE[1], scenario=HOSTILE[4],
        organisations=HOSTILE, capabilities=HOSTILE, contact=HOSTILE[7],
    )  # fmt: skip
    objectives = tuple(Objective(str(n), text, text, text) for n, text in enumerate(HOSTILE))
    return replace(
        made, overview=overview, objectives=objectives, notes=HOSTILE,
        sources=tuple(Source(text, text, text) for text in HOSTILE),
        seats={"duty": Seat("duty", HOSTILE[8], HOSTILE[2], HOSTILE[6])},
    )  # fmt: skip


def hostile_notes() -> list[tuple[int, Fact]]:
    return [(20 * MINUTE, facts.NoteWritten("duty", text)) for text in (*HOSTILE, "long " * 1_200)]

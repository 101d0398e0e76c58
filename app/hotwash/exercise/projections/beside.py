"""What was done beside the calls, and at what price: protection given up, words to the public, false steps.

*Exposure*: time in which a firewall policy was bypassed, added up over policies. *Public statement*: a message that
anybody may know. *Declared without a fault*: an outage marked as detected while no fault was live. *Alert only*: time
in which the intrusion prevention of a policy only reported; *alerted* are the calls that it would have stopped then:
by signatures that dropped calls before, by the policy's own, and by those of faults that came meanwhile. *Early
all-clear*: an all-clear given while a fault was live. *Reach*: the greatest share of the public that one act of notice
is assumed to have reached (a figure of the act in the scenario).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.domain.facts import (
    CallsTallied,
    FaultBegan,
    FaultEnded,
    Happened,
    MessageTold,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import AlertOnly, Bypassed, PublicTold
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis
from hotwash.exercise.projections.measured import Outage
from hotwash.exercise.projections.statements import contradicted


@dataclass(frozen=True, slots=True)
class Beside:
    """Times in ms; every list holds journal numbers."""

    exposure: Millis
    exposure_seqs: tuple[int, ...]
    statements: tuple[int, ...]
    false_declarations: tuple[int, ...]
    early_all_clears: tuple[int, ...]
    contradicted: tuple[int, ...] = ()
    """Public statements that others contradicted."""
    alert_only: Millis = 0
    """Time in which the intrusion prevention of a policy only reported, added up over policies."""
    alert_only_seqs: tuple[int, ...] = ()
    alerted: int = 0
    """Calls that it would have stopped in that time."""


def beside(happened: Sequence[Happened]) -> Beside:
    """Read from the journal alone; what is bypassed, or only reports, at its end counts up to there."""
    live: set[str] = set()
    false, early = [], []
    for one in happened:
        match one.fact:
            case FaultBegan(fault=fault):
                live.add(fault)
            case FaultEnded(fault=fault):
                live.discard(fault)
            case MilestoneReached(name="detected") if not live:
                false.append(one.seq)
            case MilestoneReached(name="all_clear") if live:
                early.append(one.seq)
            case _:
                pass
    told = tuple(one.seq for one in happened if isinstance(one.fact, MessageTold) and one.fact.public)
    exposure, cited = _time_under(happened, Bypassed)
    watching, watched = _time_under(happened, AlertOnly)
    alerted = sum(one.fact.alerted for one in happened if isinstance(one.fact, CallsTallied))
    return Beside(
        exposure, cited, told, tuple(false), tuple(early), contradicted(happened), watching, watched,
        (alerted + 500) // 1000,
    )  # fmt: skip


def _time_under(happened: Sequence[Happened], kind: type[Bypassed | AlertOnly]) -> tuple[Millis, tuple[int, ...]]:
    """Time in which a change of a kind lay on each policy, added up, with the entries that say so."""
    laid: dict[str, set[str]] = {}
    since: dict[str, Millis] = {}
    time, cited = 0, []
    for one in happened:
        fact = one.fact
        if not (isinstance(fact, WorldChanged) and isinstance(fact.change, kind)):
            continue
        cited.append(one.seq)
        keys = laid.setdefault(fact.target, set())
        if fact.laid and not keys:
            since[fact.target] = one.at
        (keys.add if fact.laid else keys.discard)(fact.key)
        if not keys and fact.target in since:
            time += one.at - since.pop(fact.target)
    return time + sum(happened[-1].at - at for at in since.values()), tuple(cited)


def reach_permille(scenario: Scenario, happened: Sequence[Happened], outage: Outage, ends: Millis) -> int | None:
    """The reach of the acts that told the public in an outage; None where none did, or none says."""
    found = []
    for one in happened:
        if not (isinstance(one.fact, WorldChanged) and one.fact.laid and isinstance(one.fact.change, PublicTold)):
            continue
        kind, _, rest = one.fact.key.partition(":")
        offered = scenario.actions.get(rest.split(":")[0]) if kind == "act" else None
        reach = getattr(offered.action, "reach", None) if offered else None
        if isinstance(reach, int) and outage.onset.at <= one.at <= ends:
            found.append(reach)
    return max(found, default=None)

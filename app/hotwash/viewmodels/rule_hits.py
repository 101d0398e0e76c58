"""Hits of the lines of one firewall policy in a trial hour, in the words of a screen. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.editor.rehearsal.hits import TRIAL, trial_hits
from hotwash.viewmodels.words import msg, noop

HEAD = noop("Hits in rehearsal")


@dataclass(frozen=True, slots=True)
class HitTable:
    """Hits by line, lines without any too; and a sentence about how they came to be."""

    hits: Mapping[str, int]
    words: str


def hit_table(scenario: Scenario, policy: str) -> HitTable:
    """Let calls run for a trial hour and count; a fraction of a second for a state's network."""
    of = scenario.network.policies.get(policy)
    found = trial_hits(scenario).get(policy, {})
    lines = [*(rule.id for rule in of.rules), *(one.id for one in of.inspections)] if of is not None else []
    hits = {name: found[name].total if name in found else 0 for name in lines}
    default = found["default"].total if "default" in found else 0
    words = msg(
        "Rehearsal: a trial run of {time} without faults, no record of a firewall. No line decided {n:,} times.",
        time=clock(TRIAL), n=default,
    )  # fmt: skip
    return HitTable(hits, words)


def hit_words(hits: Mapping[str, int], line: str) -> str:
    """What stands beside a line: its hits, marked where there are none; nothing where it was not counted."""
    if line not in hits:
        return msg("not counted")
    return f"{hits[line]:,}" if hits[line] else msg("⚠ 0, never met")

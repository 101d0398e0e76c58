"""Truth versus belief: each situation card against what was really wrong at that moment; calibration of the whole team.

Only a kind of fault chosen from the list can be right or wrong; words alone are kept and judged by nobody. Confidence
is told for the team, never for a seat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

from hotwash.domain.conduct_facts import BeliefStated
from hotwash.domain.facts import FaultBegan, FaultEnded, Happened
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis
from hotwash.exercise.projections.proof import PaperTimes


class Truth(StrEnum):
    """What a situation card turned out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    NOTHING_LIVE = "nothing_live"
    WORDS = "words_only"


TRUTH_WORDS: dict[Truth, str] = {
    Truth.RIGHT: term("right kind of fault"),
    Truth.WRONG: term("another kind of fault"),
    Truth.NOTHING_LIVE: term("nothing was wrong then"),
    Truth.WORDS: term("in words only"),
}
BANDS = (0, 50, 80, 101)
"""Limits of the confidence bands: unsure, fairly sure, sure; a default."""


@dataclass(frozen=True, slots=True)
class Card:
    """One situation card. `live` are the kinds of fault that were live; places are counted by elements and links.

    `places_named` on the card, `places_right` of them really touched, `places_true` touched in all. `missed` is how
    many kinds were live beside the one that was named.
    """

    seq: int
    at: Millis
    seat: str
    cause: str
    sure: int
    truth: Truth
    live: tuple[str, ...]
    missed: int
    places_named: int
    places_right: int
    places_true: int


@dataclass(frozen=True, slots=True)
class Band:
    """Cards of all seats with a confidence from `low` up to, not including, `high`; `mean` of what they said."""

    low: int
    high: int
    cards: int
    right: int
    mean: int


def cards(scenario: Scenario, happened: Iterable[Happened]) -> tuple[Card, ...]:
    """Every situation card, in order, against the faults that were live when it was filled in."""
    found: list[Card] = []
    live: list[str] = []
    ended: list[tuple[Millis, str]] = []
    paper = PaperTimes()
    for one in happened:
        at = paper.when(one)
        match one.fact:
            case FaultBegan(fault=fault):
                live.append(fault)
            case FaultEnded(fault=fault) if fault in live:
                live.remove(fault)
                ended.append((one.at, fault))
            case BeliefStated():
                then = [*live, *(fault for over, fault in ended if over > at)]
                found.append(_card(scenario, one.seq, at, one.fact, then))
            case _:
                pass
    return tuple(found)


def calibration(found: Sequence[Card]) -> tuple[Band, ...]:
    """How often the team was right by how sure it said it was; cards in words only are left out."""
    judged = [card for card in found if card.truth is not Truth.WORDS]
    bands = []
    for low, high in pairwise(BANDS):
        own = [card for card in judged if low <= card.sure < high]
        mean = sum(card.sure for card in own) // len(own) if own else 0
        bands.append(Band(low, high, len(own), sum(card.truth is Truth.RIGHT for card in own), mean))
    return tuple(bands)


def _card(scenario: Scenario, seq: int, at: Millis, stated: BeliefStated, live: Sequence[str]) -> Card:
    faults = [scenario.faults[fault].fault for fault in live if fault in scenario.faults]
    kinds = tuple(dict.fromkeys(fault.kind for fault in faults))
    if not stated.cause:
        truth = Truth.WORDS
    elif not live:
        truth = Truth.NOTHING_LIVE
    else:
        truth = Truth.RIGHT if stated.cause in kinds else Truth.WRONG
    touched = {place for fault in faults for place in places(scenario.network, fault)}
    named = set(stated.where)
    missed = len(set(kinds) - {stated.cause})
    return Card(
        seq,
        at,
        stated.seat,
        stated.cause,
        stated.sure,
        truth,
        kinds,
        missed,
        len(named),
        len(named & touched),
        len(touched),
    )


def places(network: Network, fault: Fault) -> frozenset[str]:
    """Elements and links that a fault is about, by its own fields; a policy stands for the borders that enforce it."""
    names = {value for item in fields(fault) if isinstance(value := getattr(fault, item.name), str) and value}
    elements = {
        element.id
        for element in network.elements.values()
        if element.id in names
        or any(
            getattr(element, own, None) in names for own in ("policy", "site", "region") if getattr(element, own, "")
        )
    }
    return frozenset(elements | {link for link in network.links if link in names})

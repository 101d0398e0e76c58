"""What a desk offers: acts with their names and times, and the causes on a situation card; the same in every room."""

from __future__ import annotations

from dataclasses import fields

from hotwash.catalogue import registry
from hotwash.domain.fields import about_field
from hotwash.domain.network import Network
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.sentences import reworded, say
from hotwash.domain.time import MINUTE, Millis, clock


def offered_to(scenario: Scenario, seat: str) -> tuple[OfferedAction, ...]:
    """Acts that a seat may take, in the author's order."""
    return tuple(offered for offered in scenario.actions.values() if not offered.seats or seat in offered.seats)


def act_labels(scenario: Scenario, seat: str) -> dict[str, str]:
    """Names for buttons by the act's id; acts of one title are told apart by what they are about."""
    offered = offered_to(scenario, seat)
    titles = [item.action.title for item in offered]
    return {
        item.id: act_title(scenario, item)
        if titles.count(item.action.title) == 1
        else say("{act}: {subject}", act=act_title(scenario, item), subject=_subject(scenario, item))
        for item in offered
    }


def act_title(scenario: Scenario, offered: OfferedAction) -> str:
    """What an act is called, in the words of the story."""
    return reworded(offered.action.title, scenario.swaps)


def act_hint(scenario: Scenario, offered: OfferedAction) -> str:
    """What may be expected of an act, in the words of the story."""
    return reworded(offered.action.hint, scenario.swaps)


def _subject(scenario: Scenario, offered: OfferedAction) -> str:
    return subject(scenario.network, offered.action) or offered.id


def subject(network: Network, script: Action | Fault) -> str:
    """Name of the first thing a script is about; empty where it names none."""
    for item in fields(script):
        value = getattr(script, item.name)
        if about_field(item).refers and isinstance(value, str):
            for known in (network.elements, network.policies, network.regions):
                if value in known:
                    return str(known[value].name)
    return ""


def takes_words(action: Action) -> str:
    """How long an act takes: typically, then shortest and longest, such as `5 min (3–15)`; empty where unknown."""
    least, typical, most = (getattr(action, name, None) for name in ("least", "typical", "most"))
    if not isinstance(least, int) or not isinstance(typical, int) or not isinstance(most, int):
        return ""
    return say("{typical} min ({least}–{most})", typical=_minutes(typical), least=_minutes(least), most=_minutes(most))


def under_way_words(action: Action, passed: Millis) -> str:
    """How long an act has been under way, and what it typically still needs."""
    typical = getattr(action, "typical", None)
    if not isinstance(typical, int):
        return say("under way for {time}", time=clock(passed))
    left = typical - passed
    if left <= 0:
        return say("under way for {time}; takes longer than usual", time=clock(passed))
    minutes = max(1, round(left / MINUTE))
    return say("under way for {time}; typically {minutes} min left", time=clock(passed), minutes=minutes)


def causes() -> tuple[tuple[str, str], ...]:
    """Kinds and titles of every fault of the catalogue, by title: one list for every exercise gives nothing away."""
    return tuple(sorted(((name, kind.title) for name, kind in registry.faults().items()), key=lambda pair: pair[1]))


def _minutes(ms: Millis) -> str:
    return f"{ms / MINUTE:.1f}".removesuffix(".0")

"""How elements and links stand when something is imposed on them, and why an attempt on such a network ended so."""

from dataclasses import replace

import pytest

from hotwash.analysis.conditions import Standing, conditions
from hotwash.analysis.explain import Attempt, explain
from hotwash.analysis.verdict import judge_call
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb
from hotwash.domain.impairment import (
    Bypassed,
    Change,
    Diverted,
    ElementDown,
    Inspected,
    PeerUnreachable,
    Rerouted,
    RuleFirst,
)
from hotwash.domain.outcomes import Outcome, Way
from tests.deep_world import deep_network, under

NETWORK = deep_network(without=("text",))
INVITE = Inspection("check", (Flow.INVITE,))


@pytest.mark.parametrize(
    ("changes", "place", "standing", "word"),
    [
        ((("psap-wall", RuleFirst(Rule("no", Verb.DENY))),), "psap-wall", Standing.BLOCKING, "drops calls"),
        ((("psap-wall", RuleFirst(Rule("no", Verb.DENY))),), "a", Standing.BLOCKING, "no calls"),
        ((("psap-wall", Bypassed()),), "psap-wall", Standing.DEGRADED, "bypassed, no protection"),
        ((("wall-a", Inspected(INVITE)),), "wall-a", Standing.BLOCKING, "drops calls"),
        ((("wall-a", Inspected(replace(INVITE, permille=300))),), "wall-a", Standing.DEGRADED, "drops calls"),
        ((("wall-a", Inspected(replace(INVITE, permille=300))),), "a", Standing.DEGRADED, "partly no calls"),
        (
            (("esrp", Inspected(replace(INVITE, sources=("cell",)))),),
            "esrp",
            Standing.DEGRADED,
            "drops calls of some networks",
        ),
        ((("bcf-1", Inspected(INVITE)), ("border", Bypassed())), "bcf-1", Standing.BLOCKING, "drops calls"),
        (
            (("wall-1", Inspected(replace(INVITE, strips_location=True))),),
            "wall-1",
            Standing.DEGRADED,
            "takes locations away",
        ),
        (
            (("voip", PeerUnreachable("bcf-1")), ("voip", PeerUnreachable("bcf-2"))),
            "voip",
            Standing.BLOCKING,
            "no way into the ESInet",
        ),
        ((("cell", Rerouted("legacy")),), "cell", Standing.DEGRADED, "goes round the BCF"),
        ((("a", Diverted("c")),), "a", Standing.DEGRADED, "calls go elsewhere"),
        ((("esrp-lis", Inspected(Inspection("q", (Flow.HELD,), permille=500))),), "a", Standing.DEGRADED,
         "some locations missing"),
    ],
)  # fmt: skip
def test_what_stops_calls_is_marked_where_it_is(
    changes: tuple[tuple[str, Change], ...], place: str, standing: Standing, word: str
) -> None:
    found = conditions(under(NETWORK, *changes))[place]
    assert (found.standing, found.word) == (standing, word)


def test_nothing_is_marked_where_nothing_is_laid() -> None:
    assert {condition.standing for condition in conditions(NETWORK).values()} == {Standing.WORKING}


def told(outcome: Outcome, psap: str, *changes: tuple[str, Change], origin: str = "voip", home: str = "a") -> str:
    network = under(NETWORK, *changes)
    attempt = Attempt(outcome, Way.NINE_ONE_ONE, psap, delivered=True, answered=True)
    return explain(attempt, judge_call(network, origin, home), network)


def test_each_way_of_failing_is_told_by_its_own_cause() -> None:
    silent = ("border", Inspected(replace(INVITE, permille=300)))
    mute = ("psap-wall", RuleFirst(Rule("mute", Verb.DENY, (Service.RTP,))))
    assert "BCF 1 drops the INVITE from Internet carrier for 30 % of calls" in told(Outcome.SILENT, "a", silent, mute)
    assert "PSAP firewall drops the voice in both directions for 70 % of calls by line 'mute'" in told(
        Outcome.NO_AUDIO, "a", silent, mute
    )


STRIPPED: Change = Inspected(replace(INVITE, strips_location=True, permille=500))


@pytest.mark.parametrize(
    ("changes", "origin", "psap", "words"),
    [
        ((("lis", ElementDown()),), "cell", "b", "because no LIS answered, so it was sent to PSAP B by default."),
        ((("ecrf", ElementDown()),), "voip", "b", "because no location query was answered, so it was sent to PSAP B"),
        ((("voip-1", STRIPPED),), "voip", "a", "PSAP A answered without a location, because a firewall took it away."),
        ((("cell", Rerouted("legacy")),), "cell", "a", "because it came by a way that carries none."),
    ],
)
def test_why_a_call_had_no_location(
    changes: tuple[tuple[str, Change], ...], origin: str, psap: str, words: str
) -> None:
    assert words in told(Outcome.ANSWERED_NO_LOCATION, psap, *changes, origin=origin)


def test_a_located_call_of_a_kind_that_sometimes_is_not_is_told_as_such() -> None:
    assert told(Outcome.ANSWERED, "a", ("voip-1", STRIPPED)) == "The call came through BCF 1 and PSAP A answered."


def test_a_call_that_was_led_elsewhere_tells_by_what() -> None:
    assert told(Outcome.ANSWERED_ELSEWHERE, "c", ("a", Diverted("c"))) == (
        "PSAP C answered for PSAP A. Calls of PSAP A are led to PSAP C by order."
    )

"""Every sentence against the verdict and the course of its attempt: what it claims must be what happened."""

import pytest

from hotwash.analysis.explain import Attempt, explain
from hotwash.analysis.verdict import CallVerdict, Treatment, judge_call
from hotwash.domain.effective import effective
from hotwash.domain.impairment import Change, ElementDown, Impairment, LinkDown
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from tests.catalogue.samples import laid
from tests.small_world import small_network, small_scenario

NETWORK = small_network()
BLIND = ("esrp-ecrf", LinkDown())


def under(*changes: tuple[str, Change]) -> Network:
    return effective(
        NETWORK, [Impairment(str(n), target, change) for n, (target, change) in enumerate(changes)]
    ).network


def told(
    outcome: Outcome,
    verdict: CallVerdict,
    psap: str,
    *,
    way: Way = Way.NINE_ONE_ONE,
    far: str = "answered",
    network: Network = NETWORK,
) -> str:
    attempt = Attempt(outcome, way, psap, delivered=far != "under way", answered=far == "answered")
    return explain(attempt, verdict, network)


GOOD = judge_call(NETWORK, "cell", "psap-a")


def test_a_call_that_was_simply_answered_names_its_border_and_psap() -> None:
    assert told(Outcome.ANSWERED, GOOD, "psap-a") == "The call came through BCF east and PSAP A answered."


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED_NO_LOCATION, Outcome.ANSWERED_ELSEWHERE])
def test_a_call_sent_by_default_was_answered_there_for_want_of_a_location(outcome: Outcome) -> None:
    verdict = judge_call(under(BLIND), "cell", "psap-a")
    assert (verdict.psap, verdict.located) == ("psap-b", False)
    assert told(outcome, verdict, "psap-b") == (
        "PSAP B answered without a location, because no location query was answered, "
        "so it was sent to PSAP B by default."
    )


def test_a_call_without_location_that_stays_at_home_was_sent_nowhere() -> None:
    verdict = judge_call(under(BLIND), "cell", "psap-b")
    assert told(Outcome.ANSWERED_NO_LOCATION, verdict, "psap-b") == (
        "PSAP B answered without a location, because no location query was answered."
    )


def test_a_call_without_location_that_found_the_default_psap_full_tells_both() -> None:
    verdict = judge_call(under(BLIND), "cell", "psap-a")
    sentence = told(Outcome.ANSWERED_NO_LOCATION, verdict, "psap-a")
    assert "was sent to PSAP B by default and went on from PSAP B, which had no room" in sentence


def test_an_overflow_says_that_home_was_full_and_a_detour_that_it_could_not_be_reached() -> None:
    assert told(Outcome.ANSWERED_ELSEWHERE, GOOD, "psap-b") == "PSAP B answered, because PSAP A had no room left."
    cut_off = judge_call(under(("esrp-a", LinkDown())), "cell", "psap-a")
    assert cut_off.psap == "psap-b"
    assert told(Outcome.ANSWERED_ELSEWHERE, cut_off, "psap-b") == (
        "PSAP B answered, because PSAP A could not be reached."
    )
    assert told(Outcome.ANSWERED_ELSEWHERE, cut_off, "psap-a") == (
        "The call came through BCF east and PSAP A answered."
    )


@pytest.mark.parametrize(
    ("far", "words"),
    [
        ("answered", "was talking with PSAP A"),
        ("delivered", "was waiting at PSAP A"),
        ("under way", "was on its way to PSAP A"),
    ],
)
def test_a_call_that_was_cut_off_says_how_far_it_had_come(far: str, words: str) -> None:
    sentence = told(Outcome.DROPPED, GOOD, "psap-a", far=far)
    assert words in sentence
    assert ("talking" in sentence) == (far == "answered")


def test_a_psap_that_is_down_is_neither_full_nor_talking() -> None:
    down = under(("psap-a", ElementDown()))
    assert told(Outcome.BUSY, GOOD, "psap-a", far="under way", network=down) == (
        "PSAP A was down and could take no call, so the caller heard busy."
    )
    assert told(Outcome.ABANDONED, GOOD, "psap-a", far="delivered", network=down) == (
        "PSAP A was down, and the caller hung up before anybody answered."
    )
    assert "no room left" in told(Outcome.BUSY, GOOD, "psap-a", far="under way")
    assert "was down" not in told(Outcome.ABANDONED, GOOD, "psap-a", far="delivered")


def test_a_busy_local_number_is_told_of_its_lines() -> None:
    sentence = told(Outcome.BUSY, GOOD, "psap-a", way=Way.TEN_DIGIT, far="under way")
    assert sentence == "Every 10-digit line of PSAP A was taken, so the caller heard busy."


@pytest.mark.parametrize(
    ("fault", "outcome", "treatment"),
    [
        ("voice", Outcome.NO_AUDIO, Treatment.NO_AUDIO),
        ("push", Outcome.SILENT, Treatment.SILENT),
        ("refuse", Outcome.REJECTED, Treatment.REJECT),
    ],
)
def test_what_the_network_did_is_told_by_the_verdict_itself(fault: str, outcome: Outcome, treatment: Treatment) -> None:
    network = effective(NETWORK, laid(small_scenario().faults[fault].fault.steps(NETWORK))).network
    verdict = judge_call(network, "cell", "psap-a")
    assert verdict.treatment is treatment
    assert told(outcome, verdict, "psap-a") == verdict.sentence
    if outcome is not Outcome.SILENT:
        assert "no session or rate left" in told(Outcome.SILENT, verdict, "psap-a", far="under way")


def test_a_call_still_going_is_told_by_where_it_is() -> None:
    assert told(Outcome.IN_PROGRESS, GOOD, "psap-a", far="under way") == "The call is on its way to PSAP A."
    assert told(Outcome.IN_PROGRESS, GOOD, "psap-a", far="delivered") == "The call waits at PSAP A for a call taker."
    network = effective(NETWORK, laid(small_scenario().faults["push"].fault.steps(NETWORK))).network
    silent = judge_call(network, "cell", "psap-a")
    assert told(Outcome.IN_PROGRESS, silent, "psap-a", far="under way") == silent.sentence
    assert "station" in told(Outcome.IN_PROGRESS, GOOD, "psap-a", way=Way.WALK_IN, far="under way")
    assert "calling back" in told(Outcome.IN_PROGRESS, GOOD, "psap-a", way=Way.CALL_BACK, far="under way")


@pytest.mark.parametrize(
    ("outcome", "way", "words"),
    [
        (Outcome.ANSWERED_TEN_DIGIT, Way.TEN_DIGIT, "dialled the 10-digit number of PSAP A"),
        (Outcome.ANSWERED_CALL_BACK, Way.CALL_BACK, "PSAP A called back"),
        (Outcome.CALL_BACK_UNREACHED, Way.CALL_BACK, "nobody answered"),
        (Outcome.ANSWERED_WALK_IN, Way.WALK_IN, "in person"),
    ],
)
def test_other_ways_are_told_as_such(outcome: Outcome, way: Way, words: str) -> None:
    assert words in told(outcome, GOOD, "psap-a", way=way)


def test_no_outcome_is_without_a_sentence() -> None:
    assert all(told(outcome, GOOD, "psap-a").endswith(".") for outcome in Outcome)


def test_the_location_query_of_each_call_is_judged_where_it_is_asked() -> None:
    assert [(query.at, query.passed) for query in GOOD.queries] == [("esrp", True)]
    assert GOOD.queries[0].sentence == "LoST query from ESRP is answered by ECRF."
    lost = judge_call(under(BLIND), "cell", "psap-a").queries
    assert [(query.at, query.passed) for query in lost] == [("esrp", False)]
    assert judge_call(under(BLIND, ("esrp", ElementDown())), "cell", "psap-a").queries == ()

"""Laws of every set of measures: nothing offered is lost from the count, by attempts, by causes and by callers."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.catalogue.faults.denial_of_service import DenialOfService
from hotwash.catalogue.faults.keep_alives_blocked import KeepAlivesBlocked
from hotwash.catalogue.faults.session_cap import SessionCap
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.catalogue.faults.wrong_directory import WrongDirectory
from hotwash.domain.facts import Happened
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome, Way
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measures import Measures, measures
from hotwash.simulation.calls_view import OUTCOMES, WAYS
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

MORE = {
    "flood": DenialOfService(),
    "surge": DemandSurge(),
    "cap": SessionCap(border="bcf-west"),
    "wrong": WrongDirectory(),
    "keep-alives": KeepAlivesBlocked(policy="border-policy"),
}
FAULTS = ("voice", "push", "refuse", "signature", "location", "power", *MORE)
ACTS = ("media", "roll-back", "bypass", "fail-over", "restore-border", "call-backs", "post", "all-clear")
LENGTH = 20


def measured(on: Stage) -> Measures:
    """The measures of everything so far, as if the exercise ended here."""
    on.world.last_minute()
    on.world.tell_callers()
    happened = [Happened(seq, at, fact) for seq, (at, fact) in enumerate(on.facts, start=1)]
    return measures(on.scenario, happened)


def names(found: tuple[Outcome, ...]) -> set[str]:
    return {outcome.value for outcome in found}


def check(on: Stage) -> Measures:
    """Every law, against the columns of the calls themselves."""
    found = measured(on)
    columns = on.world.calls.columns(0)
    ours = on.world.calls.public_streams()[columns["stream"]]
    ways = [WAYS[way].value for way in columns["way"][ours].tolist()]
    outcomes = [OUTCOMES[outcome].value for outcome in columns["outcome"][ours].tolist()]
    truth = Counter(zip(ways, outcomes, strict=True))
    for name, way in found.ways.items():
        in_progress = truth.pop((name, Outcome.IN_PROGRESS.value), 0)
        assert {outcome: count for outcome, count in way.outcomes.items() if count} == {
            outcome: truth.pop((name, outcome)) for known, outcome in list(truth) if known == name
        }
        assert way.in_progress == in_progress
        unreached = way.outcomes.get(Outcome.CALL_BACK_UNREACHED, 0)
        assert way.offered == way.helped + way.failed + unreached + way.in_progress
    assert not truth
    failed: Counter[str] = Counter()
    for loss in found.losses:
        failed.update(loss.outcomes)
    assert failed == Counter(outcome for outcome in outcomes if outcome in names(FAILED))
    told = found.as_json()
    assert sum(found.outcomes.values()) == found.attempts == len(outcomes)
    calls = told["calls"]
    assert calls["offered"] == calls["answered"] + calls["failed"] + calls["in_progress"]
    assert calls["offered"] >= calls["delivered"] >= calls["answered"]
    for key in ("offered", "failed"):
        assert sum(row[key] for row in told["per_minute"]) == calls[key]
    assert sum(row["answered"] - row["cut"] for row in told["per_minute"]) == calls["answered"]
    _check_callers(found, list(columns["caller"][ours].tolist()), ways, outcomes)
    return found


def _check_callers(found: Measures, callers: list[int], ways: list[str], outcomes: list[str]) -> None:
    told, people = found.as_json()["callers_by_fate"], found.people
    assert people is not None
    assert told["callers"] == len(set(callers)) == found.callers
    helped = {
        one for one, outcome in zip(callers, outcomes, strict=True) if outcome in names((*BY_ESINET, *BY_OTHER_WAY))
    }
    others = sum(told["other_way"].values())
    assert told["answered_at_first_attempt"] + told["connected_late"] + others == len(helped) == people.told.served
    assert told["callers"] == len(helped) + told["gave_up"] + told["still_trying"]
    assert told["never_connected"] == found.callers_never_answered == told["gave_up"] + told["still_trying"]
    own = [(one, outcome) for one, way, outcome in zip(callers, ways, outcomes, strict=True) if way != Way.CALL_BACK]
    lost = {one for one, outcome in own if outcome in names(FAILED)}
    assert told["with_a_failed_attempt"] == len(lost) >= told["first_attempt_failed"]
    assert told["own_attempts"] == len(own)
    assert found.minutes[-1].unserved == len(
        {one for one, outcome in zip(callers, outcomes, strict=True) if outcome in names(FAILED)} - helped
    )
    assert sorted(told["helped_within_min"].values()) == list(told["helped_within_min"].values())
    assert told["helped_within_min"]["60"] <= len(helped)
    assert people.told.reached_back <= people.told.tried_back <= people.told.callers
    assert people.told.dialable <= people.told.failed_callers


events = st.lists(
    st.tuples(st.integers(1, LENGTH - 1), st.sampled_from([*FAULTS, *ACTS]), st.booleans()), min_size=1, max_size=7
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.integers(1_000, 15_000), st.integers(0, 2**32))
def test_nothing_offered_is_lost_from_any_count(told: list[tuple[int, str, bool]], per_day: int, seed: int) -> None:
    on = stage(scenario=small_scenario(fault_at=None, per_day=per_day), faults=dict(MORE), seed=seed)
    for minute, what, clear in sorted(told):
        on.world.run_to(minute * MINUTE + 7_000)
        if what in ACTS:
            on.act(what)
        elif clear:
            on.world.clear_fault(what, "facilitator")
        else:
            on.world.launch_fault(what, "facilitator")
    on.world.run_to(LENGTH * MINUTE + 13_000)
    check(on)


def lost_by(found: Measures) -> dict[str, dict[str, int]]:
    return {loss.cause: dict(loss.outcomes) for loss in found.losses if loss.cause != "psap"}


def busy_world(per_day: int = 15_000) -> Stage:
    on = stage(
        scenario=small_scenario(fault_at=None, per_day=per_day), faults={"west-power": SitePowerLost(site="west")}
    )
    on.world.run_to(5 * MINUTE)
    return on


def test_an_attempt_is_counted_under_the_fault_whose_line_lost_it() -> None:
    for fault, outcome in (("voice", "no_audio"), ("push", "silent"), ("refuse", "rejected"), ("signature", "silent")):
        on = busy_world()
        on.world.launch_fault(fault, "facilitator")
        on.world.run_to(15 * MINUTE)
        assert set(lost_by(check(on))) <= {fault}, fault
        assert lost_by(check(on)).get(fault, {}).get(outcome, 0) > 0 or fault == "refuse", fault


def test_of_two_faults_the_first_on_the_way_counts_until_it_is_gone() -> None:
    on = busy_world()
    on.world.launch_fault("voice", "facilitator")
    on.world.launch_fault("push", "facilitator")
    on.world.run_to(15 * MINUTE)
    both = lost_by(check(on))
    assert set(both) == {"push"}, "no call is set up, so no voice can be lost"
    on.world.clear_fault("push", "facilitator")
    on.world.run_to(25 * MINUTE)
    after = lost_by(measured(on))
    assert set(after) == {"push", "voice"}
    assert set(after["voice"]) == {"no_audio"}


def test_calls_cut_by_an_act_stand_apart_from_those_cut_by_a_fault() -> None:
    on = busy_world()
    on.act("fail-over")
    on.world.run_to(8 * MINUTE)
    on.act("restore-border")
    on.world.run_to(12 * MINUTE)
    on.world.launch_fault("power", "facilitator")
    on.world.run_to(20 * MINUTE)
    found = check(on)
    told = found.as_json()["cut_off"]
    assert told["act"] > 0
    assert told["fault"] > 0
    assert told["other"] == 0
    by_cause = lost_by(found)
    assert by_cause["act:fail-over"] == {"dropped": told["act"]}
    assert by_cause["power"]["dropped"] == told["fault"]


def test_a_way_that_is_gone_counts_for_what_took_it_away() -> None:
    on = busy_world()
    on.world.launch_fault("power", "facilitator")
    on.world.launch_fault("west-power", "facilitator")
    on.world.run_to(15 * MINUTE)
    by_cause = lost_by(check(on))
    assert "network" not in by_cause
    assert by_cause["power"].get("rejected", 0) > 0, "carriers that try the east first meet its lost power first"
    assert by_cause["west-power"].get("rejected", 0) > 0, "a carrier that knows the west alone"


def test_calls_without_a_location_and_calls_answered_elsewhere_are_counted_as_attempts() -> None:
    on = busy_world()
    on.world.launch_fault("location", "facilitator")
    on.world.run_to(20 * MINUTE)
    told = check(on).as_json()["calls"]
    assert told["delivered_without_location"] > 0
    assert told["misrouted"] > 0, "without a location calls go to the default PSAP"
    assert told["delivered_without_location"] <= told["delivered"]


def test_nuisance_calls_are_no_callers_and_what_they_crowd_out_is_counted_at_the_psaps() -> None:
    on = stage(scenario=small_scenario(fault_at=None, per_day=8_000), faults={"flood": DenialOfService()})
    on.world.run_to(5 * MINUTE)
    on.world.launch_fault("flood", "facilitator")
    on.world.run_to(25 * MINUTE)
    found = check(on)
    assert found.started.get("nuisance", 0) > 0
    assert {loss.cause for loss in found.losses} <= {"psap", "flood"}


def test_what_keep_alives_refuse_counts_for_what_stopped_them() -> None:
    on = stage(
        scenario=small_scenario(fault_at=None, per_day=15_000),
        faults={"keep-alives": KeepAlivesBlocked(policy="border-policy")},
    )
    on.world.run_to(5 * MINUTE)
    on.world.launch_fault("keep-alives", "facilitator")
    on.world.run_to(20 * MINUTE)
    assert set(lost_by(check(on))) <= {"keep-alives"}

"""Why an attempt ended so, over a whole exercise: no sentence claims what its columns deny."""

from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.domain.outcomes import Outcome
from hotwash.domain.scripts import Fault
from hotwash.domain.time import MINUTE, SECOND
from hotwash.simulation.calls_view import OUTCOMES
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario


def busy_hour() -> Stage:
    """Blind calls, a fail-over while people talk and wait, a PSAP that is full, voice that is lost."""
    on = stage(scenario=small_scenario(fault_at=None, per_day=12_000))
    on.world.run_to(10 * MINUTE)
    on.act("fail-over")
    on.world.run_to(15 * MINUTE)
    on.world.launch_fault("location", "facilitator")
    on.world.run_to(25 * MINUTE)
    on.world.clear_fault("location", "facilitator")
    on.act("restore-border")
    on.world.launch_fault("signature", "facilitator")
    on.world.run_to(30 * MINUTE + 7 * SECOND)
    on.act("fail-over")
    on.world.launch_fault("voice", "facilitator")
    on.world.run_to(35 * MINUTE)
    on.act("post")
    on.act("call-backs")
    on.world.run_to(50 * MINUTE)
    return on


def test_every_sentence_agrees_with_the_columns_of_its_attempt() -> None:
    on = busy_hour()
    columns = on.world.calls.columns(0)
    seen: set[Outcome] = set()
    for row in range(len(columns["stream"])):
        outcome, sentence = OUTCOMES[columns["outcome"][row]], on.world.why(row)
        seen.add(outcome)
        assert ("answered without a location" in sentence) == (outcome is Outcome.ANSWERED_NO_LOCATION)
        assert ("had no room left" in sentence) <= (
            outcome in (Outcome.BUSY, Outcome.ANSWERED_ELSEWHERE, Outcome.ANSWERED_NO_LOCATION)
        )
        assert ("was talking with" in sentence) == (outcome is Outcome.DROPPED and columns["answered"][row] >= 0)
        assert ("was waiting at" in sentence) == (
            outcome is Outcome.DROPPED and columns["answered"][row] < 0 and columns["delivered"][row] >= 0
        )
    wanted = {Outcome.ANSWERED, Outcome.ANSWERED_NO_LOCATION, Outcome.ANSWERED_ELSEWHERE, Outcome.DROPPED}
    assert wanted | {Outcome.SILENT, Outcome.NO_AUDIO, Outcome.BUSY, Outcome.ABANDONED} <= seen


def test_a_second_fault_on_a_blocked_line_is_named_for_the_calls_that_met_it() -> None:
    """Calls fare alike under both, so only the verdict tells which line they met; keep-alives pass, and tell nobody."""
    hidden: dict[str, Fault] = {
        "push": AllowRuleMissing(policy="border-policy", keep_alives=False),
        "refuse": AllowRuleMissing(policy="border-policy", origin="cell", answers=True, keep_alives=False),
    }
    on = stage(faults=hidden, scenario=small_scenario(fault_at=None, per_day=12_000))
    on.world.launch_fault("signature", "facilitator")
    on.world.launch_fault("push", "facilitator")
    on.world.run_to(5 * MINUTE)
    on.world.clear_fault("push", "facilitator")
    on.world.launch_fault("refuse", "facilitator")
    on.world.run_to(10 * MINUTE)
    columns = on.world.calls.columns(0)
    lines = {
        (int(columns["started"][row]) < 5 * MINUTE, on.world.why(row).split("line '")[1].split("'")[0])
        for row in range(len(columns["stream"]))
        if OUTCOMES[columns["outcome"][row]] in (Outcome.SILENT, Outcome.REJECTED)
    }
    assert lines == {(True, "push-0618"), (False, "push-0618-cell")}

"""The minute's fact against the columns it is counted from, however the time between is cut."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.facts import CallsTallied
from hotwash.domain.outcomes import BY_ESINET, Outcome, Way
from hotwash.domain.time import MINUTE
from hotwash.simulation.calls_view import OUTCOMES, WAYS
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario


def eventful() -> Stage:
    """Voice lost, people told, call-backs worked, a fail-over that cuts calls, an all-clear."""
    on = stage(scenario=small_scenario(fault_at=None, per_day=12_000))
    on.world.run_to(5 * MINUTE)
    on.world.launch_fault("voice", "facilitator")
    on.act("post")
    on.act("call-backs")
    on.world.run_to(15 * MINUTE)
    on.act("media")
    on.world.run_to(20 * MINUTE)
    on.act("fail-over")
    on.act("all-clear")
    on.world.run_to(30 * MINUTE)
    return on


def minutes(on: Stage) -> list[CallsTallied]:
    return [fact for _, fact in on.told(CallsTallied)]


def summed(tables: list[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for table in tables:
        total.update(table)
    return total


def test_everything_that_began_is_in_some_minute_by_its_way() -> None:
    on = eventful()
    columns = on.world.calls.columns(0)
    test = on.world.calls.test_streams()[columns["stream"]]
    expected = Counter(
        "test" if t else WAYS[way].value for way, t in zip(columns["way"].tolist(), test.tolist(), strict=True)
    )
    assert summed([minute.started for minute in minutes(on)]) == expected
    assert set(expected) >= {"test", Way.NINE_ONE_ONE.value, Way.TEN_DIGIT.value, Way.CALL_BACK.value}


def test_every_outcome_is_in_some_minute_and_a_cut_call_in_two() -> None:
    on = eventful()
    columns = on.world.calls.columns(0)
    names = [OUTCOMES[outcome].value for outcome in columns["outcome"].tolist()]
    total = summed([minute.outcomes for minute in minutes(on)])
    for outcome in Outcome:
        if outcome in BY_ESINET or outcome is Outcome.IN_PROGRESS:
            continue
        if not outcome.value.startswith("answered"):
            assert total[outcome.value] == names.count(outcome.value), outcome
    cut = (columns["outcome"] == OUTCOMES.index(Outcome.DROPPED)) & (columns["answered"] >= 0)
    decided = sum(name != Outcome.IN_PROGRESS.value for name in names)
    assert 0 < sum(total.values()) - decided <= int(cut.sum())


def test_the_tables_by_origin_and_by_psap_add_up_to_the_whole() -> None:
    for minute in minutes(eventful()):
        assert summed(list(minute.origins.values())) == Counter(minute.outcomes)
        assert summed(list(minute.psaps.values())) == Counter(minute.outcomes)
        assert list(minute.origins) == sorted(minute.origins)


def test_psaps_without_what_is_counted_apart_tell_what_the_ways_of_the_public_tell() -> None:
    all_minutes = minutes(eventful())
    apart = summed([counts for minute in all_minutes for counts in minute.apart_psaps.values()])
    assert apart
    for minute in all_minutes:
        ours = summed(list(minute.psaps.values())) - summed(list(minute.apart_psaps.values()))
        assert ours == summed(list(minute.ways.values()))
        cut = summed(list(minute.cut_psaps.values())) - summed(list(minute.cut_apart_psaps.values()))
        assert cut == summed(list(minute.cut_ways.values()))


def test_test_calls_begun_stand_at_the_psaps_that_they_belong_to() -> None:
    all_minutes = minutes(eventful())
    begun = sum(minute.started.get("test", 0) for minute in all_minutes)
    assert sum(sum(minute.tests_of.values()) for minute in all_minutes) == begun > 0


def test_new_callers_are_counted_once_and_testers_never() -> None:
    on = eventful()
    columns = on.world.calls.columns(0)
    test = on.world.calls.test_streams()[columns["stream"]]
    assert sum(minute.callers for minute in minutes(on)) == len(set(columns["caller"][~test].tolist()))


def test_answer_times_are_those_of_the_public_answered_through_the_esinet() -> None:
    on = eventful()
    columns = on.world.calls.columns(0)
    times = sorted(time for minute in minutes(on) for time in minute.answer_ms)
    answered = (columns["answered"] >= 0) & (columns["way"] == WAYS.index(Way.NINE_ONE_ONE))
    answered &= ~on.world.calls.test_streams()[columns["stream"]]
    answered &= columns["outcome"] != OUTCOMES.index(Outcome.NO_AUDIO)
    assert times == sorted((columns["answered"] - columns["started"])[answered].tolist())


@settings(max_examples=10)
@given(st.lists(st.integers(1, 90_000), max_size=12))
def test_where_the_time_is_cut_changes_no_minute(cuts: list[int]) -> None:
    whole, cut = stage(), stage()
    for on in (whole, cut):
        on.world.launch_fault("voice", "facilitator")
    for length in cuts:
        cut.world.run_to(min(cut.world.now + length, 15 * MINUTE))
    for on in (whole, cut):
        on.world.run_to(15 * MINUTE)
    assert minutes(whole) == minutes(cut)

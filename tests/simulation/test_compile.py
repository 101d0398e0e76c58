"""Flat tables from a world: who calls whom, how often, and what the network does with it now."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hotwash.catalogue.reach import told
from hotwash.domain.effective import effective
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import (
    EVERYWHERE,
    CallBacksWorked,
    Diverted,
    ElementDown,
    Impairment,
    Inspected,
    LinkDown,
    PeerUnreachable,
    PolicyDead,
    PostureSet,
    PublicRecalled,
    QueueStateSet,
    ServiceStateSet,
    Slowed,
)
from hotwash.domain.impairment import Change as AnyChange
from hotwash.domain.policy_routing import (
    BusyAction,
    PolicyRule,
    QueueState,
    QueueStateCondition,
    RouteAction,
    RoutePolicy,
    SecurityPosture,
    ServiceState,
)
from hotwash.domain.scenario import Scenario
from hotwash.simulation.compile import Compiled, Compiler, compile_tables
from tests.deep_world import deep_network
from tests.small_world import small_scenario


def compiled(*laid: tuple[str, AnyChange], scenario: Scenario | None = None) -> Compiled:
    scenario = scenario or small_scenario()
    overlays = [Impairment(str(n), target, change) for n, (target, change) in enumerate(laid)]
    return compile_tables(scenario, effective(scenario.network, overlays))


def test_the_demand_of_all_streams_is_that_of_the_scenario() -> None:
    made = compiled()
    public = sum(
        stream.per_day for stream, name in zip(made.tables.streams, made.streams, strict=True) if not name.test
    )
    assert abs(public - 4_000) < 1e-6


def test_streams_follow_share_and_weight() -> None:
    made = compiled()
    rate = {
        (name.origin, name.psap): s.per_day
        for s, name in zip(made.tables.streams, made.streams, strict=True)
        if not name.test
    }
    assert rate["cell", "psap-a"] == 4_000 * 0.7 * 2 / 3
    assert rate["voip", "psap-b"] == 4_000 * 0.3 / 3


def test_a_stream_keeps_its_key_when_others_come() -> None:
    keys = {
        (name.origin, name.psap, name.test): s.key
        for s, name in zip(compiled().tables.streams, compiled().streams, strict=True)
    }
    assert len(set(keys.values())) == len(keys)


def test_nobody_makes_test_calls_until_a_notice_says_so() -> None:
    quiet, loud = compiled(), compiled((EVERYWHERE, told(800, 600, 50, 600)))
    tests = [n for n, name in enumerate(quiet.streams) if name.test]
    assert {quiet.tables.factors[n] for n in tests} == {0.0}
    assert {loud.tables.factors[n] for n in tests} == {0.6}
    assert loud.tables.notices[0].ten_digit_share == 0.48
    assert loud.tables.notices[0].walk_in_share == 0.04


def test_the_all_clear_takes_people_back() -> None:
    made = compiled((EVERYWHERE, told(1000, 600, 50, 0)), (EVERYWHERE, PublicRecalled(700)))
    assert made.tables.notices[0].ten_digit_share == 0.18


def test_call_backs_are_switched_by_psap_region_or_everywhere() -> None:
    for target, expected in (("psap-a", [True, False]), ("north", [True, True]), (EVERYWHERE, [True, True])):
        assert [row.call_backs for row in compiled((target, CallBacksWorked())).tables.answering] == expected


def test_a_psap_that_is_down_takes_nobody() -> None:
    made = compiled(("psap-a", ElementDown()))
    assert (made.tables.answering[0].positions, made.tables.answering[0].room) == (0, 0)
    assert {route.psap for route in made.tables.routes} == {1}


@given(st.permutations(["psap-a", "bcf-east", "esrp", "bcf-west"]), st.integers(0, 4))
def test_streams_never_change_with_the_world(order: list[str], count: int) -> None:
    made = compiled(*((element, ElementDown()) for element in order[:count]))
    assert made.tables.streams == compiled().tables.streams
    assert len(made.verdicts) == len(made.streams)


def test_a_psap_picks_up_as_its_author_says() -> None:
    assert [row.pick_up_mean_ms for row in compiled().tables.answering] == [5_000.0, 5_000.0]


def test_verdicts_are_kept_for_everything_that_matters_to_them() -> None:
    scenario = small_scenario()
    compiler = Compiler(scenario)

    def under(*laid: tuple[str, AnyChange]) -> Compiled:
        overlays = [Impairment(str(n), target, change) for n, (target, change) in enumerate(laid)]
        return compiler.compile(effective(scenario.network, overlays))

    usual = under()
    assert under((EVERYWHERE, CallBacksWorked())).verdicts is usual.verdicts
    assert under().verdicts is usual.verdicts
    invite = Inspected(Inspection("check", (Flow.INVITE,)))
    kinds: list[tuple[str, AnyChange]] = [
        ("esrp", invite),
        ("cell-east", invite),
        ("bcf-east", Slowed(500)),
        ("cell", PeerUnreachable("bcf-east")),
        ("psap-a", ServiceStateSet(ServiceState.DOWN)),
        ("psap-a", QueueStateSet(QueueState.DISABLED)),
        ("psap-a", PostureSet(SecurityPosture.RED)),
        ("psap-a", Diverted("psap-b")),
        ("esrp", PolicyDead()),
        ("border-policy", invite),
        ("esrp", ElementDown()),
    ]
    for laid in kinds:
        assert under(laid).verdicts != usual.verdicts, laid
        assert under(laid).tables.routes != usual.tables.routes, laid
    assert under().verdicts is usual.verdicts


def overflows(*laid: tuple[str, AnyChange], policies: tuple[RoutePolicy, ...] = ()) -> list[int]:
    """Rows of the PSAPs to which calls go on from a full a, b and c."""
    scenario = small_scenario(fault_at=None)
    scenario = replace(scenario, network=deep_network(policies=policies))
    return [row.overflow for row in compiled(*laid, scenario=scenario).tables.answering]


def of_a(*rules: PolicyRule) -> tuple[RoutePolicy, ...]:
    return (RoutePolicy(id="p", owner="a", queue="a", rules=rules),)


TO_A = PolicyRule(id="own", priority=9, actions=(RouteAction(recipient="a"),))
TO_C = PolicyRule(id="next", priority=0, actions=(RouteAction(recipient="c"),))
IF_FULL = QueueStateCondition(queue="a", states=(QueueState.FULL,))


def test_a_full_psap_sends_calls_where_its_route_policy_says_and_not_where_it_says_itself() -> None:
    assert overflows() == [1, -1, 0]
    assert overflows(policies=of_a(TO_A, TO_C)) == [2, -1, 0]
    busy = PolicyRule(id="full", priority=99, conditions=(IF_FULL,), actions=(BusyAction(),))
    assert overflows(policies=of_a(busy, TO_A, TO_C)) == [-1, -1, 0]
    assert overflows(policies=of_a(TO_A)) == [-1, -1, 0], "its own route alone: the call fails"


def test_a_full_psap_sends_no_call_where_none_can_be_taken() -> None:
    assert overflows(("b", ServiceStateSet(ServiceState.DOWN))) == [-1, -1, 0]
    assert overflows(("b", QueueStateSet(QueueState.DISABLED))) == [-1, -1, 0]
    assert overflows(("esrp-b", LinkDown())) == [-1, -1, 0]
    assert overflows(("c", ElementDown()), policies=of_a(TO_A, TO_C)) == [-1, -1, 0]


def test_the_psap_that_takes_calls_by_order_passes_on_what_it_cannot_take() -> None:
    assert overflows(("a", Diverted("c"))) == [1, -1, -1], "a would only lead back to c"
    assert overflows(("a", Diverted("b"))) == [1, -1, 1], "what c cannot take goes where calls of a are led"

"""Whatever faults and acts have come together: once all is cleared, the network is the author's to the last value."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotwash.catalogue.actions.clear_bans import ClearBans
from hotwash.catalogue.actions.close_bridge import CloseBridge
from hotwash.catalogue.actions.end_alert_only import EndAlertOnly
from hotwash.catalogue.actions.open_bridge import OpenBridge
from hotwash.catalogue.actions.push_again import PushAgain
from hotwash.catalogue.actions.recall_staff import RecallStaff
from hotwash.catalogue.actions.release_staff import ReleaseStaff
from hotwash.catalogue.actions.roll_back_change import RollBackChange
from hotwash.catalogue.actions.set_alert_only import SetAlertOnly
from hotwash.catalogue.faults.certificate_expired import CertificateExpired
from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.catalogue.faults.flood_limit_low import FloodLimitLow
from hotwash.catalogue.faults.keep_alives_blocked import KeepAlivesBlocked
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.catalogue.faults.uptime_bomb import UptimeBomb
from hotwash.domain.effective import effective
from hotwash.domain.facts import CallsTallied, WorldChanged
from hotwash.domain.scenario import OfferedAction
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.time import MINUTE
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

POLICY = "border-policy"
FAULTS: dict[str, Fault] = {
    "limit": FloodLimitLow(policy=POLICY, per_minute=6, burst=6, ban=3 * MINUTE),
    "together": FloodLimitLow(policy=POLICY, per_minute=9, burst=9, ban=2 * MINUTE, together=True),
    "expired": CertificateExpired(border="bcf-east", also=("bcf-west",), spreads=10 * MINUTE),
    "bomb": UptimeBomb(border="bcf-east", also=("bcf-west",), spreads=10 * MINUTE),
    "scan": KeepAlivesBlocked(policy=POLICY, flaps=2 * MINUTE),
    "ips": SignatureFalsePositive(policy=POLICY, origin="cell"),
    "surge": DemandSurge(permille=6_000, rises=MINUTE, lasts=10 * MINUTE),
}
ACTS: dict[str, Action] = {
    "alert-only": SetAlertOnly(policy=POLICY),
    "roll-back-more": RollBackChange(policy=POLICY, loses="allow-voice"),
    "bridge": OpenBridge(),
    "recall": RecallStaff(fatigue=1_200),
    "clear": ClearBans(policy=POLICY),
}
ENDS: dict[str, Action] = {
    "prevent": EndAlertOnly(policy=POLICY),
    "again": PushAgain(policy=POLICY),
    "close": CloseBridge(),
    "release": ReleaseStaff(),
}
LENGTH = 25
events = st.lists(
    st.tuples(st.integers(1, LENGTH - 1), st.sampled_from([*FAULTS, *ACTS, *ENDS]), st.booleans()), max_size=9
)


def played(told: list[tuple[int, str, bool]], seed: int) -> Stage:
    """Faults launched or cleared and acts taken at these minutes."""
    base = small_scenario(fault_at=None, per_day=9_000)
    offered = {key: OfferedAction(key, act, ("duty",)) for key, act in {**ACTS, **ENDS}.items()}
    scenario = replace(base, actions=MappingProxyType({**base.actions, **offered}))
    on = stage(scenario=scenario, faults=dict(FAULTS), seed=seed)
    for minute, what, clear in sorted(told):
        on.world.run_to(minute * MINUTE)
        if what not in FAULTS:
            on.act(what)
        elif clear:
            on.world.clear_fault(what, "facilitator")
        else:
            on.world.launch_fault(what, "facilitator")
    on.world.run_to(LENGTH * MINUTE)
    return on


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.integers(0, 2**32))
def test_when_all_is_cleared_the_world_is_the_author_s(told: list[tuple[int, str, bool]], seed: int) -> None:
    on = played(told, seed)
    for fault in FAULTS:
        on.world.clear_fault(fault, "facilitator")
    for act in ENDS:
        on.act(act)
    on.world.run_to((LENGTH + 3) * MINUTE)
    assert on.world.live() == ()
    assert on.world.world == effective(on.scenario.network, ())
    laid: dict[str, bool] = {}
    for _, fact in on.told(WorldChanged):
        laid[fact.key] = fact.laid
    assert not any(laid.values()), "what the facts tell is gone too"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.integers(0, 2**32), st.integers(1_000, 90_000))
def test_the_same_is_told_however_time_is_chopped(told: list[tuple[int, str, bool]], seed: int, chop: int) -> None:
    whole = played(told, seed)
    again = played(told, seed)
    assert again.facts == whole.facts
    whole.world.run_to((LENGTH + 6) * MINUTE)
    while again.world.now < (LENGTH + 6) * MINUTE:
        again.world.run_to(min((LENGTH + 6) * MINUTE, again.world.now + chop))
    assert again.facts == whole.facts


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.integers(0, 2**32))
def test_every_decided_attempt_of_the_public_is_in_the_count_of_causes(
    told: list[tuple[int, str, bool]], seed: int
) -> None:
    on = played(told, seed)
    tallies = [fact for _, fact in on.told(CallsTallied)]
    columns = on.world.calls.columns()
    public = on.world.calls.public_streams()[columns["stream"]]
    lost = sum(int(((columns["outcome"] == number) & public).sum()) for number in (7, 8, 9, 10, 11, 12, 15))
    assert sum(sum(counts.values()) for tally in tallies for counts in tally.causes.values()) == lost
    assert all(count >= 0 for tally in tallies for count in (*tally.beyond.values(), tally.alerted))

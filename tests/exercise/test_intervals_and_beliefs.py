"""The five clocks of a fault with work-arounds that were forgotten, and situation cards against the truth."""

from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.domain.conduct_facts import ActKeyedIn, BeliefStated
from hotwash.domain.facts import (
    AlarmAcknowledged,
    AlarmRaised,
    Fact,
    FaultBegan,
    FaultEnded,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import Bypassed, Rerouted
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.beliefs import Band, Truth, calibration, cards, places
from hotwash.exercise.projections.intervals import FaultClock, fault_clocks
from hotwash.exercise.projections.measured import Moment
from tests.exercise.test_task_times import OVER, VOICE, told
from tests.room_world import room_scenario

ROOM = room_scenario()
POWER = FaultBegan("power", "Power lost", "", "No power.", "facilitator")
POWER_OVER = FaultEnded("power", "Power lost", "repair")
RUNG = AlarmRaised(1, "MediaLoss", "psap-a", "", ())


def overlay(*, laid: bool, key: str = "act:bypass:bypass", change: type = Bypassed) -> Fact:
    made = Bypassed() if change is Bypassed else Rerouted("bcf-west")
    return WorldChanged(key, "border-policy", made, laid)


def clocks(*facts: tuple[float, Fact]) -> tuple[FaultClock, ...]:
    return fault_clocks(ROOM, told(*facts))


def belief(cause: str, sure: int, *where: str) -> Fact:
    return BeliefStated("duty", "We think.", sure, cause, where)


def test_a_fault_has_five_clocks_each_with_its_entries() -> None:
    [one] = clocks(
        (10, VOICE),
        (12, RUNG),
        (14, AlarmAcknowledged(1, "duty")),
        (20, belief("rtp_blocked", 60)),
        (25, overlay(laid=True)),
        (40, OVER),
        (48, overlay(laid=False)),
    )
    assert {name: took // MINUTE for name, took in one.intervals.items()} == {
        "detect": 4,
        "diagnose": 6,
        "reroute": 11,
        "restore": 30,
        "revert": 8,
    }
    assert (one.detected, one.reverted) == (Moment(14 * MINUTE, (3,)), Moment(48 * MINUTE, (7,)))
    assert one.workarounds[0].action == "bypass"


def test_what_has_not_happened_has_no_time() -> None:
    [one] = clocks((10, VOICE))
    assert one.intervals == {}
    [undetected] = clocks((10, VOICE), (15, belief("rtp_blocked", 60)), (20, OVER))
    assert undetected.intervals == {"diagnose": 5 * MINUTE, "restore": 10 * MINUTE}


def test_a_reroute_that_outlives_the_repair_is_forgotten_after_its_grace() -> None:
    [one] = clocks((10, VOICE), (25, overlay(laid=True)), (40, OVER))
    assert one.forgotten(55 * MINUTE) == ()
    assert [work.kind for work in one.forgotten(55 * MINUTE + 1)] == ["Bypassed"]
    [late] = clocks((10, VOICE), (25, overlay(laid=True)), (40, OVER), (56, overlay(laid=False)))
    assert len(late.forgotten(90 * MINUTE)) == 1, "taken back, but late"
    assert late.intervals["revert"] == 16 * MINUTE


def test_a_work_around_is_needed_while_any_fault_lives_that_it_was_laid_for() -> None:
    voice, power = clocks((10, VOICE), (20, POWER), (25, overlay(laid=True)), (30, OVER), (50, POWER_OVER))
    assert voice.workarounds == power.workarounds
    assert voice.forgotten(60 * MINUTE) == ()
    assert voice.forgotten(66 * MINUTE) == voice.workarounds


def test_overlays_of_faults_and_acts_before_any_fault_are_no_work_arounds() -> None:
    [one] = clocks(
        (5, overlay(laid=True)), (10, VOICE), (12, overlay(laid=True, key="fault:voice:x", change=Rerouted)), (20, OVER)
    )
    assert one.workarounds == ()


def test_an_alarm_of_before_detects_nothing_and_a_fault_that_comes_again_has_a_clock_of_its_own() -> None:
    first, second = clocks(
        (5, RUNG), (10, VOICE), (11, AlarmAcknowledged(1, "duty")), (20, OVER), (30, VOICE),
        (33, MilestoneReached("detected", "duty")),
    )  # fmt: skip
    assert first.detected is None
    assert second.intervals == {"detect": 3 * MINUTE}


def test_a_card_is_right_wrong_or_about_nothing() -> None:
    found = cards(
        ROOM,
        told(
            (5, belief("rtp_blocked", 90)),
            (10, VOICE),
            (11, belief("site_power_lost", 80, "bcf-east")),
            (12, belief("", 40)),
            (13, belief("rtp_blocked", 55, "bcf-east", "psap-a")),
            (14, POWER),
            (15, belief("rtp_blocked", 100)),
            (20, OVER),
            (21, belief("rtp_blocked", 100)),
        ),
    )
    assert [card.truth for card in found] == [
        Truth.NOTHING_LIVE, Truth.WRONG, Truth.WORDS, Truth.RIGHT, Truth.RIGHT, Truth.WRONG,
    ]  # fmt: skip
    assert [card.missed for card in found] == [0, 1, 1, 0, 1, 1]
    assert (found[3].places_named, found[3].places_right, found[3].places_true) == (2, 1, 2)


def test_the_team_is_calibrated_by_how_often_it_was_right_when_it_was_sure() -> None:
    found = cards(ROOM, told((10, VOICE), *((11 + n, belief(c, s)) for n, (c, s) in enumerate(
        [("rtp_blocked", 90), ("site_power_lost", 100), ("rtp_blocked", 79), ("", 90), ("site_power_lost", 0)]
    ))))  # fmt: skip
    assert calibration(found) == (Band(0, 50, 1, 0, 0), Band(50, 80, 1, 1, 79), Band(80, 101, 2, 1, 95))
    assert [band.cards for band in calibration(())] == [0, 0, 0]


def test_a_card_on_paper_is_judged_by_the_moment_it_was_filled_in() -> None:
    keyed = ActKeyedIn("duty", 15 * MINUTE, "state_belief")
    [card] = cards(ROOM, told((10, VOICE), (20, OVER), (30, keyed), (30, belief("rtp_blocked", 70))))
    assert (card.truth, card.at) == (Truth.RIGHT, 15 * MINUTE)


def test_places_of_a_fault_are_those_it_names_and_the_borders_of_its_policy_or_site() -> None:
    assert places(ROOM.network, RtpBlocked(policy="border-policy")) == {"bcf-east", "bcf-west"}
    assert places(ROOM.network, SitePowerLost(site="east")) == {"bcf-east"}

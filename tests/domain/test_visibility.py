"""A seat sees its own desk and nothing of the cause."""

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import (
    ActionEnded,
    AlarmRaised,
    CallsTallied,
    Fact,
    FaultArmed,
    FaultBegan,
    FaultEnded,
    WorldChanged,
)
from hotwash.domain.time import HOUR
from hotwash.domain.visibility import visible
from hotwash.exercise.play import play
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.exercise.acts import ACTS
from tests.small_world import small_scenario


def everything() -> list[Fact]:
    one = Session(small_scenario(), 911, MemoryStore())
    one.open()
    play(one, ACTS, HOUR)
    return [item.fact for item in one.facts]


def test_no_seat_sees_a_fault_an_overlay_or_a_statewide_count() -> None:
    told = everything()
    seen = [fact for fact in told if visible(fact, "duty")]
    assert seen
    assert not any(
        isinstance(fact, FaultBegan | FaultEnded | FaultArmed | WorldChanged | CallsTallied) for fact in seen
    )
    assert "session-guard" in str([fact for fact in told if fact not in seen]), "the cause is there to be hidden"
    asked_for = (ActionEnded,)
    assert "session-guard" not in str([fact for fact in seen if not isinstance(fact, asked_for)])


def test_the_facilitator_sees_everything() -> None:
    assert all(visible(fact, FACILITATOR) for fact in everything())


def test_an_alarm_for_one_seat_is_not_shown_at_another() -> None:
    alarm = AlarmRaised(1, "MediaLoss", "bcf", "x", ("noc",))
    assert visible(alarm, "noc")
    assert not visible(alarm, "duty")


def test_every_act_of_another_seat_is_hidden() -> None:
    hidden = [fact for fact in everything() if not visible(fact, "other-seat")]
    assert any(type(fact).__name__ == "ActionBegan" for fact in hidden)

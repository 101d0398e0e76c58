"""Bots in every seat: whether a scenario can be solved, and what in it never happens, whoever plays."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.injects.message import Message
from hotwash.domain.commands import TakeAction
from hotwash.domain.msel import Inject, Release
from hotwash.domain.plan import Part, Sight
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import Decision, OfferedAction, Scenario
from hotwash.domain.time import MINUTE
from hotwash.editor.rehearsal.bots import AtRandom, DoNothing, GoodPractice, Recorded
from hotwash.editor.rehearsal.rehearsal import Rehearsal, bots, rehearse
from hotwash.editor.rehearsal.room import Bot
from hotwash.exercise.projections.tasks import TaskState
from tests.room_world import room_scenario


def room(**changes: object) -> Scenario:
    return replace(room_scenario(per_day=3_000), **changes)  # type: ignore[arg-type]  # fields by name


def played(scenario: Scenario, *players: Bot) -> Rehearsal:
    return rehearse(scenario, players=players)


def without(scenario: Scenario, *actions: str) -> Scenario:
    kept = {key: offered for key, offered in scenario.actions.items() if key not in actions}
    return replace(scenario, actions=MappingProxyType(kept))


def test_good_practice_solves_it_and_nobody_who_acts_does_not() -> None:
    found = played(room(), DoNothing(), GoodPractice("textbook"), GoodPractice("slow", 3))
    nobody, textbook, slow = found.runs
    assert (nobody.solved, nobody.live, nobody.clean, nobody.acts) == (False, ("voice",), False, ())
    assert (textbook.solved, textbook.live, textbook.clean, textbook.refused) == (True, (), True, 0)
    assert found.solved_by == ("textbook", "slow")
    assert found.solvable
    assert nobody.lost > slow.lost > textbook.lost > 0
    assert nobody.restored is None
    assert textbook.restored is not None
    assert slow.restored is not None
    assert textbook.restored < slow.restored
    assert textbook.task("t1") is TaskState.MET
    assert textbook.task("t2") in (TaskState.MET, TaskState.LATE)  # reading logs takes a drawn time
    assert nobody.task("t1") is TaskState.NOT_SHOWN


def test_it_cannot_be_solved_where_no_act_mends_the_fault() -> None:
    found = played(without(room(), "media", "bypass"), DoNothing(), GoodPractice("textbook"))
    assert not found.solvable
    assert not found.sound
    assert found.sentences[0].startswith("No bot brings service back")


def test_the_same_scenario_gives_the_same_result_and_another_draw_another_course() -> None:
    scenario = room()
    assert played(scenario, AtRandom(1), AtRandom(2)) == played(scenario, AtRandom(1), AtRandom(2))
    first, second = played(scenario, AtRandom(1), AtRandom(2)).runs
    assert first.acts
    assert first.acts != second.acts


def never() -> Inject:
    return Inject(
        id="never",
        number=9,
        subject="Never",
        delivery=Message(channel="phone", speaker="X", to=("duty",), text="Hello."),
        when=parse("fault(refuse) and act(fail-over)"),
        release=Release.CLOCK,
        objectives=("o1",),
    )


def test_an_inject_that_never_becomes_due_is_dead_and_one_by_hand_is_not() -> None:
    scenario = room()
    scenario = replace(scenario, injects=MappingProxyType({**scenario.injects, "never": never()}))
    found = played(scenario, DoNothing(), GoodPractice("textbook"))
    assert found.dead == ("never",)
    assert found.by_hand == ("worse",)
    assert not found.sound
    assert "Inject 'never' never becomes due, whoever plays." in found.sentences
    assert "nudge" in found.runs[0].released
    assert "nudge" not in found.runs[1].released


def test_what_is_never_provoked_shown_taken_or_of_any_use_is_told() -> None:
    scenario = room()
    found = played(scenario, DoNothing())
    assert found.untaken == tuple(scenario.actions)
    assert "t2" in found.unprovoked
    assert found.unshown == ("t1",)
    assert found.unbegun == tuple(fault for fault in scenario.faults if fault != "voice")
    whole = played(scenario, GoodPractice("textbook"))
    assert whole.unprovoked == ()
    assert "media" not in whole.untaken
    quiet = replace(scenario, faults=MappingProxyType({"voice": scenario.faults["voice"]}))
    useless = Recorded("useless", [Decision(15 * MINUTE, "duty", TakeAction("roll-back"))])
    assert played(quiet, useless).vain == ("roll-back",)
    assert played(scenario, useless).vain == ()


def test_recorded_decisions_are_played_at_their_times() -> None:
    scenario = room(
        decisions=MappingProxyType({"history": (Decision(20 * MINUTE + 7_000, "duty", TakeAction("media")),)})
    )
    names = [bot.name for bot in bots(scenario)]
    assert names == ["do-nothing", "textbook", "slow", "recorded-history", "random-1", "random-2", "random-3"]
    (run,) = played(scenario, Recorded("history", scenario.decisions["history"])).runs
    assert [(use.action, use.times, use.effective) for use in run.acts] == [("media", 1, True)]
    assert run.solved


def test_bots_act_by_what_their_seats_see_alone() -> None:
    """Where no seat is told anything, good practice knows of nothing and mends nothing."""
    scenario = room()
    blind = {
        key: replace(seat, sees=Sight(), switchboard=key == "eva")
        if seat.part is Part.PLAYER
        else replace(seat, switchboard=True)
        for key, seat in scenario.seats.items()
    }
    deaf = replace(scenario, seats=MappingProxyType(blind), injects=MappingProxyType({}), targets=MappingProxyType({}))
    (run,) = played(deaf, GoodPractice("textbook")).runs
    assert (run.acts, run.live) == ((), ("voice",))


def test_an_act_that_needs_a_word_gets_it() -> None:
    scenario = without(room(), "media")
    bypass = scenario.actions["bypass"]
    assert bypass.approval == "duty"
    only = {"bypass": OfferedAction("bypass", bypass.action, ("noc",), approval="facilitator")}
    decisions = Recorded("r", [Decision(15 * MINUTE, "noc", TakeAction("bypass"))])
    (run,) = played(replace(scenario, actions=MappingProxyType(only)), decisions).runs
    assert [use.action for use in run.acts] == ["bypass"]


@pytest.mark.parametrize("until", [1, 150])
def test_it_can_be_stopped_and_tells_how_far_it_is(until: int) -> None:
    scenario = room()
    told: list[tuple[int, int]] = []

    def some(done: int, of: int) -> bool:
        told.append((done, of))
        return done < until

    found = rehearse(scenario, some, players=(DoNothing(), DoNothing()))
    assert found.cancelled
    assert not found.sound
    assert len(found.runs) == (until - 1) // 120
    assert told[-1] == (until, 240)
    assert [done for done, _ in told] == list(range(1, until + 1))


def test_a_fault_that_loses_no_call_must_be_over_too() -> None:
    scenario = room()
    location = replace(scenario.faults["location"], at=5 * MINUTE)
    (run,) = played(replace(scenario, faults=MappingProxyType({"location": location})), DoNothing()).runs
    assert (run.clean, run.live, run.solved) == (True, ("location",), False)

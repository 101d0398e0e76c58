"""Findings about injects, targets, tasks and modules: each is found in an exercise that has it, and in no sound one."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.injects.message import Message
from hotwash.domain.msel import Category, Inject, Status
from hotwash.domain.plan import Part, Sight, Story
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import HOUR, MINUTE
from hotwash.scenario.lint import lint, remarks
from hotwash.scenario.lint_exercise import CHECKS
from tests.room_world import INJECTS, room_scenario


def found(scenario: Scenario) -> list[str]:
    return [f"{finding.subject}: {finding.sentence}" for check in CHECKS for finding in check(scenario)]


def with_injects(*injects: Inject) -> Scenario:
    return replace(room_scenario(), injects=MappingProxyType({inject.id: inject for inject in injects}))


def said(text: str, to: tuple[str, ...] = ("duty",)) -> Message:
    return Message(channel="phone", speaker="X", to=to, text=text)


def plain(number: int, **changes: object) -> Inject:
    made = Inject(
        id=f"i{number}", number=number, subject="S", delivery=said("One two."), at=number * MINUTE, objectives=("o1",),
        tasks=("t1", "t2", "t3"),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def test_a_sound_exercise_has_no_finding_of_its_own() -> None:
    sound = with_injects(plain(1))
    assert found(sound) == []
    assert set(found(sound)) <= {f"{f.subject}: {f.sentence}" for f in lint(sound)}


@pytest.mark.parametrize(
    ("injects", "told"),
    [
        ((plain(1, delivery=said("word " * 51)),), "i1: its script has 51 words"),
        ((plain(1, at=2 * HOUR),), "i1: it is planned after the end at 1:00:00."),
        ((plain(1, objectives=()),), "i1: no objective is named"),
        ((plain(1, category=Category.CONTINGENCY),), "i1: a contingency says what it is for"),
        ((plain(1, category=Category.CONTINGENCY, at=None),), "i1: it waits for the facilitator"),
        ((plain(1), plain(1, id="i2", at=9 * MINUTE)), "injects: number 1 stands 2 times."),
        ((plain(1), plain(2, at=MINUTE)), "i2: it reaches 'duty' in the same minute as 'i1'."),
        (tuple(plain(n) for n in range(1, 9)), "i1: 8 injects are planned within 90 minutes from here"),
        ((plain(1, delivery=said("It is voice dropped by a rule: Voice (RTP) blocked")),), "which names a cause"),
    ],
)
def test_what_is_odd_in_the_msel_is_found(injects: tuple[Inject, ...], told: str) -> None:
    if "cause" in told:
        title = str(room_scenario().faults["voice"].fault.title)
        injects = (plain(1, delivery=said(f"Perhaps {title.upper()}?")),)
    assert any(told in line for line in found(with_injects(*injects))), found(with_injects(*injects))


def test_an_obsolete_line_is_left_alone() -> None:
    assert found(with_injects(plain(1), plain(2, objectives=(), status=Status.OBSOLETE))) == []


def test_gaps_between_objective_and_task_are_found() -> None:
    scenario = with_injects(plain(1, tasks=()))
    assert [line for line in found(scenario) if "provokes this task" in line] == [
        f"{task}: no inject and no fault provokes this task." for task in ("t1", "t2", "t3")
    ]
    target = replace(scenario.targets["g1"], tasks=(), objective="o2")
    told = found(replace(scenario, targets=MappingProxyType({"g1": target})))
    assert "o1: no capability target belongs to this objective." in told
    assert "g1: no critical task shows whether this target is met." in told
    seats = {seat.id: seat for seat in scenario.seats.values() if seat.part is not Part.EVALUATOR}
    told = found(replace(scenario, seats=MappingProxyType(seats)))
    assert "seats: there are targets, and no seat of an evaluator." in told


def test_modules_stand_in_order_within_the_exercise_and_ask_something() -> None:
    scenario = with_injects(plain(1))
    late = replace(scenario.modules[0], id="m0", title="Late", begins=3 * HOUR, questions=())
    told = found(replace(scenario, modules=(late, *scenario.modules)))
    assert told == [
        "modules: modules do not stand in the order in which they begin.",
        "m0: it begins after the end at 1:00:00.",
        "m0: it asks players nothing.",
    ]


def test_a_story_after_the_end_and_a_target_without_a_time_are_found() -> None:
    scenario = with_injects(plain(1))
    module = scenario.modules[0]
    told = replace(module, story=(*module.story, Story(at=2 * HOUR, text="Too late.")))
    assert found(replace(scenario, modules=(told,))) == ["m1: its story goes on at 2:00:00, after the end at 1:00:00."]
    target = scenario.targets["g1"]
    timeless = replace(target, tasks=tuple(replace(task, within=0) for task in target.tasks))
    assert found(replace(scenario, targets=MappingProxyType({"g1": timeless}))) == [
        "g1: none of its critical tasks has a time in which it should show."
    ]


def test_a_condition_that_is_looked_at_from_the_end_on_is_found() -> None:
    waiting = plain(1, at=HOUR, when=parse("fault(voice)"))
    assert found(with_injects(waiting)) == ["i1: what it waits for is looked at from the end on, so it never goes out."]


def test_a_seat_that_nothing_reaches_is_found_once_messages_come_to_others() -> None:
    scenario = with_injects(plain(1))
    deaf = replace(scenario.seats["cell"], sees=Sight())
    desk = replace(scenario.seats["duty"], switchboard=True)
    seats = MappingProxyType({**scenario.seats, "cell": deaf, "duty": desk})
    assert found(replace(scenario, seats=seats)) == ["cell: it has no tool, and no message and no inject reaches it."]
    told = with_injects(plain(1), plain(2, subject="T", delivery=said("A b.", to=("cell",))))
    assert found(replace(told, seats=seats)) == []
    assert found(replace(scenario, seats=MappingProxyType({**scenario.seats, "cell": deaf}))) == []


def test_a_name_used_twice_is_found_where_the_second_stands() -> None:
    scenario = with_injects(plain(1), plain(2))
    assert found(scenario) == ["i2: 'i1' has the name 'S' too."]
    network = scenario.network
    twin = replace(network.elements["psap-b"], name="psap a ")
    elements = MappingProxyType({**network.elements, "psap-b": twin})
    told = [
        finding
        for finding in lint(replace(scenario, network=replace(network, elements=elements)))
        if "has the name" in finding.sentence
    ]
    assert [(finding.path, str(finding)) for finding in told] == [
        (("elements", "psap-b"), "psap-b: 'psap-a' has the name 'psap a ' too."),
        (("injects", "i2"), "i2: 'i1' has the name 'S' too."),
    ]


def test_every_finding_says_where_it_stands() -> None:
    scenario = with_injects(plain(1, at=3 * HOUR, tasks=(), objectives=()))
    paths = {finding.path for finding in lint(scenario)}
    assert ("injects", "i1") in paths
    assert ("targets", "g1", "tasks", "t1") in paths
    assert ("objectives", "o1") in paths
    assert ("faults", "power") in paths
    assert all(len(path) in (1, 2, 4) for path in paths)


def test_single_points_are_remarks_and_no_mistakes() -> None:
    told = remarks(with_injects(plain(1)))
    assert [(finding.path, finding.remark) for finding in told] == [
        (("elements", "esrp"), True),
        (("elements", "psap-a"), True),
    ]
    assert "every way to 2 of 2 PSAPs leads through it" in told[0].sentence
    assert "2 of 2 PSAPs, this one among them, have one line only" in told[1].sentence
    assert not [finding for finding in lint(with_injects(plain(1))) if finding.remark]


def test_the_room_of_the_tests_has_injects_of_every_kind_of_release() -> None:
    assert len({(inject.release, inject.when is None) for inject in INJECTS}) >= 3

"""The page of an evaluator's seat: forms are commands, texts are texts, and nobody else's ratings are there."""

import json
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, Rewind, StartClock
from hotwash.domain.plan import Rating
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.codec import decode
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.pages.desk import DeskPages
from tests.room_world import room_scenario
from tests.seats.test_desk_pages import HOSTILE, Parsed

SECTIONS = ["clock", "stop", "look", "observe", "tasks", "seen", "guide", "msel", "meanings", "alarms", "messages"]


def room(*, hostile: bool = False) -> Scenario:
    """The room with a second evaluator, and hostile words in everything that is evaluated."""
    plain = room_scenario(per_day=1_200)
    bob = replace(plain.seats["eva"], id="bob", name="Second evaluator")
    target = plain.targets["g1"]
    if hostile:
        tasks = tuple(replace(task, text=HOSTILE) for task in target.tasks)
        target = replace(target, text=HOSTILE, reference=HOSTILE, tasks=tasks)
    injects = {key: replace(one, subject=HOSTILE) if hostile else one for key, one in plain.injects.items()}
    return replace(
        plain,
        seats=MappingProxyType({**plain.seats, "bob": bob}),
        targets=MappingProxyType({"g1": target}),
        injects=MappingProxyType(injects),
    )


def played(*, hostile: bool = False) -> Session:
    one = Session(room(hostile=hostile), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(13 * MINUTE)
    words = HOSTILE.replace("\u202e", "").replace("\u2066", "") if hostile else "Asked the vendor"
    assert one.ask("duty", AcknowledgeAlarm(1)).accepted
    for command in (
        Observe(words, "t1", "call-in", "+", 12 * MINUTE),
        RateTarget("g1", Rating.S, words),
        JudgeTask("t1", "reject", reason=words),
    ):
        assert one.ask("eva", command).accepted
    return one


def page(one: Session, seat: str = "eva", pages: DeskPages | None = None) -> dict[str, str]:
    made = pages or DeskPages(one.scenario)
    made.moment(one)
    return {own: str(render(seat)) for own, render in made.sections(seat).items()}


def test_an_evaluator_has_the_clock_hints_notes_tasks_and_the_guide() -> None:
    found = page(played())
    assert list(found) == SECTIONS
    assert "System: <bdi>met: first T+0:13:00 · took 0:03:00 of 0:05:00 · Duty officer · E-" in found["tasks"]
    assert "You: <bdi>rejected · Asked the vendor</bdi>" in found["tasks"]
    assert "Asked the vendor" in found["seen"]
    assert "Asks other PSAPs whether they hear callers" in found["msel"]
    assert "out since T+0:12:30" in found["msel"]
    for one in DEFINITIONS:
        assert one.meaning in found["meanings"]


def test_hints_say_where_to_look() -> None:
    one = Session(room(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(11 * MINUTE)
    assert "First alarm acknowledged" in page(one)["look"]
    assert f'data-now="{11 * MINUTE}"' in page(one)["look"]


def test_what_another_evaluator_wrote_is_nowhere_on_the_page() -> None:
    one = played()
    assert one.ask("bob", RateTarget("g1", Rating.U, "Secret opinion")).accepted
    assert one.ask("bob", Observe("Secret note", "t2")).accepted
    assert "Secret" not in "".join(page(one).values())
    assert "Secret opinion" in page(one, "bob")["guide"]
    assert "Asked the vendor" not in "".join(page(one, "bob").values())


def test_the_kept_rating_is_chosen_and_no_rating_ever_is_by_itself() -> None:
    chosen = [attrs["value"] for attrs in Parsed(page(played())["guide"]).of("option") if "selected" in attrs]
    assert chosen == ["S", ""]
    assert [attrs["value"] for attrs in Parsed(page(played(), "bob")["guide"]).of("option") if "selected" in attrs] == [
        "",
        "",
    ]


def test_nothing_that_people_typed_becomes_a_tag() -> None:
    html = "".join(page(played(hostile=True)).values())
    parsed = Parsed(html)
    assert not {tag for tag, _ in parsed.tags} & {"img", "script", "section", "style", "iframe"}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert not set(html) & {"\u202e", "\u2066"}
    assert "<img src=x onerror=alert(1)>" in parsed.text


def test_every_field_has_a_label_and_every_part_an_id_of_its_own() -> None:
    parsed = Parsed("".join(page(played()).values()))
    labelled = {attributes["for"] for attributes in parsed.of("label")}
    fields = [attrs for attrs in parsed.of("input", "select", "textarea") if attrs.get("type") != "hidden"]
    assert fields
    assert {attributes["id"] for attributes in fields} == labelled
    ids = [attributes["id"] for attributes in parsed.of("input", "select", "textarea", "button", "form", "details")]
    assert [own for own, count in Counter(ids).items() if count > 1] == []


FILLED: dict[str, dict[str, object]] = {
    "observe": {"text": "x", "task": "t1", "inject": "", "sign": "+", "seen_at": 5},
    "judge_task": {"at": 5, "seat": "duty", "reason": "x"},
    "rate_target": {"rating": "M", "note": "x"},
    "rate_capability": {"rating": "", "note": ""},
}


def test_every_form_and_button_is_a_command_that_an_evaluator_may_give() -> None:
    one = played()
    parsed = Parsed("".join(html for own, html in page(one).items() if own != "stop"))
    given = set()
    for attributes in parsed.of("form", "button"):
        kind = attributes.get("data-do")
        if not kind:
            continue
        body = json.loads(attributes["data-body"] or "{}")
        names = FILLED[kind] if attributes["id"] and not attributes["id"].startswith("accept") else {}
        body = {**{name: value for name, value in names.items() if name not in body}, **body}
        command = decode(f"command.{kind}", body)
        given.add(type(command))
        assert isinstance(command, Observe | JudgeTask | RateTarget | RateCapability)
        assert one.ask("eva", command).accepted, command
    assert given == {Observe, JudgeTask, RateTarget, RateCapability}


def test_a_correction_says_what_it_corrects() -> None:
    one = played()
    [first] = one.board.review.observations
    assert f"Correction of {first.reference}: Asked the vendor</textarea>" in page(one)["seen"]
    assert one.ask("eva", Observe(f"Correction of {first.reference}: twice", "t1")).accepted
    assert f"corrected by {one.board.review.observations[1].reference}" in page(one)["seen"]


def test_pages_that_follow_show_the_same_as_pages_made_afresh() -> None:
    one = Session(room(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    following = DeskPages(one.scenario)
    for minute in (5, 11, 13, 20):
        one.run_to(minute * MINUTE)
        one.ask("eva", Observe(f"At {minute}", "t2"))
        assert page(one, "eva", following) == page(one)
    following.start_over()
    assert page(one, "eva", following) == page(one)


def test_a_page_follows_a_way_back() -> None:
    one, following = played(), DeskPages(room())
    assert "Asked the vendor" in page(one, "eva", following)["seen"]
    assert one.ask(FACILITATOR, Rewind(11 * MINUTE)).accepted
    assert one.catch_up()
    one.run_to(15 * MINUTE)
    found = page(one, "eva", following)
    assert "Asked the vendor" not in found["seen"]
    assert "not shown" in found["tasks"]


@pytest.mark.parametrize("seat", ["duty", "guest"])
def test_nobody_else_has_an_evaluators_sections(seat: str) -> None:
    assert not {"observe", "guide", "tasks", "look"} & set(page(played(), seat))

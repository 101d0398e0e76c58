"""Frames: what a browser may say, and everything else refused for good with a sentence."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.commands import AcknowledgeAlarm, Command, TakeAction, WriteNote
from hotwash.domain.conduct_commands import SendMessage, StopPlay
from hotwash.domain.plan import Part
from hotwash.domain.review_commands import Observe
from hotwash.exercise.codec import COMMANDS, kind_of
from hotwash.seats import protocol
from hotwash.seats.errors import BadFrame
from hotwash.seats.protocol import Do, Echo, Hello, command_of, read


def do(**fields: object) -> str:
    return json.dumps({"v": 1, "t": "do", "cid": "c1", "kind": "write_note", "body": {"text": "x"}, **fields})


def test_frames_that_are_read() -> None:
    assert read('{"v":1,"t":"hello","seen":7,"mark":"ab"}') == Hello(7, "ab", facts=True)
    assert read('{"v":1,"t":"hello","facts":false,"seen":-3,"mark":5}') == Hello(0, "5", facts=False)
    assert read('{"v":1,"t":"beat","n":4}') == Echo(4)
    assert read(do()) == Do("c1", "write_note", {"text": "x"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "[" * 16_000,
        '{"a":' * 3_000,
        "null",
        "12",
        '{"v":1}',
        '{"v":1,"t":"welcome"}',
        '{"v":1,"t":["do"]}',
        do(cid=5),
        do(cid=""),
        do(cid="c" * 41),
        do(cid="a b"),
        do(cid="\ud800"),
        do(kind=None),
        do(body="text"),
        do(body=["text"]),
        do(body={"text": "x" * 4_001}),
        do(body={"text": "\ud800"}),
        do(body={"text": "a\0b"}),
        do(body={"\ud800": "x"}),
        do(body={"text": ["x" * 4_001]}),
        do(body={"n": 1 << 60}),
        do(body={"n": 1.5}),
        '{"v":1,"t":"do","cid":"c","kind":"write_note","body":{"n":NaN}}',
        '{"v":1,"t":"do","cid":"c","kind":"write_note","body":{"n":1e999}}',
        '{"v":1,"t":"do","cid":"c","kind":"write_note","body":{"n":' + "9" * 5_000 + "}}",
        do(v=2),
    ],
)
def test_frames_that_are_refused(text: str) -> None:
    with pytest.raises(BadFrame) as refused:
        read(text)
    assert str(refused.value).endswith(".")


def test_a_lone_surrogate_is_refused_by_its_id_so_that_nobody_sends_it_for_ever() -> None:
    with pytest.raises(BadFrame) as refused:
        read('{"v":1,"t":"do","cid":"c9","kind":"write_note","body":{"text":"\\ud83d"}}')
    assert refused.value.cid == "c9"


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_anything_may_come(text: str) -> None:
    with suppress(BadFrame):
        assert isinstance(read(text), Hello | Do | Echo)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.sampled_from(["text", "alarm", "to"]) | st.text(), JSON))
def test_any_body_of_any_kind(kind: str, body: dict[str, object]) -> None:
    for part in Part:
        with suppress(BadFrame):
            asked = command_of(Do("c", kind.removeprefix("command."), body), part)
            assert kind_of(asked).removeprefix("command.") in protocol.OPEN_TO[part]


FACILITATORS = {
    *("start_clock", "pause_clock", "set_speed", "jump_to", "stop_jump", "arm_fault", "disarm_fault", "launch_fault"),
    *("clear_fault", "end_exercise", "key_in", "release_inject", "skip_inject", "defer_inject", "hold_inject"),
    *("improvise_inject", "ask_for_beliefs", "pause_at", "resume_play", "take_seat", "leave_seat"),
    *("write_finding", "drop_finding", "plan_correction", "drop_correction"),
}


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("kind", sorted(FACILITATORS))
def test_nothing_of_the_facilitators_comes_from_a_browser(kind: str, part: Part) -> None:
    assert f"command.{kind}" in COMMANDS
    with pytest.raises(BadFrame, match="can't be done from this seat"):
        command_of(Do("c", kind, {}), part)


@pytest.mark.parametrize(
    ("part", "kind", "body", "expected"),
    [
        (Part.PLAYER, "write_note", {"text": "x"}, WriteNote("x")),
        (Part.PLAYER, "acknowledge_alarm", {"alarm": 3}, AcknowledgeAlarm(3)),
        (Part.PLAYER, "take_action", {"action": "logs"}, TakeAction("logs")),
        (Part.PLAYER, "send_message", {"to": ["noc"], "mode": "chat", "text": "x"}, SendMessage(("noc",), "chat", "x")),
        (Part.EVALUATOR, "observe", {"text": "x"}, Observe("x")),
        (Part.OBSERVER, "stop_play", {}, StopPlay()),
        (Part.PLAYER, "take_action", {"action": "logs", "for_seat": "noc"}, None),
        (Part.PLAYER, "take_action", {"action": "logs", "takes": 0}, None),
        (Part.PLAYER, "approve_action", {"request": 1, "takes": 5}, None),
        (Part.PLAYER, "send_message", {"to": ["noc"], "mode": "chat", "text": "x", "sender": "The governor"}, None),
        (Part.PLAYER, "observe", {"text": "x"}, None),
        (Part.OBSERVER, "write_note", {"text": "x"}, None),
        (Part.PLAYER, "write_note", {"text": 5}, None),
        (Part.PLAYER, "write_note", {}, None),
        (Part.PLAYER, "write_note", {"text": "x", "actor": "facilitator"}, None),
        (Part.PLAYER, "nothing", {}, None),
        (Part.PLAYER, "__class__", {}, None),
    ],
)
def test_what_each_part_may_ask(part: Part, kind: str, body: dict[str, object], expected: Command | None) -> None:
    if expected is None:
        with pytest.raises(BadFrame):
            command_of(Do("c", kind, body), part)
    else:
        assert command_of(Do("c", kind, body), part) == expected


@given(st.text(st.characters(codec="utf-8")))
def test_frames_to_a_browser_are_json(text: str) -> None:
    frame = json.loads(protocol.ack("c", seq=3, accepted=False, sentence=text, head="ab"))
    assert frame == {"v": 1, "t": "ack", "cid": "c", "seq": 3, "accepted": False, "sentence": text, "head": "ab"}
    line = protocol.fact_line(2, 500, "fact.note_written", json.dumps({"text": text}))
    told = json.loads(protocol.facts([line, line], "cd"))
    assert told["facts"][1] == {"n": 2, "at": 500, "kind": "fact.note_written", "body": {"text": text}}

"""Where scenarios are read from: folders, single files, what is shipped, and what is none of these."""

import os
import sys
from pathlib import Path

import pytest

from hotwash.domain.commands import (
    ApproveAction,
    ArmFault,
    DeclineAction,
    DisarmFault,
    EndExercise,
    LaunchFault,
    TakeAction,
)
from hotwash.domain.effective import effective
from hotwash.domain.scenario import Practice
from hotwash.scenario import decision_grammar
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import (
    find_scenario,
    open_scenario,
    read_decisions,
    read_scenario,
    read_scenario_files,
    scenario_files,
    shipped_scenarios,
)
from hotwash.simulation.compile import compile_tables
from tests.scenario.small import ENVELOPE

ACTIONS = "actions:\n  - {id: test, kind: place_test_call, origin: cell, seats: [duty]}\n"
FAULTS = "faults:\n  - {id: voice, kind: rtp_blocked, policy: border-policy}\n"
COMMANDS = ", ".join(decision_grammar.COMMANDS)
SCRIPT = """\
format: 1
title: Three things
decisions:
  - {at: 0:20:00, actor: facilitator, do: end-exercise}
  - {at: 0:10:00, actor: duty, do: take-action, action: test, note: Second in the file.}
  - {at: 0:10:00, actor: facilitator, do: launch-fault, fault: voice}
"""


def folder(tmp_path: Path) -> Path:
    """A scenario in a folder with a part, decisions and a file that is none of it."""
    place = tmp_path / "small"
    (place / "decisions").mkdir(parents=True)
    head = ENVELOPE.replace("links:\n", "parts: [lists.yaml]\nlinks:\n")
    (place / "scenario.yaml").write_text(head, encoding="utf-8")
    (place / "lists.yaml").write_text("format: 1\n" + ACTIONS + FAULTS, encoding="utf-8")
    (place / "decisions" / "three.yaml").write_text(SCRIPT, encoding="utf-8")
    (place / "README.md").write_text("Not a part.", encoding="utf-8")
    return place


def said(path: Path) -> str:
    with pytest.raises(ScenarioProblems) as caught:
        read_scenario(path)
    assert len(caught.value.problems) == 1
    text = str(caught.value)
    assert "\n" not in text
    return text.replace(str(path), "PATH")


def test_a_folder_with_parts_and_decisions_is_one_scenario(tmp_path: Path) -> None:
    scenario = read_scenario(folder(tmp_path))
    assert list(scenario.actions) == ["test"]
    assert scenario.decision_titles == {"three": "Three things"}
    commands = [decision.command for decision in scenario.decisions["three"]]
    assert commands == [TakeAction("test"), LaunchFault("voice"), EndExercise()], "by time, then in the file's order"


def test_a_single_file_is_a_scenario(tmp_path: Path) -> None:
    path = tmp_path / "anything.yaml"
    path.write_text(ENVELOPE, encoding="utf-8")
    assert read_scenario(path).id == "small"
    assert list(scenario_files(path)) == ["scenario.yaml"]


def test_an_exercise_file_re_opens_the_scenario_without_its_folder(tmp_path: Path) -> None:
    place = folder(tmp_path)
    files = scenario_files(place)
    assert sorted(files) == ["decisions/three.yaml", "lists.yaml", "scenario.yaml"]
    assert read_scenario_files(files) == read_scenario(place)
    assert open_scenario(place) == (read_scenario(place), files)


def test_mistakes_in_a_folder_name_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path)
    (place / "lists.yaml").write_text("format: 1\n" + ACTIONS + FAULTS.replace("border-policy", "no"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert said(Path("small")) == "PATH/lists.yaml:5:44: faults[0].policy: no policy 'no'."
    single = tmp_path / "one.yaml"
    single.write_text("format: 2\n", encoding="utf-8")
    assert said(single).startswith("PATH:1:9: format: format 2 was written for a newer Hotwash")


def test_what_is_no_scenario_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere.yaml") == "PATH: does not exist; check the name."
    assert said(tmp_path) == "PATH: is a folder without scenario.yaml; a scenario's folder has one."
    under = tmp_path / "file"
    under.write_bytes(b"")
    assert said(under) == "PATH: is empty; it must begin with 'format: 1'."
    assert said(under / "scenario.yaml") == "PATH: lies under something that is not a folder; check the path."
    assert said(tmp_path / ("x" * 300)) == "PATH: can't be read: file name too long."


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    assert said(path) == "PATH: is larger than 1 MiB; no scenario file may be."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text(ENVELOPE, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert said(path) == "PATH: may not be read by you; ask its owner for permission."


if sys.platform != "win32":

    @pytest.mark.parametrize("name", ["pipe", "decisions/pipe.yaml"])
    def test_a_pipe_is_never_waited_for(tmp_path: Path, name: str) -> None:
        place = folder(tmp_path)
        os.mkfifo(place / name)
        if "/" not in name:
            assert said(place / name) == "PATH: is neither a file nor a folder."
        else:
            assert said(place) == f"PATH/{name}: is neither a file nor a folder."

    def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
        path = tmp_path / "zero.yaml"
        path.symlink_to(os.devnull)
        assert said(path) == "PATH: is neither a file nor a folder."

    def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
        place = folder(tmp_path)
        secret = tmp_path / "secret.yaml"
        secret.write_text(SCRIPT, encoding="utf-8")
        (place / "decisions" / "own.yaml").symlink_to(place / "decisions" / "three.yaml")
        assert list(read_scenario(place).decisions) == ["own", "three"]
        (place / "decisions" / "other.yaml").symlink_to(secret)
        assert said(place) == (
            "PATH/decisions/other.yaml: is a link out of the scenario's folder; put the file itself there."
        )


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    place = folder(tmp_path)
    for number in range(201):
        (place / "decisions" / f"d{number}.yaml").write_text(SCRIPT, encoding="utf-8")
    assert said(place) == "PATH: holds more than 200 files."


def test_a_scenario_is_found_by_path_and_by_shipped_name(tmp_path: Path) -> None:
    place = folder(tmp_path)
    assert find_scenario(str(place)) == place
    assert read_scenario(find_scenario("massachusetts-2024")).id == "massachusetts-2024"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("massachusets-2024", "'massachusets-2024': NONE; did you mean 'massachusetts-2024'?"),
        ("zzz", "'zzz': NONE; shipped are: SHIPPED."),
        ("a\0b", "'a\N{REPLACEMENT CHARACTER}b': NONE; shipped are: SHIPPED."),
        ("x" * 300, f"'{'x' * 60}…': NONE; shipped are: SHIPPED."),
        ("", "'': NONE; shipped are: SHIPPED."),
    ],
)  # fmt: skip
def test_a_scenario_that_is_not_found_is_told_with_the_nearest_name(name: str, sentence: str) -> None:
    with pytest.raises(ScenarioProblems) as caught:
        find_scenario(name)
    words = {
        "NONE": "no such file or folder, and no shipped scenario of that name",
        "SHIPPED": ", ".join(item.name for item in shipped_scenarios()),
    }
    assert "massachusetts-2024" in words["SHIPPED"]
    for word, meant in words.items():
        sentence = sentence.replace(word, meant)
    assert str(caught.value) == sentence


def test_what_is_shipped_is_listed_with_title_and_summary() -> None:
    listed = {item.name: item for item in shipped_scenarios()}
    assert listed["massachusetts-2024"].title == "Massachusetts, 18 June 2024"
    assert listed["massachusetts-2024"].summary.startswith("A summer afternoon")
    for name, item in listed.items():
        assert read_scenario(item.path).id == name, "the id of a scenario is the name of its folder"


def test_decisions_from_anywhere_are_checked_against_the_scenario(tmp_path: Path) -> None:
    place = folder(tmp_path)
    scenario = read_scenario(place)
    path = tmp_path / "mine.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    assert read_decisions(path, scenario) == scenario.decisions["three"]
    path.write_text(SCRIPT.replace("action: test", "action: tset").replace("fault: voice", "fault: choice"), "utf-8")
    with pytest.raises(ScenarioProblems) as caught:
        read_decisions(path, scenario)
    assert str(caught.value).replace(str(path), "PATH").splitlines() == [
        "PATH:5:57: decisions[1].action: no action 'tset'; did you mean 'test'?",
        "PATH:6:64: decisions[2].fault: no fault 'choice'; did you mean 'voice'?",
    ]


def test_decisions_are_a_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioProblems) as caught:
        read_decisions(tmp_path, read_scenario(folder(tmp_path)))
    assert str(caught.value) == f"{tmp_path}: is a folder, and a file is wanted."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("actor: nobody, do: end-exercise", "decisions[0].actor: no seat 'nobody'."),
        ("actor: duty, do: take-action, action: test, takes: 0:01:00",
         "decisions[0]: only the facilitator rules how long an action takes; take 'takes' out."),
        ("actor: facilitator, do: take-action, action: test",
         "decisions[0]: the facilitator acts for a seat; name it with 'for_seat'."),
        ("actor: facilitator, do: take-action, action: test, for_seat: duty, takes: 0:00:00",
         "decisions[0].takes: 0:00:00 is out of range; it must be 0:00:01 to 9999:00:00."),
        ("actor: other, do: take-action, action: test", "decisions[0]: action 'test' is not offered to seat 'other'."),
        ("actor: facilitator, do: approve-action, action: test",
         "decisions[0]: action 'test' needs nobody's approval."),
        ("actor: facilitator, do: approve-action", "decisions[0]: the key 'action' is missing."),
        ("actor: facilitator, do: decline-action, action: test, request: 1", "decisions[0].request: unknown key."),
        ("actor: duty, do: acknowledge-alarm", "decisions[0]: the key 'alarm' is missing."),
        ("actor: duty, do: write-note, text: ''", "decisions[0].text: must not be empty."),
        ("actor: facilitator, do: arm-fault, fault: voice, begins: 0:01:00",
         "decisions[0]: the fault would begin at 0:01:00, which is not after the decision."),
        ("actor: facilitator, do: arm-fault, fault: voice", "decisions[0]: the key 'begins' is missing."),
        ("actor: facilitator, do: disarm-fault, fault: vioce",
         "decisions[0].fault: no fault 'vioce'; did you mean 'voice'?"),
        ("actor: facilitator, do: stop-jump", f"decisions[0].do: no command 'stop-jump', expected one of: {COMMANDS}."),
        ("actor: duty, do: launch-fault, fault: voice", "decisions[0]: only the facilitator can do that."),
        ("actor: duty, do: arm-fault, fault: voice, begins: 1:00:00",
         "decisions[0]: only the facilitator can do that."),
        ("actor: duty, do: disarm-fault, fault: voice", "decisions[0]: only the facilitator can do that."),
        ("actor: duty, do: lunch-fault, fault: voice",
         "decisions[0].do: no command 'lunch-fault'; did you mean 'launch-fault'?"),
    ],
)  # fmt: skip
def test_a_decision_is_something_its_actor_may_do(line: str, sentence: str, tmp_path: Path) -> None:
    head = ENVELOPE + ACTIONS + FAULTS
    other = "seats:\n  - {id: other, name: Other, organisation: Other, brief: Other.}\n"
    head = head.replace("seats:\n", other)
    script = f"format: 1\ntitle: One\ndecisions:\n  - {{at: 0:01:00, {line}}}\n"
    with pytest.raises(ScenarioProblems) as caught:
        read_scenario_files({"scenario.yaml": head.encode(), "decisions/one.yaml": script.encode()})
    assert [str(problem).split(": ", 1)[1] for problem in caught.value.problems] == [sentence]


def test_an_act_that_needs_approval_is_answered_in_a_file_by_its_name() -> None:
    guarded = ACTIONS.replace("seats: [duty]", "seats: [duty], approval: facilitator")
    script = """\
format: 1
title: One
decisions:
  - {at: 0:01:00, actor: duty, do: take-action, action: test}
  - {at: 0:02:00, actor: facilitator, do: decline-action, action: test, reason: Not yet.}
  - {at: 0:03:00, actor: facilitator, do: approve-action, action: test, takes: 0:00:30}
"""
    files = {"scenario.yaml": (ENVELOPE + guarded).encode(), "decisions/one.yaml": script.encode()}
    scenario = read_scenario_files(files)
    assert scenario.actions["test"].approval == "facilitator"
    assert [decision.command for decision in scenario.decisions["one"][1:]] == [
        DeclineAction(action="test", reason="Not yet."),
        ApproveAction(action="test", takes=30_000),
    ]
    files["decisions/one.yaml"] = script.replace("actor: facilitator, do: approve", "actor: duty, do: approve").encode()
    with pytest.raises(ScenarioProblems) as caught:
        read_scenario_files(files)
    told = [str(problem).split(": ", 1)[1] for problem in caught.value.problems]
    assert told == [
        "decisions[2]: action 'test' is not for 'duty' to approve or decline.",
        "decisions[2]: only the facilitator rules how long an action takes; take 'takes' out.",
    ]


def test_a_fault_is_armed_and_disarmed_by_decisions() -> None:
    script = """\
format: 1
title: One
decisions:
  - {at: 0:01:00, actor: facilitator, do: arm-fault, fault: voice, begins: 0:05:00}
  - {at: 0:02:00, actor: facilitator, do: disarm-fault, fault: voice}
"""
    files = {"scenario.yaml": (ENVELOPE + FAULTS).encode(), "decisions/one.yaml": script.encode()}
    decisions = read_scenario_files(files).decisions["one"]
    assert [decision.command for decision in decisions] == [ArmFault("voice", 300_000), DisarmFault("voice")]
    assert [decision.at for decision in decisions] == [60_000, 120_000]


def test_the_facilitator_may_key_in_an_act_with_its_time() -> None:
    script = """\
format: 1
title: One
decisions:
  - {at: 0:01:00, actor: facilitator, do: take-action, action: test, for_seat: duty, takes: 0:05:00, note: Published.}
"""
    files = {"scenario.yaml": (ENVELOPE + ACTIONS).encode(), "decisions/one.yaml": script.encode()}
    (decision,) = read_scenario_files(files).decisions["one"]
    assert decision.command == TakeAction("test", "duty", 300_000)
    assert (decision.at, decision.actor, decision.note) == (60_000, "facilitator", "Published.")


def test_testers_and_practice_are_read_and_compiled_from_the_file() -> None:
    text = ENVELOPE.replace(
        "default_psap: psap-b\n",
        "practice: {source: computed, call_back_ring: 0:00:10, call_back_talk: 0:03:00,\n"
        "  call_back_unanswered: 0:00:20, kept_free: 2, walk_in: 0:20:00, overflow: 45, pick_up_source: computed}\n"
        "callers: [{id: testers, talk: 0:00:40, attempts: 3}]\ndefault_psap: psap-b\n",
    )
    scenario = read_scenario_files({"scenario.yaml": text.encode()})
    assert scenario.practice == Practice(
        source="computed", call_back_ring=10_000, call_back_talk=180_000, call_back_unanswered=20_000, kept_free=2,
        walk_in=1_200_000, overflow=45, pick_up_source="computed",
    )  # fmt: skip
    tables = compile_tables(scenario, effective(scenario.network, ())).tables
    first, second = tables.answering
    times = [first.call_back_ring_ms, first.call_back_talk_mean_ms, first.call_back_fail_ms, first.overflow_ms]
    assert times == [10_000, 180_000, 20_000, 45]
    assert (first.reserve, second.reserve) == (2, 1), "of three positions and of two"
    assert tables.notices[0].walk_in_mean_ms == 1_200_000
    testers = tables.personas[tables.streams[-1].persona]
    assert [testers.talk_mean_ms, testers.max_attempts] == [40_000, 3]

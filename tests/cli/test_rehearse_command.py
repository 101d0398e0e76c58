"""`hotwash rehearse`: progress beside the result, exit 1 where a scenario cannot be solved."""

import json
from pathlib import Path

import pytest

from hotwash.cli.main import main
from tests.scenario.small import ENVELOPE

FAULT = """\
objectives:
  - {id: find, text: Find it., capability: Situational Assessment, target: In 5 min., faults: [voice]}
faults:
  - {id: voice, kind: rtp_blocked, policy: border-policy, at: 0:05:00}
"""
ACTS = """\
actions:
  - {id: media, kind: permit_media_range, policy: border-policy, seats: [duty]}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    text = (ENVELOPE + FAULT + ACTS).replace("span: 1:00:00", "span: 0:30:00").replace("per_day: 4000", "per_day: 1500")
    path.write_text(text, encoding="utf-8")
    return path


def test_what_can_be_solved_is_told_for_people(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(scenario)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Small world: can be solved\n")
    assert [line.split()[0] for line in said.out.splitlines()[2:8]] == [
        "do-nothing", "textbook", "slow", "random-1", "random-2", "random-3"
    ]  # fmt: skip
    assert "Rehearsal: 100 %" in said.err
    assert "Worst failures" not in said.out


def test_the_sweep_and_everything_found_come_as_one_object(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(scenario), "--json", "--sweep"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["solvable"], told["dead_injects"]) == (True, [])
    assert "textbook" in told["solved_by"]
    assert told["runs"][0]["faults_live_at_end"] == ["voice"]
    rows = {row["id"]: row for row in told["sweep"]["singles"]}
    assert rows["fault:voice"]["lost_per_hour"] == told["sweep"]["calls_per_hour"]
    assert rows["link:east-esrp"]["lost_per_hour"] == 0
    assert rows["element:esrp"]["psaps_unreachable"] == ["psap-a", "psap-b"]
    assert "Sweep: 100 %" in said.err


def test_what_nobody_can_solve_exits_with_1(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario.write_text(scenario.read_text(encoding="utf-8").replace(ACTS, ""), encoding="utf-8")
    assert main(["rehearse", str(scenario)]) == 1
    out = capsys.readouterr().out
    assert "NOT solved by any bot" in out
    assert "No bot brings service back" in out


def test_a_scenario_that_is_not_there_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "nowhere"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1

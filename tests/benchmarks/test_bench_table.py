"""The benchmark table: what it prints, and that the kernel case holds on a small day."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import judge_nation, kernel_state_day, one_checksum, processes, readme, state_day, table


def test_every_case_is_found_and_can_run() -> None:
    known = table.cases()
    assert known["kernel_state_day"] is kernel_state_day
    assert all(callable(case.run) and case.__doc__ for case in known.values())


def test_the_table_says_what_each_number_is() -> None:
    printed = table.table({"kernel_state_day": {"ratio": 123.456, "calls_per_s": 4_000_000.0}}, table.cases())
    assert "123.5  times plain SimPy in callers a second" in printed
    assert "4,000,000  callers a second" in printed
    assert re.search(r"ratio_cpp_loop +not measured", printed)
    assert re.search(r"kernel_state_day ratio +>= 350 +123\.5  missed", printed)
    assert re.search(r"kernel_state_day ratio_plain +>= 3 +not measured", printed)


def test_an_unknown_case_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        table.main(["nonsense"])
    assert refused.value.code == 2
    assert "there is no case 'nonsense'" in capsys.readouterr().err


def test_every_target_has_a_meaning_and_a_title() -> None:
    known = table.cases()
    goals = table.goals({name: {} for name in known}, known)
    assert len(goals) > 8
    for goal in goals:
        assert goal.key in known[goal.case].MEANING
        assert known[goal.case].TITLE
        assert goal.sense in {">=", "<=", ""}


@pytest.mark.parametrize(
    ("sense", "found", "verdict"),
    [
        (">=", 2.0, "met"),
        (">=", 1.9, "missed"),
        ("<=", 2.0, "met"),
        ("<=", 2.1, "missed"),
        ("<=", None, "not measured"),
    ],
)
def test_a_target_is_met_missed_or_not_measured(sense: str, found: float | None, verdict: str) -> None:
    assert table.Goal("case", "ratio", sense, 2.0, found).verdict == verdict


def test_the_readme_has_the_block_that_the_bench_writes() -> None:
    _, inside, _ = readme.parts(readme.README.read_text(encoding="utf-8"))
    known = table.cases()
    assert inside.startswith(readme.HEAD)
    rows = inside.removeprefix(readme.HEAD).split("\n\n")[0].splitlines()
    goals = {(goal.case, goal.key): goal for goal in table.goals({name: {} for name in known}, known)}
    found = set()
    for row in rows:
        told = re.fullmatch(r"\| .+: .+ \| `(\w+)` `(\w+)` \| ([\d.,]+|–) \| (?:([<>]=) ([\d.]+): )?(\w[\w ]+) \|", row)
        assert told, row
        goal = goals[told[1], told[2]]
        assert (goal.sense, f"{goal.wanted:g}") == (told[4] or "", told[5] or "0")
        if told[3] != "–":  # the verdict is that of the figure beside it
            value = float(told[3].replace(",", ""))
            assert table.Goal(goal.case, goal.key, goal.sense, goal.wanted, value).verdict == told[6]
        found.add((told[1], told[2]))
    assert found == set(goals), "the table has not been written since the targets changed"
    assert readme.WAYS in inside


def test_the_readme_table_is_written_from_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page, results = tmp_path / "README.md", tmp_path / "results.json"
    page.write_text(f"before\n{readme.BEGIN}\nold\n{readme.END}\nafter\n", encoding="utf-8")
    results.write_text(json.dumps({"control_event": {"ratio": 1.25, "native": 0.0}, "one_line": {"ratio": 99.0}}))
    monkeypatch.setattr(readme, "README", page)
    assert table.main(["--readme", "--results", str(results)]) == 0
    assert "control_event ratio" in capsys.readouterr().out
    written = page.read_text(encoding="utf-8")
    assert written.startswith(f"before\n{readme.BEGIN}\n{readme.HEAD}| Control event: ")
    assert "`control_event` `ratio` | 1.25 | <= 1.5: met |" in written
    assert "| – | >= 3: not measured |" in written
    assert "Not measured here: cimba." in written
    assert "kernel without a compiler" in written
    assert written.endswith(f"{readme.END}\nafter\n")
    page.write_text("no markers", encoding="utf-8")
    with pytest.raises(readme.MarkersMissing):
        table.main(["--readme", "--results", str(results)])


@pytest.mark.parametrize("text", [None, "not JSON"])
def test_results_that_cannot_be_read_are_refused(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.json"
    if text is not None:
        results.write_text(text)
    with pytest.raises(SystemExit) as refused:
        table.main(["--results", str(results)])
    assert refused.value.code == 2
    assert "holds no results of --json" in capsys.readouterr().err


def test_a_long_case_is_run_in_full_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    class Case:
        __doc__ = "A case."
        LONG = True

        def run(self, *, quick: bool) -> dict[str, Any]:
            asked.append(quick)
            return {"ratio": 1.0}

    monkeypatch.setattr(table, "cases", lambda: {"long": Case()})
    for size in ([], ["--quick"], ["--full"]):
        assert table.main([*size, "--json"]) == 0
    assert asked == [True, True, False]
    assert '"ratio": 1.0' in capsys.readouterr().out


def test_the_cpp_program_with_our_algorithm_has_our_very_calls(tmp_path: Path) -> None:
    made = processes.cpp("at_arrival", tmp_path)
    if made is None:
        return  # no g++: the bench says "not measured"
    day = state_day.day(10, 1)
    ours, theirs = state_day.run_kernel(day, 3, evented=False), processes.program(made, 3, state_day.as_text(day))
    for name in ("callers", "attempts", "served", "abandoned", "overflowed", "checksum"):
        assert ours[name] == theirs[name]


@pytest.mark.slow
def test_there_is_one_checksum() -> None:
    assert one_checksum.run(quick=True)["ratio"] == 1.0


@pytest.mark.slow
def test_the_kernel_beats_simpy_and_agrees_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert table.main(["--quick", "--json", "kernel_state_day"]) == 0
    found = json.loads(capsys.readouterr().out)["kernel_state_day"]
    assert found["agrees"] == 1.0
    assert found["ratio_plain"] > 1.0
    assert found["ratio"] > (40.0 if found["native"] else 1.0)  # a busy machine and a small day: far below the figure


def test_a_nation_is_judged_many_times_faster_together_than_call_by_call() -> None:
    found = judge_nation.run(quick=True)
    assert found["ratio"] > 20.0
    assert found["judge_s"] < judge_nation.MOST_JUDGE_S
    assert found["recompile_ms"] < 10 * judge_nation.MOST_RECOMPILE_MS  # a busy machine: far above the figure

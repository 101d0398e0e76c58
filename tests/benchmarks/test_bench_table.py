"""The benchmark table: what it prints, and that the kernel case holds on a small day."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import judge_nation, kernel_state_day, table


def test_every_case_is_found_and_can_run() -> None:
    known = table.cases()
    assert known["kernel_state_day"] is kernel_state_day
    assert all(callable(case.run) and case.__doc__ for case in known.values())


def test_the_table_says_what_each_number_is() -> None:
    printed = table.table({"kernel_state_day": {"ratio": 123.456, "calls_per_s": 4_000_000.0}}, table.cases())
    assert "123.5  how many times as many callers a second as plain SimPy" in printed
    assert "4,000,000  callers a second" in printed


def test_an_unknown_case_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        table.main(["nonsense"])
    assert refused.value.code == 2
    assert "there is no case 'nonsense'" in capsys.readouterr().err


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

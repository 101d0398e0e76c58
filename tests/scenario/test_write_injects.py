"""Lines of the MSEL written as a part of a scenario are read back as they were, whatever people typed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.msel import Inject, OwnColumn
from hotwash.domain.scenario import Scenario
from hotwash.scenario.column_mapping import read_mapping, written_mapping
from hotwash.scenario.placed import Entries, Items, Scalar, load
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import find_scenario, read_scenario, read_scenario_files, scenario_files
from hotwash.scenario.wording import is_stray
from hotwash.scenario.write_injects import Entry, checked, part

SHIPPED = ("massachusetts-2024", "optus-2025", "att-volte-2017")
LETTERS = st.characters(codec="utf-8").filter(lambda letter: not is_stray(letter, long=True))
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=200),
    st.text("ab :#-'\"\\\n\t{}[]&*!|>%@`,?<=~0x.", min_size=1, max_size=300),
    st.sampled_from(
        ["no", "true", "null", "~", "12:30", "0x1F", "1e5", "<<", "=cmd()", "&a", "*a", "- x", "---", "a: b"]
    ),
).filter(lambda text: bool(text.strip()))


@cache
def massachusetts() -> Scenario:
    return read_scenario(find_scenario("massachusetts-2024"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_part_holds_the_same_lines(name: str) -> None:
    path = find_scenario(name)
    scenario = read_scenario(path)
    files = dict(scenario_files(path))
    head, _, rest = files["exercise.yaml"].partition(b"\ninjects:")
    after = [line for line in rest.split(b"\n") if line[:1].isalpha()]
    assert after == []  # the injects stand last in every shipped scenario
    files["exercise.yaml"] = head + b"\n"
    files["scenario.yaml"] = files["scenario.yaml"].replace(b"exercise.yaml]", b"exercise.yaml, msel.yaml]")
    files["msel.yaml"] = part(scenario.injects.values(), "Imported from 'a'\n: b.")
    assert dict(read_scenario_files(files).injects) == dict(scenario.injects)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, other=TEXTS)
def test_text_is_read_back_as_it_was(text: str, other: str) -> None:
    root, problems = load(part([_line(text, other)]), "msel.yaml")
    assert problems == []
    assert isinstance(root, Entries)
    listed = root.entries["injects"][1]
    assert isinstance(listed, Items)
    [one] = listed.items
    assert isinstance(one, Entries)
    for key, wanted in (("note", text), ("remarks", other)):
        found = one.entries[key][1]
        assert isinstance(found, Scalar)
        assert (found.value, found.written) == (wanted, wanted)


def _line(text: str, other: str) -> Inject:
    first = next(iter(massachusetts().injects.values()))
    return replace(first, note=text, remarks=other, columns=(OwnColumn(name="Own", text=text),))


def test_the_grammar_of_files_judges_each_line() -> None:
    scenario = massachusetts()
    good: dict[str, Entry] = {"kind": "briefing", "id": "x", "number": 1, "subject": "S", "text": "T", "at": "0:05:00"}
    inject, problems = checked(good, scenario)
    assert inject is not None
    assert (inject.at, problems) == (300_000, [])
    wrong: tuple[tuple[str, Entry], ...] = (
        ("objectives", ("nil",)),
        ("when", "inject(nil)"),
        ("number", 10_000),
        ("at", "soon"),
        ("wrong", "x"),
    )
    for key, value in wrong:
        inject, problems = checked({**good, key: value}, scenario)
        assert inject is None
        assert [problem.path.partition("[")[0] for problem in problems] == [key]
    assert checked({**good, "when": "inject(other)"}, scenario, ["other"])[0] is not None


def test_a_part_is_no_larger_than_a_file_may_be() -> None:
    line = _line("x" * 4_000, "y" * 4_000)
    with pytest.raises(ScenarioProblems, match="larger than 1 MiB"):
        part([line] * 200)


@settings(max_examples=60, deadline=None)
@given(titles=st.lists(TEXTS.map(lambda text: " ".join(text.split())[:80]).filter(bool), unique=True, min_size=1))
def test_a_mapping_is_read_back(titles: list[str]) -> None:
    mapping = MappingProxyType(dict.fromkeys(titles, "subject"))
    assert read_mapping(written_mapping(mapping), "m.yaml", ["subject"]) == mapping


def test_a_wrong_mapping_is_told_with_its_place() -> None:
    with pytest.raises(ScenarioProblems, match=r"m\.yaml:2:1: 'Zeit': no field 'subjct'; did you mean 'subject'\?"):
        read_mapping(b"Was: subject\nZeit: subjct\n", "m.yaml", ["subject", "at"])
    with pytest.raises(ScenarioProblems, match="a line 'column title: field'"):
        read_mapping(b"- a\n", "m.yaml", ["subject"])
    with pytest.raises(ScenarioProblems, match="anchors"):
        read_mapping(b"a: &x subject\nb: *x\n", "m.yaml", ["subject"])

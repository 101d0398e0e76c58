"""`hotwash import` and `export` of networks, rules and maps: a report each time, nothing overwritten, all usable."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from pypdf import PdfReader

from hotwash.cli.main import main
from hotwash.scenario.reader import find_scenario, read_scenario
from tests.scenario.zoo import ZOO


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "funknet.graphml"
    path.write_bytes(ZOO["Funknet"]().xml("Funknet"))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = find_scenario("optus-2025")
    assert isinstance(shipped, Path)
    return Path(shutil.copytree(shipped, tmp_path / "mine"))


def test_a_graph_becomes_a_folder_that_check_reads(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new"
    assert main(["import", str(graph), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "40 of 40 nodes" in said
    assert "Add an originating network" in said
    assert main(["check", str(out)]) == 1
    found = capsys.readouterr().out
    assert "new/scenario.yaml:" in found
    assert "there is no BCF" in found
    assert main(["import", str(graph), "--out", str(out)]) == 2
    assert "left as it is" in capsys.readouterr().err


def test_a_test_writes_nothing_and_tells_by_its_code(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tmp_path.iterdir())
    assert main(["import", str(graph), "--test", "--out", str(tmp_path / "new")]) == 1
    assert "This was a test; nothing was written." in capsys.readouterr().out
    assert sorted(tmp_path.iterdir()) == before


def test_a_part_goes_beside_what_a_scenario_has(graph: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(graph), "--into", str(folder)]) == 0
    assert "add network.yaml to the list 'parts'" in capsys.readouterr().out
    head = folder / "scenario.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("exercise.yaml]", "exercise.yaml, network.yaml]"), "utf-8")
    before = read_scenario(find_scenario("optus-2025")).network
    after = read_scenario(folder).network
    assert len(after.elements) == len(before.elements) + 40
    assert list(after.elements.values())[: len(before.elements)] == list(before.elements.values())
    assert after.elements["7"].attributes[0].text == f"{40 + (7 * 7 % 23) * 0.83:.5f}"


def test_rules_come_in_by_their_addresses(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "west.rules"
    saved.write_text("*filter\n:FORWARD DROP [0:0]\n-A FORWARD -s 192.0.2.0/24 -p udp --dport 5060 -j ACCEPT\nCOMMIT\n")
    words = ["import", str(saved), "--into", str(folder), "--address", "192.0.2.0/24=carrier"]
    assert main(words) == 0
    assert "sources: [carrier]" in (folder / "policies.yaml").read_text(encoding="utf-8")
    assert main([*words[:-1], "192.0.2.0"]) == 2


@pytest.mark.parametrize("form", ["graphml", "elements-csv", "links-csv", "rules-csv", "svg", "pdf"])
def test_every_format_is_written_and_never_over_another_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", "optus-2025", "--format", form, "--out", str(out)]) == 0
    assert f"Written: {out}" in capsys.readouterr().out
    kept = out.read_bytes()
    assert len(kept) > 300
    assert main(["export", "optus-2025", "--format", form, "--out", str(out)]) == 2
    assert out.read_bytes() == kept


def test_an_export_comes_in_again(tmp_path: Path) -> None:
    elements, links = tmp_path / "e.csv", tmp_path / "l.csv"
    assert main(["export", "optus-2025", "--format", "elements-csv", "--out", str(elements)]) == 0
    assert main(["export", "optus-2025", "--format", "links-csv", "--out", str(links)]) == 0
    assert main(["import", str(elements), "--links", str(links), "--out", str(tmp_path / "again")]) == 0
    network, before = (read_scenario(one).network for one in (tmp_path / "again", find_scenario("optus-2025")))
    assert [*network.elements] == [*before.elements]
    assert [(link.a, link.b) for link in network.links.values()] == [(link.a, link.b) for link in before.links.values()]


def test_the_map_of_vectors_has_names_legend_and_date(tmp_path: Path) -> None:
    drawn, printed = tmp_path / "map.svg", tmp_path / "map.pdf"
    for form, out in (("svg", drawn), ("pdf", printed)):
        assert main(["export", "optus-2025", "--format", form, "--out", str(out)]) == 0
    root = fromstring(drawn.read_text(encoding="utf-8"))
    texts = " ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    (page,) = PdfReader(printed).pages
    on_paper = " ".join(page.extract_text().split())
    for word in ("Southern gateway", "Western region, desk 1", "query server", "telephone lines", ", as of 20"):
        assert word in texts
        assert word in on_paper


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "none.graphml", "--test"], "no file that can be read"),
        (["import", "none.graphml"], "Say where it goes"),
        (["import", "a.xlsx", "--test"], "with --scenario"),
        (["import", "a.csv", "--into", "b", "--out", "c"], "not both"),
        (["import", ".", "--test"], "Name the file"),
        (["export", "nowhere", "--format", "svg"], "no such file or folder"),
        (["export", "nothing.hotwash", "--format", "svg"], "nothing.hotwash"),
    ],
)
def test_what_can_t_be_exchanged_is_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1

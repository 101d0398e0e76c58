"""Elements in line, at even distances, on the grid, in layers by role, and by forces."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from hotwash.analysis.layout import Spot, layered
from hotwash.catalogue.registry import elements
from hotwash.editor.arranging import Line, aligned, distributed, laid_out, laid_out_by_force, nearest, snapped
from hotwash.editor.edits import place_of, placed
from hotwash.scenario.draft import Draft, Fields, Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from tests.editor.big_draft import big_draft
from tests.scenario.styles import keys


def drawn(*places: tuple[int, int]) -> Draft:
    items = tuple(
        Item(n, "scenario.yaml", keys(kind="router", id=f"r{n}", at=place)) for n, place in enumerate(places, 1)
    )
    return Draft(Fields(), {"elements": items}, next_key=len(items) + 1)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line.LEFT, {1: (0, 5), 2: (0, 40), 3: (0, 9)}),
        (Line.RIGHT, {1: (90, 5), 2: (90, 40), 3: (90, 9)}),
        (Line.CENTRE, {1: (45, 5), 2: (45, 40), 3: (45, 9)}),
        (Line.TOP, {1: (0, 5), 2: (90, 5), 3: (31, 5)}),
        (Line.BOTTOM, {1: (0, 40), 2: (90, 40), 3: (31, 40)}),
        (Line.MIDDLE, {1: (0, 22), 2: (90, 22), 3: (31, 22)}),
    ],
)
def test_elements_in_line(line: Line, expected: dict[int, tuple[int, int]]) -> None:
    assert aligned(drawn((0, 5), (90, 40), (31, 9)), {1, 2, 3}, line) == expected


def test_edges_are_those_of_what_is_drawn() -> None:
    places = aligned(drawn((0, 0), (100, 50)), {1, 2}, Line.LEFT, {1: (40, 10), 2: (80, 10)})
    assert places == {1: (0, 0), 2: (20, 50)}
    assert aligned(drawn((0, 0)), {1}, Line.LEFT) == {}


def test_even_distances_and_the_grid() -> None:
    draft = drawn((0, 0), (90, 1), (31, 2), (500, 500))
    assert distributed(draft, {1, 2, 3}, across=True) == {1: (0, 0), 3: (45, 2), 2: (90, 1)}
    assert distributed(draft, {1, 2}, across=True) == {}
    assert snapped(draft, {2, 3}) == {2: (90, 0), 3: (30, 0)}
    assert [nearest(value) for value in (-6, -5, 4, 5)] == [-10, 0, 0, 10]


@pytest.mark.parametrize("name", ["massachusetts-2024", "optus-2025", "att-volte-2017"])
def test_layers_go_with_the_call(name: str) -> None:
    draft = draft_of(scenario_files(find_scenario(name)))
    places = laid_out(draft)
    assert laid_out(draft) == places
    assert len(set(places.values())) == len(draft.items("elements")) == len(places)
    right = {
        kind: [places[item.key][0] for item in draft.items("elements") if item.fields["kind"] == kind]
        for kind in ("wireless_network", "bcf", "esrp", "psap")
    }
    for one, other in pairwise(kind for kind in right if right[kind]):
        assert max(right[one]) < min(right[other])


def test_regions_keep_together_and_lines_cross_little() -> None:
    kinds = elements()
    spots = [Spot("b", kinds["bcf"]), Spot("e", kinds["ecrf"])]
    spots += [Spot(name, kinds["esinet_router"]) for name in ("r1", "r2")]
    spots += [Spot(f"p{n}", kinds["psap"], f"region-{n % 2}") for n in range(8)]
    links = [("b", "r1"), ("b", "r2"), *((f"r{n % 2 + 1}", f"p{n}") for n in range(8))]
    places = layered(spots, links)
    column = sorted((places[f"p{n}"], n % 2) for n in range(8))
    assert [region for _, region in column] in ([0] * 4 + [1] * 4, [1] * 4 + [0] * 4)
    one_above = places["r1"] < places["r2"]
    assert (next(region for _, region in column) == 0) == one_above
    assert places["e"][1] > max(place[1] for name, place in places.items() if name != "e")


def test_half_drawn_networks_are_laid_out_too() -> None:
    assert layered([], []) == {}
    kinds = elements()
    spots = [Spot("x", None), Spot("f", kinds["firewall"]), Spot("t", kinds["telephone_network"])]
    assert len(set(layered(spots, [("f", "nowhere"), ("f", "f")]).values())) == 3


def test_a_chosen_part_is_laid_out_where_it_is() -> None:
    draft = draft_of(scenario_files(find_scenario("optus-2025")))
    chosen = [item.key for item in draft.items("elements")[:6]]
    places = laid_out(draft, chosen)
    assert set(places) == set(chosen)
    before, after = [place_of(item.fields) for item in draft.items("elements")[:6]], list(places.values())
    for axis in (0, 1):
        were, are = sorted(place[axis] for place in before), sorted(place[axis] for place in after)
        assert abs((were[0] + were[-1]) - (are[0] + are[-1])) <= 4


def test_forces_are_the_same_each_time_and_keep_linked_elements_near() -> None:
    draft = draft_of(scenario_files(find_scenario("optus-2025")))
    places = laid_out_by_force(draft)
    assert places is not None
    assert places == laid_out_by_force(draft)
    by_id = {item.id: places[item.key] for item in draft.items("elements")}

    def apart(one: str, other: str) -> float:
        return float(abs(complex(*by_id[one]) - complex(*by_id[other])))

    linked = [apart(str(item.fields["a"]), str(item.fields["b"])) for item in draft.items("links")]
    every = [apart(one, other) for one in by_id for other in by_id if one < other]
    assert sum(linked) / len(linked) < sum(every) / len(every) * 0.8
    assert min(every) > 20


def test_forces_part_a_heap_and_stop_when_told() -> None:
    heap = drawn(*[(0, 0)] * 30)
    places = laid_out_by_force(heap)
    assert places is not None
    assert len(set(places.values())) == 30
    told: list[int] = []
    assert laid_out_by_force(heap, (), lambda: len(told) > 3, lambda done, _: told.append(done)) is None
    assert told == [1, 2, 3, 4]
    assert laid_out_by_force(drawn((3, 4))) == {1: (3, 4)}


def test_a_large_network_is_laid_out_at_once() -> None:
    draft = big_draft()
    began = time.process_time()
    places = laid_out(draft)
    spent = time.process_time() - began
    assert len(set(places.values())) == 2_000
    assert placed(draft, places).items("elements")[5].fields["at"] == places[draft.items("elements")[5].key]
    assert spent < 1.0

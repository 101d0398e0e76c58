"""Edits of drafts: names follow, links go with their ends, history goes back exactly; over the shipped scenarios."""

from __future__ import annotations

import pytest

from hotwash.editor.edits import add, changed, entry, free_id, moved, ordered, put, removed, renamed
from hotwash.editor.history import History
from hotwash.editor.references import mentions
from hotwash.scenario.draft import Draft, Fields, Item, draft_of, read_draft
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import read_scenario_files

SHIPPED = ("massachusetts-2024", "optus-2025", "att-volte-2017")


@pytest.fixture(scope="module")
def draft() -> Draft:
    """A middle-sized scenario, opened."""
    return draft_of(scenario_files(find_scenario("optus-2025")))


def item(draft: Draft, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in draft.items(section) if item.id == name)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_means_what_its_files_mean(name: str) -> None:
    files = scenario_files(find_scenario(name))
    reading = read_draft(draft_of(files))
    assert reading.mistakes == ()
    assert reading.scenario == read_scenario_files(files)


def test_renaming_reaches_links_faults_decisions_and_conditions(draft: Draft) -> None:
    renamed_to = renamed(draft, item(draft, "elements", "gateway-south").key, "gateway-one")
    reading = read_draft(renamed_to)
    assert reading.mistakes == ()
    assert reading.scenario is not None
    assert "gateway-one" in reading.scenario.network.elements
    assert "gateway-south" not in str(renamed_to.items("faults"))
    assert not mentions(renamed_to, "element", "gateway-south")


def test_renaming_an_action_reaches_decisions_files() -> None:
    draft = draft_of(scenario_files(find_scenario("massachusetts-2024")))
    taken = next(item for item in draft.scripts["history"].decisions if "action" in item.fields).fields["action"]
    renamed_to = renamed(draft, item(draft, "actions", str(taken)).key, "another-name")
    assert any(item.fields.get("action") == "another-name" for item in renamed_to.scripts["history"].decisions)
    assert read_draft(renamed_to).mistakes == ()


def test_removing_an_element_takes_its_links_and_loose_mentions(draft: Draft) -> None:
    gone = removed(draft, {item(draft, "elements", "western-desk-2").key})
    assert not [
        link for link in gone.items("links") if "western-desk-2" in (link.fields.get("a"), link.fields.get("b"))
    ]
    assert "overflow" not in item(gone, "elements", "western-desk-1").fields
    assert len(gone.items("elements")) == len(draft.items("elements")) - 1


def test_a_mention_that_must_stay_is_told_with_its_entry(draft: Draft) -> None:
    policy = item(draft, "policies", "gateway-policy")
    reading = read_draft(removed(draft, {policy.key}))
    assert reading.scenario is None
    told = {(mistake.section, mistake.key, mistake.path) for mistake in reading.mistakes}
    assert ("elements", item(draft, "elements", "gateway-south").key, "policy") in told


def test_a_link_without_an_id_is_followed_by_what_names_it(draft: Draft) -> None:
    link = next(item for item in draft.items("links") if not item.id)
    name = f"{link.fields['a']}--{link.fields['b']}"
    cut, _ = add(draft, "faults", Fields({"kind": "link_cut", "id": "cut", "link": "someline", "spare": name}))
    end = item(cut, "elements", str(link.fields["b"]))
    assert item(renamed(cut, end.key, "b-new"), "faults", "cut").fields["spare"] == f"{link.fields['a']}--b-new"
    assert name not in str(item(removed(cut, {end.key}), "faults", "cut").value)


def test_an_id_given_twice_names_no_line(draft: Draft) -> None:
    twice, key = add(draft, "regions", Fields({"id": "western", "name": "Again"}))
    reading = read_draft(twice)
    assert [mistake.key for mistake in reading.mistakes] == [key]
    assert "by another entry" in reading.mistakes[0].sentence


def test_moving_two_ends_moves_the_bends_between_them(draft: Draft) -> None:
    link = draft.items("links")[0]
    bent = changed(draft, {link.key}, ("bends",), ((100, 100), (150, 120)))
    ends = {item(bent, "elements", str(link.fields[end])).key for end in ("a", "b")}
    both = moved(bent, ends, 10, -5)
    assert entry(both, link.key)[1].fields["bends"] == ((110, 95), (160, 115))
    one = moved(bent, {min(ends)}, 10, -5)
    assert entry(one, link.key)[1].fields["bends"] == ((100, 100), (150, 120))


def test_entries_are_put_in_another_order(draft: Draft) -> None:
    keys = [item.key for item in draft.items("regions")]
    assert [item.key for item in ordered(draft, "regions", [keys[3], keys[0]], 1).items("regions")] == [
        keys[1], keys[3], keys[0], keys[2],
    ]  # fmt: skip


def test_values_are_set_deep_inside_and_lists_grow_by_one() -> None:
    value = Fields({"rules": (Fields({"id": "a"}),)})
    assert put(value, ("rules", 1, "id"), "b") == Fields({"rules": (Fields({"id": "a"}), Fields({"id": "b"}))})
    assert put(value, ("rules", 0), None) == Fields({"rules": ()})
    with pytest.raises(IndexError):
        put(value, ("rules", 5, "id"), "b")
    with pytest.raises(TypeError):
        put(value, ("rules", "id"), "b")


def test_free_ids_are_ids_and_free(draft: Draft) -> None:
    assert free_id(draft, "Zażółć PSAP №1") == "zazoc-psap-no1"
    assert free_id(draft, "gateway-south") == "gateway-south-2"
    assert free_id(draft, "警察") == "new"


def test_history_goes_back_to_the_first_draft_and_on_again(draft: Draft) -> None:
    first = item(draft, "elements", "carrier").key
    history = History(draft).does("Move carrier", moved(draft, {first}, 1, 0), "drag")
    history = history.does("Move carrier", moved(history.draft, {first}, 1, 0), "drag")
    assert (len(history.steps), history.undoes) == (1, "Move carrier")
    history = history.does("Delete carrier", removed(history.draft, {first}))
    assert history.does("Nothing", history.draft) is history
    back = history.undo().undo().undo()
    assert back.draft is draft
    assert back.redoes == "Move carrier"
    assert back.redo().redo().draft == history.draft


def test_what_would_lose_something_is_refused() -> None:
    with pytest.raises(ScenarioProblems, match="twice"):
        draft_of({"scenario.yaml": b"format: 1\nid: a\nid: b\n"})
    with pytest.raises(ScenarioProblems, match="list"):
        draft_of({"scenario.yaml": b"format: 1\nelements: 5\n"})
    with pytest.raises(ScenarioProblems, match="format: 1"):
        draft_of({"scenario.yaml": b"format: 2\n"})

"""Copying means copying: with inner links, policies and tags, under free names; foreign text is one sentence."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.editor.clipboard import FIRST_LINE, NotPasted, can_paste, copied_text, pasted
from hotwash.editor.edits import add, changed, entry, place_of, removed
from hotwash.editor.saving import started
from hotwash.scenario.draft import SECTIONS, Draft, Fields, draft_of, read_draft
from hotwash.scenario.files import find_scenario, scenario_files
from tests.scenario.styles import keys


@cache
def draft(name: str = "optus-2025") -> Draft:
    return draft_of(scenario_files(find_scenario(name)))


def key(found: Draft, section: str, name: str) -> int:
    return next(item.key for item in found.items(section) if item.id == name)


def test_elements_come_with_the_links_between_them_and_all_they_use() -> None:
    chosen = {key(draft(), "elements", name) for name in ("carrier", "gateway-south")}
    tagged = changed(draft(), chosen, ("tags",), ("mine", "yes"))
    text = copied_text(tagged, chosen)
    assert text.splitlines()[0] == FIRST_LINE
    found, new = pasted(tagged, text)
    assert read_draft(found).mistakes == ()
    fresh = [entry(found, each) for each in new]
    assert {item.id for section, item in fresh if section == "elements"} == {"carrier-2", "gateway-south-2"}
    assert all(item.fields["tags"] == ("mine", "yes") for section, item in fresh if section == "elements")
    links = {(item.fields["a"], item.fields["b"]) for section, item in fresh if section == "links"}
    assert links == {("carrier-2", "gateway-south-2")}
    assert found.items("policies") == tagged.items("policies")
    old = entry(tagged, key(tagged, "elements", "carrier"))[1].fields["at"]
    moved = next(item for _, item in fresh if item.id == "carrier-2").fields["at"]
    assert isinstance(old, tuple)
    assert moved == (old[0] + 30, old[1] + 30)


def test_into_another_scenario_comes_what_it_lacks_and_no_loose_name() -> None:
    chosen = {item.key for item in draft().items("elements")}
    other = draft("att-volte-2017")
    found, new = pasted(other, copied_text(draft(), chosen), (5000, 5000))
    assert read_draft(found).mistakes == ()
    assert len(found.items("elements")) == len(other.items("elements")) + len(draft().items("elements"))
    assert len(found.items("regions")) > len(other.items("regions"))
    rights = [place_of(entry(found, each)[1].fields)[0] for each in new if entry(found, each)[0] == "elements"]
    assert (min(rights) + max(rights)) // 2 == 5000


def test_a_copied_psap_alone_leaves_out_what_it_cannot_name() -> None:
    psap = entry(draft(), key(draft(), "elements", "western-desk-1"))[1]
    assert "overflow" in psap.fields
    empty = started(Draft(Fields({"id": "x", "title": "X"}), {})).draft
    found, new = pasted(empty, copied_text(draft(), {psap.key}))
    assert "overflow" not in entry(found, new[-1])[1].fields
    assert [item.id for item in found.items("regions")] == ["western"]


def test_a_carried_policy_that_is_another_here_comes_under_a_new_name() -> None:
    text = copied_text(draft(), {key(draft(), "elements", "gateway-south")})
    other = changed(draft(), {key(draft(), "policies", "gateway-policy")}, ("name",), "Another")
    found, new = pasted(other, text)
    gateway = next(entry(found, each)[1] for each in new if entry(found, each)[0] == "elements")
    assert gateway.fields["policy"] == "gateway-policy-2"
    assert len(found.items("policies")) == len(other.items("policies")) + 1


def test_lines_of_the_msel_and_notes_are_copied_too() -> None:
    noted, note = add(draft(), "map_notes", keys(id="n1", at=(1, 2), text="# not a comment\n- nor a list"))
    found, new = pasted(noted, copied_text(noted, {note, noted.items("injects")[2].key}))
    assert read_draft(found).mistakes == ()
    assert {entry(found, each)[0] for each in new} == {"map_notes", "injects"}
    copy = next(entry(found, each)[1] for each in new if entry(found, each)[0] == "map_notes")
    assert copy.fields["text"] == "# not a comment\n- nor a list"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "elements: []",
        FIRST_LINE,
        FIRST_LINE + "\nelements: 5\n",
        FIRST_LINE + "\nelements: [1]\n",
        FIRST_LINE + "\nelements: []\n",
        FIRST_LINE + "\nelements: [{a: &x 1}, *x]\n",
        FIRST_LINE + "\nelements: [{a: !!python/object:os.system 1}]\n",
        FIRST_LINE + "\n\ud800",
        FIRST_LINE + "\n" + "[" * 5000,
    ],
)
def test_foreign_text_is_one_sentence(text: str) -> None:
    with pytest.raises(NotPasted, match="not copied from a Hotwash scenario"):
        pasted(draft(), text)


def test_nothing_copied_is_nothing() -> None:
    assert copied_text(draft(), ()) == ""
    assert not can_paste("")


ALL = [item.key for section in SECTIONS for item in draft().items(section)]


@settings(max_examples=25)
@given(st.sets(st.sampled_from(ALL), min_size=1, max_size=12))
def test_whatever_is_copied_can_be_pasted_where_it_was(chosen: set[int]) -> None:
    text = copied_text(draft(), chosen)
    found, new = pasted(draft(), text)
    assert len(new) >= len(chosen)
    assert found.items("sources")[: len(draft().items("sources"))] == draft().items("sources")
    every = [item.id for section in SECTIONS for item in found.items(section) if item.id]
    before = [item.id for section in SECTIONS for item in draft().items(section) if item.id]
    assert len(every) - len(set(every)) == len(before) - len(set(before))
    told = {mistake.sentence for mistake in read_draft(found).mistakes}
    assert not [sentence for sentence in told if sentence.startswith("no ")]
    again = removed(found, new)
    for section in SECTIONS:
        assert [item.value for item in again.items(section)] == [item.value for item in draft().items(section)]


@given(st.text(max_size=60))
def test_any_text_is_pasted_or_refused(text: str) -> None:
    for whole in (text, f"{FIRST_LINE}\n{text}", f"{FIRST_LINE}\nnotes:\n- {text}"):
        try:
            found, new = pasted(draft(), whole)
        except NotPasted:
            continue
        assert new
        assert len(found.items("notes")) >= len(draft().items("notes"))

"""Files after an edit: what did not change keeps its bytes, comments and order; the rest says what the draft says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from hotwash.editor.edits import add, changed, headed, moved, ordered, removed, renamed
from hotwash.scenario.draft import Draft, Fields, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.writer import alike_drafts, written
from tests.scenario.styles import keys

SHIPPED = ("massachusetts-2024", "optus-2025", "att-volte-2017")
SMALL = {
    "scenario.yaml": b"""\
# About the whole.
format: 1
id: small # its name
parts: [more.yaml]

# What stands in it.
elements: # the list
  # West.

  # The first.
  - {kind: router, id: one, name: One, at: [1, 2]} # as drawn
  - kind: router
    id: two # second
    # Where it is.
    at: [3, 4]
    name: >- # long
      Two words.

  # The third.
  - {kind: router, id: three, name: "Three", # quoted
     at: [5, 6]}
links: []
""",
    "more.yaml": b"format: 1\nelements:\n- {kind: psap, id: four}\n- {kind: psap, id: five}\n# The end.\n",
    "decisions/act.yaml": b"format: 1\ntitle: Acts\ndecisions:\n  - {at: 0:01:00, do: end-exercise}\n",
    "unlisted.yaml": b"not even YAML: [",
}


@cache
def shipped(name: str) -> tuple[dict[str, bytes], Draft]:
    files = scenario_files(find_scenario(name))
    return files, draft_of(files)


def small() -> tuple[dict[str, bytes], Draft]:
    known = {name: data for name, data in SMALL.items() if name != "unlisted.yaml"}
    return dict(SMALL), draft_of(known)


def after(files: Mapping[str, bytes], before: Draft, draft: Draft) -> str:
    """The head after an edit, which must say what the draft says."""
    found = written(files, before, draft)
    assert alike_drafts(draft_of({name: data for name, data in found.items() if name != "unlisted.yaml"}), draft)
    assert found.get("unlisted.yaml") == files.get("unlisted.yaml")
    return found["scenario.yaml"].decode()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_as_opened_is_the_same_bytes(name: str) -> None:
    files, draft = shipped(name)
    assert written(files, draft, draft) == files


@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_without_files_is_written_and_read_again(name: str) -> None:
    _, draft = shipped(name)
    found = written({}, Draft(Fields(), {}), draft)
    assert alike_drafts(draft_of(found), draft)
    assert {item.file for items in draft_of(found).lists.values() for item in items} <= set(found)
    assert max(len(line) for data in found.values() for line in data.decode().splitlines()) <= 125


@pytest.mark.parametrize("name", SHIPPED)
def test_moving_one_element_changes_one_line(name: str) -> None:
    files, draft = shipped(name)
    key = draft.items("elements")[2].key
    found = written(files, draft, moved(draft, {key}, 10, 0))
    changed_lines = [
        (one, other)
        for file in files
        for one, other in zip(files[file].splitlines(), found[file].splitlines(), strict=True)
        if one != other
    ]
    assert len(changed_lines) == 1
    assert b"at: [" in changed_lines[0][0]


def test_an_entry_in_another_style_keeps_its_comments() -> None:
    files, draft = small()
    one, two, three = (item.key for item in draft.items("elements")[:3])
    text = after(files, draft, moved(draft, {one, two, three}, 100, 0))
    assert text == SMALL["scenario.yaml"].decode().replace("[1, 2]", "[101, 2]").replace("[3, 4]", "[103, 4]").replace(
        "[5, 6]", "[105, 6]"
    )


def test_a_long_text_stays_folded_and_keeps_its_comment() -> None:
    files, draft = small()
    text = after(files, draft, changed(draft, {draft.items("elements")[1].key}, ("name",), "Other words."))
    assert text == SMALL["scenario.yaml"].decode().replace("Two words", "Other words")


def test_what_is_deleted_takes_its_comment_and_leaves_headings() -> None:
    files, draft = small()
    text = after(files, draft, removed(draft, {draft.items("elements")[0].key}))
    assert "# The first." not in text
    assert "# as drawn" not in text
    assert "elements: # the list\n  # West.\n" in text
    assert "  - kind: router\n    id: two # second\n" in text


def test_another_order_takes_comments_along() -> None:
    files, draft = small()
    third = draft.items("elements")[2].key
    text = after(files, draft, ordered(draft, "elements", [third], 0))
    assert text.index("# The third.") < text.index("id: three") < text.index("# The first.") < text.index("id: one")


def test_new_entries_follow_their_neighbours() -> None:
    files, draft = small()
    value = keys(kind="router", id="new", name="New: # one", at=(0, 0))
    second, _ = add(draft, "elements", value, at=2)
    assert (
        '    name: >- # long\n      Two words.\n  - kind: router\n    id: new\n    name: "New: # one"\n    at: [0, 0]\n'
        in after(files, draft, second)
    )
    first, _ = add(draft, "elements", value, at=1)
    assert '# as drawn\n  - {kind: router, id: new, name: "New: # one", at: [0, 0]}\n' in after(files, draft, first)


def test_a_list_of_its_own_comes_and_goes() -> None:
    files, draft = small()
    noted, key = add(draft, "map_notes", keys(id="note", at=(0, 0), text="Hello."))
    assert "\nmap_notes:\n  - {id: note, at: [0, 0], text: Hello.}\n" in after(files, draft, noted)
    assert "map_notes" not in after(written(files, draft, noted), noted, removed(noted, {key}))
    assert "links: []" in after(files, draft, noted)
    none = removed(draft, {item.key for item in draft.items("elements")})
    assert "elements" not in after(files, draft, none)


def test_entries_of_parts_and_decisions_are_written_to_theirs() -> None:
    files, draft = small()
    five = draft.items("elements")[4]
    found = written(files, draft, renamed(draft, five.key, "fünf"))
    assert found["scenario.yaml"] == files["scenario.yaml"]
    assert found["decisions/act.yaml"] == files["decisions/act.yaml"]
    assert found["more.yaml"] == files["more.yaml"].replace(b"five", "fünf".encode())


def test_an_order_across_files_is_kept() -> None:
    files, draft = small()
    draft_again = ordered(draft, "elements", [draft.items("elements")[4].key], 0)
    after(files, draft, draft_again)


def test_a_byte_order_mark_and_the_lack_of_a_last_line_end_stay() -> None:
    files = {"scenario.yaml": "\ufefftitle: x\nformat: 1\nid: a".encode()}
    draft = draft_of(files)
    assert (
        written(files, draft, headed(draft, ("id",), "b"))["scenario.yaml"]
        == "\ufefftitle: x\nformat: 1\nid: b".encode()
    )


def test_a_script_that_is_gone_is_left_out() -> None:
    files, draft = small()
    found = written(files, draft, Draft(draft.head, draft.lists, {}, draft.files, draft.next_key))
    assert set(files) - set(found) == {"decisions/act.yaml"}


def test_what_no_file_can_hold_is_refused_with_a_sentence() -> None:
    files, draft = small()
    with pytest.raises(ScenarioProblems, match="surrogate"):
        written(files, draft, headed(draft, ("title",), "\ud800"))
    with pytest.raises(ScenarioProblems, match="1 MiB"):
        written(files, draft, headed(draft, ("notes_of_mine",), tuple("x" * 10_000 for _ in range(200))))

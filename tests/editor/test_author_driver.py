"""A random author: edits, undoes, copies, pastes, saves and opens again; the draft is always what the model says."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hotwash.editor.arranging import Line, aligned, distributed, laid_out, snapped
from hotwash.editor.clipboard import copied_text, pasted
from hotwash.editor.edits import add, changed, free_id, headed, moved, ordered, placed, removed, renamed
from hotwash.editor.history import History
from hotwash.editor.library import inserted, starters
from hotwash.editor.recovery import Keeper, _told, recovered
from hotwash.editor.saving import Document, copied, opened, saved, saved_as
from hotwash.editor.templates import beginnings
from hotwash.scenario.draft import SECTIONS, Draft, Plain
from hotwash.scenario.writer import alike_drafts
from tests.scenario.styles import keys, texts

Told = tuple[tuple[str, Plain], tuple[tuple[str, tuple[Plain, ...]], ...]]
"""A draft as plain values: its head and its lists."""


def told(draft: Draft) -> Told:
    lists = tuple((name, tuple(item.value for item in draft.items(name))) for name in SECTIONS)
    return (("head", draft.head), lists)


@cache
def beginning() -> Document:
    return copied(next(each for each in beginnings() if each.name == "small-county").path)


class Author(RuleBasedStateMachine):
    """`model` holds every state as plain values, in a list with a place in it, as naive as can be."""

    @initialize()
    def begins(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="author"))
        self.document = beginning()
        self.history = History(self.document.draft)
        self.first = self.history.draft
        self.model = [told(self.first)]
        self.at = 0
        self.clip = ""
        self.keeper = Keeper(self.folder / "kept")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.keeper.close()
            shutil.rmtree(self.folder)

    def does(self, name: str, draft: Draft) -> None:
        """One step, in the history and in the model."""
        if draft != self.history.draft:
            self.model = [*self.model[: self.at + 1], told(draft)]
            self.at += 1
        self.history = self.history.does(name, draft)

    def one(self, data: st.DataObject, *sections: str) -> int | None:
        found = [item.key for section in sections or SECTIONS for item in self.history.draft.items(section)]
        return data.draw(st.sampled_from(found)) if found else None

    def some(self, data: st.DataObject) -> set[int]:
        found = [item.key for item in self.history.draft.items("elements")]
        return data.draw(st.sets(st.sampled_from(found), max_size=4)) if found else set()

    @rule(data=st.data(), text=texts)
    def names_something(self, data: st.DataObject, text: str) -> None:
        key = self.one(data, "elements", "regions", "seats", "policies")
        if key is not None:
            self.does("Name", changed(self.history.draft, {key}, ("name",), text))

    @rule(text=texts, key=st.sampled_from(("title", "summary", "number")))
    def writes_the_head(self, text: str, key: str) -> None:
        self.does("Title", headed(self.history.draft, (key,), text))

    @rule(data=st.data(), text=texts)
    def sets_something_deep(self, data: st.DataObject, text: str) -> None:
        key = self.one(data, "policies")
        if key is not None:
            self.does("Line", changed(self.history.draft, {key}, ("rules", 0, "note"), text))

    @rule(text=texts, at=st.tuples(st.integers(-500, 500), st.integers(-500, 500)), first=st.booleans())
    def puts_a_note(self, text: str, at: tuple[int, int], first: bool) -> None:
        note = keys(id=free_id(self.history.draft, "note"), at=at, text=text)
        self.does("Note", add(self.history.draft, "map_notes", note, at=0 if first else None)[0])

    @rule(data=st.data())
    def puts_an_element(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(("router", "dns", "esinet_router")))
        element = keys(kind=kind, id=free_id(self.history.draft, kind), name=kind, at=(0, 0))
        draft, _ = add(self.history.draft, "elements", element)
        end = self.one(data, "elements")
        assert end is not None
        other = next(item.id for item in draft.items("elements") if item.key == end)
        self.does("Element", add(draft, "links", keys(a=str(element["id"]), b=other))[0])

    @rule(data=st.data(), right=st.integers(-50, 50), down=st.integers(-50, 50))
    def moves_some(self, data: st.DataObject, right: int, down: int) -> None:
        self.does("Move", moved(self.history.draft, self.some(data), right, down))

    @rule(data=st.data())
    def arranges_some(self, data: st.DataObject) -> None:
        draft, some = self.history.draft, self.some(data)
        match data.draw(st.integers(0, 3)):
            case 0:
                places = aligned(draft, some, data.draw(st.sampled_from(Line)))
            case 1:
                places = distributed(draft, some, across=True)
            case 2:
                places = snapped(draft, some)
            case _:
                places = laid_out(draft, some)
        self.does("Arrange", placed(draft, places))

    @rule(data=st.data())
    def deletes_something(self, data: st.DataObject) -> None:
        key = self.one(data)
        if key is not None:
            self.does("Delete", removed(self.history.draft, {key}))

    @rule(data=st.data(), name=st.sampled_from(("a-new-name", "yes", "000", "# x", "é")))
    def gives_another_id(self, data: st.DataObject, name: str) -> None:
        key = self.one(data, "elements", "policies", "regions", "seats", "faults", "actions", "objectives")
        if key is not None:
            self.does("Rename", renamed(self.history.draft, key, name))

    @rule(data=st.data(), at=st.integers(0, 5))
    def puts_in_another_order(self, data: st.DataObject, at: int) -> None:
        section = data.draw(st.sampled_from(("elements", "injects", "seats", "actions")))
        key = self.one(data, section)
        if key is not None:
            self.does("Order", ordered(self.history.draft, section, [key], at))

    @rule(data=st.data())
    def copies(self, data: st.DataObject) -> None:
        self.clip = copied_text(self.history.draft, self.some(data))

    @precondition(lambda self: self.clip)
    @rule()
    def pastes(self) -> None:
        self.does("Paste", pasted(self.history.draft, self.clip)[0])

    @rule(data=st.data())
    def takes_a_target_from_the_library(self, data: st.DataObject) -> None:
        self.does("Target", inserted(self.history.draft, data.draw(st.sampled_from(starters())))[0])

    @rule()
    def undoes(self) -> None:
        self.history = self.history.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redoes(self) -> None:
        self.history = self.history.redo()
        self.at = min(self.at + 1, len(self.model) - 1)

    @rule(data=st.data())
    def goes_to_a_step_of_the_list(self, data: st.DataObject) -> None:
        self.at = data.draw(st.integers(0, len(self.model) - 1))
        self.history = self.history.to(self.at)

    @rule()
    def saves_and_opens_again(self) -> None:
        draft, place = self.history.draft, self.folder / "saved"
        self.document = (
            saved_as(self.document, draft, place) if self.document.place is None else saved(self.document, draft)
        )
        assert alike_drafts(opened(place).draft, draft)

    @rule()
    def is_killed_and_recovers(self) -> None:
        self.keeper.keep(self.document, self.history.draft)
        back = recovered(_told(self.keeper.path))
        assert alike_drafts(back.draft, self.history.draft)
        assert back.place == self.document.place

    @invariant()
    def the_draft_is_the_models(self) -> None:
        if hasattr(self, "history"):
            assert told(self.history.draft) == self.model[self.at]
            assert len(self.history.steps) == len(self.model) - 1

    @invariant()
    def keys_are_given_once(self) -> None:
        if hasattr(self, "history"):
            found = [item.key for name in SECTIONS for item in self.history.draft.items(name)]
            assert len(found) == len(set(found))
            assert max(found, default=0) < self.history.draft.next_key

    @invariant()
    def the_bottom_of_the_list_is_the_first_draft(self) -> None:
        if hasattr(self, "history"):
            assert self.history.to(0).draft is self.first


QUIET = list(HealthCheck)


def test_a_random_author() -> None:
    run_state_machine_as_test(
        Author, settings=settings(max_examples=12, stateful_step_count=15, suppress_health_check=QUIET, deadline=None)
    )


@pytest.mark.slow
def test_a_random_author_for_long() -> None:
    run_state_machine_as_test(
        Author, settings=settings(max_examples=150, stateful_step_count=40, suppress_health_check=QUIET, deadline=None)
    )

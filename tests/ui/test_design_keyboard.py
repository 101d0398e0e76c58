"""The author's canvas by keyboard alone: everything that the mouse does can be done without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import changed
from hotwash.ui.design_asking import FindBox, GroupBox, NameLine
from hotwash.ui.design_menu import context_menu
from hotwash.ui.design_twin import TwinTable
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_acts import ACTS, BREAK, act
from hotwash.viewmodels.design_groups import Sort
from tests.ui.test_design_gestures import ALT, CTRL, NONE, SHIFT, Bench

Key = Qt.Key


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(theme)
    qtbot.addWidget(made.workspace)
    made.workspace.activateWindow()
    qtbot.waitUntil(made.workspace.isActiveWindow)
    made.canvas.setFocus()
    yield made
    made.workspace.stop()


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def dialog(bench: Bench) -> QDialog:
    found = bench.workspace.commands.dialog
    assert found is not None
    return found


def type_into(widget: QWidget, words: str) -> None:
    QTest.keyClicks(widget, words)
    QTest.keyClick(widget, Key.Key_Return)


def test_tab_goes_by_layer_and_leaves_after_the_last(bench: Bench) -> None:
    seen = []
    for _ in range(4):
        press(Key.Key_Tab)
        seen.append(bench.canvas.current)
    assert seen == [bench.carrier, bench.border, bench.psap, bench.note]
    assert bench.chosen == {bench.note}
    press(Key.Key_Backtab, SHIFT)
    assert bench.canvas.current == bench.psap
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is not bench.canvas


def test_ctrl_and_arrows_follow_links_and_k_chooses_them(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Right, CTRL)
    assert bench.canvas.current == bench.border
    press(Key.Key_Left, CTRL)
    assert bench.canvas.current == bench.carrier
    press(Key.Key_K)
    assert bench.chosen == {bench.wire}
    press(Key.Key_B)
    assert len(bench.picture.model.wires[bench.wire].bends) == 1
    press(Key.Key_B, SHIFT)
    assert bench.picture.model.wires[bench.wire].bends == ()


def test_ctrl_space_chooses_several_and_esc_none(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Space, CTRL)
    assert bench.chosen == frozenset()
    press(Key.Key_Space, CTRL)
    press(Key.Key_Tab)
    press(Key.Key_Space, CTRL)
    assert bench.chosen == {bench.carrier, bench.border}
    press(Key.Key_Escape)
    assert bench.chosen == frozenset()
    press(Key.Key_A, CTRL)
    assert len(bench.chosen) == 5


def test_arrows_move_by_the_grid_and_with_alt_by_one(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Right)
    press(Key.Key_Down, ALT)
    assert bench.at(bench.carrier) == (110, 101)
    assert bench.steps == ["Move", "Move"]
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert bench.at(bench.carrier) == (100, 100)
    press(Key.Key_Y, CTRL)
    assert bench.at(bench.carrier) == (110, 100)


def test_enter_in_the_palette_places_where_there_is_room(bench: Bench) -> None:
    palette = bench.workspace.palette_
    palette.setFocus()
    leaf = palette.findItems("Firewall", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]
    palette.setCurrentItem(leaf)
    press(Key.Key_Return)
    press(Key.Key_Return)
    places = [item.fields["at"] for item in bench.table.draft.items("elements")[3:]]
    assert len(places) == 2
    assert len(set(places)) == 2
    assert bench.steps == ["Place Firewall", "Place Firewall"]


def test_l_links_to_what_is_typed(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_L)
    box = dialog(bench)
    assert isinstance(box, FindBox)
    type_into(box.line, "psap")
    link = bench.table.draft.items("links")[-1]
    assert (link.fields["a"], link.fields["b"]) == ("wireless-network", "psap")
    assert bench.steps == ["Link"]


def test_shift_l_links_all_in_a_row(bench: Bench) -> None:
    bench.canvas.choose({bench.border, bench.psap, bench.carrier}, bench.psap)
    press(Key.Key_L, SHIFT)
    assert len(bench.table.draft.items("links")) == 3
    assert bench.steps == ["Link in a row"]


def test_f2_renames_elements_labels_links_and_writes_notes(bench: Bench) -> None:
    for key, words in ((bench.carrier, "One"), (bench.wire, "Two"), (bench.note, "Three")):
        bench.canvas.choose({key}, key)
        press(Key.Key_F2)
        line = QApplication.focusWidget()
        assert isinstance(line, NameLine)
        type_into(line, words)
        assert bench.canvas.hasFocus()
    model = bench.picture.model
    assert (model.spots[bench.carrier].name, model.wires[bench.wire].label) == ("One", "Two")
    assert model.notes[bench.note].text == "Three"
    assert bench.steps == ["Rename", "Label a link", "Write a note"]


def test_delete_takes_links_along_and_is_named(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Delete)
    assert bench.wire not in bench.picture.things
    assert bench.carrier not in bench.picture.things
    assert bench.steps == ["Delete Wireless network"]
    press(Key.Key_Z, CTRL)
    assert bench.wire in bench.picture.things


def test_zones_and_sites_are_given_and_collapsed(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Z)
    box = dialog(bench)
    assert isinstance(box, GroupBox)
    type_into(box.line, "Carrier edge")
    assert bench.picture.model.spots[bench.carrier].zone == "Carrier edge"
    press(Key.Key_S)
    box = dialog(bench)
    assert isinstance(box, GroupBox)
    type_into(box.line, "Main building")
    assert bench.picture.model.spots[bench.carrier].site == "main-building"
    press(Key.Key_C)
    assert bench.picture.hulls.collapsed == {(Sort.ZONE, "Carrier edge")}
    press(Key.Key_C)
    assert bench.picture.hulls.collapsed == set()


def test_a_collapsed_group_is_one_stop_and_sums_its_mistakes(bench: Bench) -> None:
    keys = {bench.carrier, bench.border}
    bench.table.edit("Zone", changed(bench.table.draft, keys, ("zone",), "Edge"))
    bench.table.read()
    hull = bench.picture.hulls.items[Sort.ZONE, "Edge"]
    assert hull.look.mistakes == sum(bench.table.mistakes().get(key, 0) for key in keys) > 0
    press(Key.Key_Tab)
    press(Key.Key_C)
    assert hull.look.current
    press(Key.Key_Tab)
    assert bench.canvas.current == bench.psap


def test_find_opens_what_is_hidden_and_goes_there(bench: Bench) -> None:
    bench.table.edit("Zone", changed(bench.table.draft, {bench.psap}, ("zone",), "Far"))
    bench.picture.collapse((Sort.ZONE, "Far"))
    press(Key.Key_F, CTRL)
    box = dialog(bench)
    assert isinstance(box, FindBox)
    type_into(box.line, "psap")
    assert bench.chosen == {bench.psap}
    assert bench.picture.things[bench.psap].isVisible()
    assert bench.canvas.hasFocus()


def test_zoom_keys(bench: Bench) -> None:
    press(Key.Key_Equal, CTRL)
    assert bench.canvas.zoom == pytest.approx(1.25)
    press(Key.Key_Minus, CTRL)
    press(Key.Key_1, CTRL)
    assert bench.canvas.zoom == pytest.approx(1.0)
    press(Key.Key_0, CTRL)
    assert bench.canvas.seen().contains(bench.picture.place(bench.note))
    assert bench.table.is_saved


def test_n_writes_a_note_and_o_hides_the_overview(bench: Bench) -> None:
    press(Key.Key_N)
    assert len(bench.table.draft.items("map_notes")) == 2
    press(Key.Key_O)
    assert not bench.workspace.minimap.isVisible()


def test_enter_goes_to_the_properties(bench: Bench) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bench.workspace.right.isAncestorOf(focus)


def test_f8_goes_from_problem_to_problem(bench: Bench) -> None:
    bench.table.read()
    wrong = [m.key for m in bench.table.reading.mistakes if m.key]
    assert wrong
    seen = set()
    for _ in range(len(bench.table.reading.mistakes)):
        press(Key.Key_F8)
        assert bench.table.goal is not None
        seen.add(bench.table.goal.key)
        bench.canvas.setFocus()
    assert set(wrong) <= seen


def test_the_menu_offers_every_act_with_its_keys(bench: Bench) -> None:
    press(Key.Key_Tab)
    menu = context_menu(bench.workspace.commands)
    texts = {made.objectName(): made.text() for made in menu.actions()}
    assert texts["rename"].endswith("\tF2")
    assert [made.isEnabled() for made in menu.actions() if made.objectName() in ("rename", "label")] == [True, False]


def test_no_key_means_two_acts() -> None:
    keys = [key for record in ACTS for key in record.keys]
    assert len(keys) == len(set(keys))


def test_acts_that_are_not_allowed_do_nothing(bench: Bench) -> None:
    assert not act("delete").allowed(bench.workspace.commands.chosen())
    press(Key.Key_Delete)
    press(Key.Key_F2)
    press(Key.Key_L)
    assert bench.steps == []
    assert bench.workspace.commands.dialog is None


def test_the_table_says_the_same_and_renames(bench: Bench) -> None:
    twin = bench.workspace.panels["Table"]
    assert isinstance(twin, TwinTable)
    bench.workspace.below.setCurrentWidget(twin)
    model = twin.model()
    assert model.rowCount() == 5
    press(Key.Key_Tab)
    assert [index.row() for index in twin.selectionModel().selectedRows()] == [0]
    twin.setFocus()
    press(Key.Key_Down)
    assert bench.chosen == {bench.border}
    press(Key.Key_Down, SHIFT)
    assert bench.chosen == {bench.border, bench.psap}
    press(Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_into(line, "Town desk")
    QApplication.processEvents()  # a table takes what was written a moment later
    assert bench.picture.model.spots[bench.psap].name == "Town desk"
    twin.setFocus()
    press(Key.Key_Return)
    assert bench.table.goal is not None
    assert bench.table.goal.key == bench.psap


def test_every_act_is_done_by_somebody(bench: Bench) -> None:
    for record in ACTS:
        if record is not BREAK:
            assert callable(bench.workspace.commands.command(record.id)), record.id


def test_copies_keep_the_links_between_them(bench: Bench) -> None:
    bench.canvas.choose({bench.carrier, bench.border}, bench.carrier)
    press(Key.Key_C, CTRL)
    press(Key.Key_V, CTRL)
    elements, links = bench.table.draft.items("elements"), bench.table.draft.items("links")
    assert (len(elements), len(links)) == (5, 2)
    assert {links[1].fields["a"], links[1].fields["b"]} == {item.id for item in elements[3:]}
    assert {item.key for item in elements[3:]} <= bench.chosen
    assert bench.steps == ["Paste"]


def test_cut_takes_away_and_paste_brings_back(bench: Bench) -> None:
    bench.canvas.choose({bench.carrier, bench.border}, bench.carrier)
    press(Key.Key_X, CTRL)
    assert len(bench.table.draft.items("links")) == 0
    press(Key.Key_V, CTRL)
    assert len(bench.table.draft.items("links")) == 1
    assert bench.steps == ["Cut 2 things", "Paste"]


def test_duplicates_leave_the_clipboard_alone(bench: Bench) -> None:
    QApplication.clipboard().setText("mine")
    press(Key.Key_Tab)
    press(Key.Key_D, CTRL)
    assert len(bench.table.draft.items("elements")) == 4
    assert QApplication.clipboard().text() == "mine"
    assert bench.steps == ["Duplicate Wireless network"]
    told: list[str] = []
    bench.workspace.said.connect(told.append)
    press(Key.Key_V, CTRL)
    assert len(told) == 1
    assert bench.steps == ["Duplicate Wireless network"]


def test_aligning_distributing_and_snapping(bench: Bench) -> None:
    bench.canvas.choose({bench.carrier, bench.border, bench.psap}, bench.carrier)
    press(Key.Key_R, ALT)
    assert len({bench.at(key)[1] for key in (bench.carrier, bench.border, bench.psap)}) == 1
    press(Key.Key_C, ALT)
    assert len({bench.at(key)[0] for key in (bench.carrier, bench.border, bench.psap)}) == 1
    bench.table.undo()
    bench.table.edit("Off", changed(bench.table.draft, {bench.border}, ("at",), (153, 144)))
    press(Key.Key_C, ALT | SHIFT)
    assert bench.at(bench.border)[0] == 300
    press(Key.Key_G)
    assert bench.at(bench.border) == (300, 140)
    assert bench.steps == ["Align in a row", "Off", "Distribute across", "Snap to the grid"]


def test_layers_come_at_once_and_forces_only_when_taken(bench: Bench, qtbot: QtBot) -> None:
    press(Key.Key_L, CTRL)
    assert bench.steps == ["Lay out by role"]

    def ghosts() -> bool:
        preview = bench.workspace.commands.arranging.preview
        return preview is not None and preview.ghosts is not None

    for answer in (Key.Key_Escape, Key.Key_Return):
        before = bench.table.draft
        bench.canvas.setFocus()
        press(Key.Key_L, CTRL | SHIFT)
        qtbot.waitUntil(ghosts, timeout=20_000)
        assert bench.table.draft is before
        press(answer) if answer is Key.Key_Escape else press(Key.Key_Space)
        assert not ghosts()
        assert bench.canvas.hasFocus()
    assert bench.steps == ["Lay out by role", "Lay out by forces"]


def test_f6_goes_through_the_parts(bench: Bench) -> None:
    seen = []
    for _ in range(4):
        press(Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
    assert bench.workspace.right.isAncestorOf(seen[0])
    assert bench.workspace.below.isAncestorOf(seen[1])
    assert bench.workspace.palette_ is seen[2]
    assert bench.canvas is seen[3]

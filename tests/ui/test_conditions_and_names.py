"""Conditions are put together by keyboard and judged at once; what names an entry is found and gone to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hotwash.domain.predicate_text import WORDS, parse
from hotwash.scenario.draft import Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.condition_dialog import ConditionDialog
from hotwash.ui.form_fields import ConditionField
from hotwash.ui.inspector import Inspector
from hotwash.ui.list_editor import ListEditor
from hotwash.viewmodels.condition_parts import blanks, joined, sense, words, written
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.named_by import named_by


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def inspector(table: DesignTable, qtbot: QtBot) -> Iterator[Inspector]:
    """Shown on a screen of its own."""
    made = Inspector(table)
    qtbot.addWidget(made)
    made.resize(360, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_table()


def item(table: DesignTable, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in table.draft.items(section) if item.id == name)


def choose(box: QComboBox, word: str) -> None:
    """Choose with the arrows."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != word:
        QTest.keyClick(box, Qt.Key.Key_Down)


def fill(dialog: ConditionDialog, name: str, text: str) -> None:
    """Fill one blank in."""
    field = dialog.fields[name]
    if isinstance(field, QLineEdit):
        QTest.keyClicks(field, text)
    else:
        choose(field, text)


def test_a_condition_is_put_together_and_taken(inspector: Inspector, table: DesignTable, qtbot: QtBot) -> None:
    inject = table.draft.items("injects")[2]
    fault = table.draft.items("faults")[0].id
    table.select([inject.key])
    inspector.show_chosen()
    field = inspector.fields[("when",)]
    assert isinstance(field, ConditionField)
    inspector.activateWindow()
    qtbot.waitUntil(field.line.isVisible)
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    QTest.keyClick(field.line, Qt.Key.Key_F4)
    dialog = inspector.builder
    assert dialog is not None
    qtbot.waitExposed(dialog)
    dialog.text.clear()
    choose(dialog.word, "fault")
    fill(dialog, "fault", fault)
    QTest.keyClick(dialog.put_key, Qt.Key.Key_Space)
    QTest.keyClick(dialog.joints["for 0:05:00"], Qt.Key.Key_Space)
    QTest.keyClick(dialog.joints["and"], Qt.Key.Key_Space)
    assert not dialog.take_key.isEnabled()
    assert dialog.sense.text().startswith("✕ Not right yet: expected")
    QTest.keyClick(dialog.joints["not"], Qt.Key.Key_Space)
    choose(dialog.word, "lost")
    fill(dialog, "at_least", "20")
    fill(dialog, "within", "0:10:00")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.put_key, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.text.toPlainText() == f"fault({fault}) for 0:05:00 and not lost(20, 0:10:00)"
    assert dialog.sense.text().startswith("✓ It says: the fault is live")
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    now = table.draft.items("injects")[2].fields["when"]
    assert isinstance(now, str)
    parse(now)
    assert len(table.history.steps) == 1
    table.read()
    assert not [one for one in table.reading.mistakes if one.path == "when"]


def test_a_condition_of_a_task_is_put_together_over_its_list(table: DesignTable, qtbot: QtBot) -> None:
    target = table.draft.items("targets")[0]
    editor = ListEditor(table, target.key, ("tasks",))
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.rows.selectRow(0)
    field = editor.fields[("tasks", 0, "done")]
    assert isinstance(field, ConditionField)
    QTest.keyClick(field.key, Qt.Key.Key_Space)
    dialog = editor.builder
    assert dialog is not None
    dialog.text.setPlainText("milestone(nothing-such)")
    assert dialog.sense.text() == "✕ Not right yet: there is no milestone 'nothing-such'"
    dialog.text.setPlainText("milestone(detected)")
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    editor.apply()
    tasks = item(table, "targets", target.id).fields["tasks"]
    assert isinstance(tasks, tuple)
    assert tasks[0]["done"] == "milestone(detected)"


@pytest.mark.parametrize("word", list(WORDS))
def test_every_word_filled_in_can_be_read(table: DesignTable, word: str) -> None:
    samples = {"clock": "0:10:00", "count": "7", "word": "down"}
    every = {one.name: one.options[0].word if one.options else samples[one.sort] for one in blanks(table.draft, word)}
    needed = {one.name: every[one.name] for one in blanks(table.draft, word) if one.needed}
    last = dict(list(every.items())[-1:])
    for values in (every, needed, needed | last):
        assert sense(table.draft, written(word, values)).is_sound, written(word, values)
    assert word in [one.word for one in words()]


@pytest.mark.parametrize(
    ("text", "at", "part", "made"),
    [
        ("", 0, "seen", "seen"),
        ("seen", 4, "cause(x)", "seen and cause(x)"),
        ("seen and ", 9, "not", "seen and not"),
        ("seen", 4, "not", "seen and not"),
        ("(", 1, "seen", "(seen"),
        ("(seen", 5, ")", "(seen)"),
        ("and seen", 0, "fault", "fault and seen"),
        ("not", 3, "(", "not ("),
    ],
)
def test_parts_are_put_in_with_what_belongs_between(text: str, at: int, part: str, made: str) -> None:
    assert joined(text, at, part)[0] == made


def test_what_names_an_entry_is_listed_and_gone_to(inspector: Inspector, table: DesignTable, qtbot: QtBot) -> None:
    desk = item(table, "elements", "western-desk-2")
    table.select([desk.key])
    inspector.show_chosen()
    found = named_by(table)
    assert item(table, "elements", "western-desk-1").key in [one.key for one in found], "it overflows there"
    assert inspector.named.text() == f"Named by {len(found)} entries…"
    QTest.keyClick(inspector.named, Qt.Key.Key_Space)
    finder = inspector.finder
    assert finder is not None
    qtbot.waitExposed(finder)
    QTest.keyClicks(finder.line, "region, desk 1 psap")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert table.goal is not None
    assert table.goal.key == item(table, "elements", "western-desk-1").key
    table.select([item(table, "injects", "startex").key])
    inspector.show_chosen()
    assert inspector.named.isHidden() == (not named_by(table))

"""Lists of records are edited by keyboard; the cost is told first, and nothing is changed before Apply."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import add
from hotwash.editor.rehearsal.hits import trial_hits
from hotwash.scenario.draft import Fields, Item, Plain, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.form_fields import ChoiceField, LineField, TableField, TicksField
from hotwash.ui.list_editor import ListEditor
from hotwash.viewmodels.design_table import DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


def item(table: DesignTable, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in table.draft.items(section) if item.id == name)


@pytest.fixture
def editor(table: DesignTable, qtbot: QtBot) -> ListEditor:
    """The lines of the gateway's firewall."""
    made = ListEditor(table, item(table, "policies", "gateway-policy").key, ("rules",))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lines(table: DesignTable) -> list[object]:
    """Ids of the lines as they stand in a draft."""
    rules = item(table, "policies", "gateway-policy").fields["rules"]
    assert isinstance(rules, tuple)
    return [rule["id"] for rule in rules]


def test_a_line_moved_by_keyboard_is_told_and_applied(editor: ListEditor, table: DesignTable, qtbot: QtBot) -> None:
    editor.rows.setFocus()
    editor.rows.selectRow(3)
    for _ in range(3):
        QTest.keyClick(editor.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert lines(editor.pending)[0] == "deny-rest"
    assert lines(table)[0] == "allow-calls", "nothing before Apply"
    qtbot.waitUntil(lambda: "calls lost" in editor.cost.text())
    marks = {editor.rows.model().index(row, 0).data() for row in range(4)}
    assert any(mark == "shadowed by deny-rest" for mark in marks)
    QTest.keyClick(editor.apply_key, Qt.Key.Key_Space)
    assert lines(table)[0] == "deny-rest"
    assert len(table.history.steps) == 1
    table.undo()
    assert lines(table)[0] == "allow-calls"


def test_lines_are_added_copied_deleted_and_undone(editor: ListEditor, table: DesignTable) -> None:
    editor.rows.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert lines(editor.pending)[1] == "line"
    assert "missing" in editor.rows.model().index(1, 0).data(), "a line without a verb is told"
    editor.rows.selectRow(0)
    QTest.keyClick(editor, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert lines(editor.pending)[:2] == ["allow-calls", "allow-calls-2"]
    editor.rows.selectRow(2)
    QTest.keyClick(editor.rows, Qt.Key.Key_Delete)
    assert lines(editor.pending) == ["allow-calls", "allow-calls-2", *lines(table)[1:]]
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.pending.draft == table.draft
    assert not editor.apply_key.isEnabled()


def test_the_form_edits_the_chosen_line(editor: ListEditor, qtbot: QtBot) -> None:
    editor.rows.selectRow(0)
    field = editor.fields[("rules", 0, "services")]
    assert isinstance(field, TicksField)
    sources = editor.fields[("rules", 0, "sources")]
    assert isinstance(sources, TicksField)
    assert sources.ticks.item(0).text() == "emergency-callers", "groups of the policy itself can be named"
    for place in range(field.ticks.count()):
        if field.ticks.item(place).text().startswith("sip-invite"):
            field.ticks.item(place).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "calls lost" in editor.cost.text())


def test_closing_applies_nothing(editor: ListEditor, table: DesignTable) -> None:
    editor.add()
    editor.reject()
    assert not table.history.steps


def test_tasks_of_a_target_are_a_list_too(table: DesignTable, qtbot: QtBot) -> None:
    target = table.draft.items("targets")[0]
    editor = ListEditor(table, target.key, ("tasks",))
    qtbot.addWidget(editor)
    editor.show()
    before = editor.rows.model().rowCount()
    editor.duplicate()
    editor.apply()
    assert before > 0
    tasks = item(table, "targets", target.id).fields["tasks"]
    assert isinstance(tasks, tuple)
    assert len(tasks) == before + 1


def column(editor: ListEditor, place: int) -> list[str]:
    """The texts of one column."""
    model = editor.rows.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_hits_of_a_trial_hour_stand_beside_the_lines(editor: ListEditor, table: DesignTable, qtbot: QtBot) -> None:
    before = editor.rows.model().columnCount()
    QTest.keyClick(editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.counter.hits is not None)
    scenario = table.reading.scenario
    assert scenario is not None
    counted = trial_hits(scenario)["gateway-policy"]
    assert editor.rows.model().columnCount() == before + 1
    assert column(editor, 1) == [
        f"{counted[str(line)].total:,}" if str(line) in counted else "⚠ 0, never met" for line in lines(table)
    ]
    assert counted["allow-calls"].total > 0
    assert "Rehearsal" in editor.counter.words.text()
    editor.rows.selectRow(0)
    editor.delete()
    assert "have changed since" in editor.counter.words.text()
    assert not table.history.steps


@pytest.fixture
def routed(table: DesignTable) -> tuple[DesignTable, int]:
    """The table with a route policy of one rule, and its key."""
    psap: Plain = next(item.id for item in table.draft.items("elements") if item.fields.get("kind") == "psap")
    condition = Fields([("kind", "QueueStateCondition"), ("queue", psap), ("states", ("Full",))])
    action = Fields([("kind", "RouteAction"), ("recipient", psap)])
    rules = (
        Fields([("id", "full"), ("priority", 9), ("conditions", (condition,)), ("actions", (action,))]),
        Fields([("id", "else"), ("priority", 0), ("actions", (action,))]),
    )
    policy = Fields([("id", "calls"), ("owner", "state.example"), ("queue", psap), ("rules", rules)])
    draft, key = add(table.draft, "route_policies", policy)
    table.edit("Add", draft)
    table.read()
    assert table.reading.mistakes == ()
    return table, key


def test_conditions_of_a_routing_rule_open_in_an_editor_of_their_own(
    routed: tuple[DesignTable, int], qtbot: QtBot
) -> None:
    table, key = routed
    editor = ListEditor(table, key, ("rules",))
    qtbot.addWidget(editor)
    editor.show()
    assert not editor.counter.isVisible()
    assert any("QueueStateCondition" in text for text in (column(editor, n)[0] for n in range(2, 5)))
    editor.rows.selectRow(0)
    field = editor.fields[("rules", 0, "conditions")]
    assert isinstance(field, TableField)
    QTest.keyClick(field.key, Qt.Key.Key_Space)
    inner = editor.inner
    assert inner is not None
    qtbot.waitExposed(inner)
    inner.activateWindow()
    qtbot.waitUntil(inner.isActiveWindow)
    QTest.keyClick(inner, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    inner.rows.selectRow(1)
    kind = inner.fields[("rules", 0, "conditions", 1, "kind")]
    assert isinstance(kind, ChoiceField)
    kind.box.setFocus()
    while kind.box.currentData() != "TimePeriodCondition":
        QTest.keyClick(kind.box, Qt.Key.Key_Down)
    for name, text in (("start", "22:00:00"), ("end", "6:00:00")):
        line = inner.fields[("rules", 0, "conditions", 1, name)]
        assert isinstance(line, LineField)
        line.line.setFocus()
        QTest.keyClicks(line.line, text)
        QTest.keyClick(line.line, Qt.Key.Key_Return)
    QTest.keyClick(inner.apply_key, Qt.Key.Key_Space)
    assert len(table.history.steps) == 1, "the outer list waits for its own Apply"
    QTest.keyClick(editor.apply_key, Qt.Key.Key_Space)
    table.read()
    assert table.reading.mistakes == ()
    rules = item(table, "route_policies", "calls").fields["rules"]
    assert isinstance(rules, tuple)
    assert [one["kind"] for one in rules[0]["conditions"]] == ["QueueStateCondition", "TimePeriodCondition"]
    assert len(table.history.steps) == 2


def test_a_list_of_the_scenario_itself_opens_too(table: DesignTable, qtbot: QtBot) -> None:
    editor = ListEditor(table, 0, ("words",))
    qtbot.addWidget(editor)
    editor.show()
    before = editor.rows.model().rowCount()
    editor.add()
    assert editor.rows.model().rowCount() == before + 1
    assert editor.windowTitle().endswith("of the scenario")
    field = next(one for one in editor.fields.values() if isinstance(one, LineField))
    field.line.setText("PSAP")
    field.line.setModified(True)
    field.line.editingFinished.emit()
    editor.apply()
    words = table.draft.head["words"]
    assert isinstance(words, tuple)
    assert words[1][str(field.row.path[-1])] == "PSAP"
    assert len(table.history.steps) == 1
    table.undo()
    assert table.draft == table.history.first

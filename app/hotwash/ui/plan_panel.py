"""Objectives, capability targets and critical tasks as a tree that is written with the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QBrush, QColor, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from hotwash.ui.controls import button, column, follow, row
from hotwash.ui.list_editor import ListEditor
from hotwash.ui.plain_text import amp, label, set_text, shown, tr
from hotwash.ui.starter_dialog import StarterDialog
from hotwash.ui.theme import Theme
from hotwash.ui.when_seen import WhenSeen
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.plan_tree import (
    Node,
    add_objective,
    add_target,
    add_task,
    delete_node,
    move_node,
    plan_tree,
)

NODE = Qt.ItemDataRole.UserRole


class PlanPanel(QWidget):
    """The tree; what is chosen in it stands in the properties, a task opens in its list with Enter."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table, self._theme = table, theme
        self._nodes: tuple[Node, ...] = ()
        self._telling = False
        self.dialog: ListEditor | None = None
        self.library: StarterDialog | None = None
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Objectives, capability targets and critical tasks"))
        self.tree.setHeaderLabels(
            [tr("Objective, target, task"), tr("Capability, reference, time"), tr("What it lacks")]
        )
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        heads = self.tree.header()
        heads.setAccessibleName(tr("Columns of the plan"))
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        heads.setStretchLastSection(False)
        heads.resizeSection(1, 220)
        heads.resizeSection(2, 260)
        self.tree.currentItemChanged.connect(lambda *_: self._choose())
        self.tree.itemActivated.connect(lambda *_: self.open_task())
        self._keys = self._made_keys()
        self.hint = label(name="muted", wrap=True)
        whole = column(row(*self._keys, 1, margin=4), self.hint, gap=2)
        whole.addWidget(self.tree, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.tree)
        self._seen = WhenSeen(self, self._refresh)
        table.listen(self._told)
        follow(theme, self, self._show)
        self.tree.expandAll()

    @property
    def node(self) -> Node | None:
        """The chosen line."""
        item = self.tree.currentItem()
        found = item.data(0, NODE) if item is not None else None
        return found if isinstance(found, Node) else None

    def open_task(self) -> None:
        """The list of tasks, at the chosen one."""
        node = self.node
        if node is not None and node.level == "tasks":
            self.dialog = ListEditor(self._table, node.key, ("tasks",), self.window())
            self.dialog.rows.selectRow(node.place)
            self.dialog.open()

    def open_library(self) -> None:
        """Targets and tasks to start from."""
        self.library = StarterDialog(self.window(), self._table)
        self.library.open()

    def _made_keys(self) -> list[QWidget]:
        commands: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (tr("Add objective"), "Ctrl+Shift+N", lambda: add_objective(self._table)),
            (tr("Add target"), "Ctrl+N", lambda: self._with(add_target)),
            (tr("Add task"), "Ctrl+T", lambda: self._with(add_task)),
            (tr("From the library…"), "Ctrl+L", self.open_library),
            (tr("Delete"), "Del", lambda: self._with(delete_node)),
            (tr("Up"), "Alt+Up", lambda: self._move(-1)),
            (tr("Down"), "Alt+Down", lambda: self._move(1)),
        )
        keys: list[QWidget] = []
        for words, key, command in commands:
            action = QAction(amp(words), self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=command: do())
            self.addAction(action)
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            keys.append(button(words, command, explain=tr("{what} ({key})", what=words, key=native)))
        return keys

    def _with(self, act: Callable[[DesignTable, Node], None]) -> None:
        node = self.node
        if node is not None:
            act(self._table, node)
        else:
            self._say(tr("Choose a line of the plan first, or begin with an objective (Ctrl+Shift+N)."))

    def _say(self, words: str) -> None:
        set_text(self.hint, words)
        self.hint.setVisible(bool(words))

    def _move(self, by: int) -> None:
        node = self.node
        if node is not None:
            move_node(self._table, node, by)
            if node.level == "tasks":
                self._go_to(f"tasks:{node.key}:{node.place + by}")

    def _choose(self) -> None:
        node = self.node
        if node is not None and not self._telling:
            self._telling = True
            self._table.select([node.key])
            self._telling = False

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT or self._seen.due:
            self._seen.ask()
        elif what & Changed.SELECTION:
            self._show_chosen()

    def _refresh(self) -> None:
        self._show()
        self._show_chosen()

    def _show_chosen(self) -> None:
        if not self._telling and len(self._table.selection) == 1:
            key = next(iter(self._table.selection))
            if self.node is None or self.node.key != key:
                self._go_to(f"objectives:{key}:0") or self._go_to(f"targets:{key}:0")

    def _show(self) -> None:
        nodes = plan_tree(self._table)
        if nodes:
            self._say("")
        elif not self.hint.text():
            self._say(tr("Nothing is planned yet: begin with an objective (Ctrl+Shift+N)."))
        if nodes == self._nodes and self.tree.topLevelItemCount():
            return
        self._nodes = nodes
        folded = {one.data(0, NODE).id for one in self._items() if one.childCount() and not one.isExpanded()}
        current = self.node.id if self.node is not None else ""
        self._telling = True
        self.tree.clear()
        self.tree.addTopLevelItems([self._item(node) for node in nodes])
        for item in self._items():
            item.setExpanded(item.data(0, NODE).id not in folded)
        self._go_to(current)
        self._telling = False

    def _item(self, node: Node) -> QTreeWidgetItem:
        lacks = f"⚠ {node.lacks}" if node.lacks else ""
        made = QTreeWidgetItem([shown(node.text or tr("(no words yet)")), shown(node.about), shown(lacks)])
        made.setData(0, NODE, node)
        made.setForeground(2, QBrush(QColor(self._theme.tokens.warn)))
        made.addChildren([self._item(child) for child in node.children])
        return made

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        open_ = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        while open_:
            item = open_.pop(0)
            if item is not None:
                found.append(item)
                open_ += [item.child(place) for place in range(item.childCount())]
        return found

    def _go_to(self, name: str) -> bool:
        for item in self._items():
            if item.data(0, NODE).id == name:
                self.tree.setCurrentItem(item)
                return True
        return False

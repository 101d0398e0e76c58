"""The library of capability targets to start from: chosen by core capability, put into the draft as one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from hotwash.ui.choosers import box_of, key_of, named
from hotwash.ui.controls import SearchLine, button, column, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.starters import insert, objectives_for, shelves

NUMBER = Qt.ItemDataRole.UserRole


class StarterDialog(QDialog):
    """Targets under their core capabilities, each with its critical tasks; Enter puts the chosen one into the draft."""

    def __init__(self, parent: QWidget | None, table: DesignTable) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("debriefwindow")
        self.setWindowTitle(tr("Library of capability targets"))
        self._table = table
        self.search = SearchLine(tr("Filter"), tr("Words of a target or task"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Targets by core capability"))
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.about = label(wrap=True)
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.objective = box_of(tr("Objective it belongs to"), ())
        self.put_key = button(tr("Put into the scenario"), self.put, name="primary")
        self.put_key.setDefault(True)
        words = label(
            tr("Every target and every time in the library is a default for the agency to set."),
            name="small",
            wrap=True,
        )
        bottom = row(1, button(tr("Close"), self.reject), self.put_key)
        page = column(self.search, margin=10, gap=8)
        page.addWidget(self.tree, 1)
        page.addWidget(self.about)
        page.addLayout(named(tr("Objective it belongs to"), self.objective))
        page.addWidget(words)
        page.addLayout(bottom)
        self.setLayout(page)
        self.resize(680, 600)
        self._fill()
        self.search.textChanged.connect(lambda _: self._fill())
        self.search.entered.connect(self.tree.setFocus)
        self.search.left.connect(self.reject)
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        self.tree.itemActivated.connect(lambda *_: self.put())
        self._first()
        self.tree.setFocus()

    @property
    def number(self) -> int:
        """Place of the chosen target in the library; -1 where a capability is chosen, or nothing."""
        item = self.tree.currentItem()
        found = item.data(0, NUMBER) if item is not None else None
        return found if isinstance(found, int) else -1

    def put(self) -> None:
        """The chosen target and its tasks in the draft, as one step."""
        if self.number >= 0:
            insert(self._table, self.number, key_of(self.objective))
            self.accept()

    def _fill(self) -> None:
        self.tree.clear()
        for shelf in shelves(self.search.text()):
            top = QTreeWidgetItem([shown(shelf.capability)])
            for number, one in shelf.targets:
                target = QTreeWidgetItem([shown(one.text)])
                target.setData(0, NUMBER, number)
                for text in one.tasks:
                    task = QTreeWidgetItem([shown(f"• {text}")])
                    task.setData(0, NUMBER, number)
                    target.addChild(task)
                top.addChild(target)
            self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        self._first()

    def _first(self) -> None:
        """The first target, so that Enter puts something."""
        top = self.tree.topLevelItem(0)
        first = top.child(0) if top is not None else None
        if first is not None:
            self.tree.setCurrentItem(first)
        self._show()

    def _show(self) -> None:
        self.put_key.setEnabled(self.number >= 0)
        self.objective.clear()
        if self.number < 0:
            set_text(self.about, tr("Choose a target."))
            return
        one = next(one for shelf in shelves("") for number, one in shelf.targets if number == self.number)
        tasks = len(one.tasks)
        set_text(self.about, tr("{target} {tasks} critical tasks.", target=one.text, tasks=tasks))
        for option in objectives_for(self._table, self.number):
            self.objective.addItem(shown(option.shown), option.word)

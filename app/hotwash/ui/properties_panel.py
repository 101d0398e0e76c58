"""The panel of properties: the inspector, the way to lists within an entry, and to the field of a problem."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hotwash.editor.edits import Path
from hotwash.ui.controls import column
from hotwash.ui.inspector import Inspector
from hotwash.ui.list_editor import ListEditor
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.form import path_of


class PropertiesPanel(QWidget):
    """Properties of what is chosen on an author's table."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme  # fields take their colours from the style sheet
        super().__init__()
        self._table = table
        self.inspector = Inspector(table)
        self.dialog: ListEditor | None = None
        self.setLayout(column(self.inspector))
        self.setFocusProxy(self.inspector)
        self.inspector.opened.connect(self.open_list)
        table.listen(self._told)

    def _told(self, what: Changed) -> None:
        goal = self._table.goal
        if what & Changed.GOAL and goal is not None:
            if not goal.key:
                self._table.select([])
            self.inspector.show_chosen()
            self.inspector.focus(path_of(goal.path))

    def open_list(self, key: int, path: Path) -> None:
        """Edit a list of records of an entry, in a window of its own."""
        self.dialog = ListEditor(self._table, key, path, self.window())
        self.dialog.open()

"""The pages of a scenario beside its map: plan, MSEL, seats, faults over time, traffic, and every list as a grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from hotwash.scenario.draft import SECTIONS
from hotwash.ui.access_grid import AccessGrid
from hotwash.ui.choosers import box_of, key_of
from hotwash.ui.condition_dialog import ConditionDialog
from hotwash.ui.controls import column, row, scrolled
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.hour_profile import HourProfilePanel
from hotwash.ui.msel_import import MselSheets
from hotwash.ui.plain_text import amp, label, tr
from hotwash.ui.theme import Theme
from hotwash.ui.timeline_view import TimelineView
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import noop, said

LISTS = {
    "elements": noop("Elements"),
    "links": noop("Links"),
    "regions": noop("Regions"),
    "callers": noop("Caller behaviours"),
    "policies": noop("Firewall policies"),
    "route_policies": noop("Route policies (PRF)"),
    "actions": noop("Actions"),
    "objectives": noop("Objectives"),
    "targets": noop("Capability targets"),
    "modules": noop("Modules"),
    "directory": noop("Contacts of the SimCell"),
    "sources": noop("Sources"),
    "map_notes": noop("Notes on the map"),
}
"""Lists that the page of all lists offers; those with pages of their own are left out."""


PAGE_OF = {
    "elements": "",
    "links": "",
    "map_notes": "",
    "injects": "MSEL",
    "objectives": "Plan",
    "targets": "Plan",
    "seats": "Seats",
    "faults": noop("Faults and time"),
}
"""The page on which an entry of a list is best seen: the map where empty; of other lists the page of all lists."""


def msel_page(table: DesignTable, theme: Theme) -> QWidget:
    """The MSEL."""
    return MselPage(table, theme)


class MselPage(EntryGridView):
    """The MSEL, with the ways from and to sheets of other programs."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__(table, theme, "injects", tr("Master Scenario Events List"))
        self.sheets = MselSheets(self, table)
        self.builder: ConditionDialog | None = None
        commands = (
            (tr("Put the condition together…"), "F4", self.build),
            (tr("Import from a sheet…"), "Ctrl+Shift+I", self.sheets.ask_import),
            (tr("Export to a sheet…"), "Ctrl+Shift+E", self.sheets.ask_export),
        )
        for words, key, command in commands:
            action = self.more.addAction(amp(words), command)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)

    def build(self) -> None:
        """Put together what the line of the current cell waits for."""
        names = [one.name for one in self.model.columns]
        here = self.sheet.currentIndex()
        if not here.isValid() or "when" not in names:
            return
        place = self.model.columns[names.index("when")]
        item = self.model.items[here.row()]
        text = self.grid.cell(item, place).text
        self.builder = ConditionDialog(
            self.window(),
            self.grid.table.draft,
            place.head,
            text,
            lambda new: self.grid.write({item.key}, place, new) if new != text else None,
        )
        self.builder.open()

    def close_table(self) -> None:
        """Nothing is written any more."""
        self.sheets.stop()


def seats_page(table: DesignTable, theme: Theme) -> QWidget:
    """Seats, and what each is offered."""
    return _halves(EntryGridView(table, theme, "seats", tr("Seats")), AccessGrid(table, theme), (300, 300))


def times_page(table: DesignTable, theme: Theme) -> QWidget:
    """Faults and injects over time, and the faults as a grid."""
    line = scrolled(TimelineView(table, theme), tr("Line of time"))
    return _halves(line, EntryGridView(table, theme, "faults", tr("Faults")), (300, 300))


def traffic_page(table: DesignTable, theme: Theme) -> QWidget:
    """How often the public calls over a day, and how callers behave."""
    return _halves(
        HourProfilePanel(table, theme), EntryGridView(table, theme, "callers", tr("Caller behaviours")), (260, 200)
    )


def lists_page(table: DesignTable, theme: Theme) -> QWidget:
    """Any list, the network's elements and links first: the table twin of the map."""
    return ListsPage(table, theme)


class ListsPage(QWidget):
    """A grid of the list that is chosen above it; each is made when it is asked for first."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table, self._theme = table, theme
        names = [name for name in SECTIONS if name in LISTS]
        names.sort(key=list(LISTS).index)
        self.box = box_of(tr("List"), [(name, said(LISTS[name])) for name in names])
        self.grids: dict[str, EntryGridView] = {}
        self._stack = QStackedWidget()
        self.box.currentIndexChanged.connect(lambda _: self.show_list(key_of(self.box)))
        whole = column(row(label(tr("List"), name="small"), self.box, 1, margin=4), gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        table.listen(self._told)
        self.show_list(names[0])

    def show_list(self, section: str) -> None:
        """Show the grid of a list."""
        if section not in self.grids:
            self.grids[section] = EntryGridView(self._table, self._theme, section, said(LISTS[section]))
            self._stack.addWidget(self.grids[section])
        self._stack.setCurrentWidget(self.grids[section])
        self.setFocusProxy(self.grids[section])
        place = self.box.findData(section)
        if place >= 0 and place != self.box.currentIndex():
            self.box.setCurrentIndex(place)

    def _told(self, what: Changed) -> None:
        goal = self._table.goal
        if what & Changed.GOAL and goal is not None and goal.section in LISTS:
            self.show_list(goal.section)


def _halves(upper: QWidget, lower: QWidget, sizes: tuple[int, int]) -> QWidget:
    made = QSplitter(Qt.Orientation.Vertical)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(5)
    made.addWidget(upper)
    made.addWidget(lower)
    made.setSizes(sizes)
    made.setFocusProxy(upper)
    return made

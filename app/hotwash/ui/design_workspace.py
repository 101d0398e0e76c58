"""The workspace of an author: palette, canvas, panels around it, and a line that says how things stand.

A panel is one line in `PANELS`: its title, what makes it, and where it stands. It is given the table and the theme,
listens to the table, and edits through it; it needs to know nothing else of the workspace.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTabWidget, QWidget

from hotwash.ui.controls import button, column, panel, row
from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.design_commands import Commands
from hotwash.ui.design_file_menu import file_actions, file_button
from hotwash.ui.design_history import HistoryPanel
from hotwash.ui.design_keys import Walking
from hotwash.ui.design_menu import show_menu
from hotwash.ui.design_minimap import Minimap
from hotwash.ui.design_palette import Palette
from hotwash.ui.design_places import ROOMY, Around
from hotwash.ui.design_problems import ProblemsPanel, counted
from hotwash.ui.design_reader import make_readable
from hotwash.ui.design_reading import DraftReader
from hotwash.ui.design_twin import TwinTable
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.exercise_pages import PAGE_OF, lists_page, msel_page, seats_page, times_page, traffic_page
from hotwash.ui.plain_text import Elided, amp, hint, label, tr
from hotwash.ui.plan_panel import PlanPanel
from hotwash.ui.properties_panel import PropertiesPanel
from hotwash.ui.rehearse_panels import ReachPanel, RehearsalPage
from hotwash.ui.tab_order import stops
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_acts import ACTS, act
from hotwash.viewmodels.design_scene import Spot
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import noop, said


class Area(Enum):
    """Where a panel stands: in the tabs at the right of the canvas (the properties), in those below it, or as a page
    that takes the place of the canvas."""

    PAGE = "page"
    RIGHT = "right"
    BELOW = "below"


@runtime_checkable
class Closing(Protocol):
    """A panel that wants to know when the table is put away."""

    def close_table(self) -> None:
        """Listen to nothing more and let nothing run on."""
        ...


Factory = Callable[[DesignTable, Theme], QWidget]
PANELS: tuple[tuple[str, Factory, Area], ...] = (
    (noop("Properties"), PropertiesPanel, Area.RIGHT),
    (noop("A call"), ReachPanel, Area.RIGHT),
    (noop("History"), HistoryPanel, Area.RIGHT),
    (noop("Plan"), PlanPanel, Area.PAGE),
    (noop("MSEL"), msel_page, Area.PAGE),
    (noop("Seats"), seats_page, Area.PAGE),
    (noop("Faults and time"), times_page, Area.PAGE),
    (noop("Traffic"), traffic_page, Area.PAGE),
    (noop("Lists"), lists_page, Area.PAGE),
    (noop("Rehearsal"), RehearsalPage, Area.PAGE),
    (noop("Problems"), ProblemsPanel, Area.BELOW),
    (noop("Table"), TwinTable, Area.BELOW),
)
"""Every panel beside palette and canvas: title, what makes it, where it stands; in the order of the tabs."""


class DesignWorkspace(QWidget):
    """One draft being worked on. `stop` ends what runs beside; call it before letting go."""

    left = Signal()
    """Back to the welcome screen."""
    run_asked = Signal()
    """The scenario as it has been read is to be played."""

    said = Signal(str)
    """A sentence for the author."""

    file_asked = Signal(str)
    """Something with its files: save, save_as, import, or a format to export."""

    def __init__(
        self, table: DesignTable, theme: Theme, panels: tuple[tuple[str, Factory, Area], ...] = PANELS
    ) -> None:
        super().__init__()
        self.table, self.theme = table, theme
        self.canvas = DesignCanvas(table, theme)
        self.minimap = Minimap(self.canvas)
        self.walking = Walking(self.canvas)
        more = {
            "minimap": self.minimap.toggle,
            "next_link": self.walking.next_link,
            "next_part": self.next_part,
            "scenario": self.go_to_head,
        }
        self.commands = Commands(table, self.canvas, more)
        make_readable(self.canvas)
        self.palette_ = Palette(theme)
        self.right, self.below = _tabs(tr("Properties and history")), _tabs(tr("Problems and tables"))
        self.pages = _tabs(tr("Map and pages"))
        self.pages.addTab(panel(self.canvas, margin=1), amp(tr("Map")))
        self.panels: dict[str, QWidget] = {}
        for title, make, area in panels:
            made = self.panels[title] = make(table, theme)
            {Area.RIGHT: self.right, Area.BELOW: self.below, Area.PAGE: self.pages}[area].addTab(made, amp(said(title)))
        self.menu: QMenu | None = None
        self._title, self._zoom = Elided(name="modeword"), label(name="small")
        self._run = button(tr("Run this scenario"), self.commands.run, name="primary")
        self._selection, self._point = Elided(name="small"), label(name="small")
        self._kept, self._undoes = label(name="small"), Elided(name="small")
        self._lay_out()
        self._make_actions()
        self._connect()
        table.listen(self._told)
        self.reader = DraftReader(self, table)
        self._told(Changed.DRAFT | Changed.SELECTION | Changed.READING)

    def _lay_out(self) -> None:
        strip = QWidget()
        strip.setObjectName("mode")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setLayout(row(label(tr("DESIGN"), name="modeword"), self._title, margin=3))
        strip.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a layout was set in the line above
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undo, self._redo = (self._tool(name) for name in ("undo", "redo"))
        self._others = [self._tool(name) for name in ("find", "layers", "forces", "fit")]
        back = button(tr("Leave"), self.left.emit, explain=tr("Back to the welcome screen; the draft stays as it is"))
        self.file_key = file_button(self.file_asked.emit)
        keys = (self.file_key, self._tool("scenario"), self._undo, self._redo, *self._others, self._zoom)
        bar.setLayout(row(*keys, 1, self._run, back, margin=4))
        self.around = Around(self.pages, self.palette_, self.right, self.below)
        status = row(self._selection, self._point, self._kept, self._undoes, margin=3, gap=18)
        status.setStretch(0, 2)
        status.setStretch(3, 1)
        self.setLayout(column(strip, bar, self.around, status, gap=2))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # a layout was set two lines above

    def _tool(self, name: str) -> QPushButton:
        """A button for an act; its tip tells its keys."""
        record = act(name)
        made = button(said(record.label), lambda: self.commands.do(name))
        keys = QKeySequence(record.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        hint(made, f"{said(record.label)} ({keys})")
        return made

    def _make_actions(self) -> None:
        """Acts whose keys work in the whole workspace."""
        self.actions_: dict[str, QAction] = {}
        for one in file_actions(self, self.file_asked.emit):
            one.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(one)
        for record in ACTS:
            if record.everywhere:
                made = QAction(amp(said(record.label)), self)
                made.setShortcuts([QKeySequence(key) for key in record.keys])
                made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.triggered.connect(lambda _=False, name=record.id: self.commands.do(name))
                self.addAction(made)
                self.actions_[record.id] = made

    def _leave_find(self, _: QWidget | None, now: QWidget | None) -> None:
        """A panel with a line to search with has the keys of it for itself."""
        while now is not None and now is not self and not isinstance(now, EntryGridView | ProblemsPanel):
            now = now.parentWidget()
        self.actions_["find"].setEnabled(now is None or now is self)

    def _connect(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._leave_find)
        self.canvas.asked.connect(self.commands.do)
        self.canvas.pointed.connect(self._show_point)
        self.canvas.seen_changed.connect(self._show_zoom)
        self.canvas.menu_asked.connect(self._open_menu)
        self.canvas.opened.connect(self._open)
        self.palette_.placed.connect(self._place)
        self.commands.said.connect(self.said)
        self.commands.run_asked.connect(self.run_asked)
        self.commands.inspect_asked.connect(self._inspect)

    def _place(self, kind: str) -> None:
        self.pages.setCurrentIndex(0)
        self.commands.place_free(kind)

    def _show_zoom(self) -> None:
        self._zoom.setText(amp(tr("{zoom} %", zoom=round(self.canvas.zoom * 100))))

    def _open_menu(self, at: QPoint) -> None:
        self.menu = show_menu(self.commands, at)

    def _open(self, key: int) -> None:
        """A double click: renames, takes a bend out, or opens a group."""
        self.commands.open_at(key, self.canvas.last_point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.around.fit(event.size())
        for tool in self._others:
            tool.setVisible(event.size().width() >= ROOMY.width())

    def next_part(self) -> None:
        """F6: the keyboard to the next part of the workspace."""
        parts = self.around.parts()
        here = QApplication.focusWidget()
        place = next((n for n, part in enumerate(parts) if here is not None and part.isAncestorOf(here)), -1)
        part = parts[(place + 1) % len(parts)]
        found = next(stops(part), None)
        if part is self.around.pages and self.around.pages.currentIndex() == 0:
            found = self.canvas
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_head(self) -> None:
        """F4: the form of the scenario itself: overview, demand, paperwork, and what else is in no list."""
        self.table.go("", 0)
        self._inspect()

    def _inspect(self) -> None:
        self.around.bring(self.right)
        self.right.setCurrentIndex(0)
        front = self.right.currentWidget()
        if front is not None:
            front.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """Let nothing run on."""
        self.canvas.cancel()
        self.commands.arranging.leave()
        self.reader.stop()
        for made in self.panels.values():
            if isinstance(made, Closing):
                made.close_table()

    def _told(self, what: Changed) -> None:
        self.canvas.told(what | Changed.READING if what & Changed.FINDINGS else what)
        table = self.table
        if what & Changed.GOAL and table.goal is not None and table.goal.section:
            page = self.panels.get(PAGE_OF.get(table.goal.section, "Lists"))
            self.pages.setCurrentIndex(0 if page is None else self.pages.indexOf(page))
        if what & (Changed.DRAFT | Changed.SELECTION):
            self._selection.show_text(self._selection_words())
        if what & (Changed.DRAFT | Changed.SAVED):
            title = table.draft.head.get("title")
            words = title if isinstance(title, str) else tr("Untitled")
            self._title.show_text(words if table.is_saved else tr("{title} (changed)", title=words))
            undoes = table.history.undoes
            self._undo.setEnabled(bool(undoes))
            self._redo.setEnabled(bool(table.history.redoes))
            self._undoes.show_text(tr("Undo: {step}", step=undoes) if undoes else tr("Nothing to undo"))
            self._kept.setText(amp(tr("Kept at {time}", time=table.kept_at) if table.kept_at else tr("Not kept yet")))
        if what & (Changed.DRAFT | Changed.READING | Changed.FINDINGS):
            self._run.setEnabled(table.is_read and table.reading.scenario is not None)
            problems = self.below.indexOf(self.panels["Problems"])
            self.below.setTabText(problems, amp(counted(table)))

    def _selection_words(self) -> str:
        keys, model = self.table.selection, self.canvas.picture.model
        if len(keys) == 1:
            shape = model.shape(min(keys))
            if isinstance(shape, Spot):
                return tr("{name}, {kind}", name=shape.name, kind=shape.title)
        chosen = self.commands.chosen()
        if not keys:
            return tr("{elements} elements, {links} links", elements=len(model.spots), links=len(model.wires))
        return tr(
            "Chosen: {elements} elements, {links} links, {notes} notes",
            elements=chosen.elements,
            links=chosen.links,
            notes=chosen.notes,
        )

    def _show_point(self, at: QPointF) -> None:
        self._point.setText(amp(tr("{x}, {y}", x=round(at.x()), y=round(at.y()))))


def _tabs(name: str) -> QTabWidget:
    made = QTabWidget()
    made.setAccessibleName(name)
    made.tabBar().setAccessibleName(name)
    made.setUsesScrollButtons(True)
    made.tabBar().setExpanding(False)
    return made

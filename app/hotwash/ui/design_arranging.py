"""Acts that put many things in place at once: in line, evenly, on the grid, laid out by role or by forces."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QProgressBar, QStyleOptionGraphicsItem, QWidget

from hotwash.editor.arranging import Line, Places, aligned, distributed, laid_out, laid_out_by_force, snapped
from hotwash.editor.edits import placed
from hotwash.scenario.draft import Draft
from hotwash.ui.controls import button, row
from hotwash.ui.design_items import NOTE, radius_of
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.theme import Theme

if TYPE_CHECKING:
    from hotwash.ui.design_commands import Commands


class Ghosts(QGraphicsItem):
    """Where elements would go: rings at their new places, with thin lines from where they are."""

    def __init__(self, theme: Theme, ways: list[tuple[QPointF, QPointF]]) -> None:
        super().__init__()
        self._theme, self.ways = theme, ways
        self.setZValue(9)

    def boundingRect(self) -> QRectF:
        points = [point for way in self.ways for point in way] or [QPointF()]
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-20, -20, 20, 20)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colour = QColor(self._theme.tokens.accent)
        pen = QPen(colour, 1.0, Qt.PenStyle.DotLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for start, end in self.ways:
            painter.drawLine(start, end)
        pen = QPen(colour, 1.8)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for _, end in self.ways:
            painter.drawEllipse(end, 11, 11)


class _Told(QObject):
    """Brings news into the window's thread."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    def __init__(self, draft: Draft, keys: frozenset[int], told: _Told, stopped: Event) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._draft, self._keys, self._told, self._stopped = draft, keys, told, stopped

    def run(self) -> None:
        try:
            found = laid_out_by_force(self._draft, self._keys, self._stopped.is_set, self._told.progressed.emit)
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self._told.failed.emit(error)
        else:
            self._told.done.emit(found)


class PreviewBar(QWidget):
    """Over the canvas while places are worked out or shown: how far it is, and whether to take them. Esc is no."""

    taken = Signal()
    left = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label(tr("Working out places…"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Share of the layout that is done"))
        self.progress.setFixedWidth(120)
        self.take = button(tr("Use these places"), self.taken.emit, name="primary")
        self.take.setEnabled(False)
        self.leave = button(tr("Leave them as they are"), self.left.emit)
        self.setLayout(row(self.words, self.progress, self.take, self.leave, margin=8))
        self.adjustSize()
        self.move(max(4, (over.width() - self.width()) // 2), 8)
        self.show()
        self.leave.setFocus()

    def show_places(self, count: int) -> None:
        """They are known, and shown."""
        set_text(self.words, tr("{count} elements would move.", count=count))
        self.progress.hide()
        self.take.setEnabled(True)
        self.take.setFocus()
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Arranging:
    """The acts; `commands` is who was asked."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self.table, self.canvas = commands.table, commands.canvas
        self.preview: Preview | None = None

    def align_left(self) -> None:
        """Left edges in one line."""
        self._align(Line.LEFT, tr("Align left"))

    def align_right(self) -> None:
        """Right edges in one line."""
        self._align(Line.RIGHT, tr("Align right"))

    def align_top(self) -> None:
        """Top edges in one line."""
        self._align(Line.TOP, tr("Align tops"))

    def align_bottom(self) -> None:
        """Bottom edges in one line."""
        self._align(Line.BOTTOM, tr("Align bottoms"))

    def align_middle_x(self) -> None:
        """One below the other."""
        self._align(Line.CENTRE, tr("Align in a column"))

    def align_middle_y(self) -> None:
        """Side by side."""
        self._align(Line.MIDDLE, tr("Align in a row"))

    def spread_x(self) -> None:
        """At even distances from left to right."""
        self._put(tr("Distribute across"), distributed(self.table.draft, self.table.selection, across=True))

    def spread_y(self) -> None:
        """At even distances from top to bottom."""
        self._put(tr("Distribute down"), distributed(self.table.draft, self.table.selection, across=False))

    def snap(self) -> None:
        """On the grid."""
        self._put(tr("Snap to the grid"), snapped(self.table.draft, self.table.selection))

    def layers(self) -> None:
        """In layers by role, at once: what is chosen where that is more than one element, else everything."""
        self._put(tr("Lay out by role"), laid_out(self.table.draft, self._several()))
        self.canvas.fit()

    def forces(self) -> None:
        """By forces, worked out beside and shown before anything moves."""
        self.leave()
        self.preview = Preview(self, self._several())

    def _several(self) -> frozenset[int]:
        chosen = frozenset(key for key in self.table.selection if key in self.canvas.picture.model.spots)
        return chosen if len(chosen) > 1 else frozenset()

    def _align(self, line: Line, name: str) -> None:
        sizes: dict[int, tuple[int, int]] = {}
        model = self.canvas.picture.model
        for key in self.table.selection:
            if key in model.spots:
                side = round(2 * radius_of(model.spots[key]))
                sizes[key] = (side, side)
            elif key in model.notes:
                sizes[key] = (round(NOTE.width()), round(NOTE.height()))
        self._put(name, aligned(self.table.draft, self.table.selection, line, sizes))

    def _put(self, name: str, places: Places) -> None:
        self.table.edit(name, placed(self.table.draft, places))

    def leave(self) -> None:
        """No preview any more, and nothing at work for one."""
        preview, self.preview = self.preview, None
        if preview is not None:
            preview.close()


class Preview:
    """One layout by forces, from its beginning in a thread to its step, or to nothing."""

    def __init__(self, arranging: Arranging, keys: frozenset[int]) -> None:
        self._arranging, self._draft = arranging, arranging.table.draft
        self._canvas = arranging.canvas
        self.places: Places | None = None
        self.ghosts: Ghosts | None = None
        self._stopped = Event()
        self._told = _Told()
        self.bar = PreviewBar(self._canvas)
        self.bar.taken.connect(self._take)
        self.bar.left.connect(arranging.leave)
        self._told.progressed.connect(self._show_progress)
        self._told.done.connect(self._show)
        self._told.failed.connect(self._raise)
        self._pool = QThreadPool()
        self._work = _Work(self._draft, keys, self._told, self._stopped)
        self._pool.start(self._work)

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.progress.setRange(0, whole)
        self.bar.progress.setValue(done)

    def _show(self, places: Places | None) -> None:
        if places is None or self._stopped.is_set():
            return
        self.places = places
        ways = [(self._canvas.picture.place(key), QPointF(*place)) for key, place in places.items()]
        ways = [way for way in ways if way[0] != way[1]]
        self.ghosts = Ghosts(self._canvas.theme, ways)
        self._canvas.picture.addItem(self.ghosts)
        self._canvas.fit(self.ghosts.boundingRect().united(self._canvas.picture.whole()))
        self.bar.show_places(len(ways))

    def _take(self) -> None:
        places, arranging = self.places, self._arranging
        arranging.leave()
        if places is not None:
            arranging.table.edit(tr("Lay out by forces"), placed(arranging.table.draft, places))
            self._canvas.fit()

    def close(self) -> None:
        """Stop working, show nothing."""
        self._stopped.set()
        self._told.blockSignals(True)
        self._pool.waitForDone()
        if self.ghosts is not None:
            self._canvas.picture.removeItem(self.ghosts)
            self.ghosts = None
        self.bar.hide()
        self.bar.deleteLater()
        self._canvas.setFocus()

    def _raise(self, error: Exception) -> None:
        self._arranging.leave()
        raise error

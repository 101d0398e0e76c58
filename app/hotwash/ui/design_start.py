"""Asks an author what to work on: a template, a copy, a scenario from the disk, or work that was left behind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from hotwash.editor.recent import RecentScenario
from hotwash.editor.recovery import Recoverable
from hotwash.editor.templates import Beginning, beginnings
from hotwash.ui.controls import button, column, heading, panel, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.words import said

_WHAT = Qt.ItemDataRole.UserRole


class StartDialog(QDialog):
    """The gallery. Tells what was chosen, and closes; work that was left behind stands first where there is any."""

    chosen = Signal(object)
    """A Beginning, a RecentScenario, a Recoverable."""
    given_up = Signal(object)
    """Work that was left behind, and that nobody wants."""
    file_asked = Signal()
    went_on = Signal()

    def __init__(
        self,
        parent: QWidget,
        *,
        left_behind: tuple[Recoverable, ...] = (),
        lately: tuple[RecentScenario, ...] = (),
        can_go_on: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Design a scenario"))
        self.resize(860, 560)
        self.gallery = _list(tr("Beginnings"))
        for beginning in beginnings():
            _add(self.gallery, said(beginning.title), said(beginning.origin.value), beginning)
        self.lately = _list(tr("Edited lately"))
        for one in lately:
            where = str(one.place) if one.is_there else tr("{place} (not there any more)", place=str(one.place))
            _add(self.lately, one.title or one.place.name, where, one, enabled=one.is_there)
        self.behind = _list(tr("Work that was not saved"))
        for work in left_behind:
            _add(self.behind, work.title or tr("Untitled"), _kept(work), work, enabled=not work.broken)
        self.about = label(wrap=True)
        self.begin_key = button(tr("Begin with it"), self._begin, name="primary")
        self._lay_out(can_go_on=can_go_on)
        self.gallery.currentItemChanged.connect(lambda *_: self._tell_about())
        for listed in (self.gallery, self.lately, self.behind):
            listed.itemActivated.connect(self._take)
        self.gallery.setCurrentRow(0)
        (self.behind if left_behind else self.gallery).setFocus()

    def _lay_out(self, *, can_go_on: bool) -> None:
        file = button(tr("Open a folder or a file…"), self._file)
        on = [button(tr("Back to the draft"), self._on)] if can_go_on else []
        parts: list[QWidget] = []
        if self.behind.count():
            recover = button(tr("Recover"), lambda: self._take(self.behind.currentItem()), name="primary")
            drop = button(tr("Delete it"), self._give_up, name="danger")
            holder = QWidget()
            holder.setLayout(row(recover, drop, 1))
            parts.append(panel(heading(tr("Work that was not saved")), self.behind, holder))
            self.behind.setMaximumHeight(96)
            self.behind.setCurrentRow(0)
        left = panel(heading(tr("Begin with a template or a copy")), self.gallery, self.about, _held(self.begin_key))
        right = panel(heading(tr("Edited lately")), self.lately, _held(file))
        halves = row(left, right, gap=10)
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        whole = column(*parts, margin=14, gap=10)
        whole.addLayout(halves, 1)
        whole.addLayout(row(*on, 1, button(tr("Cancel"), self.reject)))
        self.setLayout(whole)

    def _tell_about(self) -> None:
        found = _what(self.gallery.currentItem())
        if isinstance(found, Beginning):
            set_text(self.about, said(found.summary))

    def _begin(self) -> None:
        self._take(self.gallery.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        found = _what(item)
        if found is not None and item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.accept()
            self.chosen.emit(found)

    def _give_up(self) -> None:
        item = self.behind.currentItem()
        found = _what(item)
        if found is not None:
            self.given_up.emit(found)
            self.behind.takeItem(self.behind.row(item))

    def _file(self) -> None:
        self.accept()
        self.file_asked.emit()

    def _on(self) -> None:
        self.accept()
        self.went_on.emit()


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return made


def _add(into: QListWidget, title: str, below: str, what: object, *, enabled: bool = True) -> None:
    item = QListWidgetItem(shown(f"{title}\n{below}"))
    item.setData(_WHAT, what)
    if not enabled:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    into.addItem(item)


def _what(item: QListWidgetItem | None) -> object:
    return None if item is None else item.data(_WHAT)


def _kept(work: Recoverable) -> str:
    if work.broken:
        return said(work.broken)
    when = f"{work.kept.astimezone():%Y-%m-%d %H:%M}" if work.kept is not None else ""
    return tr("kept {when}, from {place}", when=when, place=work.place or tr("a new scenario"))


def _held(key: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(key, 1))
    return holder

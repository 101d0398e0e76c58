"""The MSEL board: module clock, list of injects, and everything about the chosen one with a key for each act."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, panel, row, scrolled
from hotwash.ui.msel_list import InjectList
from hotwash.ui.plain_text import Elided, hint, label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.facilitation import Room
from hotwash.viewmodels.msel import EMPTY, InjectRow
from hotwash.viewmodels.real_time import ModuleClock


class MselPanel(QWidget):
    """Shows the board and tells what is to be done: release, hold, skip, defer (with the inject), or improvise."""

    wanted = Signal(str, str)
    improvise = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: dict[str, InjectRow] = {}
        self._shown: InjectRow | None = None
        self._module, self._left = Elided(name="small"), label(name="small")
        self._left.setAccessibleName(tr("Real time of the module"))
        self.list = InjectList(theme)
        self.empty = label(tr(EMPTY), name="muted", wrap=True)
        self._texts = {name: label(wrap=True, name=look) for name, look in _TEXTS}
        self.release = self._key(tr("Release"), "release", tr("R or Enter"))
        self.hold = self._key(tr("Hold"), "hold", tr("H"))
        self.skip = self._key(tr("Skip…"), "skip", tr("S"))
        self.defer = self._key(tr("Defer…"), "defer", tr("D"))
        self.release.setObjectName("primary")
        self.own = button("+", self.improvise.emit, name="faultkey")
        self.own.setAccessibleName(tr("Inject of the moment…"))
        hint(self.own, tr("Inject of the moment (Ctrl+I)"))
        content = QWidget()
        content.setLayout(column(*self._texts.values(), 1, gap=4))
        self.area = scrolled(content, tr("Chosen inject"))
        self.keys = row(self.release, self.hold, self.skip, self.defer, 1, gap=4)
        below = QWidget()
        below.setLayout(column(self.area, self.keys, gap=4))
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(below)
        self._split.setSizes([230, 260])
        self.list.setMinimumHeight(60)
        below.setMinimumHeight(60)
        top = row(self._module, self._left, self.own)
        top.setStretch(0, 1)
        whole = panel(top, self.empty, self._split, 1)
        inside = whole.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setStretch(2, 1_000)  # what is left below matters only where there is no board
        self.setLayout(column(whole))
        self.list.wanted.connect(self._asked)
        self.list.chosen.connect(self._show)

    def show_room(self, room: Room) -> None:
        """Show the board of one moment."""
        self._rows = {one.id: one for one in room.injects}
        self.empty.setVisible(not room.injects)
        self._split.setVisible(bool(room.injects))
        self._show_module(room.module)
        self.list.show_rows(room.injects)
        self._show(self.list.current)

    def bar_all(self, reason: str) -> None:
        """Say why nothing can be put in: this is the board of a recording."""
        self.own.setEnabled(False)
        hint(self.own, reason)

    def take_focus(self) -> None:
        """Put the keyboard on the list, or where there is none on the way to put something in."""
        (self.list if self._rows else self.own).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_module(self, module: ModuleClock | None) -> None:
        self._module.show_text(module.title if module is not None else tr("Injects"))
        set_text(self._left, module.words if module is not None else "")
        wanted = "warn" if module is not None and module.over else "small"
        if self._left.objectName() != wanted:
            self._left.setObjectName(wanted)
            self._left.style().unpolish(self._left)
            self._left.style().polish(self._left)

    def _key(self, text: str, doing: str, keys: str) -> QPushButton:
        made = button(text, lambda: self._asked(doing, self.list.current), name="faultkey")
        made.setMinimumWidth(20)
        hint(made, keys)
        return made

    def _asked(self, doing: str, inject: str) -> None:
        line = self._rows.get(inject)
        if doing == "details":
            self.area.setFocus()
        elif line is not None and _allowed(line, doing):
            self.wanted.emit(doing, inject)

    def _show(self, inject: str) -> None:
        """The details of the chosen one."""
        line = self._rows.get(inject)
        if line == self._shown:
            return
        self._shown = line
        for name, text in _details(line).items():
            set_text(self._texts[name], text)
            self._texts[name].setVisible(bool(text))
        for key, doing in ((self.release, "release"), (self.hold, "hold"), (self.skip, "skip"), (self.defer, "defer")):
            self._offer(key, line, doing)

    def _offer(self, key: QPushButton, line: InjectRow | None, doing: str) -> None:
        wanted = line is not None and _allowed(line, doing)
        if not wanted and key.hasFocus():
            self.list.setFocus()
        key.setEnabled(wanted)
        key.setAccessibleName(f"{key.text()}: {line.subject}" if line is not None else key.text())
        if line is not None and line.barred:
            hint(key, line.barred)


def _allowed(line: InjectRow, doing: str) -> bool:
    return {"release": line.can_release, "hold": line.can_hold}.get(doing, line.can_change)


_TEXTS = (
    ("subject", "heading"),
    ("route", "small"),
    ("condition", "small"),
    ("script", ""),
    ("expected", ""),
    ("notes", "small"),
)


def _details(line: InjectRow | None) -> dict[str, str]:
    """Every text of the details; empty ones are left out."""
    if line is None:
        return dict.fromkeys((name for name, _ in _TEXTS), "")
    expected = "\n".join(f"• {one}" for one in line.expected)
    return {
        "subject": f"{line.number}  {line.subject}",
        "route": " · ".join(part for part in (line.mode_word, line.route, line.planned) if part),
        "condition": line.condition_told,
        "script": tr("“{script}”", script=line.script) if line.script else "",
        "expected": tr("Expected: {actions}", actions=f"\n{expected}") if expected else "",
        "notes": "\n".join(line.notes),
    }

"""Asks to which earlier moment to go back, says what would be left, and shows the way back with a button to stay."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QProgressBar, QWidget

from hotwash.domain.time import clock
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.rewinding import Rewinding

LOOK_EVERY_MS = 50
MOST = 400
"""Moments listed; any other time can be written."""


class RewindDialog(QDialog):
    """The newest moment is chosen first. Enter goes back, Esc leaves everything as it is, on the way too."""

    def __init__(self, parent: QWidget, rewinding: Rewinding) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Go back to an earlier moment"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(560, parent.width()), min(560, parent.height()))
        self._rewinding = rewinding
        self._under_way = False
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Moments of this exercise, newest first"))
        for moment in rewinding.moments()[:MOST]:
            item = QListWidgetItem(shown(moment.text))
            item.setData(Qt.ItemDataRole.UserRole, clock(moment.at))
            self.list.addItem(item)
        self.time = QLineEdit()
        self.time.setAccessibleName(tr("Exercise time to go back to"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason, which everybody is told"))
        self.reason.setPlaceholderText(tr("Reason, which everybody is told (may stay empty)"))
        self.summary = label(wrap=True)
        self.summary.setAccessibleName(tr("What has been played since"))
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(tr("How far the way back is"))
        self.progress.hide()
        self.do = button(tr("Go back"), self._go, name="primary")
        self.do.setDefault(True)
        self.stay = button(tr("Stay here"), self.reject)
        intro = tr(
            "Choose a moment, or write an exercise time such as 0:10:00. What was played since then is kept as a "
            "history of its own, with all its figures. The clock stands when the exercise is there."
        )
        self.setLayout(
            column(
                label(intro, wrap=True), self.list, row(label(tr("Back to")), self.time), self.reason, self.summary,
                self.problem, self.progress, row(1, self.stay, self.do), margin=16, gap=10,
            )
        )  # fmt: skip
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._follow)
        self.list.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self.list.itemActivated.connect(lambda _: self._go())
        self.time.textChanged.connect(lambda _: self._summarise())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.time.setText(str(item.data(Qt.ItemDataRole.UserRole)))

    def _summarise(self) -> None:
        self.problem.hide()
        set_text(self.summary, "\n".join(self._rewinding.passed_since(self.time.text())))

    def _go(self) -> None:
        if self._under_way:
            return
        sentence = self._rewinding.go(self.time.text(), self.reason.text())
        if sentence:
            set_text(self.problem, sentence)
            self.problem.show()
            return
        self._under_way = True
        for part in (self.list, self.time, self.reason, self.do):
            part.setEnabled(False)
        self.progress.show()
        self.stay.setFocus()
        self._look.start()
        self._follow()

    def _follow(self) -> None:
        """The window's own ticks carry it out; here it is only looked at."""
        done = self._rewinding.done_permille
        if done is None:
            self._look.stop()
            self.accept()
        else:
            self.progress.setValue(done)

    def reject(self) -> None:
        """Leave everything as it is; where the way back is under way, give it up."""
        self._look.stop()
        if self._under_way and self._rewinding.done_permille is not None:
            self._rewinding.cancel()
        super().reject()


def ask_rewind(parent: QWidget, rewinding: Rewinding) -> RewindDialog:
    """The dialog, opened without blocking the exercise."""
    made = RewindDialog(parent, rewinding)
    made.open()
    return made

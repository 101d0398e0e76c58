"""The MSEL for an evaluator: what players are expected to do on each inject, and whether it is out yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotwash.ui.controls import column, scrolled
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.viewmodels.evaluator_view import EvaluatorView, InjectRow


class ExpectedActions(QWidget):
    """Every inject in the author's order."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Row] = {}
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._none = label(tr("This exercise has no injects."), name="muted", wrap=True)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        self.setLayout(column(scrolled(inside, tr("Injects and expected actions")), margin=8))

    def show_injects(self, view: EvaluatorView) -> None:
        """Show every inject as it stands."""
        self._none.setVisible(not view.msel)
        for place, inject in enumerate(view.msel):
            if inject.inject not in self._rows:
                self._rows[inject.inject] = made = _Row(inject)
                self._list.insertWidget(place, made)
            self._rows[inject.inject].show_when(inject)


class _Row(QWidget):
    """One inject."""

    def __init__(self, inject: InjectRow) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._when = label(name="small")
        expected = label("\n".join(f"• {line}" for line in inject.expected), wrap=True)
        expected.setVisible(bool(inject.expected))
        tasks = label(tr("Tasks: {tasks}", tasks=inject.tasks), name="small", wrap=True)
        tasks.setVisible(bool(inject.tasks))
        self.setLayout(column(label(inject.heading, wrap=True), self._when, expected, tasks, margin=8, gap=3))

    def show_when(self, inject: InjectRow) -> None:
        """Say when it is planned, or since when it is out."""
        set_text(self._when, inject.when)
        name = "good" if inject.out else "small"
        if self._when.objectName() != name:
            self._when.setObjectName(name)
            self._when.style().polish(self._when)

"""The report as it is written: outline of objectives, findings and corrective actions, and fields of the chosen one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from hotwash.ui.controls import button, column, heading, panel, row, scrolled
from hotwash.ui.debrief_forms import CorrectionForm, FindingForm
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.viewmodels.debrief import Debrief, Entry
from hotwash.viewmodels.debrief_drafts import CorrectionDraft, Draft, FindingDraft

KINDS = {"strength": "+", "area": "\N{WHITE UP-POINTING TRIANGLE}", "correction": "\N{RIGHTWARDS ARROW}"}
"""Signs before the text, so that kinds differ without colour."""
PLACE = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """Rows of the report; Delete asks to take one out."""

    dropped = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Report"))
        self.setHeaderHidden(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMinimumHeight(64)
        self._entries: tuple[Entry, ...] = ()
        self.items: dict[str, QTreeWidgetItem] = {}

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these; what is chosen stays chosen."""
        if entries == self._entries:
            return
        same = [(one.place, one.under) for one in entries] == [(one.place, one.under) for one in self._entries]
        self._entries = entries
        if not same:
            kept = self.place()
            self.blockSignals(True)
            self.clear()
            self.items = {}
            for one in entries:
                self.items[one.place] = QTreeWidgetItem(self.items.get(one.under) or self.invisibleRootItem())
                self.items[one.place].setData(0, PLACE, one.place)
            self.expandAll()
            if kept in self.items:
                self.setCurrentItem(self.items[kept])
            self.blockSignals(False)
        for one in entries:
            self.items[one.place].setText(0, shown(entry_text(one)))

    def place(self) -> str:
        """What is chosen; empty for nothing."""
        item = self.currentItem()
        return str(item.data(0, PLACE)) if item is not None else ""

    def choose(self, place: str) -> None:
        """Choose a row."""
        if place in self.items:
            self.setCurrentItem(self.items[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def entry_text(entry: Entry) -> str:
    """A row in one line; an empty one says what it is."""
    empty = {
        "strength": tr("Strength: nothing written yet"),
        "area": tr("Area for improvement: nothing written yet"),
        "correction": tr("Corrective action: nothing written yet"),
    }
    text = " ".join(entry.text.split()) or empty.get(entry.kind, "")
    words = f"{KINDS[entry.kind]} {text}" if entry.kind in KINDS else text
    return tr("(not kept yet) {words}", words=words) if entry.unkept else words


class ReportPanel(QWidget):
    """Outline above, fields below. What is typed is held by the viewmodel at once, so that nothing gets lost."""

    picked_changed = Signal()
    changed = Signal()
    said = Signal(str)
    asked_to_drop = Signal(str)

    def __init__(self, debrief: Debrief) -> None:
        super().__init__()
        self.debrief = debrief
        self.basket: tuple[int, ...] = ()
        """Entries ticked while no finding was chosen; the next new one takes them."""
        self.outline = Outline()
        self.outline.currentItemChanged.connect(lambda *_: self.show_place())
        self.outline.dropped.connect(self.ask_drop)
        self.finding, self.correction = FindingForm(), CorrectionForm()
        self.nothing = label(
            tr("Choose a finding, or begin a strength (Alt+S) or an area for improvement (Alt+A) of an objective."),
            name="muted", wrap=True,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for page in (self.nothing, self.finding, self.correction):
            self.stack.addWidget(page)
        self.finding.changed.connect(lambda: self._hold(self.finding.draft()))
        self.correction.changed.connect(lambda: self._hold(self.correction.draft()))
        self.finding.evidence.removed.connect(lambda seq: self.tick(seq, on=False))
        self.outline.entered.connect(self.take_fields)
        self._build_keys()
        self.head = heading(tr("Report"))
        above = panel(self.head, row(self.new_strength, self.new_area, self.new_correction, 1), self.outline)
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        below = panel(
            scrolled(self.stack, tr("Fields")), self.problem, row(self.drop, 1, self.undo, self.keep)
        )  # fmt: skip
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(above)
        self.split.addWidget(below)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.setLayout(column(self.split))
        if debrief.barred:
            for widget in (self.finding, self.correction):
                widget.setEnabled(False)
        self.refresh()
        if debrief.objectives:
            self.outline.choose(debrief.objectives[0].id)

    def _build_keys(self) -> None:
        self.new_strength = button(tr("+ Strength"), lambda: self.begin("strength"), explain=tr("New strength, Alt+S"))
        self.new_area = button(tr("+ Area"), lambda: self.begin("area"), explain=tr("New area for improvement, Alt+A"))
        self.new_correction = button(
            tr("+ Corrective action"), self.begin_correction, explain=tr("New corrective action, Alt+C")
        )
        self.drop = button(tr("Take out…"), self.ask_drop, name="danger")
        self.undo = button(tr("Leave changes"), self.leave)
        self.keep = button(tr("Keep"), self.keep_chosen, name="primary", explain=tr("Ctrl+S"))
        if self.debrief.barred:
            for key in (self.new_strength, self.new_area, self.new_correction, self.drop, self.undo, self.keep):
                key.setEnabled(False)
                hint(key, self.debrief.barred)

    # What is shown

    def refresh(self) -> None:
        """Show the report as it is now."""
        self.outline.show_entries(self.debrief.outline())
        self.show_place()

    def show_place(self) -> None:
        """Fields of what is chosen."""
        place = self.outline.place()
        draft = self.debrief.draft(place)
        match draft:
            case FindingDraft():
                self.finding.show_draft(draft, self.debrief.evidence(draft.evidence))
                self.stack.setCurrentWidget(self.finding)
            case CorrectionDraft():
                self.correction.show_draft(draft)
                self.stack.setCurrentWidget(self.correction)
            case _:
                self.stack.setCurrentWidget(self.nothing)
        if not self.debrief.barred:
            unkept = place in self.debrief.drafts
            self.keep.setEnabled(unkept)
            self.undo.setEnabled(unkept)
            self.drop.setEnabled(draft is not None)
            self.new_correction.setEnabled(bool(self._area()))
        self.problem.hide()
        self.picked_changed.emit()

    def picked(self) -> tuple[int, ...]:
        """Entries that are ticked: evidence of the chosen finding, otherwise what the next one takes."""
        draft = self.debrief.draft(self.outline.place())
        return draft.evidence if isinstance(draft, FindingDraft) else self.basket

    def take_fields(self) -> None:
        """The keyboard in the first field of what is chosen."""
        match self.debrief.draft(self.outline.place()):
            case FindingDraft():
                self.finding.statement.setFocus()
            case CorrectionDraft():
                self.correction.action.setFocus()

    # What is done

    def begin(self, kind: str) -> None:
        """A new finding of the objective that is chosen, with what is ticked."""
        objective = self._objective()
        if self.debrief.barred or not objective:
            return
        basket = self.basket if not isinstance(self.debrief.draft(self.outline.place()), FindingDraft) else ()
        self.basket = ()
        self._go(self.debrief.begin(FindingDraft(kind, objective, evidence=basket)))

    def begin_correction(self) -> None:
        """A new corrective action of the area that is chosen."""
        area = self._area()
        if area and not self.debrief.barred:
            self._go(self.debrief.begin(CorrectionDraft(area)))

    def tick(self, seq: int, *, on: bool) -> None:
        """Use an entry as evidence, or no more."""
        place = self.outline.place()
        draft = self.debrief.draft(place)
        if isinstance(draft, FindingDraft):
            kept = tuple(one for one in draft.evidence if one != seq)
            wanted = (*kept, seq) if on else kept
            self._hold(replace(draft, evidence=tuple(sorted(wanted))))
            self.show_place()
        else:
            kept = tuple(one for one in self.basket if one != seq)
            self.basket = tuple(sorted((*kept, seq))) if on else kept
            self.picked_changed.emit()

    def keep_chosen(self) -> bool:
        """Write what is chosen into the exercise, and the area that it is under before it; whether all is well."""
        place = self.outline.place()
        draft = self.debrief.draft(place)
        why = ""
        if isinstance(draft, CorrectionDraft) and draft.finding in self.debrief.drafts:
            _, why = self.debrief.keep(draft.finding)
        if not why:
            place, why = self.debrief.keep(place)
        self.outline.show_entries(self.debrief.outline())
        self.outline.choose(place)
        self.show_place()
        set_text(self.problem, why)
        self.problem.setVisible(bool(why))
        self.changed.emit()
        return not why

    def leave(self) -> None:
        """What was kept before stands again."""
        self.debrief.discard(self.outline.place())
        self.refresh()
        self.changed.emit()

    def ask_drop(self) -> None:
        """Ask whether what is chosen goes."""
        place = self.outline.place()
        if not self.debrief.barred and self.debrief.draft(place) is not None:
            self.asked_to_drop.emit(place)

    def _go(self, place: str) -> None:
        self.outline.show_entries(self.debrief.outline())
        self.outline.choose(place)
        self.show_place()
        self.take_fields()
        self.changed.emit()

    def _hold(self, draft: Draft) -> None:
        self.debrief.change(self.outline.place(), draft)
        self.outline.show_entries(self.debrief.outline())
        unkept = self.outline.place() in self.debrief.drafts
        self.keep.setEnabled(unkept)
        self.undo.setEnabled(unkept)

    def _objective(self) -> str:
        place = self.outline.place()
        match self.debrief.draft(place):
            case FindingDraft(objective=objective):
                return objective
            case CorrectionDraft(finding=finding):
                area = self.debrief.draft(finding)
                return area.objective if isinstance(area, FindingDraft) else ""
        return place

    def _area(self) -> str:
        """The area that is chosen, or to which the chosen corrective action belongs."""
        place = self.outline.place()
        draft = self.debrief.draft(place)
        if isinstance(draft, CorrectionDraft):
            return draft.finding
        return place if isinstance(draft, FindingDraft) and draft.kind == "area" else ""

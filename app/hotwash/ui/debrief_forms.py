"""Fields of a finding and of a corrective action; they tell what stands in them, and keep nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from hotwash.domain.review_commands import CAPABILITY_ELEMENTS
from hotwash.ui.choosers import Words, box_of, key_of, named
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.viewmodels.debrief_drafts import CorrectionDraft, FindingDraft
from hotwash.viewmodels.log_lines import LogLine

LONGEST = 4_000
"""Characters of a reference."""
ISO = "yyyy-MM-dd"


class EvidenceList(QListWidget):
    """Entries that a finding rests on; Delete takes one out."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Evidence"))
        self.setWordWrap(True)
        self.setMinimumHeight(58)
        self.setMaximumHeight(110)

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show these, with their sentences."""
        if [self.item(place).data(Qt.ItemDataRole.UserRole) for place in range(self.count())] == [
            one.seq for one in lines
        ]:
            return
        self.clear()
        for one in lines:
            item = QListWidgetItem(shown(f"{one.reference}  T+{one.time}  {one.text}"[:300]))
            item.setData(Qt.ItemDataRole.UserRole, one.seq)
            self.addItem(item)

    def take_out(self) -> None:
        """The chosen entry is evidence no more."""
        item = self.currentItem()
        if item is not None:
            self.removed.emit(int(item.data(Qt.ItemDataRole.UserRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_out()
        else:
            super().keyPressEvent(event)


class FindingForm(QWidget):
    """A strength or an area for improvement; `changed` at every letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft = FindingDraft("strength", "")
        self._showing = False
        self.statement, self.analysis = Words(tr("Statement"), 2), Words(tr("Analysis"), 4)
        self.reference = QLineEdit()
        self.reference.setAccessibleName(tr("Reference"))
        self.reference.setPlaceholderText(tr("Plan, policy, procedure or standard"))
        self.reference.setMaxLength(LONGEST)
        self.evidence = EvidenceList()
        self.remove = button(tr("Remove the chosen entry"), self.evidence.take_out)
        self.about = label(name="small", wrap=True)
        for words in (self.statement, self.analysis):
            words.textChanged.connect(self._tell)
        self.reference.textChanged.connect(lambda _: self._tell())
        pick = tr("Evidence: tick entries of the timeline with Space")
        self.setLayout(
            column(
                self.about,
                named(tr("Statement"), self.statement),
                named(tr("Reference"), self.reference),
                named(tr("Analysis"), self.analysis),
                row(label(pick, name="small", wrap=True), 1, self.remove),
                self.evidence,
                1,
            )
        )

    def show_draft(self, draft: FindingDraft, evidence: Sequence[LogLine]) -> None:
        """Show what is written; fields that say it already are left alone."""
        self._showing = True
        self._draft = draft
        area = draft.kind == "area"
        set_text(
            self.about,
            tr("Area for improvement: state the gap, not the fix, and name no person.")
            if area
            else tr("Strength: state what was done and what came of it."),
        )
        for field, text in ((self.statement, draft.statement), (self.analysis, draft.analysis)):
            if field.toPlainText() != text:
                field.setPlainText(text)
        if self.reference.text() != draft.reference:
            self.reference.setText(draft.reference)
        self.evidence.show_lines(evidence)
        self.remove.setEnabled(bool(evidence))
        self._showing = False

    def draft(self) -> FindingDraft:
        """What stands in the fields."""
        return replace(
            self._draft,
            statement=self.statement.toPlainText(),
            reference=self.reference.text(),
            analysis=self.analysis.toPlainText(),
        )

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()


class DateField(QWidget):
    """A date, written or picked from a calendar, or none."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(tr("2026-01-31, or empty"))
        self.line.setMaxLength(10)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.pick = button(tr("Pick…"), self.open_calendar)
        self.pick.setAccessibleName(tr("{name}: pick from a calendar", name=name))
        self.calendar: QCalendarWidget | None = None
        self.setFocusProxy(self.line)
        self.setLayout(row(self.line, self.pick))

    def open_calendar(self) -> QDialog:
        """A calendar at the date that is written, today otherwise; Enter takes the day."""
        made = QDialog(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setWindowTitle(self._name)
        calendar = self.calendar = QCalendarWidget()
        calendar.setAccessibleName(self._name)
        written = QDate.fromString(self.line.text(), ISO)
        if written.isValid():
            calendar.setSelectedDate(written)

        def take() -> None:
            self.line.setText(calendar.selectedDate().toString(ISO))
            made.accept()

        def none() -> None:
            self.line.clear()
            made.accept()

        calendar.activated.connect(lambda _: take())
        use = button(tr("Use this day"), take, name="primary")
        use.setDefault(True)
        keys = row(button(tr("No date"), none), 1, button(tr("Cancel"), made.reject), use)
        made.setLayout(column(calendar, keys, margin=12, gap=8))
        calendar.setFocus()
        made.open()
        return made


class CorrectionForm(QWidget):
    """A corrective action of the improvement plan; `changed` at every letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft = CorrectionDraft("")
        self._showing = False
        self.action = Words(tr("Corrective action"), 3)
        self.element = box_of(tr("Capability element"), [(one, one) for one in CAPABILITY_ELEMENTS])
        self.organisation, self.contact = QLineEdit(), QLineEdit()
        self.starts, self.completes = DateField(tr("Start date")), DateField(tr("Completion date"))
        names = (tr("Primary responsible organization"), tr("Organization POC"))
        for line, name in zip((self.organisation, self.contact), names, strict=True):
            line.setAccessibleName(name)
            line.setMaxLength(200)
            line.textChanged.connect(lambda _: self._tell())
        self.action.textChanged.connect(self._tell)
        self.element.currentIndexChanged.connect(lambda _: self._tell())
        self.starts.changed.connect(self._tell)
        self.completes.changed.connect(self._tell)
        hint(self.element, tr("POETE: planning, organization, equipment, training, exercises"))
        self.setLayout(
            column(
                label(tr("Corrective action of the improvement plan"), name="small"),
                named(tr("Corrective action"), self.action),
                named(tr("Capability element"), self.element),
                row(named(names[0], self.organisation), named(names[1], self.contact)),
                row(named(tr("Start date"), self.starts), named(tr("Completion date"), self.completes)),
                1,
            )
        )

    def show_draft(self, draft: CorrectionDraft) -> None:
        """Show what is written; fields that say it already are left alone."""
        self._showing = True
        self._draft = draft
        if self.action.toPlainText() != draft.action:
            self.action.setPlainText(draft.action)
        self.element.setCurrentIndex(max(0, self.element.findData(draft.element)))
        for line, text in (
            (self.organisation, draft.organisation),
            (self.contact, draft.contact),
            (self.starts.line, draft.starts),
            (self.completes.line, draft.completes),
        ):
            if line.text() != text:
                line.setText(text)
        self._showing = False

    def draft(self) -> CorrectionDraft:
        """What stands in the fields."""
        return replace(
            self._draft,
            action=self.action.toPlainText(),
            element=key_of(self.element),
            organisation=self.organisation.text(),
            contact=self.contact.text(),
            starts=self.starts.line.text().strip(),
            completes=self.completes.line.text().strip(),
        )

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()

"""An inject of the moment: subject, words, who says it, how, to whom; filled from the MSEL by its first letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QWidget

from hotwash.domain.conduct_commands import ImproviseInject
from hotwash.domain.msel import Inject
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import MODES
from hotwash.domain.visibility import IN_PERSON
from hotwash.exercise.words import LONGEST_LINE
from hotwash.ui.choosers import Ticks, Words, box_of, key_of, line_of, named
from hotwash.ui.controls import row
from hotwash.ui.dialogs import Question
from hotwash.ui.plain_text import label, tr
from hotwash.viewmodels.msel import InjectRow
from hotwash.viewmodels.words import said

_SILENT = ("network", "system")
"""Modes in which nobody says anything."""


class ImproviseDialog(Question):
    """Enter in the subject goes on; the button, or Ctrl+Enter, puts it in at once."""

    def __init__(
        self,
        parent: QWidget,
        scenario: Scenario,
        pool: tuple[InjectRow, ...],
        faults: list[tuple[str, str]],
        put_in: Callable[[ImproviseInject], str],
        release: Callable[[str], str],
    ) -> None:
        super().__init__(
            parent,
            tr("Inject of the moment"),
            tr("It goes out at once. Type the first letters of an inject of the MSEL to take its words."),
            tr("Release now"),
            self._send,
        )
        self._scenario, self._put_in, self._release = scenario, put_in, release
        open_ = [scenario.injects[line.id] for line in pool if line.id in scenario.injects and line.can_release]
        self._pool = {f"{one.shown_number} {one.subject}": one for one in open_}
        self._taken: tuple[str, ImproviseInject] | None = None
        self.subject = QLineEdit()
        self.subject.setAccessibleName(tr("Subject"))
        self.subject.setMaxLength(LONGEST_LINE)
        completer = QCompleter(list(self._pool), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda chosen: self.take(str(chosen)))
        self.subject.setCompleter(completer)
        self.text = Words(tr("What is said"))
        speakers = [one.name for one in scenario.directory.values()]
        self.speaker = box_of(tr("Who says it"), [(name, name) for name in speakers])
        line_of(self.speaker).setMaxLength(LONGEST_LINE)
        self.mode = box_of(tr("How"), [(mode, said(words)) for mode, words in MODES.items() if mode not in _SILENT])
        seats = [(seat.id, seat.name) for seat in scenario.seats.values()]
        self.to = Ticks(tr("To whom; nobody ticked means everybody"), seats)
        self.public = QCheckBox(tr("Part of the public picture"))
        self.fault = box_of(tr("Fault that begins with it"), [("", tr("No fault begins")), *faults])
        for part in (
            named(tr("Subject"), self.subject),
            named(tr("What is said"), self.text),
            row(named(tr("Who says it"), self.speaker), named(tr("How"), self.mode)),
            named(tr("To whom; nobody ticked means everybody"), self.to),
            row(self.public, 1, self.fault),
            label(tr("Ctrl+Enter releases it"), name="small"),
        ):
            self.body.addWidget(part) if isinstance(part, QWidget) else self.body.addLayout(part)
        self.do.setShortcut("Ctrl+Return")
        self.setMinimumWidth(520)
        self.subject.setFocus()

    def take(self, shown: str) -> None:
        """Fill every field from an inject of the MSEL."""
        inject = self._pool.get(shown)
        if inject is None:
            return
        delivery = inject.delivery
        contact = self._scenario.directory.get(delivery.sender)
        self.subject.setText(inject.subject)
        self.text.setPlainText(said(delivery.script))
        self.speaker.setCurrentText(contact.name if contact is not None else said(delivery.sender))
        self.mode.setCurrentIndex(max(0, self.mode.findData(delivery.mode)))
        self.to.tick(delivery.recipients)
        self.public.setChecked(delivery.mode == "media")
        self.fault.setCurrentIndex(max(0, self.fault.findData(_begun(inject))))
        self._taken = (inject.id, self.asked())

    def asked(self) -> ImproviseInject:
        """What the fields say. Everybody is named: what names nobody rings at the switchboard only, if there is one."""
        to = self.to.keys()
        if not to and key_of(self.mode) != IN_PERSON and not self.public.isChecked():
            to = tuple(self._scenario.seats)
        return ImproviseInject(
            self.subject.text().strip(),
            self.text.words(),
            self.speaker.currentText().strip(),
            key_of(self.mode),
            to,
            self.public.isChecked(),
            key_of(self.fault),
        )

    def _send(self) -> str:
        """One that was taken from the MSEL and not changed is released as that line of it."""
        asked = self.asked()
        if self._taken is not None and self._taken[1] == asked:
            return self._release(self._taken[0])
        return self._put_in(asked)


def _begun(inject: Inject) -> str:
    begins = getattr(inject.delivery, "begins", ())
    return str(begins[0]) if begins else ""

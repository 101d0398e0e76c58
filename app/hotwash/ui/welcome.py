"""The welcome screen: scenarios to start, exercises to go on with, and other files to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, heading, row, scrolled
from hotwash.ui.plain_text import hint, label, shortened, shown, tr
from hotwash.viewmodels.desk import Desk, ExerciseFile, OpenFailed, ScenarioOffer
from hotwash.viewmodels.words import said_by

_WIDEST = 900


class Listing(QThread):
    """Asks the desk what there is; every exercise file has to be read through for it. Once it has finished exactly
    one of `offers`, `failure` and `error` is there."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.offers: tuple[Sequence[ScenarioOffer], Sequence[ExerciseFile]] | None = None
        self.failure: OpenFailed | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.offers = self._desk.scenarios(), self._desk.recent()
        except OpenFailed as failed:
            self.failure = failed
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.error = error


class Welcome(QWidget):
    """Asks the desk what there is at every showing; tells what was chosen."""

    begun = Signal(str)
    opened = Signal(Path)
    asked_for_file = Signal()
    asked_for_design = Signal()
    left = Signal()
    listed = Signal()
    """What there is stands there now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.listing: Listing | None = None
        """What asks the desk just now."""
        self._body = QVBoxLayout()
        self._body.addWidget(label(tr("Looking for exercises…"), name="muted"))
        self.go_on: QPushButton | None = None
        """The button that goes on with the newest unfinished exercise; None where there is none."""
        self.titles: dict[str, str] = {}
        """Titles of the scenarios offered, by name."""
        self._back = button(tr("Back to the exercise"), self.left.emit)
        head = row(
            column(
                label(tr("Hotwash"), name="title"),
                label(tr("Tabletop outage exercises for emergency calls"), name="muted"),
                gap=0,
            ),
            1,
            self._back,
        )
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setLayout(column(head, self._body, 1, margin=28, gap=18))
        middle = QWidget()
        middle.setLayout(row(1, inner, 1))
        middle.layout().setStretch(1, 100)  # type: ignore[union-attr]  # a layout was set in the line above
        self.setLayout(column(scrolled(middle, tr("Welcome"))))

    def show_offers(self, *, can_go_back: bool) -> None:
        """List what there is now; what was listed before stands until that is known."""
        self._back.setVisible(can_go_back)
        listing = self.listing = Listing(self, self._desk)
        listing.finished.connect(self._listed)
        listing.finished.connect(listing.deleteLater)
        listing.start()

    def settle(self) -> None:
        """Wait until nobody asks the desk any more."""
        for listing in self.findChildren(Listing):
            listing.wait()

    def _listed(self) -> None:
        """Show what the newest listing found; of older ones nobody wants to know."""
        listing = self.listing
        if listing is None or not listing.isFinished():
            return
        self.listing = None
        if listing.error is not None:
            raise listing.error
        self._clear()
        if listing.offers is not None:
            self._show(*listing.offers)
        if listing.failure is not None:
            self._body.addWidget(label(said_by(listing.failure), name="bad", wrap=True))
        self.listed.emit()

    def _clear(self) -> None:
        self.go_on = None
        while self._body.count():
            item = self._body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _show(self, scenarios: Sequence[ScenarioOffer], recent: Sequence[ExerciseFile]) -> None:
        self.titles = {offer.name: offer.title for offer in scenarios}
        unfinished = [file for file in recent if file.unfinished]
        if unfinished:
            keys = [self._key(file) for file in unfinished]
            cards = [_card(file.title, file.words, key) for file, key in zip(unfinished, keys, strict=True)]
            self._group(tr("Go on where you were"), cards)
            self.go_on = keys[0]
        starts = [self._start(offer) for offer in scenarios]
        cards = [_card(offer.title, offer.summary, key) for offer, key in zip(scenarios, starts, strict=True)]
        self._group(tr("Start a scenario"), cards)
        finished = [
            _card(file.title, file.words, self._key(file) if file.known else None)
            for file in recent
            if not file.unfinished
        ]
        self._group(tr("Earlier exercises"), finished or [label(tr("None yet."), name="muted")])
        others = row(
            button(tr("Design a scenario…"), self.asked_for_design.emit),
            button(tr("Open another file…"), self.asked_for_file.emit),
            1,
        )
        self._body.addWidget(_holding(others))
        first = self.go_on or next(iter(starts), None)
        if first is not None:
            first.setFocus()

    def _group(self, title: str, cards: list[QWidget]) -> None:
        made = QWidget()
        made.setLayout(column(heading(title), *cards, gap=8))
        self._body.addWidget(made)

    def _start(self, offer: ScenarioOffer) -> QPushButton:
        key = button(tr("Start"), lambda: self.begun.emit(offer.name), name="primary")
        key.setAccessibleName(tr("Start {title}", title=offer.title))
        return key

    def _key(self, file: ExerciseFile) -> QPushButton:
        ended = tr("Look at it") if file.read_only else tr("Open")
        words = tr("Go on from {place}", place=file.place) if file.unfinished else ended
        key = button(words, lambda: self.opened.emit(file.path), name="primary" if file.unfinished else "")
        key.setAccessibleName(f"{words}: {file.title}")
        return key


def _holding(layout: QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made


def _card(title: str, words: str, key: QWidget | None) -> QWidget:
    """One thing that can be opened; without a key it can't."""
    made = QWidget()
    made.setObjectName("card")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    name, small = label(shortened(title), name="heading", wrap=True), label(shortened(words), name="muted", wrap=True)
    hint(name, title if name.text() != shown(title) else "")
    box = row(column(name, small, gap=3), *([key] if key is not None else []), margin=14, gap=16)
    box.setStretch(0, 1)
    made.setLayout(box)
    return made

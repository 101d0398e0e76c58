"""Inviting browsers: on which address, the link, code and QR code to join by, who waits, who is in and how late."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from hotwash.ui.choosers import box_of, key_of
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import amp, hint, label, set_text, shortened, shown, tr
from hotwash.viewmodels.lobby import Invitations, LobbyView, SeatedRow, WaitingRow, qr_squares

NARROW = 640
"""Pixels below which there is no room for two columns."""
QUIET = 4
"""Squares of white that a QR code needs round it."""


class QrCode(QWidget):
    """A QR code, always dark on white whatever the theme, so that every phone reads it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(QSize(210, 210))
        self.setAccessibleName(tr("QR code of the link and the room code"))

    def show_code(self, text: str) -> None:
        """Another text; empty shows nothing."""
        if text != self._text:
            self._text = text
            self.update()
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        squares = qr_squares(self._text) if self._text else ()
        side = self.width() / (len(squares) + 2 * QUIET)
        for down, line in enumerate(squares):
            for across, dark in enumerate(line):
                if dark:
                    box = QRectF((across + QUIET) * side, (down + QUIET) * side, side + 0.5, side + 0.5)
                    painter.fillRect(box, QColor("black"))
        painter.end()


class InviteDialog(QDialog):
    """Stays open beside the workspace; the exercise goes on. Whoever owns it calls `show_lobby` now and then."""

    def __init__(self, parent: QWidget, invitations: Invitations) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Invite browsers"))
        self._invitations = invitations
        self._last: LobbyView | None = None
        self._rows: dict[tuple[str, int], QWidget] = {}
        self.address = box_of(tr("Address"), invitations.addresses())
        self.address.setCurrentIndex(max(0, self.address.findData(invitations.last_address())))
        self.go = button(tr("Let browsers in"), self._start_or_stop, name="primary")
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        self.link = label(name="heading", wrap=True)
        self.link.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.link.setAccessibleDescription(tr("Link to join"))
        self._code_head = label(tr("Room code"), name="subheading")
        self.code = label(name="title")
        self.code.setAccessibleDescription(tr("Room code"))
        self.qr = QrCode()
        self.lock = QCheckBox(amp(tr("Nobody new may knock")))
        self.lock.clicked.connect(lambda on: self._lock(on=on))
        self.renew = button(tr("New code"), self._renew, explain=tr("Those who are in stay in."))
        self._waiting, self._seated = QVBoxLayout(), QVBoxLayout()
        self.nobody_waits, self.nobody_sits = label(name="muted", wrap=True), label(name="muted", wrap=True)
        self._lay_out()
        room = self.screen().availableGeometry()
        self.resize(min(860, room.width() - 20), min(620, room.height() - 60))
        self.address.setFocus()

    def show_lobby(self) -> None:
        """Everything as of now; only what has changed is touched."""
        view = self._invitations.view()
        if view == self._last:
            return
        self._last = view
        self.address.setEnabled(not view.running)
        self.go.setText(amp(tr("Close to browsers") if view.running else tr("Let browsers in")))
        set_text(self.link, view.link or tr("Nobody can join yet."))
        set_text(self.code, view.code if view.running and not view.locked else "")
        for part in (self._code_head, self.code):
            part.setVisible(view.running and not view.locked)
        self.qr.show_code(view.invitation)
        self.lock.setChecked(view.locked)
        self._say(view.trouble)
        self._show_rows("waiting", {one.number: one for one in view.waiting}, self._waiting)
        self._show_rows("seated", {one.number: one for one in view.seated}, self._seated)
        set_text(self.nobody_waits, "" if view.waiting else tr("Nobody waits."))
        set_text(self.nobody_sits, "" if view.seated else tr("Nobody is in."))
        self.nobody_waits.setVisible(not view.waiting)
        self.nobody_sits.setVisible(not view.seated)

    def _lay_out(self) -> None:
        warning = tr(
            "What goes over the network is not encrypted: use exercise data only, on a network of your own if you can. "
            "Screens of phones dim and lock by themselves; their page comes back when they are touched."
        )
        left = column(
            label(tr("Address of this computer"), name="subheading"),
            self.address,
            row(self.go, 1),
            self.problem,
            label(tr("Join at"), name="subheading"),
            self.link,
            self._code_head,
            self.code,
            self.qr,
            row(self.lock, 1, self.renew),
            1,
            label(warning, name="small", wrap=True),
            gap=8,
        )
        for rows in (self._waiting, self._seated):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(6)
        lists = QWidget()
        lists.setLayout(
            column(
                label(tr("Waiting to be let in"), name="subheading"),
                self.nobody_waits,
                self._waiting,
                label(tr("Let in"), name="subheading"),
                self.nobody_sits,
                self._seated,
                1,
                gap=8,
            )
        )
        panel = QWidget()
        panel.setLayout(left)
        self._sides = row(panel, lists, gap=14)
        self._sides.setStretch(1, 1)
        inside = QWidget()
        inside.setLayout(self._sides)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("Where to join, who waits and who is in"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(area, row(1, button(tr("Close this window"), self.hide)), margin=14, gap=10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window those who wait stand first, and the code below them."""
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._sides.direction() is not way:
            self._sides.setDirection(way)
        super().resizeEvent(event)

    def _start_or_stop(self) -> None:
        if self._invitations.running:
            self._invitations.stop()
            sentence = ""
        else:
            sentence = self._invitations.start(key_of(self.address))
        self._last = None
        self.show_lobby()
        if sentence:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        set_text(self.problem, sentence)
        self.problem.setVisible(bool(sentence))

    def _lock(self, *, on: bool) -> None:
        self._invitations.lock(on=on)
        self.show_lobby()

    def _renew(self) -> None:
        self._invitations.renew_code()
        self.show_lobby()

    def _show_rows(self, kind: str, rows: dict[int, WaitingRow] | dict[int, SeatedRow], place: QVBoxLayout) -> None:
        for key in [key for key in self._rows if key[0] == kind and key[1] not in rows]:
            gone = self._rows.pop(key)
            here: QWidget | None = self.focusWidget()
            if here is not None and gone.isAncestorOf(here):
                self.go.setFocus()
            gone.setParent(None)
            gone.deleteLater()
        for number, record in rows.items():
            made = self._rows.get((kind, number))
            if made is None:
                made = _WaitingLine(self, record) if isinstance(record, WaitingRow) else _SeatedLine(self, record)
                self._rows[kind, number] = made
                place.addWidget(made)
            if isinstance(made, _SeatedLine) and isinstance(record, SeatedRow):
                made.show_state(record)

    def admit(self, number: int, seat: str) -> None:
        """Let somebody in; why not is said here."""
        sentence = self._invitations.admit(number, seat)
        self.show_lobby()
        if sentence:
            self._say(sentence)

    def decline(self, number: int) -> None:
        """Send somebody away."""
        self._invitations.decline(number)
        self.show_lobby()

    def dismiss(self, number: int) -> None:
        """Close somebody's seat."""
        self._invitations.dismiss(number)
        self.show_lobby()

    def seats(self) -> tuple[tuple[str, str], ...]:
        """Seats to choose from."""
        return self._invitations.seats()


class _Line(QWidget):
    """One person, as a row with a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class _WaitingLine(_Line):
    """Who waits, the seat they get, and the two answers."""

    def __init__(self, owner: InviteDialog, record: WaitingRow) -> None:
        super().__init__()
        self.seat = box_of(tr("Seat"), owner.seats())
        self.seat.setCurrentIndex(max(0, self.seat.findData(record.seat)))
        self.admit = button(tr("Admit"), lambda: owner.admit(record.number, key_of(self.seat)), name="primary")
        self.decline = button(tr("Decline"), lambda: owner.decline(record.number))
        for key in (self.admit, self.decline):
            key.setAccessibleName(shown(f"{key.text()}: {record.text}"))
        words = [label(shortened(record.text), wrap=True)]
        if record.others:
            words.append(label(shortened(record.others), name="warn", wrap=True))
        keys = row(self.seat, self.admit, self.decline, gap=4)
        keys.setStretch(0, 1)
        self.setLayout(column(*words, keys, margin=8, gap=4))


class _SeatedLine(_Line):
    """Who was let in, and how the browser does."""

    def __init__(self, owner: InviteDialog, record: SeatedRow) -> None:
        super().__init__()
        self.state = label(name="small")
        self.dismiss = button(tr("Close seat"), lambda: owner.dismiss(record.number))
        self.dismiss.setAccessibleName(shown(f"{self.dismiss.text()}: {record.text}"))
        hint(self.dismiss, tr("The browser is shut out at once; whoever sits there may ask to join again."))
        words = column(label(shortened(record.text), wrap=True), self.state, gap=2)
        line = row(words, self.dismiss, margin=8)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_state(self, record: SeatedRow) -> None:
        """How the browser does now."""
        set_text(self.state, record.state)

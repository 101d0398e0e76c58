"""Shows any card: title, sentence, path strip, sections; its links lead to other cards, and back leads back."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.ui.controls import column, row, rule, scrolled, tool
from hotwash.ui.figures_panel import MarkPicture
from hotwash.ui.icons import pixmap
from hotwash.ui.marks import ROLE_ICONS, draw_badge, draw_role
from hotwash.ui.plain_text import amp, hint, label, shown, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.cards import Card, Hop, Line, Section

_TONES = {"good": "tonegood", "bad": "tonebad", "muted": "muted"}
LONG, LONG_LINK = 60, 20
"""Letters from which a value gets a row of its own under its label, and letters of a link from which it does."""
_HOP, _HOP_WIDTH, _LABEL_WIDTH = 34, 74, 112


class CardPanel(QWidget):
    """A card, or a word about how to open one."""

    followed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._card: Card | None = None
        self._history: list[str] = []
        self._across = 5
        """Hops of a path side by side."""
        self._title, self._subtitle = label(name="heading", wrap=True), label(name="muted", wrap=True)
        self._sentence = label(wrap=True)
        self._back = tool(theme, "undo-2", tr("Back to the card before"), self._go_back)
        self._close = tool(theme, "x", tr("Close the card"), self._shut)
        self._mark_place = QVBoxLayout()
        self._body = QWidget()
        self._body.setLayout(column())
        self._empty = label(
            tr("Click a call, an element or a PSAP to see its card. On the map: arrow keys to an element, then Enter."),
            name="muted",
            wrap=True,
        )
        self._area = scrolled(self._body, tr("Card"))
        top = row(self._mark_place, column(self._title, self._subtitle, gap=1), self._back, self._close)
        top.setStretch(1, 1)
        self.setLayout(column(top, self._sentence, self._empty, self._area, margin=8))
        theme.changed.connect(self._redraw)
        self.show_card(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many hops side by side as there is room for."""
        across = max((self.width() - 32) // (_HOP_WIDTH + 2), 2)
        if across != self._across:
            self._across = across
            if self._card is not None and self._card.path:
                self._redraw()

    @property
    def key(self) -> str:
        """What the card is about; empty for none."""
        return self._card.key if self._card is not None else ""

    def show_card(self, card: Card | None) -> None:
        """Show a card; an equal one changes nothing, so that scrolling and focus stay."""
        if card == self._card and card is not None:
            return
        if card is not None and card.key != self.key:
            self._history.append(card.key)
        self._card = card
        self._redraw()

    def _redraw(self) -> None:
        card = self._card
        self._empty.setVisible(card is None)
        for widget in (self._title, self._subtitle, self._sentence, self._close, self._area):
            widget.setVisible(card is not None)
        self._back.setVisible(card is not None and len(self._history) > 1)
        held = self._area.verticalScrollBar().value()
        _clear(self._mark_place)
        body = QWidget()
        if card is not None:
            self._title.setText(shown(card.title))
            self._subtitle.setText(shown(card.subtitle))
            self._sentence.setText(shown(card.sentence))
            if card.mark is not None:
                self._mark_place.addWidget(MarkPicture(self._theme, card.mark))
            parts: list[QWidget] = [self._strip(card.path)] if card.path else []
            parts += [self._section(section) for section in card.sections]
            body.setLayout(column(*parts, 1, gap=8))
        else:
            for text in (self._title, self._subtitle, self._sentence):
                text.setText("")
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(held)

    def _strip(self, path: tuple[Hop, ...]) -> QWidget:
        strip = QWidget()
        grid = QGridLayout(strip)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for place, hop in enumerate(path):
            key = QToolButton()
            key.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            key.setIconSize(QSize(_HOP, _HOP))
            key.setIcon(QIcon(self._hop_picture(hop)))
            key.setText(amp("\n".join(textwrap.wrap(hop.name, 12)[:3])))
            key.setObjectName("hop")
            key.setFixedWidth(_HOP_WIDTH)
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.MinimumExpanding)
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words = tr("failed here") if hop.failed else tr("passed") if hop.reached else tr("not reached")
            key.setAccessibleName(f"{hop.name}, {words}")
            hint(key, f"{hop.name}: {words}")
            key.clicked.connect(lambda _=False, hop=hop: self.followed.emit(f"element:{hop.id}"))
            grid.addWidget(key, *divmod(place, self._across))
        grid.setColumnStretch(self._across, 1)
        return strip

    def _hop_picture(self, hop: Hop) -> QPixmap:
        ratio, tokens = self.devicePixelRatioF(), self._theme.tokens
        picture = QPixmap(round(_HOP * ratio), round(_HOP * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if hop.reached else 0.4)
        middle = QPointF(_HOP / 2, _HOP / 2)
        draw_role(painter, hop.role, middle, 12, tokens, Standing.BLOCKING if hop.failed else Standing.WORKING)
        painter.drawPixmap(QPointF(_HOP / 2 - 7, _HOP / 2 - 7), pixmap(ROLE_ICONS[hop.role], tokens.text, 14, ratio))
        if hop.failed:
            draw_badge(painter, Standing.BLOCKING, QPointF(_HOP - 8, 8), 6.5, tokens)
        painter.end()
        return picture

    def _section(self, section: Section) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        place = 0
        for line in section.lines:
            wide = len(line.value) > LONG or (bool(line.link) and len(line.label) > LONG_LINK)
            grid.addWidget(self._label_of(line, wide=wide), place, 0, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            value = label(line.value, name=_TONES.get(line.tone, ""), wrap=True)
            if wide:
                grid.addWidget(value, place + 1, 0, 1, 2)
            else:
                grid.addWidget(value, place, 1)
            place += 2
        made.setLayout(column(rule(), label(section.heading, name="subheading", wrap=True), grid, gap=3))
        return made

    def _label_of(self, line: Line, *, wide: bool) -> QWidget:
        if not line.link:
            name: QLabel = label(line.label, name="muted", wrap=True)
            name.setFixedWidth(_LABEL_WIDTH)
            return name
        key = QPushButton(amp(line.label))
        key.setFlat(True)
        if not wide:
            key.setMaximumWidth(_LABEL_WIDTH + 30)
        key.setObjectName("link")
        key.setAccessibleName(tr("Card of {what}", what=line.label))
        key.clicked.connect(lambda _=False: self.followed.emit(line.link))
        return key

    def _go_back(self) -> None:
        if len(self._history) > 1:
            self._history.pop()
            self.followed.emit(self._history.pop())

    def _shut(self) -> None:
        self.forget()
        self.closed.emit()

    def take_focus(self) -> None:
        """Put the keyboard on the head of the card."""
        for key in (self._back, self._close):
            if not key.isHidden():
                key.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def forget(self) -> None:
        """No card, and none to go back to; nothing of the last one stays behind in the widgets."""
        self._history.clear()
        self.show_card(None)


def _clear(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()

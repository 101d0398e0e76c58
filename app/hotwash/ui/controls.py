"""Small builders for buttons, headings and rows, so that panels read as what they show."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hotwash.ui import icons
from hotwash.ui.plain_text import amp, hint, label
from hotwash.ui.theme import Theme


def button(text: str, command: Callable[[], object], *, name: str = "", explain: str = "") -> QPushButton:
    """A push button; `name` is its object name for the style sheet."""
    made = QPushButton(amp(text))
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _=False: command())
    if explain:
        hint(made, explain)
    return made


def tool(theme: Theme, icon: str, text: str, command: Callable[[], object], *, show_text: bool = False) -> QToolButton:
    """A button with an icon that follows the theme; its text is always there for screen readers."""
    made = QToolButton()
    made.setText(amp(text))
    made.setAccessibleName(text)
    made.setIconSize(QSize(18, 18))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if show_text else Qt.ToolButtonStyle.ToolButtonIconOnly
    made.setToolButtonStyle(style)
    hint(made, text)
    made.clicked.connect(lambda _=False: command())
    follow(theme, made, lambda: made.setIcon(icons.icon(icon, theme.tokens.text, theme.tokens.muted)))
    return made


def follow(theme: Theme, widget: QWidget, paint: Callable[[], None]) -> None:
    """Do something now and whenever the theme changes, for as long as the widget lives."""

    def again() -> None:
        if shiboken6.isValid(widget):
            paint()

    paint()
    theme.changed.connect(again)


class Choice(QComboBox):
    """A box to choose from, with an arrow in the colour of the theme (a style sheet can only take a picture's file)."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        picture = icons.pixmap("chevron-down", self._theme.tokens.muted, 14, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 20, (self.height() - 14) // 2, picture)
        painter.end()

    def narrow(self) -> None:
        """Let it become narrower than its longest entry, which its list shows whole."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)


class SearchLine(QLineEdit):
    """A line to search with: Esc empties it and then leaves it; Down and Enter go on to what was found."""

    left = Signal()
    entered = Signal()

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def column(*parts: QWidget | QLayout | int, margin: int = 0, gap: int = 6) -> QVBoxLayout:
    """Widgets below each other; a number is a stretch."""
    made = QVBoxLayout()
    _fill(made, parts, margin, gap)
    return made


def row(*parts: QWidget | QLayout | int, margin: int = 0, gap: int = 6) -> QHBoxLayout:
    """Widgets beside each other; a number is a stretch."""
    made = QHBoxLayout()
    _fill(made, parts, margin, gap)
    return made


def _fill(box: QBoxLayout, parts: tuple[QWidget | QLayout | int, ...], margin: int, gap: int) -> None:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, int):
            box.addStretch(part)
        else:
            box.addLayout(part)


def panel(*parts: QWidget | QLayout | int, margin: int = 8, gap: int = 6, name: str = "panel") -> QWidget:
    """A framed group of widgets below each other."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(column(*parts, margin=margin, gap=gap))
    return made


def heading(text: str) -> QLabel:
    """The name of a panel."""
    return label(text, name="heading")


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setObjectName("rule")
    return made


class _Scroll(QScrollArea):
    """A scroll area that gives wrapped texts the height they need; Qt's own goes by the least there could be."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is not None and layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.viewport().width())
            if content.minimumHeight() != height:
                content.setMinimumHeight(height)


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """Content that scrolls up and down when there is too much of it."""
    area = _Scroll()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area

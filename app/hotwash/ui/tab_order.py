"""Where Tab goes: the reading order of the layouts, worked out at each press, so that late widgets are in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTabWidget,
    QWidget,
)

_WHOLE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar)
"""What is one stop, whatever it is made of."""


def stops(top: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """Everything in `top` that takes the keyboard, as it is read; and `here`, wherever that stands."""
    if top is not here and (not top.isVisible() or not top.isEnabled()):
        return
    takes = top.focusPolicy() & Qt.FocusPolicy.TabFocus and top.focusProxy() is None
    if top is here or takes:
        yield top
    if isinstance(top, _WHOLE):
        return
    for part in _parts(top):
        yield from stops(part, here)


def step(top: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on the next stop, or the one before, round and round; False where there is none."""
    here = QApplication.focusWidget()
    order = list(stops(top, here))
    if not order:
        return False
    place = order.index(here) + (1 if forward else -1) if here in order else (0 if forward else -1)
    wanted = order[place % len(order)]
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    show_in_scrolls(wanted)
    return True


def show_in_scrolls(widget: QWidget) -> None:
    """Scroll whatever it stands in until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 12)
        above = above.parentWidget()


def _parts(top: QWidget) -> Iterator[QWidget]:
    """The widgets in a widget, in their order."""
    inside: list[QWidget | None] = []
    match top:
        case QTabWidget():
            inside = [top.tabBar(), top.cornerWidget(), top.currentWidget()]
        case QScrollArea():
            inside = [top.widget()]
        case QSplitter():
            inside = [top.widget(place) for place in range(top.count())]
        case _:
            layout = top.layout()
            inside = list(_laid_out(layout)) if layout is not None else []
    yield from (part for part in inside if part is not None)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)

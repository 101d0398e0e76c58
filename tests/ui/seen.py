"""Everything a window says: to eyes, to a pointer that rests, and to a screen reader. It must not know any panel."""

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTabWidget, QWidget

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def exposed(top: QWidget) -> list[str]:
    """Every text of a widget and of all that is in it, whether it is visible at this moment or not."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        found += _own(widget)
    found += _read(QAccessible.queryAccessibleInterface(top))
    return [text for text in found if text]


def _own(widget: QWidget) -> list[str]:
    match widget:
        case QLabel() | QAbstractButton():
            return [widget.text()]
        case QLineEdit():
            return [widget.text(), widget.placeholderText()]
        case QComboBox():
            return [widget.itemText(place) for place in range(widget.count())]
        case QTabWidget():
            return [widget.tabText(place) for place in range(widget.count())]
        case QAbstractItemView():
            return in_model(widget.model())
        case _:
            return []


def in_model(model: QAbstractItemModel) -> list[str]:
    """Texts of the cells and headings of a model."""
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    found = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    for row in range(model.rowCount(QModelIndex())):
        for column in columns:
            found += [model.index(row, column).data(role) for role in ROLES]
    return [text for text in found if isinstance(text, str)]


def _read(interface: QAccessibleInterface | None) -> list[str]:
    """Names and descriptions of the accessible tree."""
    if interface is None or not interface.isValid():
        return []
    found = [interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)]
    for place in range(min(interface.childCount(), 300)):
        found += _read(interface.child(place))
    return found

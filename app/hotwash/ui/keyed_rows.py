"""A list model whose rows have keys: rows that change in place keep the choice, and only what changed is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hotwash.ui.plain_text import shown

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
T = TypeVar("T")


class KeyedRows(QAbstractListModel, Generic[T]):
    """Rows of any record. `key` says which is which, `spoken` what a screen reader says, `heading` what can't be
    chosen."""

    def __init__(
        self,
        parent: QObject,
        key: Callable[[T], str],
        spoken: Callable[[T], str],
        heading: Callable[[T], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent)
        self._key, self._spoken, self._heading = key, spoken, heading
        self.items: list[T] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.items):
            return None
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown(self._spoken(item))
        return item if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = 0 <= index.row() < len(self.items)
        return Qt.ItemFlag.NoItemFlags if known and self._heading(self.items[index.row()]) else super().flags(index)

    def show(self, items: Sequence[T]) -> bool:
        """Take these; returns whether rows came, went or moved."""
        before, self_items = self.items, list(items)
        if [self._key(item) for item in before] == [self._key(item) for item in self_items]:
            changed = [n for n, (old, new) in enumerate(zip(before, self_items, strict=True)) if old != new]
            self.items = self_items
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return False
        self.beginResetModel()
        self.items = self_items
        self.endResetModel()
        return True

    def place(self, key: str) -> int:
        """Where a row stands; -1 where it does not."""
        return next((n for n, item in enumerate(self.items) if self._key(item) == key), -1)

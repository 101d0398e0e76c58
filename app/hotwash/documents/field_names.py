"""Names of places to fill in: unique in a document, and the same in each of its formats; knows no format."""

from __future__ import annotations

from hotwash.documents.text import one_line


class FieldNames:
    """The names that a document has given out, in the order of its blocks."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str) -> str:
        """The name, numbered where it is taken: two places of one name would hold one value.

        A full stop would make it the child of another field (ISO 32000-1, 12.7.3.2).
        """
        plain = one_line(name, 60).replace(".", "-") or "field"
        free, number = plain, 1
        while free in self._taken:
            number += 1
            free = f"{plain}-{number}"
        self._taken.add(free)
        return free

"""What an author works on: steps, what is chosen, and what the draft means; tells panels what changed. No Qt.

Every panel of the Design workspace asks this one table, and every edit goes through it, so that each is a named step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from hotwash.editor.history import History
from hotwash.scenario.draft import SECTIONS, Draft, Reading, read_draft
from hotwash.scenario.finding import Finding
from hotwash.viewmodels.draft_places import located


class Changed(Flag):
    """What is new since panels were told last."""

    DRAFT = auto()
    SELECTION = auto()
    READING = auto()
    SAVED = auto()
    GOAL = auto()
    FINDINGS = auto()
    """What lint says of the draft."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A place that somebody wants to see: an entry (empty and 0 for the head), and a path within it (see `Mistake`)."""

    section: str
    key: int
    path: str = ""


class DesignTable:
    """One scenario being edited.

    `reading` is what some recent draft means, `reading_of` that draft: while it is not the present one, panels show it
    as not yet checked. Whoever owns the table has it read (`read`), or reads elsewhere and hands it in (`has_read`).
    """

    def __init__(self, draft: Draft) -> None:
        self.history = History(draft)
        self.selection: frozenset[int] = frozenset()
        self.reading = Reading(None, ())
        self.reading_of: Draft | None = None
        self.findings: tuple[Finding, ...] = ()
        """What should be looked at in the newest sound reading that lint has seen; none where the reading is not."""
        self.remarks: tuple[Finding, ...] = ()
        """What is to know of it, and is no mistake."""
        self.looked_at: Reading | None = None
        """The reading that lint has seen."""
        self.folder: Path | None = None
        """Where the scenario is saved as a folder; what belongs beside it is kept there."""
        self.saved: Draft = draft
        self.kept_at = ""
        """Clock time at which unsaved work was last kept aside, as people read it; empty for never."""
        self.goal: Goal | None = None
        """The place that was asked for last; whoever shows such places goes there when told `Changed.GOAL`."""
        self._listeners: list[Callable[[Changed], None]] = []

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self.history.draft

    @property
    def is_saved(self) -> bool:
        """Whether the draft is what stands on disk."""
        return self.draft == self.saved

    @property
    def is_read(self) -> bool:
        """Whether `reading` is about the draft as it is now."""
        return self.reading_of is self.draft

    @property
    def is_looked_at(self) -> bool:
        """Whether lint has seen the present reading, or has none to see."""
        return self.is_read and (self.reading.scenario is None or self.looked_at is self.reading)

    @property
    def listeners(self) -> tuple[Callable[[Changed], None], ...]:
        """Who is told of changes."""
        return tuple(self._listeners)

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Have a panel told of every change from now on."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[Changed], None]) -> None:
        """Tell a panel nothing more."""
        self._listeners.remove(listener)

    def edit(self, name: str, draft: Draft, *, gesture: str = "", select: Iterable[int] | None = None) -> None:
        """One named step; steps in a row with the same `gesture` are one. `select` is what is chosen afterwards."""
        self._go(self.history.does(name, draft, gesture), select)

    def undo(self) -> None:
        """One step back."""
        self._go(self.history.undo())

    def redo(self) -> None:
        """One step on."""
        self._go(self.history.redo())

    def to(self, at: int) -> None:
        """As it was after so many steps."""
        self._go(self.history.to(at))

    def select(self, keys: Iterable[int]) -> None:
        """Choose entries; those that the draft does not hold are left out."""
        wanted = frozenset(keys) & self._keys()
        if wanted != self.selection:
            self.selection = wanted
            self._tell(Changed.SELECTION)

    def read(self) -> None:
        """Find out what the draft means, here and now."""
        draft = self.draft
        self.has_read(draft, read_draft(draft))

    def has_read(self, draft: Draft, reading: Reading) -> None:
        """What a draft means, found out elsewhere."""
        self.reading, self.reading_of = reading, draft
        self._tell(Changed.READING)
        if reading.scenario is None and (self.findings or self.remarks):
            self.has_looked((), ())

    def has_looked(self, findings: tuple[Finding, ...], remarks: tuple[Finding, ...]) -> None:
        """What lint says of the reading."""
        self.findings, self.remarks, self.looked_at = findings, remarks, self.reading
        self._tell(Changed.FINDINGS)

    def go(self, section: str, key: int, path: str = "") -> None:
        """Have a place shown by whichever panel shows such places; an entry is chosen too."""
        self.goal = Goal(section, key, path)
        chosen = frozenset({key}) & self._keys()
        what = Changed.GOAL
        if chosen and chosen != self.selection:
            self.selection = chosen
            what |= Changed.SELECTION
        self._tell(what)

    def mistakes(self) -> dict[int, int]:
        """Number of mistakes and findings by entry, as far as the reading and lint know."""
        found: dict[int, int] = {}
        looked = [key for _, key, _ in (located(self.draft, finding.path) for finding in self.findings) if key]
        for key in [*(mistake.key for mistake in self.reading.mistakes), *looked]:
            found[key] = found.get(key, 0) + 1
        return found

    def has_kept(self, clock: str) -> None:
        """Unsaved work was kept aside at this time of the day."""
        self.kept_at = clock
        self._tell(Changed.SAVED)

    def has_saved(self, draft: Draft) -> None:
        """A draft stands on disk now."""
        self.saved = draft
        self._tell(Changed.SAVED)

    def _go(self, history: History, select: Iterable[int] | None = None) -> None:
        if history is self.history and select is None:
            return
        what = Changed(0) if history is self.history else Changed.DRAFT
        self.history = history
        chosen = (self.selection if select is None else frozenset(select)) & self._keys()
        if chosen != self.selection:
            self.selection = chosen
            what |= Changed.SELECTION
        self._tell(what)

    def _keys(self) -> frozenset[int]:
        return frozenset(item.key for section in SECTIONS for item in self.draft.items(section))

    def _tell(self, what: Changed) -> None:
        if what:
            for listener in tuple(self._listeners):
                listener(what)

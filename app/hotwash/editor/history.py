"""What an author did, step by step, with a name for each: undo is going back to an earlier draft. Knows no edit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotwash.scenario.draft import Draft


@dataclass(frozen=True, slots=True)
class Step:
    """One named edit and the draft it led to. Edits in a row with the same `gesture` (not empty) are one step."""

    name: str
    draft: Draft
    gesture: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Every step since the draft was opened; `at` counts the steps that hold now (0: as opened)."""

    first: Draft
    steps: tuple[Step, ...] = ()
    at: int = 0

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self.steps[self.at - 1].draft if self.at else self.first

    @property
    def undoes(self) -> str:
        """Name of the step that undo takes back; empty where there is none."""
        return self.steps[self.at - 1].name if self.at else ""

    @property
    def redoes(self) -> str:
        """Name of the step that redo brings again; empty where there is none."""
        return self.steps[self.at].name if self.at < len(self.steps) else ""

    def does(self, name: str, draft: Draft, gesture: str = "") -> History:
        """After an edit: what had been undone is gone. An edit that changes nothing is no step."""
        if draft == self.draft:
            return self
        kept = self.steps[: self.at]
        if gesture and kept and kept[-1].gesture == gesture:
            kept = kept[:-1]
        return replace(self, steps=(*kept, Step(name, draft, gesture)), at=len(kept) + 1)

    def to(self, at: int) -> History:
        """As it was after `at` steps. Raises ValueError where there are fewer."""
        if not 0 <= at <= len(self.steps):
            raise ValueError(f"there is no step {at}")
        return self if at == self.at else replace(self, at=at)

    def undo(self) -> History:
        """One step back; the same where there is none."""
        return self.to(max(self.at - 1, 0))

    def redo(self) -> History:
        """One step on; the same where there is none."""
        return self.to(min(self.at + 1, len(self.steps)))

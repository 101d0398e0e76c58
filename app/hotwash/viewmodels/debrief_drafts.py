"""Findings and corrective actions as they are being written; what is not kept yet is held here. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.review_commands import CAPABILITY_ELEMENTS, PlanCorrection, WriteFinding
from hotwash.domain.review_facts import CorrectionPlanned, FindingWritten


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A strength or an area; an empty `finding` is one that the exercise does not have yet."""

    kind: str
    objective: str
    statement: str = ""
    reference: str = ""
    analysis: str = ""
    evidence: tuple[int, ...] = ()
    finding: str = ""

    def command(self) -> WriteFinding:
        """What keeps it."""
        return WriteFinding(
            self.kind,
            self.objective,
            self.statement.strip(),
            self.reference.strip(),
            self.analysis.strip(),
            self.evidence,
            self.finding,
        )


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """A corrective action; an empty `correction` is one that the exercise does not have yet."""

    finding: str
    action: str = ""
    element: str = CAPABILITY_ELEMENTS[0]
    organisation: str = ""
    contact: str = ""
    starts: str = ""
    completes: str = ""
    correction: str = ""

    def command(self) -> PlanCorrection:
        """What keeps it."""
        return PlanCorrection(
            self.finding,
            self.action.strip(),
            self.element,
            self.organisation.strip(),
            self.contact.strip(),
            self.starts,
            self.completes,
            self.correction,
        )


Draft = FindingDraft | CorrectionDraft


def finding_draft(fact: FindingWritten) -> FindingDraft:
    """What was kept, to be changed."""
    return FindingDraft(
        fact.kind, fact.objective, fact.statement, fact.reference, fact.analysis, fact.evidence, fact.finding
    )


def correction_draft(fact: CorrectionPlanned) -> CorrectionDraft:
    """What was kept, to be changed."""
    return CorrectionDraft(
        fact.finding,
        fact.action,
        fact.element,
        fact.organisation,
        fact.contact,
        fact.starts,
        fact.completes,
        fact.correction,
    )

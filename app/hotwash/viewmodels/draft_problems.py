"""What is wrong with a draft, what should be looked at and what is to know, each with its place in the draft. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hotwash.domain.scenario import Scenario
from hotwash.scenario.draft import Draft
from hotwash.scenario.finding import Finding
from hotwash.scenario.lint import lint, remarks
from hotwash.viewmodels.design_scene import spot_of
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.draft_places import located
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg, noop, said


class Severity(Enum):
    """How much a problem weighs: its sign and its words."""

    MEND = ("✕", noop("must be mended"))
    LOOK = ("⚠", noop("should be looked at"))
    KNOW = ("●", noop("to know"))

    @property
    def sign(self) -> str:
        """One letter, never the only thing that tells it."""
        return self.value[0]

    @property
    def words(self) -> str:
        """In words."""
        return said(self.value[1])


@dataclass(frozen=True, slots=True)
class Problem:
    """One of them: where it stands (see `design_table.Goal`), what that place is called, and a sentence."""

    severity: Severity
    section: str
    key: int
    path: str
    place: str
    sentence: str

    @property
    def id(self) -> str:
        """A name that outlives other problems."""
        return f"{self.severity.name} {self.section} {self.key} {self.path} {self.sentence}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What lint says of a sound scenario."""

    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def look(scenario: Scenario) -> Looked:
    """Have lint look at a scenario; some hundredths of a second for a state's network."""
    return Looked(lint(scenario), remarks(scenario))


def problems(table: DesignTable) -> tuple[Problem, ...]:
    """Everything that is known of the draft, what weighs most first."""
    draft = table.draft
    found = []
    for mistake in table.reading.mistakes:
        place = " ".join(part for part in (place_name(draft, mistake.section, mistake.key), mistake.path) if part)
        found.append(
            Problem(
                Severity.MEND,
                mistake.section,
                mistake.key,
                mistake.path,
                place or msg("Head"),
                said(mistake.sentence),
            )
        )
    for severity, findings in ((Severity.LOOK, table.findings), (Severity.KNOW, table.remarks)):
        found += [_problem(draft, severity, finding) for finding in findings]
    return tuple(found)


def place_name(draft: Draft, section: str, key: int) -> str:
    """What people call an entry: its name, else its id; empty for the head."""
    for item in draft.items(section) if section else ():
        if item.key == key:
            return spot_of(item).name if section == "elements" else title_of(item) or section
    return ""


def _problem(draft: Draft, severity: Severity, finding: Finding) -> Problem:
    section, key, path = located(draft, finding.path)
    name = place_name(draft, section, key)
    place = name if not name or name == finding.subject else msg("{name} ({id})", name=name, id=finding.subject)
    return Problem(severity, section, key, path, place or finding.subject, said(finding.sentence))

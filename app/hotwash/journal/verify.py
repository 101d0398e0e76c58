"""Says whether a journal is what was written, and from which event on it is not; repairs nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from hotwash.domain.sentences import say, told_by
from hotwash.journal import chain
from hotwash.journal.errors import Cut, CutShort, DamagedJournal
from hotwash.journal.link import Link, LinkError
from hotwash.journal.reading import Reader
from hotwash.journal.rows import parsed


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check. `seq` and `head` name the last sound event; `first_bad` is the first unsound one
    (0: the header or scenario), None where all is well; `why` says what is wrong with it. `cut` is set where the file
    ends too early.

    A sound finding does not prove that the end is there: a cut tail leaves a shorter, sound journal. Compare (seq,
    head) with what a witness noted (`holds` on the file or record).
    """

    seq: int
    head: bytes
    first_bad: int | None
    why: str
    cut: Cut | None = None

    @property
    def sound(self) -> bool:
        return self.first_bad is None

    def damage(self, path: Path) -> DamagedJournal | None:
        """What is wrong, as an error with its sentence; None for a sound file."""
        if self.first_bad is None:
            return None
        if self.cut is not None:
            return CutShort(path, self.first_bad, self.cut)
        return DamagedJournal(path, self.first_bad, self.why)


def examine(reader: Reader, link: Link, *, bodies: bool, cut: Cut | None = None) -> Finding:
    """Checks the database's own structure, then the chain over every column of every event; with `bodies`, also that
    every body can be decoded (for files from elsewhere). What is `cut` short is never sound. Raises LinkError only for
    causes other than damage."""
    structure = _structure(link)
    finding = _chain(reader, bodies=bodies)
    if cut is not None:
        first_bad = finding.seq + 1 if finding.first_bad is None else finding.first_bad
        return replace(finding, first_bad=first_bad, why=cut.words, cut=cut)
    if finding.sound and structure:
        return Finding(finding.seq, finding.head, finding.seq + 1, structure)
    return finding


def _structure(link: Link) -> str:
    try:
        lines = link.execute("PRAGMA integrity_check(5)")
    except LinkError as error:
        return say("SQLite says: {error}", error=str(error))
    first = str(lines[0][0]) if lines else "nothing"
    return "" if first == "ok" else say("SQLite's integrity check says: {what}", what=first.splitlines()[-1][:120])


def _chain(reader: Reader, *, bodies: bool) -> Finding:
    seq, head = 0, b""
    try:
        header, stored = reader.header()
        head = chain.genesis(header, reader.scenario_text())
        if head != stored:
            return Finding(0, stored, 0, say("the header or the scenario was changed"))
        if not _readable(header):
            return Finding(0, head, 0, say("its header is not one that Hotwash writes"))
        least = reader.least_seq()
        if least is not None and least != 1:
            return Finding(0, head, 1, say("the first event is numbered {least}", least=least))
        for number, event, stored in reader.all_lines():
            if number != seq + 1:
                return Finding(
                    seq, head, seq + 1, say("missing; event {number} follows event {seq}", number=number, seq=seq)
                )
            reached = chain.chained(head, number, event)
            if reached != stored:
                return Finding(seq, head, number, say("changed after it was written"))
            if bodies:
                parsed(event.body)
            seq, head = number, reached
    except LinkError as error:
        first_bad = seq + 1 if head else 0
        return Finding(seq, head, first_bad, say("SQLite can't read on: {error}", error=str(error)))
    except DamagedJournal as error:
        return Finding(seq, head, error.first_bad, error.why)
    except ValueError as error:
        return Finding(seq, head, seq + 1, say("its body is {error}", error=told_by(error)))
    return Finding(seq, head, None, "")


def _readable(header: bytes) -> bool:
    try:
        parsed(header)
    except ValueError:
        return False
    return True

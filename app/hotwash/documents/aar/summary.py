"""The executive summary on one page: what happened in figures, and room for the evaluators' findings."""

from __future__ import annotations

from hotwash.documents.aar.material import (
    NOT_REACHED,
    Material,
    count,
    day,
    percent,
    permille,
    references,
    seconds,
    stretch,
    stretches,
    took,
)
from hotwash.documents.content import Block, Bullets, Column, Heading, Row, Section, Table, Text, WriteLines
from hotwash.domain.review_facts import FindingWritten
from hotwash.domain.time import clock
from hotwash.exercise.projections.measured import Outage

MOST_OUTAGES = 3
"""Outages whose times stand side by side in one row."""

MOST = 3
"""Strengths and areas for improvement of the executive summary, as HSEEP has it."""


LONGEST = 92
"""Characters of a finding on the summary's one page."""
CUT = "\u2026"


def summary(material: Material) -> Section:
    """Purpose, the sentence that says it all, figures with their evidence, three strengths and three areas."""
    overview = material.scenario.overview
    objectives = len(material.scenario.objectives)
    purpose = (
        f"{overview.name} was played on the scenario date {day(material.scenario)}{_length(material)}. "
        f"It tried {objectives} objective{'s' if objectives != 1 else ''} against one threat: "
        f"{overview.threat.rstrip('.') or 'not named'}."
    )
    table = Table(
        (Column("Measure", 190), Column("Result", 150), Column("Evidence", 128)),
        tuple(Row(row) for row in (*_calls(material), *_times(material))),
        size=8.5,
    )
    return Section(
        (
            Heading("Executive summary"),
            Text(purpose),
            Text(headline(material), "lead"),
            table,
            *_found(material, "strength", "Major strengths"),
            *_found(material, "area", "Primary areas for improvement"),
        )
    )


def _found(material: Material, kind: str, title: str) -> tuple[Block, ...]:
    """The first three findings of a kind as they were written; lines for a pen where there are none."""
    facts = [one.fact for _, one in material.board.review.findings]
    written = [fact.statement for fact in facts if isinstance(fact, FindingWritten) and fact.kind == kind]
    if not written:
        return (WriteLines(3, f"{title} (evaluators)"),)
    shown = tuple(_short(one) for one in written[:MOST])
    cut = any(one.endswith(CUT) for one in shown)
    more = len(written) - len(shown)
    rest = [f"{more} more" if more > 0 else "", f"what ends in {CUT} stands in full" if cut else ""]
    note = f" ({'; '.join(one for one in rest if one)} under the objectives)" if any(rest) else ""
    return (Heading(f"{title}{note}", 3), Bullets(shown))


def _short(statement: str) -> str:
    """A finding as long as a page with six of them and the table allows."""
    told = " ".join(statement.split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()} {CUT}"


def _length(material: Material) -> str:
    lack = material.lack
    if lack is None or lack.whole:
        return f" for {clock(material.measures.span)} of exercise time"
    return f"; the record tells the first {clock(lack.since)} of exercise time"


def headline(material: Material) -> str:
    """One sentence with the loss, its length and what was left at the end; every number stands in a table too."""
    measures = material.measures
    during = next((window for window in measures.windows if window.name == "during"), None)
    if during is None:
        live = "A fault was live in no whole part of a minute" if measures.outages else "No fault was live"
        return f"{live}; {count(measures.answered)} attempts on 911 were answered."
    decided = during.answered + during.failed
    lost = f"{count(during.failed)} of {count(decided)} decided attempts on 911 ({percent(during.failed, decided)})"
    moments = [outage.timeline["restored"] for outage in measures.outages if "restored" in outage.timeline]
    cited = "; ".join([stretches(during.stretches), *(stretch(moment.seqs) for moment in moments)])
    several = len(measures.outages) > 1
    until = "; ".join(_back(outage, several=several) for outage in measures.outages)
    when = f"In {count(len(measures.outages))} outages" if several else "While a fault was live"
    return f"{when}, {lost} got no help{':' if several else ', and'} {until} [{cited}]."


def _back(outage: Outage, *, several: bool) -> str:
    """Whether and when service came back from an outage."""
    restored = outage.since_onset("restored")
    where = f" in outage {outage.number}" if several else ""
    if restored is None:
        return f"the calls do not show that service came back{where}"
    return f"service was back after {clock(restored)}{where}"


def _calls(material: Material) -> tuple[tuple[str, str, str], ...]:
    measures = material.measures
    all_minutes = stretch(measures.tallies)
    decided = measures.answered + measures.failed
    callers_end = references((measures.callers_seq,)) if measures.callers_seq is not None else "\u2013"
    served = "not measured: the exercise was not closed"
    if measures.callers_never_answered is not None:
        served = f"{count(measures.callers_never_answered)} of {count(measures.callers)}"
    other = f"{count(measures.other_way)} attempts"
    tests = measures.started.get("test", 0)
    return (
        ("911 attempts by the public", count(measures.started.get("911", 0)), all_minutes),
        (
            "Answered by voice through the ESInet",
            f"{count(measures.answered)} ({percent(measures.answered, decided)} of decided)",
            all_minutes,
        ),
        ("Attempts that got no help", count(measures.failed), all_minutes),
        ("Reached by 10-digit line, call-back or in person", other, all_minutes),
        ("Callers never answered", served, callers_end),
        *_people(material),
        ("Test calls beside them", count(tests), all_minutes),
        (
            "Answer time, 90th and 95th percentile",
            f"{seconds(measures.percentile(90))} and {seconds(measures.percentile(95))}",
            all_minutes,
        ),
        *(
            (f"Success rate {window.name} {'the outages' if len(measures.outages) > 1 else 'the fault'}",
             permille(window.rate_permille), stretches(window.stretches))
            for window in measures.windows
        ),
    )  # fmt: skip


def _people(material: Material) -> tuple[tuple[str, str, str], ...]:
    """Callers beside attempts, and the potential users; nothing where the journal is older than these counts."""
    measures, people = material.measures, material.measures.people
    rows = []
    if people is not None and people.by_way_known:
        late = f"{count(people.late)}; {count(sum(people.other_way.values()))}"
        cited = references((people.seq,))
        rows.append(("Callers connected late; helped by another way", late, cited))
        rows.append(("Attempts for each caller", f"{(people.redial_permille or 0) / 1000:.3f}", cited))
    if measures.user_minutes is not None and measures.outages:
        seqs = tuple(seq for users in measures.users for seq in users.seqs)
        rows.append(("User-minutes (potential users)", count(measures.user_minutes), stretch(seqs[:1] + seqs[-1:])))
    return tuple(rows)


def _times(material: Material) -> tuple[tuple[str, str, str], ...]:
    """One row for each interval; of several outages, one time for each."""
    measures = material.measures
    rows = []
    for name, words in (
        ("detected", "Fault to detection"),
        ("psaps_notified", "Fault to PSAPs notified"),
        ("public_notified", "Fault to public notified"),
        ("mitigated", "Fault to half of the loss recovered"),
        ("restored", "Fault to service restored"),
    ):
        shown = measures.outages[:MOST_OUTAGES]
        more = (
            f"; {len(measures.outages) - len(shown)} more in the timeline" if len(measures.outages) > len(shown) else ""
        )
        times = "; ".join(took(outage.since_onset(name)) for outage in shown) or NOT_REACHED
        moments = (outage.timeline.get(name) for outage in shown)
        cited = "; ".join(stretch(moment.seqs) for moment in moments if moment) or "\u2013"
        rows.append((words, f"{times}{more}", cited))
    return tuple(rows)

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
    took,
)
from hotwash.documents.content import Column, Heading, Row, Section, Table, Text, WriteLines
from hotwash.domain.time import clock


def summary(material: Material) -> Section:
    """Purpose, the sentence that says it all, figures with their evidence, three strengths and three areas."""
    overview = material.scenario.overview
    objectives = len(material.scenario.objectives)
    purpose = (
        f"{overview.name} was played on the scenario date {day(material.scenario)} for {clock(material.measures.span)} "
        f"of exercise time. It tried {objectives} objective{'s' if objectives != 1 else ''} against one threat: "
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
            WriteLines(3, "Major strengths (evaluators)"),
            WriteLines(3, "Primary areas for improvement (evaluators)"),
        )
    )


def headline(material: Material) -> str:
    """One sentence with the loss, its length and what was left at the end; every number stands in a table too."""
    measures = material.measures
    during = next((window for window in measures.windows if window.name == "during"), None)
    if measures.onset is None or during is None:
        return f"No fault was live; {count(measures.answered)} attempts on 911 were answered."
    decided = during.answered + during.failed
    restored = measures.since_onset("restored")
    lost = f"{count(during.failed)} of {count(decided)} decided attempts on 911 ({percent(during.failed, decided)})"
    moment = measures.timeline.get("restored")
    cited = stretch((during.first_seq, during.last_seq)) + (f"; {stretch(moment.seqs)}" if moment else "")
    until = (
        f"and service was back after {clock(restored)}"
        if restored is not None
        else "and the calls do not show that service came back"
    )
    return f"While a fault was live, {lost} got no help, {until} [{cited}]."


def _calls(material: Material) -> tuple[tuple[str, str, str], ...]:
    measures = material.measures
    all_minutes = stretch(measures.tallies)
    decided = measures.answered + measures.failed
    callers_end = references((measures.callers_seq,)) if measures.callers_seq is not None else "\u2013"
    served = "not measured: the exercise was not closed"
    if measures.callers_at_end is not None:
        tested = ", test callers included" if measures.callers_at_end != measures.callers else ""
        served = f"{count(measures.callers_never_answered)} of {count(measures.callers_at_end)}{tested}"
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
        ("Test calls beside them", count(tests), all_minutes),
        (
            "Answer time, 90th and 95th percentile",
            f"{seconds(measures.percentile(90))} and {seconds(measures.percentile(95))}",
            all_minutes,
        ),
        *(
            (f"Success rate {window.name} the fault", permille(window.rate_permille),
             stretch((window.first_seq, window.last_seq)))
            for window in measures.windows
        ),
    )  # fmt: skip


def _times(material: Material) -> tuple[tuple[str, str, str], ...]:
    measures = material.measures
    rows = []
    for name, words in (
        ("detected", "Fault to detection"),
        ("psaps_notified", "Fault to PSAPs notified"),
        ("public_notified", "Fault to public notified"),
        ("mitigated", "Fault to half of the loss recovered"),
        ("restored", "Fault to service restored"),
    ):
        moment = measures.timeline.get(name)
        since = measures.since_onset(name)
        rows.append(
            (words, took(since) if measures.onset else NOT_REACHED, stretch(moment.seqs) if moment else "\u2013")
        )
    return tuple(rows)

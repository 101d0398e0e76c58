"""What happened, in order: one row for each journal entry that a reader of the report can use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hotwash.documents.aar.chart import Act, acts, chart
from hotwash.documents.aar.duties import clocks
from hotwash.documents.aar.fault_clocks import fault_blocks
from hotwash.documents.aar.material import Material, reference, references, stretch, took
from hotwash.documents.content import Block, Column, Figure, Heading, Row, Section, Table, Text
from hotwash.domain import facts
from hotwash.domain.facts import Happened
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled, Rewound
from hotwash.domain.scripts import MODES
from hotwash.domain.time import clock
from hotwash.exercise.projections.measured import Moment, Outage

TOLD = 3
"""Times that something which comes and goes is told before the rest is summed up."""
MILESTONE_WORDS = {
    "detected": "detected",
    "diagnosed": "cause found",
    "psaps_notified": "PSAPs notified",
    "public_notified": "public notified",
    "regulator_notified": "regulator notified",
    "mitigated": "loss mitigated",
    "restored": "service restored",
    "all_clear": "all-clear given",
}


def timeline(material: Material) -> Section:
    """The chart with the key to its flags, then the intervals that standards and plans ask for."""
    rows = tuple(_act(material, number, act) for number, act in enumerate(acts(material), start=1))
    blocks: list[Block] = [
        Heading("Timeline"),
        Figure(
            chart(material),
            "Figure 1. Calls over time. Tallies "
            f"{stretch(material.measures.tallies)}; numbered flags stand where an act was ordered.",
        ),
        *(_intervals(material, outage) for outage in material.measures.outages or (None,)),
        *clocks(material),
    ]
    if rows:
        blocks.append(
            Table(
                (Column("Flag", 26, "centre"), Column("Act", 170), Column("Seat", 88), Column("Ordered", 43),
                 Column("Completed", 56), Column("Evidence", 85)),
                rows,
                caption="Acts of the seats, by the numbers in Figure 1.",
                size=8.0,
            )
        )  # fmt: skip
    return Section((*blocks, *fault_blocks(material)))


def _act(material: Material, number: int, act: Act) -> Row:
    done = act.completed
    seqs = (act.ordered.seq,) if done is None else (act.ordered.seq, done.seq)
    completed = clock(done.at) if done else "under way"
    return Row(
        (
            str(number),
            material.act(act.action, act.title),
            material.who(act.seat),
            clock(act.ordered.at),
            completed,
            references(seqs),
        )
    )


def _intervals(material: Material, outage: Outage | None) -> Table:
    """The intervals of one outage; None where no fault began."""
    moments: dict[str, Moment | None] = {"onset": outage.onset, **outage.timeline} if outage else {}
    rows: list[Row] = []
    for words, start, end in (
        ("Detect: fault to detection", "onset", "detected"),
        ("Acknowledge: first alarm to a person", "alarm", "acknowledged"),
        ("Diagnose: fault to cause found", "onset", "diagnosed"),
        ("Diagnose: detection to cause found", "detected", "diagnosed"),
        ("Notify PSAPs: fault to PSAPs notified", "onset", "psaps_notified"),
        ("Notify PSAPs: detection to PSAPs notified", "detected", "psaps_notified"),
        ("Notify public: fault to public notified", "onset", "public_notified"),
        ("Notify public: detection to public notified", "detected", "public_notified"),
        ("Mitigate: fault to half of the loss recovered", "onset", "mitigated"),
        ("Mitigate: detection to half of the loss recovered", "detected", "mitigated"),
        ("Restore: fault to service restored", "onset", "restored"),
        ("Restore: detection to service restored", "detected", "restored"),
        ("All-clear: service restored to public told", "restored", "all_clear"),
    ):
        begun, ended = moments.get(start), moments.get(end)
        time = ended.at - begun.at if begun and ended else None
        rows.append(
            Row(
                (
                    words,
                    clock(begun.at) if begun else "\u2013",
                    clock(ended.at) if ended else "\u2013",
                    took(time),
                    stretch(ended.seqs) if ended else "\u2013",
                )
            )
        )
    return Table(
        (
            Column("Interval", 208),
            Column("From T+", 50),
            Column("To T+", 50),
            Column("Time", 60),
            Column("Evidence", 100),
        ),
        tuple(rows),
        caption=f"{_of_outage(material, outage)} A moment counts the first time it was reached; how recovery is read "
        "from the calls stands under \u201cSimulation notes\u201d.",
        size=8.5,
    )


def _of_outage(material: Material, outage: Outage | None) -> str:
    """Which intervals these are; the number is said where there are several outages."""
    if outage is None or len(material.measures.outages) == 1:
        return "Intervals."
    faults = ", ".join(material.fault(fault) for fault in outage.faults)
    over = f"to {clock(outage.over.at)}" if outage.over else "not over"
    return f"Intervals of outage {outage.number} (T+ {clock(outage.onset.at)} {over}; {faults})."


def chronology(material: Material) -> Section:
    """Every event, with the journal entry that proves it."""
    rows = []
    for one, again in _without_echoes(material.happened):
        told = _told(material, one)
        if told is not None:
            what, who = told
            what += f" ({again} more of the same kind follow and are left out here.)" if again else ""
            rows.append(Row((clock(one.at), material.local(one.at), what, who, reference(one.seq))))
    table = Table(
        (Column("T+", 44), Column("Scenario time", 54), Column("What happened", 232), Column("Who", 86),
         Column("Evidence", 52)),
        tuple(rows) or (Row(("\u2013", "\u2013", "Nothing is in the journal.", "\u2013", "\u2013")),),
        size=8.5,
    )  # fmt: skip
    note = Text(
        "Minute tallies of calls, changes to the network and of speed are in the journal too and are left out here. Of "
        f"an alarm or a state that comes and goes at one element, the first {TOLD} times and the last are told.",
        "note",
    )
    return Section((Heading("Event chronology"), table, note))


def _without_echoes(happened: Iterable[Happened]) -> Iterator[tuple[Happened, int]]:
    """Everything but what an element says again and again; with the last that is told before a gap, how many it has."""
    listed = tuple(happened)
    raised = {one.fact.alarm: one.fact for one in listed if isinstance(one.fact, facts.AlarmRaised)}
    kinds = {one.seq: _kind(one, raised) for one in listed}
    whole = Counter(kind for kind in kinds.values() if kind)
    met: Counter[tuple[str, ...]] = Counter()
    for one in listed:
        kind = kinds[one.seq]
        met[kind] += 1
        left_out = whole[kind] - TOLD - 1
        if not kind or left_out <= 1 or met[kind] < TOLD or met[kind] == whole[kind]:
            yield one, 0
        elif met[kind] == TOLD:
            yield one, left_out


def _kind(one: Happened, raised: Mapping[int, facts.AlarmRaised]) -> tuple[str, ...]:
    """What an entry repeats: name and element of an alarm or a state that nobody ordered; empty for all else."""
    match one.fact:
        case facts.AlarmRaised(name=name, element=element):
            return "raised", name, element
        case facts.AlarmCleared(alarm=alarm) if alarm in raised:
            return "cleared", raised[alarm].name, raised[alarm].element
        case facts.StateChanged(element=element, register=register, state=state, by=by):
            return "state", register, element, state, by
        case _:
            return ()


def _told(material: Material, one: Happened) -> tuple[str, str] | None:
    """What happened and who did it; None for entries that are no event to a reader."""
    match one.fact:
        case facts.ExerciseOpened(title=title):
            return f"Exercise opened: {title}", "\u2013"
        case facts.FaultBegan(title=title, code=code, sentence=sentence, by=by):
            return f"Fault began{f' ({code})' if code else ''}: {title}. {sentence}", material.who(by)
        case facts.FaultEnded(title=title, by=by):
            return f"Fault over: {title}", material.who(by)
        case facts.ActionBegan(action=action, title=title, seat=seat):
            return f"Ordered: {material.act(action, title)}", material.who(seat)
        case facts.ActionEnded(action=action, title=title, seat=seat, effect=effect):
            return f"Completed: {material.act(action, title)}. {effect}".rstrip(), material.who(seat)
        case facts.ActionAsked() | facts.ActionDeclined() | facts.StateChanged():
            return _asked_or_stated(material, one.fact)
        case facts.AlarmRaised(alarm=alarm, name=name, element=element, text=text):
            return f"Alarm {alarm} {name}: {text}", material.what(element)
        case facts.AlarmAcknowledged(alarm=alarm, seat=seat):
            return f"Alarm {alarm} acknowledged", material.who(seat)
        case facts.AlarmCleared(alarm=alarm, by=by):
            return f"Alarm {alarm} cleared", material.who(by)
        case facts.MessageTold(text=text, sender=sender, channel=channel, seats=seats, public=public):
            to = "the public" if public else material.heard_by(seats, channel)
            return f"Message {_way(channel)} to {to}: \u201c{text}\u201d", sender
        case facts.MilestoneReached(name=name, by=by):
            return f"Milestone: {MILESTONE_WORDS.get(name, name)}", material.who(by)
        case facts.NoteWritten(actor=actor, text=text):
            return f"Note: {text}", material.who(actor)
        case _:
            return _of_the_clock(material, one)


def _way(channel: str) -> str:
    """How a message came: a way of the exercise in its word, an agency's own as it was written."""
    word = MODES.get(channel, channel)
    return word if word.startswith(("in ", "on ")) else f"by {word}"


def _asked_or_stated(
    material: Material, fact: facts.ActionAsked | facts.ActionDeclined | facts.StateChanged
) -> tuple[str, str] | None:
    """Requests and states; what single peers find out by keep-alives is told by their alarms."""
    match fact:
        case facts.StateChanged(register="ElementState"):
            return None
        case facts.ActionAsked(action=action, title=title, seat=seat, approver=approver):
            return f"Asked {material.who(approver)} to approve: {material.act(action, title)}", material.who(seat)
        case facts.ActionDeclined(action=action, title=title, by=by, reason=reason):
            return f"Declined: {material.act(action, title)}. {reason}".rstrip(), material.who(by)
        case facts.StateChanged(element=element, register=register, state=state, by=by):
            return f"{register} of {material.what(element)}: {state}", _teller(material, by)


def _teller(material: Material, by: str) -> str:
    """Who tells a state: a peer that found out, a person, or the model."""
    return material.what(by) if by in material.scenario.network.elements else material.who(by)


def _of_the_clock(material: Material, one: Happened) -> tuple[str, str] | None:
    match one.fact:
        case facts.CommandRefused(actor=actor, asked=asked, sentence=sentence):
            return f"Refused: {asked}. {sentence}", material.who(actor)
        case facts.ClockStarted():
            return "Clock started", "Facilitator"
        case facts.ClockPaused(reason=reason):
            return f"Clock paused{f': {reason}' if reason else ''}", "Facilitator"
        case facts.ClockJumped(to=to):
            return f"Clock ordered to run ahead to {clock(to)}", "Facilitator"
        case facts.JumpStopped():
            return f"Running ahead stopped at {clock(one.at)}", "Facilitator"
        case RewindBegan(to=to, by=by):
            return f"Exercise being taken back to {clock(to)}", material.who(by)
        case RewindCancelled(by=by, why=why):
            return f"Way back given up{f': {why}' if why else ''}", material.who(by)
        case Rewound(left_at=left_at, reason=reason):
            return f"Taken back to here from {clock(left_at)}{f': {reason}' if reason else ''}", "Facilitator"
        case facts.FaultArmed(fault=fault, at=at, by=by):
            return f"Fault armed: {material.fault(fault)}, to begin at {clock(at)}", material.who(by)
        case facts.FaultDisarmed(fault=fault, by=by):
            return f"Fault disarmed: {material.fault(fault)}", material.who(by)
        case facts.CallersTallied(callers=callers, served=served):
            return f"Callers counted: {served:,} of {callers:,} had been helped", "\u2013"
        case facts.ExerciseClosed(by=by):
            return "ENDEX", material.who(by)
        case _:
            return None

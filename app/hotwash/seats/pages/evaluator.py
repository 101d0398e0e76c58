"""The page of an evaluator's seat: where to look, a quick note, tasks with measured times, the evaluation guide.

Ratings come from the person; nothing here proposes one. Without scripts' help a note is about the moment it is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from hotwash.domain.msel import Inject, Status
from hotwash.domain.plan import Rating, Target, Task, task_numbers
from hotwash.domain.ratings import DEFINITIONS, SOURCE
from hotwash.domain.scenario import Objective, Scenario
from hotwash.domain.sentences import joined as sequence
from hotwash.domain.sentences import say, term
from hotwash.domain.time import SECOND, clock
from hotwash.exercise.evaluator_sight import OwnSight, Seen, judgement, measured
from hotwash.exercise.projections.corrections import correction
from hotwash.exercise.projections.cues import Cue
from hotwash.exercise.projections.tasks import TaskState, TaskTime
from hotwash.seats.markup import Html, joined, said, tag
from hotwash.seats.pages.parts import LONGEST, area, choice, form, heading, key, listed, local_key, send, written

NEWEST = 30
"""Own notes on the page; older ones are in the exercise file."""
SIGNS = (("", term("neither")), ("+", term("+ strength")), ("-", term("– area for improvement")))
LETTERS = (("", term("not rated")), *((one.rating.value, one.name) for one in DEFINITIONS))
TONES = {TaskState.MET: "good", TaskState.LATE: "warn"}


def renderers(sight: OwnSight, scenario: Scenario) -> dict[str, partial[Html]]:
    """The sections of an evaluator's page by id, in reading order."""
    return {
        "look": partial(look, sight, scenario),
        "observe": partial(observe, sight, scenario),
        "tasks": partial(tasks, sight, scenario),
        "seen": partial(seen, sight, scenario),
        "guide": partial(guide, sight, scenario),
        "msel": partial(injects, sight, scenario),
        "meanings": partial(meanings),
    }


def sections(sight: OwnSight, scenario: Scenario) -> dict[str, Html]:
    """Every section of an evaluator's page by id."""
    return {own: render() for own, render in renderers(sight, scenario).items()}


def look(sight: OwnSight, scenario: Scenario) -> Html:
    """Where to look now; each hint can be put aside on this page."""
    lines = [_cue(cue, scenario) for cue in sight.cues]
    aside = local_key("cues-shelved", term("Show muted hints"), "shelved")
    return joined(
        tag("span", "", id="now", data_now=sight.now // SECOND * SECOND, hidden=True),
        heading(term("Look now")),
        listed(lines, term("Nothing special at this moment.")),
        aside if lines else None,
    )


def observe(sight: OwnSight, scenario: Scenario) -> Html:
    """The quick note. `static/desk.js` puts the moment at which typing began into it."""
    injects = [(one.id, f"{one.shown_number} {one.subject}") for one in scenario.injects.values()]
    current = [pair for pair in injects if pair[0] == sight.inject]
    others = [pair for pair in injects if pair[0] != sight.inject]
    numbers = task_numbers(scenario.targets.values())
    named = [("", term("no task")), *((task.id, f"{numbers[task.id]} {task.text}") for _, task in _tasks(scenario))]
    return joined(
        heading(term("Quick note")),
        form(
            "observe-form",
            "observe",
            tag("input", id="observe-seen", name="seen_at", type="hidden", value="-1", data_type="int"),
            area("observe-text", term("What do you see? Who does what?"), "text"),
            choice("observe-task", term("Task"), "task", named),
            choice("observe-inject", term("Inject"), "inject", [*current, ("", term("no inject")), *others]),
            choice("observe-sign", term("Mark"), "sign", SIGNS),
            send("observe-send", term("Keep note")),
        ),
    )


def tasks(sight: OwnSight, scenario: Scenario) -> Html:
    """Critical tasks with their measured times, each to be accepted, corrected or rejected."""
    times = {one.task: one for one in sight.times}
    names = {seat.id: seat.name for seat in scenario.seats.values()}
    numbers = task_numbers(scenario.targets.values())
    lines = [
        _task(number, numbers[task.id], task, times[task.id], sight, names)
        for number, (_, task) in enumerate(_tasks(scenario), start=1)
        if task.id in times
    ]
    return joined(heading(term("Critical tasks")), listed(lines, term("This exercise names no critical tasks.")))


def seen(sight: OwnSight, scenario: Scenario) -> Html:
    """Own notes, newest first; a correction is a new note."""
    lines = [_note(one, scenario) for one in reversed(sight.seen[-NEWEST:])]
    return joined(heading(term("Your notes")), listed(lines, term("No note yet.")))


def guide(sight: OwnSight, scenario: Scenario) -> Html:
    """The Exercise Evaluation Guide: per objective its targets, then the final rating of its capability."""
    numbers = task_numbers(scenario.targets.values())
    parts: list[Html] = []
    number = 0
    for objective in scenario.objectives:
        for target in scenario.targets.values():
            if target.objective == objective.id:
                number += 1
                parts.append(_target(number, target, sight, numbers))
        parts.append(_capability(objective, len(parts), sight))
    words = tag(
        "p", term("The ratings are yours: the program proposes no letter. Empty means not rated."), class_="small"
    )
    return joined(heading(term("Evaluation guide")), words, parts)


def injects(sight: OwnSight, scenario: Scenario) -> Html:
    """What players are expected to do on each inject, and whether it is out yet."""
    lines = [_inject(one, sight) for one in scenario.injects.values() if one.status is not Status.OBSOLETE]
    fold = tag("details", tag("summary", term("Show the injects")), listed(lines, ""), id="msel-fold")
    return joined(heading(term("Injects and expected actions")), fold if lines else tag("p", term("There is none.")))


def _inject(one: Inject, sight: OwnSight) -> Html:
    out = sight.out.get(one.id)
    if out is not None:
        when = tag("div", say("out since T+{time}", time=clock(out)), class_="good")
    else:
        planned = say("planned for T+{time}", time=clock(one.at)) if one.at is not None else term("no time is set")
        when = tag("div", planned, class_="small")
    expected = tag("ul", [tag("li", said(line)) for line in one.expected]) if one.expected else None
    return tag("li", tag("div", said(f"{one.shown_number} {one.subject}")), when, expected)


def meanings() -> Html:
    """The official definitions, word for word."""
    found = [joined(tag("dt", tag("strong", one.name)), tag("dd", one.meaning)) for one in DEFINITIONS]
    return joined(
        heading(term("Definitions of the ratings")),
        tag("details", tag("summary", term("Show the definitions")), tag("dl", found), id="meanings-fold"),
        tag("p", SOURCE, class_="small"),
    )


def _tasks(scenario: Scenario) -> Iterable[tuple[Target, Task]]:
    return ((target, task) for target in scenario.targets.values() for task in target.tasks)


def _cue(cue: Cue, scenario: Scenario) -> Html:
    seats = ", ".join(scenario.seats[seat].name for seat in cue.seats)
    until = say("until T+{time}", time=clock(cue.until)) if cue.until >= 0 else ""
    own = f"cue-{cue.task}"
    mute = local_key(f"mute-{own}", term("Mute"), "shelve", spoken=say("Mute: {task}", task=cue.text), alarm=own)
    small = [part for part in (cue.why, until) if part]
    return tag(
        "li",
        tag("div", said(f"{task_numbers(scenario.targets.values()).get(cue.task, cue.task)} {cue.text}")),
        tag("div", sequence(small, " · "), joined(" · ", said(seats)) if seats else None, class_="small"),
        mute,
        data_alarm=own,
    )


def _task(  # a line of the list is made of all of them
    number: int, cited: str, task: Task, time: TaskTime, sight: OwnSight, names: Mapping[str, str]
) -> Html:
    judged = sight.judged.get(task.id)
    said_of = (
        tag("p", term("You:"), " ", said(judgement(judged, names)), class_="small") if judged is not None else None
    )
    told = measured(time, names, sight.now, ended=sight.ended)
    return tag(
        "li",
        tag("div", said(f"{cited} {task.text}")),
        tag("div", term("System:"), " ", said(told), class_=TONES.get(time.state, "small")),
        said_of,
        None if time.state is TaskState.NO_RULE else _judging(number, task, names),
    )


def _judging(number: int, task: Task, names: Mapping[str, str]) -> Html:
    accept = key(
        f"accept-{number}",
        term("Accept"),
        "judge_task",
        {"task": task.id, "verdict": "accept"},
        spoken=say("Accept: {task}", task=task.text),
    )
    correct = form(
        f"correct-{number}",
        "judge_task",
        tag("label", term("Shown at exercise time (h:mm:ss)"), for_=f"correct-at-{number}"),
        tag(
            "input", id=f"correct-at-{number}", name="at", data_type="clock", required=True, inputmode="numeric",
            pattern="[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]", placeholder="0:15:00",
        ),
        choice(f"correct-seat-{number}", term("by"), "seat", [("", term("no matter which seat")), *names.items()]),
        area(f"correct-why-{number}", term("Reason (may be left empty)"), "reason", required=False, rows=2),
        send(f"correct-send-{number}", term("Correct")),
        body={"task": task.id, "verdict": "correct"},
    )  # fmt: skip
    reject = form(
        f"reject-{number}",
        "judge_task",
        area(f"reject-why-{number}", term("Why don't these times show it?"), "reason", rows=2),
        send(f"reject-send-{number}", term("Reject")),
        body={"task": task.id, "verdict": "reject"},
    )
    other = tag("details", tag("summary", term("Correct or reject")), correct, reject, id=f"judge-{number}")
    return joined(accept, other)


def _note(one: Seen, scenario: Scenario) -> Html:
    numbers = task_numbers(scenario.targets.values())
    about = [numbers.get(one.task, one.task)] if one.task else []
    if one.inject:
        known = scenario.injects.get(one.inject)
        about.append(say("inject {number}", number=known.shown_number if known is not None else one.inject))
    small = joined(f"T+{one.time} · {one.reference}", *(joined(" · ", said(part)) for part in about))
    if one.corrected_by:
        small = joined(small, " · ", say("corrected by {reference}", reference=one.corrected_by))
    sign = {"+": term("[+]"), "-": term("[–]")}.get(one.sign, "")
    own = one.reference.lower()
    fix = form(
        f"fix-{own}",
        "observe",
        tag("label", term("A new note that corrects this one"), for_=f"fix-text-{own}"),
        _filled(f"fix-text-{own}", "text", correction(one.reference, one.text)[:LONGEST], rows=2),
        send(f"fix-send-{own}", term("Keep correction")),
        body={"task": one.task, "inject": one.inject, "sign": one.sign},
    )
    return tag(
        "li",
        tag("div", small, class_="small"),
        tag("strong", sign) if sign else None,
        written(f"seen-{own}", one.text),
        tag("details", tag("summary", term("Correct")), fix, id=f"fold-{own}"),
    )


def _target(number: int, target: Target, sight: OwnSight, numbers: Mapping[str, str]) -> Html:
    heads = joined(
        tag("h3", say("Organizational capability target {number}", number=number)),
        tag("p", said(target.text)),
        tag("p", term("Source:"), " ", said(target.reference), class_="small") if target.reference else None,
        tag("p", ", ".join(numbers[task.id] for task in target.tasks), class_="small") if target.tasks else None,
    )
    kept = sight.targets.get(target.id, (Rating.UNRATED, ""))
    return joined(heads, _rating(f"rate-{number}", "rate_target", {"target": target.id}, kept))


def _capability(objective: Objective, number: int, sight: OwnSight) -> Html:
    heads = joined(
        tag("h3", term("Final core capability rating:"), " ", said(objective.capability)),
        tag("p", said(objective.text)),
    )
    kept = sight.capabilities.get(objective.id, (Rating.UNRATED, ""))
    return joined(heads, _rating(f"final-{number}", "rate_capability", {"objective": objective.id}, kept))


def _rating(own: str, kind: str, body: Mapping[str, object], kept: tuple[Rating, str]) -> Html:
    rating, note = kept
    letters = [tag("option", words, value=letter, selected=letter == rating.value or None) for letter, words in LETTERS]
    return form(
        own,
        kind,
        tag("label", term("Observation notes and explanation of the rating"), for_=f"{own}-note"),
        _filled(f"{own}-note", "note", note, rows=3, required=False),
        tag("label", term("Rating"), for_=f"{own}-letter"),
        tag("select", letters, id=f"{own}-letter", name="rating"),
        send(f"{own}-send", term("Keep rating")),
        body=body,
    )


def _filled(own: str, name: str, text: str, *, rows: int, required: bool = True) -> Html:
    """A field for a text that begins with what there is already."""
    return tag("textarea", text, id=own, name=name, maxlength=LONGEST, rows=rows, dir="auto", required=required or None)

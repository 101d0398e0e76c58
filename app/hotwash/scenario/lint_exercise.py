"""What an author should look at again in the exercise: injects, targets, critical tasks, modules; never failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hotwash.domain.msel import Category, Inject, Label, Status
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import MINUTE, clock
from hotwash.scenario.finding import Finding

MOST_WORDS = 50
"""Words of a script that a person reads aloud in one breath; practice of exercise writers, a default."""
MOST_INJECTS, STRETCH = 7, 90 * MINUTE
"""Injects in so much exercise time beyond which a group stops thinking; practice of exercise writers, a default."""
_PLAYED = (Category.INJECT, Category.CONTINGENCY)


def injects(scenario: Scenario) -> Iterator[Finding]:
    """Lines of the MSEL, each by itself."""
    for inject in _live(scenario):
        words = len(inject.delivery.script.split())
        if words > MOST_WORDS:
            yield Finding(
                inject.id,
                say("its script has {words} words; up to {most} are understood.", words=words, most=MOST_WORDS),
            )
        if inject.at is not None and inject.at > scenario.span:
            yield Finding(inject.id, say("it is planned after the end at {end}.", end=clock(scenario.span)))
        elif inject.when is not None and inject.at is not None and inject.at == scenario.span:
            yield Finding(inject.id, say("what it waits for is looked at from the end on, so it never goes out."))
        if inject.category in _PLAYED and not inject.objectives:
            yield Finding(inject.id, say("no objective is named that this inject serves."))
        if inject.category is Category.CONTINGENCY and inject.label is Label.NONE:
            yield Finding(inject.id, say("a contingency says what it is for: HELP, PRESSURE or REDIRECT."))
        if inject.category is Category.CONTINGENCY and inject.at is None and inject.when is None and not inject.note:
            yield Finding(inject.id, say("it waits for the facilitator, and no note says when to use it."))


def together(scenario: Scenario) -> Iterator[Finding]:
    """Lines of the MSEL beside each other."""
    live = _live(scenario)
    for number, count in Counter(inject.shown_number for inject in live).items():
        if count > 1:
            yield Finding("injects", say("number {number} stands {count} times.", number=number, count=count))
    timed = sorted(
        (inject.at, inject.id) for inject in live if inject.at is not None and inject.category is Category.INJECT
    )
    for first, (begins, name) in enumerate(timed):
        within = [at for at, _ in timed[first:] if at < begins + STRETCH]
        if len(within) > MOST_INJECTS:
            yield Finding(
                name,
                say(
                    "{count} injects are planned within 90 minutes from here; more than {most} crowd a group.",
                    count=len(within),
                    most=MOST_INJECTS,
                ),
            )
            break
    met: dict[tuple[int, str], str] = {}
    for inject in live:
        for seat in inject.delivery.recipients if inject.at is not None else ():
            minute = (inject.at or 0) // MINUTE
            other = met.setdefault((minute, seat), inject.id)
            if other != inject.id:
                yield Finding(
                    inject.id, say("it reaches '{seat}' in the same minute as '{other}'.", seat=seat, other=other)
                )


def aims(scenario: Scenario) -> Iterator[Finding]:
    """The chain from objective to task, and who judges it."""
    if not scenario.targets:
        return
    aimed = {target.objective for target in scenario.targets.values()}
    faulty = {objective.id for objective in scenario.objectives if objective.faults}
    for objective in scenario.objectives:
        if objective.id not in aimed:
            yield Finding(objective.id, say("no capability target belongs to this objective."))
    provoked = {task for inject in _live(scenario) for task in inject.tasks}
    for target in scenario.targets.values():
        if not target.tasks:
            yield Finding(target.id, say("no critical task shows whether this target is met."))
        if target.tasks and not any(task.within for task in target.tasks):
            yield Finding(target.id, say("none of its critical tasks has a time in which it should show."))
        for task in target.tasks:
            if task.id not in provoked and target.objective not in faulty:
                yield Finding(task.id, say("no inject and no fault provokes this task."))
    if not any(seat.part is Part.EVALUATOR for seat in scenario.seats.values()):
        yield Finding("seats", say("there are targets, and no seat of an evaluator."))


def leaks(scenario: Scenario) -> Iterator[Finding]:
    """Words for players that name what is hidden."""
    hidden = {str(planned.fault.title).casefold() for planned in scenario.faults.values()}
    texts = [(inject.id, inject.delivery.script) for inject in _live(scenario)]
    texts += [(module.id, line.text) for module in scenario.modules for line in module.story]
    texts += [(module.id, question.text) for module in scenario.modules for question in module.questions]
    words = scenario.paperwork
    texts += [("paperwork", text) for text in (*words.background, words.players_threat, words.players_scenario)]
    texts += [(objective.id, objective.players) for objective in scenario.objectives]
    texts += [(seat.id, seat.brief) for seat in scenario.seats.values() if seat.part is Part.PLAYER]
    for place, text in texts:
        for title in sorted(hidden):
            if title in text.casefold():
                yield Finding(place, say("players read '{title}' here, which names a cause.", title=title))


def modules(scenario: Scenario) -> Iterator[Finding]:
    """Parts of the exercise in their order."""
    begins = [module.begins for module in scenario.modules]
    if begins != sorted(begins):
        yield Finding("modules", say("modules do not stand in the order in which they begin."))
    for module in scenario.modules:
        if module.begins >= scenario.span:
            yield Finding(module.id, say("it begins after the end at {end}.", end=clock(scenario.span)))
        late = [line.at for line in module.story if line.at >= scenario.span]
        if late:
            yield Finding(
                module.id,
                say("its story goes on at {at}, after the end at {end}.", at=clock(late[0]), end=clock(scenario.span)),
            )
        if not module.questions:
            yield Finding(module.id, say("it asks players nothing."))


def seats(scenario: Scenario) -> Iterator[Finding]:
    """Players whom nothing reaches: no tool, no message that comes to everybody, no inject."""
    held = scenario.seats.values()
    switched = any(seat.switchboard for seat in held)
    addressed = {seat for inject in _live(scenario) for seat in inject.delivery.recipients or scenario.seats}
    for seat in held:
        if seat.part is not Part.PLAYER or seat.sees is None or seat.switchboard or not switched:
            continue
        sight = seat.sees
        if seat.id not in addressed and not (sight.psaps or sight.origins or sight.elements or sight.policies):
            yield Finding(seat.id, say("it has no tool, and no message and no inject reaches it."), ("seats", seat.id))


def names(scenario: Scenario) -> Iterator[Finding]:
    """Names that two things of one sort share, so that nobody can tell them apart on screen and on paper."""
    network = scenario.network
    lists: tuple[tuple[str, list[tuple[str, str]]], ...] = (
        ("elements", [(one.id, one.name) for one in network.elements.values()]),
        ("regions", [(one.id, one.name) for one in network.regions.values()]),
        ("policies", [(one.id, one.name) for one in network.policies.values()]),
        ("seats", [(one.id, one.name) for one in scenario.seats.values()]),
        ("modules", [(one.id, one.title) for one in scenario.modules]),
        ("injects", [(one.id, one.subject) for one in _live(scenario) if one.category in _PLAYED]),
        ("directory", [(one.id, one.name) for one in scenario.directory.values()]),
    )
    for section, named in lists:
        first: dict[str, str] = {}
        for ident, name in named:
            other = first.setdefault(name.strip().casefold(), ident)
            if other != ident:
                yield Finding(
                    ident, say("'{other}' has the name '{name}' too.", other=other, name=name), (section, ident)
                )


def _live(scenario: Scenario) -> tuple[Inject, ...]:
    return tuple(inject for inject in scenario.injects.values() if inject.status is not Status.OBSOLETE)


CHECKS = (injects, together, aims, leaks, modules, seats, names)

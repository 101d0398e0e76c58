"""The lines of the MSEL in words, band by band, and the totals below them; knows no form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from hotwash.documents.beforehand import Beforehand, category, in_order
from hotwash.documents.content import Block, Column, Columns2, Heading, Row, Table, Together
from hotwash.documents.msel.conditions import in_words, lasting
from hotwash.documents.qr import stamp_code
from hotwash.domain.msel import CLOCK, Inject, Release
from hotwash.domain.plan import task_numbers
from hotwash.domain.time import clock

NO_MODULE = "In no module"


def bands(plan: Beforehand, injects: Iterable[Inject]) -> list[tuple[str, list[Inject]]]:
    """Title of each module with its lines by planned time, then number; lines of no module last."""
    kept = in_order(injects)
    known = {module.id for module in plan.scenario.modules}
    found = [
        (f"{module.title} (T+ {clock(module.begins)}, {plan.moment(module.begins)}, {module.minutes} minutes)",
         [one for one in kept if one.module == module.id])
        for module in plan.scenario.modules
    ]  # fmt: skip
    rest = [one for one in kept if one.module not in known]
    return [band for band in (*found, (NO_MODULE if known else "", rest)) if band[1]]


def banded(plan: Beforehand, injects: Iterable[Inject], cells: Callable[[Inject], tuple[str, ...]]) -> tuple[Row, ...]:
    """Rows under the title of their module."""
    rows: list[Row] = []
    for title, lines in bands(plan, injects):
        if title:
            rows.append(Row((title,), band=True, bold=True))
        rows += [Row(cells(one)) for one in lines]
    return tuple(rows)


def trigger(plan: Beforehand, inject: Inject) -> str:
    """When it becomes due and who lets it out, in words."""
    if inject.when is not None:
        wait = f"; waits {lasting(inject.timeout)} at most" if inject.timeout else ""
        due = f"when {in_words(plan, inject.when)}{wait}"
    else:
        due = "by hand" if inject.at is None else "time"
    if inject.release is Release.CLOCK and due != "by hand":
        veto = f", veto {clock(inject.veto)}" if inject.veto else ""
        return f"{due}; by itself{veto}"
    return f"{due}; facilitator" if due != "by hand" else due


def aims(plan: Beforehand, inject: Inject) -> str:
    """Objectives by number, critical tasks by their numbers."""
    numbers = task_numbers(plan.scenario.targets.values())
    objectives = ", ".join(plan.objective_number(one) for one in inject.objectives)
    return "\n".join(part for part in (objectives and f"Obj. {objectives}",
                                       *(numbers.get(task, task) for task in inject.tasks)) if part)  # fmt: skip


def controller(inject: Inject) -> str:
    """Who injects it."""
    return "simulation" if inject.controller == CLOCK else inject.controller


def effect(plan: Beforehand, inject: Inject) -> str:
    """What it does to the network: the faults by title and id, or what its kind says."""
    delivery = inject.delivery
    parts = [
        f"{word}: {', '.join(_fault(plan, fault) for fault in getattr(delivery, field))}"
        for field, word in (("ends", "Ends"), ("begins", "Begins"))
        if getattr(delivery, field, ())
    ]
    return "\n".join(parts) or delivery.effect(plan.scenario.network)


def _fault(plan: Beforehand, fault: str) -> str:
    known = plan.scenario.faults.get(fault)
    return f"{known.fault.title} ({fault})" if known else fault


def expected(inject: Inject) -> str:
    """One line each."""
    return "\n".join(f"\u2022 {one}" for one in inject.expected)


def totals(plan: Beforehand, injects: Sequence[Inject]) -> tuple[Block, ...]:
    """How many lines of each category, controller and module, and the stamp as a code."""
    modules = {module.id: module.title for module in plan.scenario.modules}
    by_category = _counted("Type", (category(one) for one in injects))
    by_controller = _counted("Controller", map(controller, injects))
    by_module = _counted("Module", (modules.get(one.module, NO_MODULE) for one in injects))
    return (
        Together(
            (
                Heading(f"Totals: {len(injects)} lines", 2),
                Columns2((by_category, by_controller), (by_module, stamp_code(plan.stamp))),
            )
        ),
    )


def _counted(title: str, words: Iterable[str]) -> Table:
    counts = Counter(words)
    rows = tuple(Row((word, str(number))) for word, number in counts.items()) or (Row(("\u2013", "0")),)
    return Table((Column(title, 150), Column("Lines", 40, "right")), rows)

"""The keys of policy routing (PRF) in a scenario file, under the names of NENA-STA-010.3f; judges no policy."""

from __future__ import annotations

from typing import Any

from hotwash.domain.policy_routing import (
    LOWEST_PRIORITY,
    BusyAction,
    CallSourceCondition,
    InvokePolicyAction,
    LogAction,
    NotifyAction,
    PolicyRule,
    PolicyType,
    QueueStateCondition,
    RouteAction,
    RoutePolicy,
    SecurityPostureCondition,
    ServiceStateCondition,
    TimePeriodCondition,
)
from hotwash.domain.sentences import say, term
from hotwash.domain.time import HOUR, MINUTE
from hotwash.scenario.shapes import Choice, Clock, Key, Kinds, Many, Record, Ref, Shape, Text, Whole, record_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days of a `weekdayList`, in the standard's spelling."""
MOST_RULES = 10_000
MOST_PRIORITY = 1_000_000
_LONGEST_TIMER = 600_000


def route_policies(source: Shape) -> Record:
    """The record of one route policy; `source` is the shape of its source."""
    rule = record_of(
        PolicyRule,
        groups=(".policy-rule",),
        shapes={
            "priority": Whole(LOWEST_PRIORITY, MOST_PRIORITY),
            "conditions": Many(_conditions()),
            "actions": Many(_actions(), least=1),
        },
        title="PolicyRule",
    )
    return record_of(
        RoutePolicy,
        groups=("route_policy",),
        shapes={
            "owner": Text(),
            "queue": Ref("psap", optional=True),
            "rules": Many(rule, least=1, most=MOST_RULES),
            "source": source,
        },
        make=_policy,
        title="RoutePolicy",
    )


def _policy(values: dict[str, Any]) -> RoutePolicy:
    kind, queue = values["policy_type"], values["queue"]
    if kind is PolicyType.OTHER and queue:
        raise ValueError(say("an {kind} has no queue of its own; other policies invoke it", kind=kind.value))
    if kind is not PolicyType.OTHER and not queue:
        raise ValueError(say("a {kind} names under 'queue' the PSAP whose calls it routes", kind=kind.value))
    return RoutePolicy(**values)


def _conditions() -> Kinds:
    return Kinds(
        "kind",
        term("kind of condition"),
        {
            "ServiceStateCondition": _stated(ServiceStateCondition, "service", "states"),
            "QueueStateCondition": _stated(QueueStateCondition, "queue", "states"),
            "SecurityPostureCondition": _stated(SecurityPostureCondition, "service", "postures"),
            "TimePeriodCondition": _time_period(),
            "CallSourceCondition": record_of(
                CallSourceCondition, shapes={"sources": Many(Ref("origin"), least=1)}, title="CallSourceCondition"
            ),
        },
    )


def _stated(kind: type[Any], whose: str, states: str) -> Record:
    """A condition that a PSAP is in one of some states."""
    made = record_of(kind, shapes={whose: Ref("psap")}, title=kind.__name__)
    keys = []
    for key in made.keys:
        shape = Many(key.shape.item, least=1) if key.name == states and isinstance(key.shape, Many) else key.shape
        keys.append(Key(key.name, shape, key.help, key.required, key.default, key.unit))
    return Record(made.title, tuple(keys), made.make)


def _time_period() -> Record:
    """Times are written as `h:mm:ss` and days as in the standard; both are numbers in the domain."""
    days = Choice(WEEKDAYS, WEEKDAYS.index)
    made = record_of(TimePeriodCondition, title="TimePeriodCondition")
    times = {
        "start": Key("start", Clock(0, 24 * HOUR), term("Local time of day at which it begins."), unit="ms"),
        "end": Key("end", Clock(0, 24 * HOUR), term("Local time of day at which it ends."), unit="ms"),
        "weekdays": Key(
            "weekdays", Many(days, most=len(WEEKDAYS)), term("Days on which it holds; none given: every day."),
            required=False, default=(),
        ),
    }  # fmt: skip

    def make(values: dict[str, Any]) -> TimePeriodCondition:
        minutes = {name: values[name] // MINUTE for name in ("start", "end")}
        for name, minute in minutes.items():
            if minute * MINUTE != values[name]:
                raise ValueError(say("'{name}' is a time in full minutes", name=name))
        return TimePeriodCondition(**{**values, **minutes})

    return Record(made.title, tuple(times.get(key.name, key) for key in made.keys), make)


def _actions() -> Kinds:
    route: dict[str, Shape] = {
        "recipient": Ref("psap"),
        "rna_timer": Clock(0, _LONGEST_TIMER),
        "cause": Text(empty=True),
    }
    notify: dict[str, Shape] = {"recipient": Text(), "event": Text(), "urgency": Whole(0, 100)}
    return Kinds(
        "kind",
        term("kind of policy action"),
        {
            "RouteAction": record_of(RouteAction, shapes=route, title="RouteAction"),
            "BusyAction": record_of(BusyAction, title="BusyAction"),
            "NotifyAction": record_of(NotifyAction, shapes=notify, title="NotifyAction"),
            "LogAction": record_of(LogAction, shapes={"message": Text()}, title="LogAction"),
            "InvokePolicyAction": record_of(
                InvokePolicyAction, shapes={"policy": Ref("route_policy")}, title="InvokePolicyAction"
            ),
        },
    )

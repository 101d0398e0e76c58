"""The keys of decisions files: commands with their times, made from the domain's classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_type_hints

from hotwash.domain.commands import (
    AcknowledgeAlarm,
    ApproveAction,
    ArmFault,
    ClearFault,
    DeclineAction,
    DisarmFault,
    EndExercise,
    LaunchFault,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    DeferInject,
    HoldInject,
    ImproviseInject,
    LogDecision,
    ReleaseInject,
    SendMessage,
    SetBookmark,
    SkipInject,
    StateBelief,
    TakeSeat,
)
from hotwash.domain.review_commands import Observe, RateCapability, RateTarget
from hotwash.domain.scenario import Decision
from hotwash.domain.scripts import MODES
from hotwash.domain.sentences import say, term
from hotwash.domain.time import SECOND, clock
from hotwash.scenario.exercise_grammar import KIND, PARTY
from hotwash.scenario.shapes import Choice, Clock, Key, Kinds, Many, Record, Ref, Shape, Text, Whole, record_of

NOTE = 2
"""Place of the note among the keys that every decision has."""
COMMANDS: Mapping[str, type[Any]] = {
    "arm-fault": ArmFault,
    "disarm-fault": DisarmFault,
    "launch-fault": LaunchFault,
    "clear-fault": ClearFault,
    "take-action": TakeAction,
    "approve-action": ApproveAction,
    "decline-action": DeclineAction,
    "acknowledge-alarm": AcknowledgeAlarm,
    "write-note": WriteNote,
    "release-inject": ReleaseInject,
    "skip-inject": SkipInject,
    "defer-inject": DeferInject,
    "hold-inject": HoldInject,
    "improvise-inject": ImproviseInject,
    "send-message": SendMessage,
    "ask-for-beliefs": AskForBeliefs,
    "state-belief": StateBelief,
    "log-decision": LogDecision,
    "set-bookmark": SetBookmark,
    "take-seat": TakeSeat,
    "observe": Observe,
    "rate-target": RateTarget,
    "rate-capability": RateCapability,
    "end-exercise": EndExercise,
}
"""Commands that a decisions file may hold; those of the clock are for the person who runs it."""
FOR_FACILITATOR = (
    ArmFault,
    DisarmFault,
    LaunchFault,
    ClearFault,
    EndExercise,
    ReleaseInject,
    SkipInject,
    DeferInject,
    HoldInject,
    ImproviseInject,
    AskForBeliefs,
    TakeSeat,
)
"""Those that no seat may give."""


@cache
def decision_keys() -> tuple[Key, ...]:
    """The keys of a decisions file, `format` aside."""
    extra = (
        Key("at", Clock(), term("Exercise time of the decision."), unit="ms"),
        Key("actor", Ref("actor"), term("facilitator, or a seat's id.")),
        Key("note", Text(long=True, empty=True), term("Why, and from which source."), required=False, default=""),
    )
    shapes: dict[str, Shape] = {
        "fault": Ref("fault"),
        "action": Ref("action"),
        "for_seat": Ref("seat", optional=True),
        "takes": Clock(SECOND),
        "alarm": Whole(1, 1_000_000),
        "text": Text(long=True),
        "reason": Text(long=True, empty=True),
        "inject": Ref("inject", optional=True),
        "to": Clock(),
        "seats": Many(Ref("seat")),
        "seat": Ref("seat"),
        "mode": Choice(tuple(MODES)),
        "where": Many(Ref("element")),
        "cause": Ref(KIND, optional=True),
        "target": Ref("capability-target"),
        "objective": Ref("objective"),
        "task": Ref("task", optional=True),
        "sure": Whole(0, 100),
        "because": Text(long=True, empty=True),
        "expect": Text(long=True, empty=True),
        "seen_at": Clock(),
    }
    several = {**shapes, "to": Many(Ref("seat")), "fault": Ref("fault", optional=True)}
    own = {ImproviseInject: several, SendMessage: {**shapes, "to": Many(Ref(PARTY))}}
    records = {
        name: _unnoted(
            record_of(command, extra=extra, shapes=own.get(command, shapes), make=_decided(command), title=name)
        )
        for name, command in COMMANDS.items()
    }
    records["arm-fault"] = _armed(extra)
    for name in ("approve-action", "decline-action"):
        records[name] = _answered(records[name])
    return (
        Key("title", Text(), term("What the course of action is called.")),
        Key("note", Text(long=True, empty=True), term("Where it comes from."), required=False, default=""),
        Key(
            "decisions",
            Many(Kinds("do", "command", records)),
            term("In order of time; at one time, in order of the file."),
        ),
    )


def _unnoted(record: Record) -> Record:
    """A command's own note is the note of its decision."""
    keys = [key for number, key in enumerate(record.keys) if key.name != "note" or number == NOTE]
    return replace(record, keys=tuple(keys))


def _answered(record: Record) -> Record:
    """A file names a request by its action: numbers are given when requests are made."""
    keys = [
        replace(key, required=True) if key.name == "action" else key for key in record.keys if key.name != "request"
    ]
    return replace(record, keys=tuple(keys))


def _armed(extra: tuple[Key, ...]) -> Record:
    """A fault is armed at one time (`at`, as in every decision) for another (`begins`)."""
    own = (
        Key("fault", Ref("fault"), term("Fault that then begins by itself.")),
        Key("begins", Clock(), term("Exercise time at which it begins."), unit="ms"),
    )

    def make(values: dict[str, Any]) -> Decision:
        at, begins = values["at"], values["begins"]
        if begins <= at:
            raise ValueError(
                say("the fault would begin at {begins}, which is not after the decision", begins=clock(begins))
            )
        return Decision(at, values["actor"], ArmFault(values["fault"], begins), values["note"])

    return Record("arm-fault", (*extra, *own), make)


def _decided(command: type[Any]) -> Any:
    hints = get_type_hints(command)

    def make(values: dict[str, Any]) -> Decision:
        fields = {key: value for key, value in values.items() if key not in ("at", "actor", "note")}
        if "note" in hints:
            fields["note"] = values["note"]
        return Decision(values["at"], values["actor"], command(**fields), values["note"])

    return make

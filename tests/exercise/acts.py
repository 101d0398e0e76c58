"""Decisions that touch every part of a small exercise."""

from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, ClearFault, LaunchFault, TakeAction, WriteNote
from hotwash.domain.scenario import Decision
from hotwash.domain.time import HOUR, MINUTE
from tests.room_world import room_scenario

ACTS: tuple[Decision, ...] = (
    Decision(12 * MINUTE, "duty", AcknowledgeAlarm(1)),
    Decision(13 * MINUTE, "duty", TakeAction("call-backs")),
    Decision(14 * MINUTE, "duty", TakeAction("post")),
    Decision(15 * MINUTE, "duty", TakeAction("logs")),
    Decision(25 * MINUTE + 1, FACILITATOR, LaunchFault("signature")),
    Decision(30 * MINUTE, "duty", TakeAction("media")),
    Decision(31 * MINUTE, "duty", TakeAction("media")),
    Decision(40 * MINUTE, FACILITATOR, ClearFault("signature")),
    Decision(45 * MINUTE, "duty", WriteNote("Calls are back.")),
)
KILLED_WORLD = room_scenario(per_day=20_000, span=400 * HOUR)
"""What a child process plays until it is killed: busy, and longer than any number of kills."""

"""Small numbers the kernel's parts share; the public ones have the values of ``tables``.

Knows nothing else.
"""

from __future__ import annotations

NEVER = float("inf")  # a time that does not come

LOW = 0xFFFFFFFF  # slot and kind of a packed event

# What a slot is doing.
FREE = 0
BETWEEN = 1  # between two attempts, a redial is pending
COMING = 2  # in an attempt that has one event ahead: in transit, hearing dead air, walking
WAITING = 3  # in the queue of an event-driven PSAP
HOLDING = 4  # holds a position of an event-driven PSAP
PLANNED = 5  # resolved at arrival; nothing of it has happened yet
PLANNED_HOLDING = 6  # resolved at arrival; its position is taken, its end is ahead
SERVED = 7  # helped; the slot lives on only because the number is still in a log
LOST = 8  # gave up; likewise
ENGAGED = 9  # being called back; the call-back has a slot of its own
RINGING = 10  # a call-back that rings at the caller's
PICKING = 11  # has been given a position of an event-driven PSAP, not picked up yet
PLANNED_PICKING = 12  # resolved at arrival; its position is taken, its pick-up is ahead

# Kinds of event, in the order they happen when times tie.
END = 0
STEP = 1
PATIENCE = 2
ARRIVE = 3
REDIAL = 4

# Ways, treatments, outcomes, thresholds: as in tables.
EMERGENCY = 0
TEN_DIGIT = 1
CALL_BACK = 2
WALK_IN = 3
TREAT_DELIVER = 0
TREAT_SILENT = 1
TREAT_REJECT = 2
TREAT_NO_AUDIO = 3
TREAT_DRAWN = 4  # in the kernel alone: a draw decides
ANSWERED = 1
ANSWERED_ELSEWHERE = 2
ANSWERED_NO_LOCATION = 3
ANSWERED_TEN_DIGIT = 4
ANSWERED_CALL_BACK = 5
ANSWERED_WALK_IN = 6
NO_AUDIO = 7
SILENT = 8
REJECTED = 9
BUSY = 10
ABANDONED = 11
DROPPED = 12
CALL_BACK_UNREACHED = 13
ANSWERED_OTHER_NETWORK = 14  # the only answer not below NO_AUDIO
WRONG_PLACE = 15
SESSIONS_FULL = 0
RATE_EXCEEDED = 1
QUEUE_FULL = 2

# Purposes of draws. Talk and dialable belong to the caller, the others to one attempt.
DRAW_TALK = 0
DRAW_SHARE = 1
DRAW_PATIENCE = 2
DRAW_REDIAL = 3
DRAW_GAP = 4
DRAW_WAY = 5
DRAW_DEAD_AIR = 6
DRAW_HELLO = 7
DRAW_WALK = 8
DRAW_DIALABLE = 9
DRAW_REACHABLE = 10
DRAW_BACK_TALK = 11
DRAW_BACK_REDIAL = 12
DRAW_BACK_GAP = 13
DRAW_PICK_UP = 14
DRAW_BLIND = 0x100000000  # sixteen purposes share an attempt's numbers; these lie beyond every attempt's
DRAW_CAMP = 0x100000001
DRAW_WRONG = 0x100000002
DRAW_WRONG_TALK = 0x100000003

# What the event loop says when it stops.
DONE = 0
GROW_CALLS = 1
GROW_BLOCK = 2

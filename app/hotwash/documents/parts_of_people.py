"""Who takes part in an exercise and how its clock may run, in the words of every paper that says so."""

from __future__ import annotations

ROLES = (
    ("Players", "have an active part: they answer for what their seat answers for, from current plans and knowledge."),
    ("Observers", "look on without taking part; they may ask questions when the facilitator invites them."),
    ("Facilitators", "keep the exercise moving, give it its scenario, and lead the talk. They answer for the clock."),
    ("Evaluators", "watch and write down what is done. They help nobody, and judge decisions and not people."),
    ("SimCell", "is everybody who is not in the room: partners, press, public. It is reached as in the directory."),
    ("Support staff", "keep the room, the telephones and the screens working; the safety liaison is one of them."),
)
CLOCK_MODES = (
    "The clock may run at real time, faster, in jumps to the next moment that matters, or stand. Every seat shows it.",
    "The facilitator may take the exercise back to an earlier moment. What was played until then is kept apart.",
)

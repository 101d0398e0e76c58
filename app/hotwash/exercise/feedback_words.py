"""The words of the participant feedback form; paper, pages, the window and the tally have them from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hotwash.domain.sentences import term

STATEMENTS = (
    term("The exercise was well structured and organized."),
    term("The scenario was plausible and realistic."),
    term("The facilitator knew the subject, kept the exercise on target and to time."),
    term("The documents that I was given were useful throughout."),
    term("Taking part suited somebody in my position."),
    term("The right people at the right level were in the room."),
    term("The exercise let me practise and improve priority capabilities."),
    term("After it I feel better prepared for such an event."),
    term("The simulated network behaved believably."),
    term("Screens and cards gave me what my real desk would give me."),
)
"""Of Part II, in this order; `feedback-rating-3` is the third."""
PACE = term("The pace was (1 = much too slow, 3 = right, 5 = much too fast).")
NUMBERED: Mapping[str, str] = MappingProxyType(
    {str(number): text for number, text in enumerate((*STATEMENTS, PACE), start=1)}
)
"""Every statement by its number on the form, which is also its key in a form that is keyed in; the last is the pace."""

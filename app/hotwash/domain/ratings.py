"""The four ratings of the Homeland Security Exercise and Evaluation Program, in FEMA's own words (public domain).

The one place where they stand, for screens, forms and reports; given by people only.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.plan import Rating
from hotwash.domain.sentences import term

SOURCE = term("FEMA, HSEEP Exercise Evaluation Guide template")


@dataclass(frozen=True, slots=True)
class Definition:
    """A rating with its full name and what it means, word for word."""

    rating: Rating
    name: str
    meaning: str


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        Rating.P,
        term("Performed without Challenges (P)"),
        term(
            "The targets and critical tasks associated with the core capability were completed in a manner that "
            "achieved the objective(s) and did not negatively impact the performance of other activities. Performance "
            "of this activity did not contribute to additional health and/or safety risks for the public or for "
            "emergency workers, and it was conducted in accordance with applicable plans, policies, procedures, "
            "regulations, and laws."
        ),
    ),
    Definition(
        Rating.S,
        term("Performed with Some Challenges (S)"),
        term(
            "The targets and critical tasks associated with the core capability were completed in a manner that "
            "achieved the objective(s) and did not negatively impact the performance of other activities. Performance "
            "of this activity did not contribute to additional health and/or safety risks for the public or for "
            "emergency workers, and it was conducted in accordance with applicable plans, policies, procedures, "
            "regulations, and laws. However, opportunities to enhance effectiveness and/or efficiency were identified."
        ),
    ),
    Definition(
        Rating.M,
        term("Performed with Major Challenges (M)"),
        term(
            "The targets and critical tasks associated with the core capability were completed in a manner that "
            "achieved the objective(s), but some or all of the following were observed: demonstrated performance had "
            "a negative impact on the performance of other activities; contributed to additional health and/or safety "
            "risks for the public or for emergency workers; and/or was not conducted in accordance with applicable "
            "plans, policies, procedures, regulations, and laws."
        ),
    ),
    Definition(
        Rating.U,
        term("Unable to be Performed (U)"),
        term(
            "The targets and critical tasks associated with the core capability were not performed in a manner that "
            "achieved the objective(s)."
        ),
    ),
)
"""In the order in which forms print them."""

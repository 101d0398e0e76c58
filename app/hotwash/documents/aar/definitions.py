"""How the figures of the report are defined, in its own words; the same words stand where they are computed."""

from __future__ import annotations

from hotwash.documents.aar.material import Material, permille
from hotwash.exercise.projections.measures import ASSUMED_BASELINE_PERMILLE
from hotwash.exercise.projections.outages import LONG, RESTORED_PERMILLE, RUN_ATTEMPTS, RUN_MINUTES


def definitions(material: Material) -> tuple[str, ...]:
    """One sentence or two for each word that a figure stands under."""
    return (*_counts(), *_times(material))


def _counts() -> tuple[str, ...]:
    """Attempts, callers and what lost them."""
    return (
        (
            "Attempt: one try to get help, by whatever way. Caller: one person, however often that person tries. "
            "Offered: attempts begun. Delivered: came to a PSAP, heard there or not. Offered attempts are answered, "
            "failed or in progress; callers are helped, have given up, or still try."
        ),
        (
            "Success rate: 911 attempts answered by voice through the ESInet, of those so answered or failed. Test "
            "calls are left out."
        ),
        (
            "Connected late: the first attempt failed and a later one was answered on 911. By another way: helped "
            "first by 10-digit line, call-back, another network or in person. Never connected: helped by nobody up "
            "to the end."
        ),
        (
            "Redial ratio: own attempts for each caller, without call-backs. Failed attempts for each caller with "
            "any: as published for BT 999 in 2023 (1.13)."
        ),
        (
            "Lost-call-minutes: for each caller of whom an attempt failed, the time from the end of the first "
            "failed attempt to help, or to the end of the exercise."
        ),
        (
            "Lost by a fault or an act: its change to the network refused, dropped or muted the call, took its way out "
            "of use, limited it, gave out a wrong number or cut it off. Busy and hung up waiting count for the PSAPs."
        ),
        (
            "Call-back coverage: callers reached by call-back, of callers with a failed attempt and a number that "
            "can be dialled."
        ),
    )


def _times(material: Material) -> tuple[str, ...]:
    """Outages, recovery, clocks and users."""
    measures = material.measures
    baseline = (
        f"{permille(ASSUMED_BASELINE_PERMILLE)} (default: no call was decided before the first fault)"
        if measures.baseline_is_default
        else f"{permille(measures.baseline_permille)} (computed: the minutes before the first fault)"
    )
    return (
        (
            f"Outage: the time in which at least one fault is live; faults less than {RUN_MINUTES} minutes apart are "
            "one outage. Each outage has intervals of its own; a milestone counts the first time it is reached in "
            "it."
        ),
        (
            "Before, during, between, after: minutes before the first outage, minutes in which a fault was live at "
            "any moment, minutes between two outages, and minutes after the last."
        ),
        "Callers, and callers never answered: people of the public. Who only tests whether 911 works is in neither.",
        f"Baseline: {baseline}.",
        (
            "Mitigated: the first minute after the worst stretch in which half of the lost success rate is back, and "
            f"over the stretch from there too. A stretch is {RUN_MINUTES} minutes, and longer until {RUN_ATTEMPTS} "
            f"attempts are decided in it; one {LONG} times as long that falls short while a fault is live shows that "
            "it was luck."
        ),
        (
            f"Restored: the same with {permille(RESTORED_PERMILLE)} of the baseline; the rest is room for chance in "
            "so few calls."
        ),
        (
            "Notice to PSAPs: the rules of the Federal Communications Commission ask 911 service providers to tell "
            "affected PSAPs as soon as possible and within 30 minutes of discovery, with more within two hours of "
            "that; and the Commission within 120 minutes of discovery of 900,000 user-minutes and 30 minutes. Check "
            "the wording in force (47 CFR 4.9)."
        ),
        "Answered within: from dialling to the answer of a call taker, calls answered through the ESInet only.",
        (
            "User-minutes: for each minute from the onset to service restored, people served, times the share of "
            f"the decided 911 attempts that failed, times the length: potential users, not calls. {_users(material)}"
        ),
        (
            "Discovery: the first of detection, notice to PSAPs and notice to the public. Diagnosed: the first act "
            "that found the cause. Exposure: time in which a policy was bypassed, added up over policies."
        ),
        (
            "PSAPs told: each when it has read a notice; who reads it later is a figure of the act. Beyond its "
            "positions: calls of other PSAPs that a PSAP held at the end of a minute and had no position for. "
            "Contradicted: a notice by an all-clear while a fault is live or by a corrected number, an all-clear by a "
            "later notice, a claimed cause by the diagnosis after it. Alert only: time in which intrusion prevention "
            "only reported; what it would have stopped is reckoned from the signatures of the policies on the way."
        ),
        "\u25af in a text stands for a character that the printed fonts lack; the journal holds it.",
    )


def _users(material: Material) -> str:
    """What the population is, or why there are no user-minutes."""
    demand = material.scenario.demand
    if not demand.population:
        return material.measures.user_minutes_reason
    return f"People served: {demand.population:,} ({demand.population_source})."

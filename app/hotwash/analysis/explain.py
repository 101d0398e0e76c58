"""Why one attempt ended as it did, in one sentence that is right for the network of that moment."""

from __future__ import annotations

from hotwash.analysis.verdict import CallVerdict, Treatment
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome

_BY_TREATMENT = {
    Outcome.NO_AUDIO: Treatment.NO_AUDIO,
    Outcome.SILENT: Treatment.SILENT,
    Outcome.REJECTED: Treatment.REJECT,
}


def explain(outcome: Outcome, verdict: CallVerdict, network: Network, psap: str) -> str:
    """One sentence. `verdict` is that of the moment when the attempt began; `psap` where it was at the end."""
    name = network.elements[psap].name if psap in network.elements else psap
    if outcome in _BY_TREATMENT and _BY_TREATMENT[outcome] is verdict.treatment:
        return verdict.sentence
    match outcome:
        case Outcome.SILENT:
            where = network.elements[verdict.border].name if verdict.border else "the border"
            return f"{where} had no session or rate left for the call, so the caller heard silence."
        case Outcome.BUSY:
            return f"{name} had no room left for the call, so the caller heard busy."
        case Outcome.ABANDONED:
            return f"Every call taker of {name} was talking, and the caller hung up before one was free."
        case Outcome.DROPPED:
            return f"The call was talking with {name} when its path was taken away, and was cut off."
        case Outcome.ANSWERED_TEN_DIGIT:
            return f"The caller dialled the 10-digit number of {name}, which goes round the ESInet."
        case Outcome.ANSWERED_CALL_BACK:
            return f"{name} called back the number that stood in its log."
        case Outcome.CALL_BACK_UNREACHED:
            return f"{name} called back, and nobody answered."
        case Outcome.ANSWERED_WALK_IN:
            return "The caller went to a station and was helped in person."
        case Outcome.ANSWERED_NO_LOCATION:
            return f"{name} answered without a location, because no location query was answered."
        case Outcome.ANSWERED_ELSEWHERE:
            return f"{name} answered, because {network.elements[verdict.home].name} could not take the call."
        case Outcome.ANSWERED:
            return f"The call came through {_through(verdict, network)} and {name} answered."
        case _:
            return f"The call is on its way to {name}, or waits there for a call taker."


def _through(verdict: CallVerdict, network: Network) -> str:
    return network.elements[verdict.border].name if verdict.border else "the network"

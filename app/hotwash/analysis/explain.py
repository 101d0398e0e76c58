"""Why one attempt ended as it did, in one sentence that is right for the network of that moment."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.verdict import CallVerdict, Treatment
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way

_BY_TREATMENT = {
    Outcome.NO_AUDIO: Treatment.NO_AUDIO,
    Outcome.SILENT: Treatment.SILENT,
    Outcome.REJECTED: Treatment.REJECT,
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt went. `psap` is where it was at the end; `delivered` and `answered` say how far it got."""

    outcome: Outcome
    way: Way
    psap: str
    delivered: bool
    answered: bool


def explain(attempt: Attempt, verdict: CallVerdict, network: Network) -> str:
    """One sentence. `verdict` is that of the moment when the attempt began, `network` that of the moment it ended."""
    outcome, name = attempt.outcome, _name(network, attempt.psap)
    if outcome in _BY_TREATMENT and _BY_TREATMENT[outcome] is verdict.treatment:
        return verdict.sentence
    match outcome:
        case Outcome.SILENT:
            where = _name(network, verdict.border) if verdict.border else "the border"
            return f"{where} had no session or rate left for the call, so the caller heard silence."
        case Outcome.REJECTED | Outcome.NO_AUDIO:
            return f"The network failed the call on its way to {name}."
        case Outcome.BUSY:
            return _busy(attempt, network, name)
        case Outcome.ABANDONED:
            return _abandoned(attempt, network, name)
        case Outcome.DROPPED:
            return _dropped(attempt, name)
        case Outcome.ANSWERED_TEN_DIGIT:
            return f"The caller dialled the 10-digit number of {name}, which goes round the ESInet."
        case Outcome.ANSWERED_CALL_BACK:
            return f"{name} called back the number that stood in its log."
        case Outcome.CALL_BACK_UNREACHED:
            return f"{name} called back, and nobody answered."
        case Outcome.ANSWERED_WALK_IN:
            return "The caller went to a station and was helped in person."
        case Outcome.ANSWERED | Outcome.ANSWERED_ELSEWHERE | Outcome.ANSWERED_NO_LOCATION:
            return _answered(attempt, verdict, network, name)
        case Outcome.IN_PROGRESS:
            return _in_progress(attempt, verdict, name)


def _answered(attempt: Attempt, verdict: CallVerdict, network: Network, name: str) -> str:
    """A lacking location is told before the place, because it is what sent the call there."""
    if not verdict.located:
        sent = ""
        if verdict.psap != verdict.home:
            sent = f", so it was sent to {_name(network, verdict.psap)} by default"
        if attempt.psap != verdict.psap:
            sent += f" and went on from {_name(network, verdict.psap)}, which had no room"
        return f"{name} answered without a location, because no location query was answered{sent}."
    if attempt.psap == verdict.home:
        through = _name(network, verdict.border) if verdict.border else "the network"
        return f"The call came through {through} and {name} answered."
    home = _name(network, verdict.home)
    if attempt.psap == verdict.psap:
        return f"{name} answered, because {home} could not be reached."
    full = _name(network, verdict.psap)
    if verdict.psap == verdict.home:
        return f"{name} answered, because {full} had no room left."
    return f"{name} answered, because {home} could not be reached and {full} had no room left."


def _busy(attempt: Attempt, network: Network, name: str) -> str:
    if not network.is_up(attempt.psap):
        return f"{name} was down and could take no call, so the caller heard busy."
    if attempt.way is Way.TEN_DIGIT:
        return f"Every 10-digit line of {name} was taken, so the caller heard busy."
    return f"{name} had no room left for the call, so the caller heard busy."


def _abandoned(attempt: Attempt, network: Network, name: str) -> str:
    if not network.is_up(attempt.psap):
        return f"{name} was down, and the caller hung up before anybody answered."
    return f"The call waited at {name}, and the caller hung up before a call taker picked up."


def _dropped(attempt: Attempt, name: str) -> str:
    if attempt.answered:
        return f"The call was talking with {name} when its path was taken away, and was cut off."
    if attempt.delivered:
        return f"The call was waiting at {name} when its path was taken away, and was cut off."
    return f"The call was on its way to {name} when its path was taken away, and was cut off."


def _in_progress(attempt: Attempt, verdict: CallVerdict, name: str) -> str:
    if attempt.way is Way.WALK_IN:
        return "The caller is on the way to a station."
    if attempt.way is Way.CALL_BACK:
        return f"{name} is calling back the number that stood in its log."
    if attempt.delivered:
        return f"The call waits at {name} for a call taker."
    if attempt.way is Way.NINE_ONE_ONE and verdict.treatment is Treatment.SILENT and verdict.permille == 1000:
        return verdict.sentence
    return f"The call is on its way to {name}."


def _name(network: Network, element: str) -> str:
    return network.elements[element].name

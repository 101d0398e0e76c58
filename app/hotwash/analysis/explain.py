"""Why one attempt ended as it did, in one sentence that is right for the network of that moment."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.course import Blind
from hotwash.analysis.verdict import CallVerdict, Treatment
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.sentences import say, term

_BY_TREATMENT = {
    Outcome.NO_AUDIO: Treatment.NO_AUDIO,
    Outcome.SILENT: Treatment.SILENT,
    Outcome.REJECTED: Treatment.REJECT,
}
_BLIND = {
    Blind.NOT: term("because no location query was answered"),
    Blind.LEGACY: term("because it came by a way that carries none"),
    Blind.CARRY_NONE: term("because it carried none"),
    Blind.TAKEN: term("because a firewall took it away"),
    Blind.NO_LIS: term("because no LIS answered"),
    Blind.NO_ANSWER: term("because no location query was answered"),
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
    failed = verdict.fate(_BY_TREATMENT[outcome]) if outcome in _BY_TREATMENT else None
    if failed is not None:
        return failed.sentence
    beside = _beside(outcome, name)
    if beside:
        return beside
    match outcome:
        case Outcome.SILENT:
            where = _name(network, verdict.border) if verdict.border else say("the border")
            return say("{where} had no session or rate left for the call, so the caller heard silence.", where=where)
        case Outcome.REJECTED | Outcome.NO_AUDIO:
            return say("The network failed the call on its way to {name}.", name=name)
        case Outcome.BUSY:
            return _busy(attempt, network, name)
        case Outcome.ABANDONED:
            return _abandoned(attempt, network, name)
        case Outcome.DROPPED:
            return _dropped(attempt, name)
        case Outcome.ANSWERED | Outcome.ANSWERED_ELSEWHERE | Outcome.ANSWERED_NO_LOCATION:
            return _answered(attempt, verdict, network, name)
        case _:
            return _in_progress(attempt, verdict, name)


def _beside(outcome: Outcome, name: str) -> str:
    """What became of an attempt that did not go through the caller's own network; empty for one that did."""
    match outcome:
        case Outcome.ANSWERED_TEN_DIGIT:
            return say("The caller dialled the 10-digit number of {name}, which goes round the ESInet.", name=name)
        case Outcome.ANSWERED_CALL_BACK:
            return say("{name} called back the number that stood in its log.", name=name)
        case Outcome.CALL_BACK_UNREACHED:
            return say("{name} called back, and nobody answered.", name=name)
        case Outcome.ANSWERED_WALK_IN:
            return say("The caller went to a station and was helped in person.")
        case Outcome.ANSWERED_OTHER_NETWORK:
            return say("The phone used another network's signal, and {name} answered.", name=name)
        case Outcome.WRONG_PLACE:
            return say("The 10-digit number that had been given out belongs to somebody else.")
        case _:
            return ""


def _answered(attempt: Attempt, verdict: CallVerdict, network: Network, name: str) -> str:
    """A lacking location is told before the place, because it is what sent the call there."""
    if attempt.outcome is Outcome.ANSWERED_NO_LOCATION or not verdict.located:
        return _unlocated(attempt, verdict, name, _name(network, verdict.psap))
    if attempt.psap == verdict.home:
        through = _name(network, verdict.border) if verdict.border else say("the network")
        return say("The call came through {through} and {name} answered.", through=through, name=name)
    home = _name(network, verdict.home)
    if attempt.psap == verdict.psap:
        if verdict.trace is not None and verdict.trace.notable:
            return say("{name} answered for {home}. {why}", name=name, home=home, why=verdict.trace.sentence)
        return say("{name} answered, because {home} could not be reached.", name=name, home=home)
    full = _name(network, verdict.psap)
    if verdict.psap == verdict.home:
        return say("{name} answered, because {full} had no room left.", name=name, full=full)
    return say(
        "{name} answered, because {home} could not be reached and {full} had no room left.",
        name=name,
        home=home,
        full=full,
    )


def _unlocated(attempt: Attempt, verdict: CallVerdict, name: str, sent: str) -> str:
    """Sent elsewhere by default only where every call of its kind was; else the location alone was missing."""
    elsewhere, full = verdict.psap != verdict.home and verdict.course.astray == 1000, attempt.psap != verdict.psap
    values = {"name": name, "sent": sent, "why": _BLIND[verdict.course.why_blind]}
    if elsewhere and full:
        return say(
            "{name} answered without a location, {why}, so it was sent to {sent} by default and went on from {sent}, "
            "which had no room.",
            **values,
        )
    if elsewhere:
        return say("{name} answered without a location, {why}, so it was sent to {sent} by default.", **values)
    if full:
        return say("{name} answered without a location, {why}; it went on from {sent}, which had no room.", **values)
    return say("{name} answered without a location, {why}.", **values)


def _busy(attempt: Attempt, network: Network, name: str) -> str:
    if not network.is_up(attempt.psap):
        return say("{name} was down and could take no call, so the caller heard busy.", name=name)
    if attempt.way is Way.TEN_DIGIT:
        return say("Every 10-digit line of {name} was taken, so the caller heard busy.", name=name)
    return say("{name} had no room left for the call, so the caller heard busy.", name=name)


def _abandoned(attempt: Attempt, network: Network, name: str) -> str:
    if not network.is_up(attempt.psap):
        return say("{name} was down, and the caller hung up before anybody answered.", name=name)
    return say("The call waited at {name}, and the caller hung up before a call taker picked up.", name=name)


def _dropped(attempt: Attempt, name: str) -> str:
    if attempt.answered:
        return say("The call was talking with {name} when its path was taken away, and was cut off.", name=name)
    if attempt.delivered:
        return say("The call was waiting at {name} when its path was taken away, and was cut off.", name=name)
    return say("The call was on its way to {name} when its path was taken away, and was cut off.", name=name)


def _in_progress(attempt: Attempt, verdict: CallVerdict, name: str) -> str:
    if attempt.way is Way.WALK_IN:
        return say("The caller is on the way to a station.")
    if attempt.way is Way.CALL_BACK:
        return say("{name} is calling back the number that stood in its log.", name=name)
    if attempt.delivered:
        return say("The call waits at {name} for a call taker.", name=name)
    if attempt.way is Way.NINE_ONE_ONE and verdict.treatment is Treatment.SILENT and verdict.permille == 1000:
        return verdict.sentence
    return say("The call is on its way to {name}.", name=name)


def _name(network: Network, element: str) -> str:
    return network.elements[element].name

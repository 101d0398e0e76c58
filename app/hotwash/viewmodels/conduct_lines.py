"""Lines of the log for what was done to conduct the exercise: injects, messages, cards, presence, evaluations."""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.catalogue import registry
from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import (
    ActKeyedIn,
    BeliefsAsked,
    BeliefStated,
    BookmarkSet,
    ConductFact,
    DecisionLogged,
    InjectDeferred,
    InjectDue,
    InjectHeld,
    InjectImprovised,
    InjectLapsed,
    InjectReleased,
    InjectSkipped,
    MessageSent,
    PauseSet,
    PlayResumed,
    PlayStopped,
    SeatLeft,
    SeatTaken,
)
from hotwash.domain.msel import SIMCELL
from hotwash.domain.review_facts import (
    CorrectionPlanned,
    FeedbackGiven,
    FindingWritten,
    Observed,
    ReviewFact,
    TargetRated,
    TaskJudged,
)
from hotwash.domain.scripts import MODES
from hotwash.domain.time import clock
from hotwash.viewmodels.words import msg, noop, said

Names = Mapping[str, str]
WAY_WORDS = {"window": noop("at a window"), "browser": noop("in a browser"), "paper": noop("on paper")}


def conduct_line(fact: ConductFact, names: Names) -> tuple[str, str]:
    """Kind and sentence of one of these facts."""
    match fact:
        case InjectDue() | InjectReleased() | InjectSkipped() | InjectDeferred() | InjectHeld() | InjectLapsed():
            return "inject", _inject(fact, names)
        case InjectImprovised(subject=subject, by=by):
            return "inject", msg("{who} put in an inject: {subject}.", who=who(by, names), subject=subject)
        case MessageSent():
            return "message", _message(fact, names)
        case BeliefsAsked() | BeliefStated() | DecisionLogged():
            return "card", _card(fact, names)
        case BookmarkSet(title):
            return "bookmark", msg("Bookmark: {title}", title=title)
        case SeatTaken() | SeatLeft() | ActKeyedIn():
            return "presence", _presence(fact, names)
        case PauseSet(at):
            words = msg("The clock will pause at {time}.", time=clock(at))
            return "clock", words if at >= 0 else msg("The clock will not pause by itself.")
        case PlayStopped(by, reason):
            words = msg("{who} called a real emergency: play is stopped.", who=who(by, names))
            return "stop", _with(words, reason)
        case PlayResumed():
            return "stop", msg("Play may go on.")


def review_line(fact: ReviewFact, names: Names) -> str:
    """The sentence of an evaluator's or a writer's doing."""
    by = who(fact.by, names)
    match fact:
        case Observed(text=text, seen_at=at):
            return msg("{who} saw at {time}: {text}", who=by, time=clock(at), text=text)
        case TargetRated(target=target, rating=rating):
            return msg("{who} rated {what}: {rating}", who=by, what=target, rating=rating.value or "–")
        case TaskJudged(task=task):
            return msg("{who} judged the times of task {task}.", who=by, task=task)
        case FindingWritten(statement=statement):
            return msg("{who} wrote a finding: {text}", who=by, text=statement)
        case CorrectionPlanned(action=action):
            return msg("{who} planned a correction: {text}", who=by, text=action)
        case FeedbackGiven():
            return msg("A feedback form was handed in.")
        case _:
            return msg("{who} changed the review.", who=by)


def _inject(
    fact: InjectDue | InjectReleased | InjectSkipped | InjectDeferred | InjectHeld | InjectLapsed, names: Names
) -> str:
    title = names.get(f"inject:{fact.inject}", fact.inject)
    match fact:
        case InjectDue(until=until) if until >= 0:
            return msg("Inject {inject} is due and goes by itself at {time}.", inject=title, time=clock(until))
        case InjectDue():
            return msg("Inject {inject} is due.", inject=title)
        case InjectReleased(number=number, subject=subject, by=by, note=note):
            if by == FACILITATOR:
                words = msg("Inject {number}, {subject}, was released by hand.", number=number, subject=subject)
            else:
                words = msg("Inject {number}, {subject}, was released by the clock.", number=number, subject=subject)
            return _with(words, note)
        case InjectSkipped(reason=reason):
            return _with(msg("Inject {inject} was skipped.", inject=title), reason)
        case InjectDeferred(to=to, reason=reason):
            return _with(msg("Inject {inject} was put off to {time}.", inject=title, time=clock(to)), reason)
        case InjectHeld(reason=reason):
            return _with(msg("Inject {inject} is held.", inject=title), reason)
        case _:
            return msg("Inject {inject} lapsed: what it waited for did not come in time.", inject=title)


def _with(words: str, reason: str) -> str:
    return f"{words} {said(reason)}" if reason else words


def _message(fact: MessageSent, names: Names) -> str:
    whom = ", ".join(address(to, names) for to in fact.to)
    return f"{said(fact.sender)} → {whom} ({mode_word(fact.mode)}): {fact.text}"


def mode_word(mode: str) -> str:
    """How something is said or brought, in words; a word that is no mode stays as it is."""
    return said(MODES.get(mode, mode))


def address(to: str, names: Names) -> str:
    """The name of a seat, or of the SimCell."""
    return msg("SimCell") if to == SIMCELL else names.get(to, to)


def _card(fact: BeliefsAsked | BeliefStated | DecisionLogged, names: Names) -> str:
    match fact:
        case BeliefsAsked(seats):
            whom = ", ".join(names.get(seat, seat) for seat in seats) or msg("every player")
            return msg("Situation card asked of {whom}.", whom=whom)
        case BeliefStated(seat=seat, text=text, sure=sure, cause=cause, where=where):
            kind = registry.faults().get(cause)
            what = [said(kind.title)] if kind is not None else []
            parts = "; ".join([*what, *([text] if text else []), *(names.get(place, place) for place in where)])
            return msg("{who} believes, {sure} % sure: {what}", who=who(seat, names), sure=sure, what=parts)
        case DecisionLogged(seat=seat, decision=decision, because=because, expect=expect):
            words = msg("{who} decided: {what}", who=who(seat, names), what=decision)
            why = [msg("because: {why}", why=because)] if because else []
            return "; ".join([words, *why, *([msg("expects: {what}", what=expect)] if expect else [])])


def _presence(fact: SeatTaken | SeatLeft | ActKeyedIn, names: Names) -> str:
    seat = names.get(fact.seat, fact.seat)
    match fact:
        case SeatTaken(way=way, who=name):
            if name:
                return msg("{name} sits at {seat}, {way}.", name=name, seat=seat, way=said(WAY_WORDS.get(way, way)))
            return msg("{seat} is taken, {way}.", seat=seat, way=said(WAY_WORDS.get(way, way)))
        case SeatLeft():
            return msg("{seat} was left.", seat=seat)
        case ActKeyedIn(acted=acted):
            return msg("Keyed in for {seat}, done on paper at {time}:", seat=seat, time=clock(acted))


def who(actor: str, names: Names) -> str:
    """The name of whoever did something, at the beginning of a sentence."""
    return msg("The facilitator") if actor == FACILITATOR else names.get(actor, actor)

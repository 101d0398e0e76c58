"""The measures as the JSON object of `hotwash run --json`: stable keys, exercise time in seconds, shares 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hotwash.domain.outcomes import Way
from hotwash.exercise.projections.answering import PERCENTS, STANDARDS, Answers
from hotwash.exercise.projections.losses import cut_off
from hotwash.exercise.projections.measured import Minute, Moment, Outage, Place
from hotwash.exercise.projections.users import REPORTABLE

if TYPE_CHECKING:
    from hotwash.exercise.projections.whole import Measures

TIMELINE = (
    "detected", "psaps_notified", "public_notified", "mitigated", "restored", "all_clear",
    "alarm", "acknowledged", "diagnosed",
)  # fmt: skip


def as_json(measures: Measures) -> dict[str, Any]:
    """Every figure; keys are only ever added."""
    return {
        "scenario": measures.scenario,
        "seed": measures.seed,
        "engine": measures.engine,
        "span_s": measures.span // 1000,
        "attempts": measures.attempts,
        "callers": measures.callers,
        "outcomes": dict(measures.outcomes),
        "callers_never_answered": measures.callers_never_answered,
        "answered_within": _within(measures.answers, measures.within_s),
        "answer_time_s": _percentiles(measures.answers),
        "by_psap": [{**_place("psap", place), "test_calls": place.tests} for place in measures.psaps],
        "by_origin": [_place("origin", place) for place in measures.origins],
        "per_minute": [_minute(minute) for minute in measures.minutes],
        "timeline": {"onset": _at(measures.onset), **_timeline(measures.timeline)},
        "user_minutes": measures.user_minutes,
        "test_calls": measures.started.get("test", 0),
        "call_backs": measures.started.get(Way.CALL_BACK, 0),
        "ten_digit": measures.started.get(Way.TEN_DIGIT, 0),
        "outages": [_outage(measures, place) for place in range(len(measures.outages))],
        "calls": _calls(measures),
        "by_way": _ways(measures),
        "causes": _causes(measures),
        "callers_by_fate": _callers(measures),
        "lost_call_minutes": measures.lost_call_minutes,
        "most_unserved": measures.most_unserved,
        "worst_hour": _worst_hour(measures),
        "standards": _standards(measures),
        "call_back_coverage": _call_backs(measures),
        "ten_digit_lines": _ten_digit(measures),
        "cut_off": dict(cut_off(measures.losses)),
        "exposure_s": measures.beside.exposure / 1000,
        "public_statements": len(measures.beside.statements),
        "false_declarations": len(measures.beside.false_declarations),
        "early_all_clears": len(measures.beside.early_all_clears),
        "legal_clocks": _duties(measures),
        "population": measures.population or None,
        "user_minutes_reportable_from": REPORTABLE,
        "user_minutes_reason": _unknown(measures),
        "contradicted_statements": len(measures.beside.contradicted),
        "neighbour_overload": _overloads(measures),
        "alert_only_s": measures.beside.alert_only / 1000,
        "alerted_calls": measures.beside.alerted,
    }


def _overloads(measures: Measures) -> list[dict[str, Any]]:
    """PSAPs that calls of others were too many for, the worst first."""
    return [
        {"psap": one.psap, "name": one.name, "call_minutes": one.call_minutes, "most": one.most}
        for one in measures.overloads
    ]


def _unknown(measures: Measures) -> str | None:
    """Why there are no user-minutes; null where there are."""
    return None if measures.user_minutes is not None else str(measures.user_minutes_reason) or None


def _calls(measures: Measures) -> dict[str, Any]:
    """911 attempts of the public: offered = answered + failed + in progress."""
    by_911 = measures.ways.get(Way.NINE_ONE_ONE)
    if by_911 is None:
        return {}
    delivery = measures.delivery
    return {
        "offered": by_911.offered,
        "delivered": delivery.delivered,
        "answered": by_911.helped,
        "failed": by_911.failed,
        "in_progress": by_911.in_progress,
        "delivered_without_location": delivery.unlocated,
        "misrouted": delivery.misrouted,
        "first_attempt_failures": delivery.first_failed,
    }


def _ways(measures: Measures) -> dict[str, Any]:
    return {
        name: {"offered": way.offered, "in_progress": way.in_progress, "outcomes": dict(way.outcomes)}
        for name, way in measures.ways.items()
    }


def _causes(measures: Measures) -> list[dict[str, Any]]:
    return [
        {"cause": loss.cause, "kind": loss.kind, "failed": loss.failed, "outcomes": dict(loss.outcomes)}
        for loss in measures.losses
    ]


def _callers(measures: Measures) -> dict[str, Any] | None:
    """Callers = at once + late + every other way + gave up + still trying."""
    people = measures.people
    if people is None or not people.by_way_known:
        return None
    told = people.told
    return {
        "callers": told.callers,
        "answered_at_first_attempt": people.at_once,
        "connected_late": people.late,
        "other_way": dict(people.other_way),
        "never_connected": people.never,
        "gave_up": told.gave_up,
        "still_trying": told.still_trying,
        "first_attempt_failed": told.first_failed,
        "with_a_failed_attempt": told.failed_callers,
        "own_attempts": told.attempts,
        "failed_attempts": told.failed,
        "redial_ratio": _thousandths(people.redial_permille),
        "failed_attempts_per_failed_caller": _thousandths(people.failures_permille),
        "helped_within_min": dict(people.helped_within),
    }


def _worst_hour(measures: Measures) -> dict[str, Any] | None:
    hour = measures.worst_hour
    if hour is None:
        return None
    return {
        "from_s": hour.begins // 1000,
        "to_s": hour.ends // 1000,
        "answered": len(hour.answers.times),
        "answered_within": _within(hour.answers, measures.within_s),
        "answer_time_s": _percentiles(hour.answers),
    }


def _standards(measures: Measures) -> list[dict[str, Any]]:
    made = []
    for standard in STANDARDS:
        share = measures.within(standard.seconds)
        hour = measures.worst_hour.answers.within(standard.seconds) if measures.worst_hour else None
        made.append(
            {
                "standard": standard.name,
                "within_s": standard.seconds,
                "required": standard.permille / 1000,
                "measured": _share(share),
                "worst_hour": _share(hour),
                "met": None if share is None else share * 1000 >= standard.permille,
            }
        )
    return made


def _call_backs(measures: Measures) -> dict[str, Any]:
    way = measures.ways.get(Way.CALL_BACK)
    people = measures.people if measures.people and measures.people.by_way_known else None
    return {
        "attempted": measures.started.get(Way.CALL_BACK, 0),
        "reached": way.helped if way else measures.outcomes.get("answered_call_back", 0),
        "not_answered": measures.outcomes.get("call_back_unreached", 0),
        "callers_called_back": people.told.tried_back if people else None,
        "callers_reached": people.told.reached_back if people else None,
        "failed_callers_with_a_number": people.told.dialable if people else None,
        "coverage": _thousandths(people.coverage_permille) if people else None,
    }


def _ten_digit(measures: Measures) -> dict[str, Any]:
    way = measures.ways.get(Way.TEN_DIGIT)
    return {
        "attempts": way.offered if way else 0,
        "answered": way.helped if way else 0,
        "blocked": way.blocked if way else 0,
        "wrong_place": way.outcomes.get("wrong_place", 0) if way else 0,
    }


def _duties(measures: Measures) -> list[dict[str, Any]]:
    return [
        {
            "outage": duty.outage,
            "clock": duty.key,
            "rule": duty.rule,
            "limit_s": duty.limit // 1000,
            "since_s": _at(duty.since),
            "took_s": _seconds(duty.took),
            "state": duty.state,
        }
        for duty in measures.duties
    ]


def _outage(measures: Measures, place: int) -> dict[str, Any]:
    outage = measures.outages[place]
    users = measures.users[place]
    return {
        "faults": list(outage.faults),
        "onset": _at(outage.onset),
        "over": _at(outage.over),
        **_timeline(outage.timeline),
        "from_onset": {name: _seconds(outage.since_onset(name)) for name in TIMELINE},
        "from_detection": {name: _seconds(outage.since("detected", name)) for name in TIMELINE},
        "by_fault": _by_fault(outage),
        "user_minutes": users.count,
        "user_minutes_by_region": dict(users.regions),
        "length_s": users.length / 1000,
        "reportable": users.reportable,
        "psaps_told_within_30_min": _thousandths(measures.told_in_time[place]),
        "psaps_told": [{"at_s": at / 1000, "share": share / 1000} for at, share in measures.told[place].times],
        "public_reach": _thousandths(measures.reach[place]),
    }


def _by_fault(outage: Outage) -> list[dict[str, Any]]:
    return [{"fault": fault, "began": _at(began), "ended": _at(ended)} for fault, began, ended in outage.fault_times]


def _place(key: str, place: Place) -> dict[str, Any]:
    return {
        key: place.id,
        "name": place.name,
        "answered": place.answered,
        "failed": place.failed,
        "other_way": place.other_way,
        "outcomes": dict(place.outcomes),
    }


def _minute(minute: Minute) -> dict[str, Any]:
    return {
        "at_s": minute.at // 1000,
        "length_s": minute.length / 1000,
        "offered": minute.offered,
        "answered": minute.answered,
        "failed": minute.failed,
        "other_way": minute.other_way,
        "test": minute.test,
        "waiting": minute.waiting,
        "cut": minute.cut,
        "unserved": minute.unserved,
    }


def _timeline(timeline: Mapping[str, Moment]) -> dict[str, float | None]:
    return {name: _at(timeline.get(name)) for name in TIMELINE}


def _within(answers: Answers, limits: tuple[int, ...]) -> dict[str, float | None]:
    return {str(limit): _share(answers.within(limit)) for limit in limits}


def _percentiles(answers: Answers) -> dict[str, float | None]:
    return {f"p{percent}": _seconds(answers.percentile(percent)) for percent in PERCENTS}


def _at(moment: Moment | None) -> float | None:
    return _seconds(moment.at if moment else None)


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _thousandths(permille: int | None) -> float | None:
    return None if permille is None else permille / 1000


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000

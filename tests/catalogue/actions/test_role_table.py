"""Every role, what it can do, how long that takes and what it does to the model: nothing less, and nothing more.

Times in minutes, least and most. Words of `does`: what an act lays, `-` what it withdraws, `+` remedies it gives,
`~` relief for a while, `!` calls it cuts, and what it tells: mark, tell, show, check; `try` where it may fail.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hotwash.catalogue import registry
from hotwash.domain.effective import effective
from hotwash.domain.impairment import EVERYWHERE, Impairment, PublicRecalled, PublicTold
from hotwash.domain.scripts import Action
from hotwash.domain.steps import (
    Check,
    Clear,
    Cut,
    Ease,
    Impair,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Try,
    Wait,
    WaitAbout,
    Withdraw,
)
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, laid, sample

DUTY, NOC, VENDOR, PSAP, PIO, CARRIER, EOC, PRESS, REGULATOR = (
    "State 911 duty officer",
    "ESInet operator",
    "Vendor firewall engineer",
    "PSAP supervisor",
    "Public information officer",
    "Carrier operations centre",
    "Emergency manager",
    "Governor's office",
    "Regulator liaison",
)


@dataclass(frozen=True)
class Row:
    """One line of the table of roles and actions."""

    role: str
    words: str
    kind: str
    minutes: tuple[float, float]
    does: str


ROWS = (
    Row(DUTY, "Open bridge", "open_bridge", (5, 20), "tell check OnBridge"),
    Row(DUTY, "Close it", "close_bridge", (1, 5), "-OnBridge"),
    Row(DUTY, "Declare statewide outage", "declare_outage", (2, 30), "mark:detected tell"),
    Row(DUTY, "Notify PSAPs by law-enforcement network", "notify_psaps", (3, 15), "mark:psaps_notified tell Staffed"),
    Row(DUTY, "Request WEA", "request_alert", (15, 75), "mark:public_notified tell PublicTold"),
    Row(DUTY, "Request EAS (TOE)", "request_eas", (5, 15), "try mark:public_notified tell PublicTold"),
    Row(DUTY, "Order disaster re-route", "order_diversion", (10, 30), "Diverted"),
    Row(DUTY, "End it", "end_diversion", (5, 15), "-Diverted"),
    Row(NOC, "Verify with test call per OSP", "place_test_call", (1, 5), "show:test_call"),
    Row(NOC, "Trace a call through the SIP logs", "trace_call", (2, 10), "show:call_trace"),
    Row(NOC, "Fail over BCF site", "fail_over_site", (2, 30), "try ElementDown !calls"),
    Row(NOC, "Order a site back", "restore_border", (2, 30), "-ElementDown check"),
    Row(NOC, "Mark service Down", "set_service_state", (0.5, 3), "ServiceStateSet"),
    Row(NOC, "Mark posture", "set_posture", (0.5, 3), "PostureSet"),
    Row(NOC, "Back to normal", "restore_service_state", (0.5, 3), "-ServiceStateSet -QueueStateSet -PostureSet"),
    Row(NOC, "Block suspected attack source", "block_source", (1, 4), "RuleFirst +block_source"),
    Row(NOC, "Take that back", "unblock_source", (1, 4), "-RuleFirst"),
    Row(NOC, "Escalate to vendor", "escalate_to_vendor", (5, 60), "tell"),
    Row(NOC, "Have a line repaired", "repair_link", (60, 240), "+repair_link"),
    Row(NOC, "Restore power", "restore_power", (45, 120), "+restore_power check"),
    Row(NOC, "Put fail-over right", "fix_failover", (20, 80), "+fix_failover"),
    Row(NOC, "Unlock element", "unlock_element", (5, 15), "+unlock_element"),
    Row(NOC, "Lift policer", "lift_policer", (3, 10), "+lift_policer"),
    Row(NOC, "Restore time", "restore_time", (5, 10), "+restore_time"),
    Row(VENDOR, "Pull logs", "pull_firewall_logs", (5, 30), "show:firewall_log"),
    Row(VENDOR, "Roll back last change", "roll_back_change", (3, 20), "try +roll_back RuleMissing"),
    Row(VENDOR, "What it lost, pushed again", "push_again", (5, 20), "-RuleMissing"),
    Row(VENDOR, "IPS to alert-only", "set_alert_only", (1, 3), "+alert_only AlertOnly"),
    Row(VENDOR, "IPS back on", "end_alert_only", (1, 5), "-AlertOnly"),
    Row(VENDOR, "Signature exception", "except_signature", (1, 10), "+signature_exception"),
    Row(VENDOR, "Bypass inspection", "bypass_inspection", (3, 15), "Bypassed"),
    Row(VENDOR, "End the bypass", "end_bypass", (2, 15), "-Bypassed"),
    Row(VENDOR, "Clear sessions", "clear_sessions", (0.5, 3), "~clear_sessions"),
    Row(VENDOR, "Clear deny-list", "clear_bans", (0.5, 3), "~clear_bans"),
    Row(VENDOR, "Reboot", "reboot_firewall", (1, 5), "ElementDown !calls try +reload_firewall"),
    Row(VENDOR, "Console/site visit", "visit_console", (45, 120), "+console_visit"),
    Row(VENDOR, "F3: raise threshold; F4: larger table", "raise_limits", (2, 5), "+raise_limits ~raise_limits"),
    Row(VENDOR, "F5: disable ALG", "disable_alg", (2, 15), "+disable_alg"),
    Row(VENDOR, "F6: permit range", "permit_media_range", (3, 10), "+permit_media"),
    Row(VENDOR, "F7: new certificate", "replace_certificate", (15, 60), "+replace_certificate"),
    Row(VENDOR, "F8: isolate one node", "isolate_node", (2, 5), "ElementDown !calls +isolate_node"),
    Row(VENDOR, "F9: pin route", "fix_route", (5, 20), "+fix_route"),
    Row(VENDOR, "F11: power off bad node", "power_off_node", (2, 5), "ElementDown !calls +power_off_node"),
    Row(VENDOR, "F13: emergency licence", "renew_licence", (15, 120), "+renew_licence"),
    Row(VENDOR, "F14: override object", "override_object", (2, 5), "+override_object"),
    Row(VENDOR, "F15: add pool", "extend_pool", (5, 10), "+extend_pool"),
    Row(VENDOR, "F16: permit OPTIONS", "permit_options", (2, 5), "+permit_options"),
    Row(VENDOR, "F17 and F18: permit queries", "permit_location_queries", (3, 10), "+permit_queries"),
    Row(VENDOR, "F17: permit DNS", "permit_name_queries", (3, 10), "+permit_queries"),
    Row(VENDOR, "F19: allow fragments", "permit_fragments", (2, 5), "+permit_fragments"),
    Row(VENDOR, "F21: longer session time-out", "raise_timeout", (2, 5), "+raise_timeout"),
    Row(VENDOR, "F24: remove mark", "clear_mark", (2, 10), "+clear_mark"),
    Row(VENDOR, "F25: raise cap", "raise_cap", (2, 5), "+raise_cap"),
    Row(PSAP, "Switch to callbacks", "work_call_backs", (1, 10), "CallBacksWorked"),
    Row(PSAP, "Stop callbacks", "stop_call_backs", (1, 10), "-CallBacksWorked"),
    Row(PSAP, "Recall staff", "recall_staff", (15, 60), "Staffed Fatigued"),
    Row(PSAP, "Release staff", "release_staff", (5, 15), "-Staffed -Fatigued"),
    Row(PSAP, "Get missing staff back", "return_staff", (15, 60), "+return_staff"),
    Row(PSAP, "Publish or forward 10-digit lines", "add_lines", (5, 15), "LinesAdded"),
    Row(PSAP, "Give lines back", "remove_lines", (5, 15), "-LinesAdded"),
    Row(PSAP, "Set queue", "set_queue_state", (1, 5), "QueueStateSet"),
    Row(PSAP, "Transfer to alternate PSAP", "transfer_to_alternate", (1, 5), "Diverted"),
    Row(PSAP, "Answering triage or announcement", "announce_triage", (3, 10), "Triaged"),
    Row(PSAP, "Stop it", "end_triage", (1, 5), "-Triaged"),
    Row(PSAP, "Radio and fire-station watch", "watch_stations", (15, 30), "PublicTold"),
    Row(PIO, "Social post", "post_public_notice", (3, 10), "mark:public_notified tell PublicTold"),
    Row(PIO, "All-clear", "send_all_clear", (5, 30), "mark:all_clear tell PublicRecalled"),
    Row(PIO, "Correct a wrong number", "correct_number", (3, 10), "tell +correct_number"),
    Row(CARRIER, "Re-route to alternate POI", "reroute_calls", (10, 60), "Rerouted"),
    Row(CARRIER, "End the re-route", "end_reroute", (10, 60), "-Rerouted"),
    Row(CARRIER, "Announcement treatment", "play_announcement", (5, 20), "PublicTold"),
    Row(CARRIER, "Notify PSAPs", "notify_psaps_by_carrier", (5, 30), "tell try mark:psaps_notified"),
    Row(EOC, "Activate EOC", "activate_eoc", (15, 60), "tell PublicTold"),
    Row(EOC, "Welfare checks", "order_welfare_checks", (15, 60), "CallBacksWorked"),
    Row(EOC, "Mutual-aid call takers", "send_mutual_aid", (30, 90), "Staffed"),
    Row(
        PRESS,
        "Press conference",
        "hold_press_conference",
        (30, 60),
        "mark:public_notified mark:cause_claimed tell PublicTold",
    ),
    Row(REGULATOR, "NORS notification", "notify_regulator", (10, 60), "mark:regulator_notified tell"),
)
REMEDIES = """
roll_back permit_media signature_exception permit_queries restore_power clear_sessions clear_bans raise_limits
disable_alg replace_certificate isolate_node fix_route power_off_node unlock_element renew_licence
override_object extend_pool permit_options permit_fragments restore_time raise_timeout reload_firewall
lift_policer clear_mark raise_cap console_visit repair_link return_staff block_source correct_number
fix_failover alert_only
""".split()
every_row = pytest.mark.parametrize("row", ROWS, ids=[row.kind for row in ROWS])


MORE: dict[str, dict[str, object]] = {
    "order_diversion": {"psap": "psap-a"},
    "roll_back_change": {"loses": "allow-voice"},
    "hold_press_conference": {"claim": "an attack"},
}
"""Options that make an act do something."""


def act_of(kind: str) -> Action:
    """An act with every option that makes it do something turned on."""
    made: Action = sample(registry.actions()[kind])
    more: dict[str, object] = {"staffed": 1200, "unread": 0} if kind == "notify_psaps" else {}
    more |= MORE.get(kind, {})
    return dataclasses.replace(made, **more)


def widest(kind: str) -> Action:
    """An act that concerns everybody, where it can."""
    act = act_of(kind)
    names = {item.name for item in dataclasses.fields(act)}
    wide: dict[str, str] = {"psap": "", "region": ""} if {"psap", "region"} <= names else {}
    return dataclasses.replace(act, **wide)


def words(step: Step) -> Iterator[str]:
    """What one step does, in the words of the table."""
    match step:
        case Impair(change=change, cut_calls=cuts):
            yield type(change).__name__
            if cuts:
                yield "!calls"
        case Cut():
            yield "!calls"
        case Withdraw(change=change):
            yield f"-{change}"
        case Remedy(remedy=remedy):
            yield f"+{remedy}"
        case Ease(remedy=remedy):
            yield f"~{remedy}"
        case Milestone(name=name):
            yield f"mark:{name}"
        case Reveal(subject=subject):
            yield f"show:{subject}"
        case Tell():
            yield "tell"
        case Check():
            yield "check"
        case Try():
            yield "try"
        case Wait() | WaitAbout() | Clear():
            pass
        case _:
            yield repr(step)


@every_row
def test_an_act_does_what_the_table_says_and_nothing_else(row: Row) -> None:
    done = [word for step in act_of(row.kind).steps(NETWORK) for word in words(step)]
    assert sorted(set(done)) == sorted(row.does.split())


@every_row
def test_an_act_takes_as_long_as_the_table_says(row: Row) -> None:
    first = next(iter(act_of(row.kind).steps(NETWORK)))
    assert isinstance(first, WaitAbout)
    assert (first.least, first.most) == tuple(round(minutes * MINUTE) for minutes in row.minutes)
    assert first.least <= first.typical <= first.most


@every_row
def test_what_an_act_lays_changes_the_world_and_what_it_does_not_lay_leaves_it(row: Row) -> None:
    heard = Impairment("before", EVERYWHERE, PublicTold(ten_digit_permille=1))
    overlays = laid(act_of(row.kind).steps(NETWORK))
    lays = any(word[0].isupper() for word in row.does.split())
    passing = row.kind == "reboot_firewall"  # down only while it starts
    assert (effective(NETWORK, [heard, *overlays]) != effective(NETWORK, [heard])) is (lays and not passing)


@every_row
def test_what_a_seat_hears_is_a_sentence(row: Row) -> None:
    act = act_of(row.kind)
    told = [act.hint, act.narrative(NETWORK)]
    for step in act.steps(NETWORK):
        match step:
            case Ease(found=found, not_found=not_found):
                told += [found, not_found]
            case Try(failed=failed):
                told.append(failed)
            case _:
                pass
    assert all(sentence[-1] == "." and "  " not in sentence and "{" not in sentence for sentence in told)


def test_the_table_has_every_kind_once_and_every_role() -> None:
    assert sorted(row.kind for row in ROWS) == sorted(registry.actions())
    assert len({row.role for row in ROWS}) == 9


def test_every_remedy_is_given_by_some_act() -> None:
    steps = [step for kind in registry.actions() for step in act_of(kind).steps(NETWORK)]
    assert {step.remedy for step in steps if isinstance(step, Remedy | Ease)} == set(REMEDIES)
    relief_alone = {"clear_sessions", "clear_bans"}
    assert {step.remedy for step in steps if isinstance(step, Remedy)} == set(REMEDIES) - relief_alone


def test_only_acts_that_the_table_lets_drop_live_calls_cut_them() -> None:
    cutting = {row.kind for row in ROWS if "!calls" in row.does}
    assert cutting == {"fail_over_site", "reboot_firewall", "isolate_node", "power_off_node"}


@pytest.mark.parametrize("kind", sorted(registry.actions()))
def test_whatever_stays_laid_some_act_withdraws_from_there(kind: str) -> None:
    """At the very target. What the public was told is recalled by the all-clear, whoever told it."""
    withdrawn = {
        (step.target, step.change)
        for other in registry.actions()
        for step in widest(other).steps(NETWORK)
        if isinstance(step, Withdraw)
    }
    staying = {
        (overlay.target, type(overlay.change).__name__)
        for overlay in laid(act_of(kind).steps(NETWORK))
        if not isinstance(overlay.change, PublicTold | PublicRecalled)
    }
    assert staying <= withdrawn


def test_work_at_a_firewall_is_slowed_by_a_lock_out_and_a_visit_is_not() -> None:
    slowed = {kind for kind in registry.actions() if next_wait(kind).on in ("border-policy", "bcf-east")}
    by_firewall = {row.kind for row in ROWS if row.role == VENDOR} | {
        "fail_over_site",
        "restore_border",
        "fix_failover",
    }
    other = {"visit_console", "permit_location_queries", "permit_name_queries", "reboot_firewall"}
    assert slowed == (by_firewall - other) | {"block_source", "unblock_source", "escalate_to_vendor"}
    assert next_wait("visit_console").on == ""


def next_wait(kind: str) -> WaitAbout:
    """How long an act takes before it does anything."""
    first = next(iter(act_of(kind).steps(NETWORK)))
    assert isinstance(first, WaitAbout)
    return first

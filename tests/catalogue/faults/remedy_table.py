"""Which remedy does what to which fault, on one page: the table that faults, acts and their docstrings agree on."""

from collections.abc import Mapping
from dataclasses import dataclass

REMEDIES = frozenset(
    {
        "alert_only",
        "block_source",
        "clear_bans",
        "clear_mark",
        "clear_sessions",
        "console_visit",
        "correct_number",
        "disable_alg",
        "extend_pool",
        "fix_failover",
        "fix_route",
        "isolate_node",
        "lift_policer",
        "override_object",
        "permit_fragments",
        "permit_media",
        "permit_options",
        "permit_queries",
        "power_off_node",
        "raise_cap",
        "raise_limits",
        "raise_timeout",
        "reload_firewall",
        "renew_licence",
        "repair_link",
        "replace_certificate",
        "restore_power",
        "restore_time",
        "return_staff",
        "roll_back",
        "signature_exception",
        "unlock_element",
    }
)
"""Names that faults and acts share."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What fixes a fault, what helps for a while, what makes it worse; every other remedy does nothing to it.

    `bypass` is whether calls pass while call traffic goes round the policy.
    """

    fix: tuple[str, ...] = ()
    relief: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    bypass: bool = False


TABLE: Mapping[str, Answers] = {
    "allow_rule_missing": Answers(("roll_back",), bypass=True),
    "signature_false_positive": Answers(("signature_exception", "alert_only"), bypass=True),
    "flood_limit_low": Answers(("raise_limits",), ("clear_bans",), bypass=True),
    "session_table_full": Answers(("reload_firewall", "raise_limits"), ("clear_sessions",), bypass=True),
    "sip_rewritten": Answers(("disable_alg", "roll_back"), bypass=True),
    "rtp_blocked": Answers(("permit_media",), bypass=True),
    "certificate_expired": Answers(("replace_certificate",), worse=("reload_firewall",)),
    "split_brain": Answers(("isolate_node", "power_off_node")),
    "asymmetric_path": Answers(("fix_route",), bypass=True),
    "failover_without_state": Answers(("isolate_node",)),
    "reboot_loop": Answers(("power_off_node", "roll_back")),
    "element_locked": Answers(("unlock_element", "roll_back")),
    "licence_invalid": Answers(("renew_licence",), bypass=True),
    "feed_blocks_carrier": Answers(("override_object",), bypass=True),
    "nat_pool_exhausted": Answers(("extend_pool",), ("clear_sessions",)),
    "keep_alives_blocked": Answers(("permit_options",), bypass=True),
    "location_query_blocked": Answers(("permit_queries",)),
    "dns_blocked": Answers(("permit_queries",)),
    "dereference_blocked": Answers(("permit_queries",)),
    "fragments_dropped": Answers(("permit_fragments",), bypass=True),
    "time_skew": Answers(("restore_time",)),
    "idle_timeout_short": Answers(("raise_timeout",)),
    "uptime_bomb": Answers(("reload_firewall",)),
    "bandwidth_policed": Answers(("lift_policer",)),
    "bad_actor_marked": Answers(("clear_mark",)),
    "session_cap": Answers(("raise_cap",)),
    "management_locked_out": Answers(("console_visit",)),
    "site_power_lost": Answers(("restore_power",)),
    "link_cut": Answers(("repair_link",)),
    "psap_evacuated": Answers(("return_staff",)),
    "demand_surge": Answers(),
    "test_call_wave": Answers(),
    "denial_of_service": Answers(("block_source",)),
    "wrong_directory": Answers(("correct_number",)),
    "failover_broken": Answers(("fix_failover", "signature_exception", "alert_only")),
}
"""Section by section of the fault catalogue; `failover_broken` has two halves, and each fix ends its own."""

"""What the lint finds in a scenario that can be read, one finding at a time."""

import pytest

from hotwash.scenario.lint import lint
from tests.scenario.small import ENVELOPE, read

WAYS = """\
objectives:
  - {id: find, text: Find it., capability: Situational Assessment, target: In 5 min., faults: [voice]}
faults:
  - {id: voice, kind: rtp_blocked, policy: border-policy, at: 0:10:00}
actions:
  - {id: media, kind: permit_media_range, policy: border-policy, seats: [duty]}
"""
CLEAN = ENVELOPE + WAYS


def found(text: str, **others: str) -> list[str]:
    return [str(finding) for finding in lint(read(text, **others))]


def test_there_is_nothing_to_find_in_a_sound_scenario() -> None:
    assert found(CLEAN) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("seed: 911", "seed: 911\noutline: ohio", "outline: no map outline 'ohio' is shipped, so none is drawn."),
        ("  - {a: esrp, b: psap-a}\n", "", "psap-a: this PSAP can't be reached from any originating network."),
        ("  - {a: cell, b: bcf-east}\n  - {a: cell, b: bcf-west}\n", "",
         "cell: no BCF can be reached from here, so none of its calls arrives."),
        ("  - {a: cell, b: bcf-west}\n", "",
         "cell: 'bcf-east' is the only way in; when it fails, every call fails."),
        ("default_psap: psap-b\n", "", "default_psap: there is none, so calls without a location have nowhere to go."),
        ("positions: 2", "positions: 0", "psap-b: it has no position, so nobody answers there."),
        ("share_permille: 1000", "share_permille: 990",
         "elements: the shares of the originating networks make 990 ‰ and not 1000 ‰."),
        ("overflow: psap-b", "overflow: psap-a", "psap-a: it overflows to itself."),
        ("positions: 2, waiting: 4", "positions: 2, waiting: 4, overflow: psap-a",
         "psap-a: overflow runs in a ring: psap-a to psap-b to psap-a."),
        ("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b}\n  - {a: esrp, b: esrp}",
         "esrp--esrp: it joins an element with itself."),
        ("[sip-invite, sip-options, rtp]}\n",
         "[sip-invite, sip-options, rtp]}\n      - {id: late, verb: deny, services: [rtp]}\n",
         "border-policy: line 'late' never decides, because 'allow-calls' above it does."),
        ("kind: permit_media_range", "kind: pull_firewall_logs",
         "voice: no offered action takes this fault away from 'border-policy'."),
        ("actions:\n", "actions:\n  - {id: undo, kind: roll_back_change, policy: border-policy, seats: [duty]}\n",
         "undo: no fault of this scenario can be remedied by this action."),
        (", faults: [voice]", "", "find: no fault is named that provokes this objective."),
        ("objectives:\n", "sources:\n  - {id: press, standing: published, text: A paper.}\nobjectives:\n",
         "press: no figure refers to this source and no note cites it as [id]."),
        ("at: 0:10:00", "at: 1:00:00", "voice: it begins at 1:00:00, when the exercise is over (1:00:00)."),
        ("seats:\n", "seats:\n  - {id: idle, name: Idle, organisation: A, brief: B.}\n",
         "idle: this seat is offered no action."),
    ],
)  # fmt: skip
def test_one_thing_to_look_at_again(old: str, new: str, finding: str) -> None:
    text = CLEAN.replace(old, new, 1)
    assert text != CLEAN
    assert found(text) == [finding]


def test_a_psap_that_only_some_networks_reach_names_the_others() -> None:
    text = CLEAN.replace("share_permille: 1000", "share_permille: 600").replace(
        "  - {kind: bcf, id: bcf-east",
        "  - {kind: voip_network, id: voip, name: VoIP, at: [0, 200], share_permille: 400}\n"
        "  - {kind: bcf, id: bcf-1, name: BCF 1, at: [200, 200], policy: border-policy}\n"
        "  - {kind: bcf, id: bcf-2, name: BCF 2, at: [200, 300], policy: border-policy}\n"
        "  - {kind: bcf, id: bcf-east",
    )
    text = text.replace(
        "links:\n", "links:\n  - {a: voip, b: bcf-1}\n  - {a: voip, b: bcf-2}\n  - {a: bcf-1, b: psap-a}\n"
    )
    assert found(text) == ["psap-b: this PSAP can't be reached from voip."]


def test_a_fault_that_no_seat_can_take_away_is_found_whoever_begins_it() -> None:
    extra = "  - {id: power, kind: site_power_lost, site: east}\n"
    for fault in (extra, extra.replace("site: east", "site: east, at: 0:20:00")):
        assert found(CLEAN.replace("faults:\n  - {id: voice", f"faults:\n{fault}  - {{id: voice")) == [
            "power: no offered action takes this fault away from 'bcf-east'."
        ]


def test_a_remedy_for_another_policy_does_not_count() -> None:
    other = "  - {id: other, name: Other, rules: []}\n"
    text = CLEAN.replace("policies:\n", f"policies:\n{other}").replace(
        "kind: permit_media_range, policy: border-policy", "kind: permit_media_range, policy: other"
    )
    assert found(text) == [
        "voice: no offered action takes this fault away from 'border-policy'.",
        "media: no fault of this scenario can be remedied by this action.",
    ]


def test_a_ring_of_overflow_is_told_once_however_it_is_entered() -> None:
    text = CLEAN.replace("positions: 2, waiting: 4", "positions: 2, waiting: 4, overflow: psap-a")
    third = "  - {kind: psap, id: psap-0, name: P, at: [1, 1], region: north, weight: 1, positions: 1, waiting: 1, "
    text = text.replace("  - {kind: psap, id: psap-a", f"{third}overflow: psap-b}}\n  - {{kind: psap, id: psap-a")
    text = text.replace("links:\n", "links:\n  - {a: esrp, b: psap-0}\n")
    assert found(text) == ["psap-b: overflow runs in a ring: psap-b to psap-a to psap-b."]


def test_a_decision_after_the_end_is_found() -> None:
    script = "format: 1\ntitle: Late\ndecisions:\n  - {at: 1:00:00, actor: facilitator, do: end-exercise}\n"
    assert found(CLEAN, decisions__late_yaml=script) == [
        "late: a decision at 1:00:00 comes when the exercise is over (1:00:00)."
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source: default\n", "source: press\n"),
        ("at: 0:10:00}", "at: 0:10:00, source: press}"),
        ("seats: [duty]}", "seats: [duty], source: press}"),
        ("target: In 5 min.", "target: In 5 min., source: press"),
        ("default_psap: psap-b\n", "default_psap: psap-b\npractice: {pick_up_source: press}\n"),
        ("default_psap: psap-b\n", "default_psap: psap-b\nnotes: ['Seen on paper [press].']\n"),
    ],
)
def test_a_source_counts_as_used_by_a_figure_or_a_note(old: str, new: str) -> None:
    text = CLEAN + "sources:\n  - {id: press, standing: published, text: A paper.}\n"
    assert len(found(text)) == 1
    changed = text.replace(old, new, 1)
    assert changed != text
    assert found(changed) == []


def test_a_file_that_no_list_names_is_found() -> None:
    more = "format: 1\nnotes: [Nobody reads this.]\n"
    assert found(CLEAN, more_yaml=more) == [
        "more.yaml: it is not in the list 'parts' of scenario.yaml, so nothing in it is read."
    ]
    assert found(CLEAN.replace("default_psap", "parts: [more.yaml]\ndefault_psap", 1), more_yaml=more) == []


def test_a_bypass_that_decisions_leave_in_place_is_found() -> None:
    actions = "actions:\n  - {id: bypass, kind: bypass_inspection, policy: border-policy, seats: [duty]}\n"
    line = "  - {at: 0:12:00, actor: duty, do: take-action, action: bypass}\n"
    script = f"format: 1\ntitle: Open\ndecisions:\n{line}"
    text = CLEAN.replace("actions:\n", actions, 1)
    assert found(text, decisions__open_yaml=script) == [
        "open: the bypass of 'border-policy' ordered at 0:12:00 is still in place at the end."
    ]
    ending = "actions:\n  - {id: end, kind: end_bypass, policy: border-policy, seats: [duty]}\n"
    text = text.replace("actions:\n", ending, 1)
    end = "  - {at: 0:20:00, actor: duty, do: take-action, action: end}\n"
    assert found(text, decisions__closed_yaml=script + end) == []
    again = line.replace("0:12:00", "0:30:00")
    assert found(text, decisions__again_yaml=script + end + again) == [
        "again: the bypass of 'border-policy' ordered at 0:30:00 is still in place at the end."
    ]
    other = "policies:\n  - {id: other, name: Other, rules: []}\n"
    text = text.replace("policies:\n", other, 1).replace(
        "end_bypass, policy: border-policy", "end_bypass, policy: other"
    )
    assert len(found(text, decisions__open_yaml=script + end)) == 1


def test_a_line_that_no_policy_has_cannot_be_lost() -> None:
    line = "  - {id: back, kind: roll_back_change, policy: border-policy, loses: LOST, seats: [duty]}\n"
    text = CLEAN.replace("actions:\n", "actions:\n" + line, 1)
    known = [finding for finding in found(text.replace("LOST", "allow-calls")) if "to lose" in finding]
    assert known == []
    assert "back: policy 'border-policy' has no line 'allow-call' to lose." in found(text.replace("LOST", "allow-call"))

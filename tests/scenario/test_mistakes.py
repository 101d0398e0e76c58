"""Every mistake of a scenario is told at once, in its place, in one sentence."""

import re
from collections.abc import Callable

import pytest

from hotwash.scenario.problems import did_you_mean
from tests.scenario.small import ENVELOPE, NETWORK, OPENING, OVERVIEW, mistakes, read

PLACED = re.compile(r"[a-z/-]+\.yaml:\d+:\d+: ([^ ]+: )?[^ ].*[^.?][.?]\Z")


NEWER = "was written for a newer Hotwash; this one reads format 1."


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_ten_different_mistakes_are_told_at_once_and_placed() -> None:
    text = """\
format: 1
id: small
titel: Small world
summary: For tests.
start: 2024-13-18T13:00:00
span: 1:75:00
seed: 911
default_psap: psap-b
overview:
  name: Small world
  scope: A test.
  mission_areas: [Respond]
  capabilities: [Operational Communications]
  threat: A test.
  scenario: A test.
  organisations: [One]
  contact: Nobody
  sponsor: no
demand: {per_day: 0, hours: [1, 2, 3], source: default, hours_source: defualt}
regions:
  - {id: north, name: North}
policies:
  - {id: border-policy, name: Border policy, rules: [{id: calls, verb: alow}]}
seats:
  - {id: duty, name: Duty officer, organisation: State 911, brief: 911}
elements:
  - {kind: wireless_network, id: cell, name: Cell carrier, at: [0], share_permille: 1200}
  - {kind: bfc, id: bcf-east, name: BCF east, at: [200, 0], policy: border-policy}
  - {kind: psap, id: psap-a, name: PSAP A, at: [600, 0], region: nroth, positions: 3, waiting: 6}
  - {kind: psap, id: psap-a, name: PSAP B, at: [600, 100], region: north, weight: 1, positions: yes, waiting: 4}
links:
  - {a: cell, b: bcf-eats}
faults:
  - {id: voice, kind: rtp_blocked, policy: border-polcy, at: 10}
  - {id: voice, kind: rtp_blocked, policy: border-policy, direction: up}
actions:
  - {id: logs, kind: pull_firewall_logs, policy: border-policy, seats: [duty-officer]}
"""
    hour = "write hours, minutes and seconds as h:mm:ss, for example 1:15:00."
    assert mistakes(text) == [
        "scenario.yaml:1:1: the key 'title' is missing.",
        "scenario.yaml:3:1: titel: unknown key; did you mean 'title'?",
        "scenario.yaml:5:8: start: '2024-13-18T13:00:00' is not a date and time; write it like 2024-06-18T13:00:00.",
        f"scenario.yaml:6:7: span: '1:75:00' is not a time; {hour}",
        "scenario.yaml:8:15: default_psap: no PSAP 'psap-b'; did you mean 'psap-a'?",
        "scenario.yaml:12:19: overview.mission_areas[0]: no word 'Respond'; did you mean 'Response'?",
        "scenario.yaml:19:19: demand.per_day: 0 is out of range; it must be 1 to 10,000,000.",
        "scenario.yaml:19:29: demand.hours: expected a list of 24, found 3.",
        "scenario.yaml:19:71: demand.hours_source: no source 'defualt'; did you mean 'default'?",
        "scenario.yaml:23:72: policies[0].rules[0].verb: no word 'alow'; did you mean 'allow'?",
        "scenario.yaml:25:68: seats[0].brief: expected text, found a whole number ('911'); write it in quotes, '911'.",
        "scenario.yaml:27:64: elements[0].at: expected a list of 2, found 1.",
        "scenario.yaml:27:85: elements[0].share_permille: 1,200 is out of range; it must be 0 to 1,000.",
        "scenario.yaml:28:12: elements[1].kind: no kind of element 'bfc'; did you mean 'bcf'?",
        "scenario.yaml:29:5: elements[2]: the key 'weight' is missing.",
        "scenario.yaml:29:66: elements[2].region: no region 'nroth'; did you mean 'north'?",
        "scenario.yaml:30:22: elements[3].id: the id 'psap-a' is taken already, in line 29.",
        "scenario.yaml:30:97: elements[3].positions: expected a whole number, found the text ('yes').",
        "scenario.yaml:32:18: links[0].b: no element 'bcf-eats'; did you mean 'bcf-east'?",
        "scenario.yaml:34:44: faults[0].policy: no policy 'border-polcy'; did you mean 'border-policy'?",
        "scenario.yaml:34:62: faults[0].at: expected a time like 0:15:00, found a whole number ('10').",
        "scenario.yaml:35:5: faults[1]: direction 'up' must be one of: both, to-psap, to-caller.",
        "scenario.yaml:35:10: faults[1].id: the id 'voice' is taken already, in line 34.",
        "scenario.yaml:37:73: actions[0].seats[0]: no seat 'duty-officer'.",
    ]


def test_what_has_no_mistake_has_none() -> None:
    assert mistakes(ENVELOPE) == []
    assert [psap.id for psap in read(ENVELOPE).network.psaps()] == ["psap-a", "psap-b"]


def told(text: str) -> str:
    """The one mistake of a text, without its place."""
    found = mistakes(text)
    assert len(found) == 1, found
    assert PLACED.match(found[0]), found
    return found[0].split(": ", 1)[1]


Cases = Callable[[Callable[[], None]], Callable[[], None]]


def one_mistake(expected: str) -> Cases:
    """The docstring of the test is added to a whole scenario; its one mistake reads as expected."""

    def decorate(test: Callable[[], None]) -> Callable[[], None]:
        def check() -> None:
            lines = (test.__doc__ or "").strip("\n").splitlines()
            indent = len(lines[0]) - len(lines[0].lstrip())
            test()
            assert told(ENVELOPE + "\n".join(line[indent:] for line in lines) + "\n") == expected

        return check

    return decorate


@one_mistake("actions[0].seats[0]: no seat 'dutty'; did you mean 'duty'?")
def test_an_action_is_offered_to_seats_that_are_there() -> None:
    """
    actions:
      - {id: test, kind: place_test_call, origin: cell, seats: [dutty]}
    """


@one_mistake("actions[0].origin: no element 'sell'; did you mean 'cell'?")
def test_a_field_of_an_action_refers_to_an_element() -> None:
    """
    actions:
      - {id: test, kind: place_test_call, origin: sell, seats: [duty]}
    """


@one_mistake("actions[0].border: no BCF 'esrp'.")
def test_a_field_that_wants_a_border_takes_no_other_element() -> None:
    """
    actions:
      - {id: move, kind: fail_over_site, border: esrp, seats: [duty]}
    """


@one_mistake("actions[0].kind: no kind of action 'place_test_cal'; did you mean 'place_test_call'?")
def test_a_kind_of_action_is_one_of_the_catalogue() -> None:
    """
    actions:
      - {id: test, kind: place_test_cal, origin: cell, seats: [duty]}
    """


@one_mistake("faults[0].kind: no kind of fault 'rtp_blokced'; did you mean 'rtp_blocked'?")
def test_a_fault_of_unknown_kind_is_not_called_unknown_where_it_is_named() -> None:
    """
    faults:
      - {id: voice, kind: rtp_blokced, policy: border-policy}
    objectives:
      - {id: one, text: Find it., capability: Situational Assessment, target: Soon., faults: [voice]}
    """


@one_mistake("faults[0].site: no site 'eats'; did you mean 'east'?")
def test_a_site_is_one_at_which_something_stands() -> None:
    """
    faults:
      - {id: power, kind: site_power_lost, site: eats}
    """


@one_mistake("objectives[0].faults[0]: no fault 'voice'.")
def test_an_objective_names_faults_of_the_scenario() -> None:
    """
    objectives:
      - {id: one, text: Find it., capability: Situational Assessment, target: Soon., faults: [voice]}
    """


@one_mistake("sources[0].standing: no word 'sure', expected one of: published, computed, default.")
def test_a_source_has_a_standing() -> None:
    """
    sources:
      - {id: me, standing: sure, text: I know it.}
    """


@one_mistake("callers[0].patience: 0:00:00 is out of range; it must be 0:00:01 to 9999:00:00.")
def test_a_duration_has_a_range() -> None:
    """
    callers:
      - {id: public, patience: 0:00:00}
    """


@one_mistake("callers[0].redial_busy: 1,001 is out of range; it must be 0 to 1,000.")
def test_a_share_has_a_range() -> None:
    """
    callers:
      - {id: public, redial_busy: 1001}
    """


@one_mistake("notes[0]: expected text, found nothing.")
def test_a_text_must_be_there() -> None:
    """
    notes: [~]
    """


@one_mistake("faults: expected a list, found keys and values.")
def test_a_list_is_a_list() -> None:
    """
    faults: {id: voice}
    """


@one_mistake("faults[0]: expected keys and values, found the text ('voice').")
def test_an_entry_has_keys() -> None:
    """
    faults: [voice]
    """


@one_mistake("outline: '../../secret' can't be an id; write small letters, digits and hyphens, at most 64.")
def test_an_outline_is_a_name_and_never_a_path() -> None:
    """
    outline: ../../secret
    """


@one_mistake("parts[0]: '../x.yaml' is not a part's name; write small letters, digits and hyphens, then .yaml.")
def test_a_part_is_a_name_and_never_a_path() -> None:
    """
    parts: [../x.yaml]
    """


@one_mistake("parts: no file 'psaps.yaml' lies beside it.")
def test_a_part_lies_beside() -> None:
    """
    parts: [psaps.yaml]
    """


def test_a_fault_without_kind_is_told_where_it_begins() -> None:
    assert told(f"{ENVELOPE}\nfaults:\n  - {{id: voice}}\n") == "faults[0]: the key 'kind' is missing."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("PSAP-B", "elements[6].id: the id 'PSAP-B' is taken already, in line 40."),
        ("psap-\N{LATIN SMALL LETTER E WITH ACUTE}", ""),
        ("../../x", ""),
        ("C:\\x", ""),
        ("'CON '", ""),
        ("a/b", ""),
        (".hidden", ""),
        ("''", ""),
        ("x" * 65, ""),
        ("psap\u200db", ""),
        ("-b", ""),
    ],
)
def test_an_id_is_small_letters_digits_and_hyphens(name: str, sentence: str) -> None:
    plain = name.strip("'")
    text = ENVELOPE.replace("  - {kind: ecrf, id: ecrf, name: ECRF, at: [400, 150]}\n", "").replace(
        "  - {a: esrp, b: ecrf, carries: queries}\n", ""
    )
    text += "  - {a: psap-a, b: psap-b}\n"
    text = text.replace("links:\n", f"  - {{kind: ecrf, id: {name}, name: ECRF, at: [1, 1]}}\nlinks:\n")
    found = [line.split(": ", 1)[1] for line in mistakes(text)]
    assert found[0].startswith("elements[6].id: "), plain
    assert found[0].endswith("can't be an id; write small letters, digits and hyphens, at most 64."), found
    assert found[1:] == ([sentence] if sentence else [])


def test_ids_of_elements_links_policies_and_regions_are_one_family() -> None:
    found = told(ENVELOPE + "  - {id: north, a: esrp, b: psap-a}\n")
    assert found == f"links[7].id: the id 'north' is taken already, in line {line_of(ENVELOPE, '{id: north')}."


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ("seats:\n  - {id: facilitator, name: A, organisation: B, brief: C}", "seats[0].id: the id 'facilitator' has"),
        ("regions:\n  - {id: everywhere, name: A}", "regions[0].id: the id 'everywhere' has"),
        ("sources:\n  - {id: default, standing: default, text: A}", "sources[0].id: the id 'default' has"),
    ],
)
def test_words_that_mean_something_are_no_ids(lists: str, said: str) -> None:
    found = mistakes(ENVELOPE + "parts: [more.yaml]\n", more_yaml=f"format: 1\n{lists}\n")
    assert [line.split(": ", 1)[1] for line in found] == [f"{said} a meaning of its own; take another."]
    assert found[0].startswith("more.yaml:3:10: ")


def test_two_links_between_the_same_elements_need_an_id() -> None:
    found = told(ENVELOPE + "  - {a: esrp, b: psap-a}\n")
    first = line_of(ENVELOPE, "- {a: esrp, b: psap-a}")
    assert found == f"links[7]: the id 'esrp--psap-a' is taken already, in line {first}."


def test_lines_of_two_policies_may_share_an_id_and_those_of_one_may_not() -> None:
    rule = "{id: calls, verb: allow}"
    other = f"  - {{id: other, name: Other, rules: [{rule}]}}\n  - {{id: third, name: Third, rules: [{rule}]}}\n"
    assert mistakes(ENVELOPE.replace("policies:\n", f"policies:\n{other}")) == []
    twice = f"  - {{id: other, name: Other, rules: [{rule}, {rule}]}}\n"
    assert told(ENVELOPE.replace("policies:\n", f"policies:\n{twice}")).startswith(
        "policies[0].rules[1].id: the id 'calls' is taken already"
    )


def test_mistakes_in_parts_and_decisions_name_their_files() -> None:
    text = ENVELOPE.replace("links:\n", "parts: [more.yaml]\nlinks:\n")
    more = "format: 1\nfaults:\n  - {id: voice, kind: rtp_blocked, policy: nothing}\nlinks:\n"
    more += "  - {a: cell, b: esrp, at: 1}\n"
    script = "format: 1\ntitle: A\ndecisions:\n  - {at: 0:01:00, actor: duty, do: lauch-fault, fault: voice}\n"
    assert mistakes(text, more_yaml=more, decisions__a_yaml=script) == [
        "decisions/a.yaml:4:36: decisions[0].do: no command 'lauch-fault'; did you mean 'launch-fault'?",
        "more.yaml:3:44: faults[0].policy: no policy 'nothing'.",
        "more.yaml:5:24: links[0].at: unknown key.",
    ]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("", "scenario.yaml:1:1: format: the key 'format' is missing; begin the file with 'format: 1'."),
        ("format: 999\n", f"scenario.yaml:1:9: format: format 999 {NEWER}"),
        ("format: 2\n", f"scenario.yaml:1:9: format: format 2 {NEWER}"),
        ("format: -1\n", "scenario.yaml:1:9: format: format -1 does not exist; this one reads format 1."),
        ("format: '1'\n", "scenario.yaml:1:9: format: expected the whole number 1."),
        ("format: 1.0\n", "scenario.yaml:1:9: format: expected the whole number 1."),
    ],
)  # fmt: skip
def test_the_format_comes_first_and_a_newer_one_is_refused_without_more_ado(opening: str, said: str) -> None:
    text = ENVELOPE.replace("format: 1\n", opening) + ("future_key: 1\n" if "999" in opening or "2" in opening else "")
    assert mistakes(text)[0] == said
    assert len(mistakes(text)) == 1


def test_a_format_that_stands_later_is_told_too() -> None:
    text = ENVELOPE.removeprefix("format: 1\n") + "format: 1\n"
    assert told(text) == "format: must be the first key of the file."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - {kind: wireless_network, id: cell, name: Cell carrier, at: [0, 0], share_permille: 1000}\n", "",
         "elements: there is no originating network, so nobody can call."),
        ("share_permille: 1000", "share_permille: 0", "elements: every originating network has a share of 0"),
        ("weight: 2", "weight: 0", ""),
        ("hours: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
         "hours: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
         "demand.hours: every hour has a weight of 0, so nobody calls."),
    ],
)  # fmt: skip
def test_a_scenario_in_which_nobody_calls_is_none(old: str, new: str, said: str) -> None:
    text = ENVELOPE.replace(old, new)
    assert text != ENVELOPE
    if "originating network, so" in said:
        text = text.replace("  - {a: cell, b: bcf-east}\n  - {a: cell, b: bcf-west}\n", "")
    found = mistakes(text)
    assert len(found) == (1 if said else 0)
    assert all(said in line for line in found)


def test_every_sentence_is_one_line_that_ends() -> None:
    for text in (OPENING, OPENING + OVERVIEW, OVERVIEW + NETWORK, NETWORK, ENVELOPE.replace("id:", "ID:")):
        for line in mistakes(text):
            assert PLACED.match(line), line


@pytest.mark.parametrize(
    ("given", "known", "end"),
    [
        ("voice", ["choice", "power"], "; did you mean 'choice'?"),
        ("VOICE", ["voice"], "; did you mean 'voice'?"),
        ("zzz", ["voice"], "."),
        ("", ["voice"], "."),
        ("voice", [], "."),
        ("v" * 81, ["v" * 80], "."),
    ],
)
def test_a_guess_ends_the_sentence_with_one_mark(given: str, known: list[str], end: str) -> None:
    assert did_you_mean(given, known) == end
    assert PLACED.match(f"a.yaml:1:1: no fault 'it'{end}")
    assert not PLACED.match(f"a.yaml:1:1: no fault 'it'{end}.")


def test_an_id_in_a_list_of_ids_is_looked_for_too() -> None:
    text = f"""{OPENING}{OVERVIEW}{NETWORK}faults:
  - {{kind: uptime_bomb, id: bomb, border: bcf-east, also: [bcf-wets, psap-a]}}
"""
    found = mistakes(text)
    assert sum("bcf-wets" in mistake for mistake in found) == 1
    assert sum("psap-a" in mistake for mistake in found) == 1

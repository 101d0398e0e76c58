"""A small scenario file for tests: everything that must stand in one, and nothing more."""

from hotwash.domain.scenario import Scenario
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import read_scenario_files

HEAD = "scenario.yaml"

OPENING = """\
format: 1
id: small
title: Small world
summary: For tests.
start: 2024-06-18T13:00:00
span: 1:00:00
seed: 911
"""

OVERVIEW = """\
overview:
  name: Small world
  scope: A test.
  mission_areas: [Response]
  capabilities: [Operational Communications]
  threat: A test.
  scenario: A test.
  sponsor: Nobody
  organisations: [One]
  contact: Nobody
demand:
  per_day: 4000
  hours: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
  source: default
  hours_source: default
"""

NETWORK = """\
default_psap: psap-b
regions:
  - {id: north, name: North}
policies:
  - id: border-policy
    name: Border policy
    rules:
      - {id: allow-calls, verb: allow, services: [sip-invite, sip-options, rtp]}
seats:
  - {id: duty, name: Duty officer, organisation: State 911, brief: You run the desk.}
elements:
  - {kind: wireless_network, id: cell, name: Cell carrier, at: [0, 0], share_permille: 1000}
  - {kind: bcf, id: bcf-east, name: BCF east, at: [200, 0], site: east, policy: border-policy}
  - {kind: bcf, id: bcf-west, name: BCF west, at: [200, 100], site: west, policy: border-policy}
  - {kind: esrp, id: esrp, name: ESRP, at: [400, 50], locates: true}
  - {kind: ecrf, id: ecrf, name: ECRF, at: [400, 150]}
  - {kind: psap, id: psap-a, name: PSAP A, at: [600, 0], region: north, weight: 2, positions: 3, waiting: 6,
     overflow: psap-b}
  - {kind: psap, id: psap-b, name: PSAP B, at: [600, 100], region: north, weight: 1, positions: 2, waiting: 4}
links:
  - {a: cell, b: bcf-east}
  - {a: cell, b: bcf-west}
  - {id: east-esrp, a: bcf-east, b: esrp}
  - {a: bcf-west, b: esrp}
  - {a: esrp, b: ecrf, carries: queries}
  - {a: esrp, b: psap-a}
  - {a: esrp, b: psap-b}
"""

ENVELOPE = OPENING + OVERVIEW + NETWORK
"""A whole scenario without faults and actions; append those lists."""


def read(text: str, **others: str) -> Scenario:
    """The scenario of a text; other files by name, with `__` for a slash and `_yaml` for the ending."""
    files = {HEAD: text.encode()}
    for name, content in others.items():
        files[name.replace("__", "/").replace("_yaml", ".yaml")] = content.encode()
    return read_scenario_files(files)


def mistakes(text: str, **others: str) -> list[str]:
    """Every mistake of a text as it is printed; an empty list where there is none."""
    try:
        read(text, **others)
    except ScenarioProblems as problems:
        return str(problems).splitlines()
    return []

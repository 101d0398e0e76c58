"""Tables of elements, links and rules, SNDlib and iptables-save: taken as they are meant, with every guess told."""

from __future__ import annotations

from typing import Any

import pytest

from hotwash.scenario.exchange.context import FRESH, beside
from hotwash.scenario.exchange.csv_network import read_csv_links, read_csv_network
from hotwash.scenario.exchange.errors import ExchangeError
from hotwash.scenario.exchange.folder import new_scenario, parts
from hotwash.scenario.exchange.graphml import attributes_in
from hotwash.scenario.exchange.imported import Imported, Sort
from hotwash.scenario.exchange.iptables import read_iptables
from hotwash.scenario.exchange.rules_table import read_rules_table
from hotwash.scenario.exchange.sndlib import read_sndlib
from hotwash.scenario.placed import load
from hotwash.scenario.reader import read_scenario_files
from tests.scenario.small import ENVELOPE, read

KNOWING = FRESH.knowing(origin=["cell", "wire"])


def told(imported: Imported, sort: Sort) -> str:
    return "\n".join(line.told() for line in imported.report.of(sort))


ELEMENTS = (
    "\ufeffid;Label;Kind;x;y;pick_up;positions;site;Building no.\r\n"
    'cell;"Carrier; the large one";wireless_network;0;10,4;;;;7\r\n'
    "gate;Gate;BCF;100;0;;;east;\r\n"
    "desk;Desk;psap;200;0;0:00:07;12;Main Street 5;9\r\n"
)
LINKS = "a;b;capacity;Colour\nCell;gate;100;red\ngate;desk;many;\n"


def test_a_table_with_semicolons_decimal_commas_and_a_mark() -> None:
    imported = read_csv_network(ELEMENTS.encode(), "e.csv", LINKS.encode(), "l.csv")
    cell, gate, desk = imported.elements
    assert (cell["name"], cell["at"], cell["kind"]) == ("Carrier; the large one", (0, 10), "wireless_network")
    assert gate["site"] == "east"
    assert (desk["pick_up"], desk["positions"]) == ("0:00:07", 12)
    assert attributes_in(desk) == (("site", "Main Street 5"), ("Building no.", "9"))
    first, second = imported.links
    assert (first["a"], first["capacity"], attributes_in(first)) == ("cell", 100, (("Colour", "red"),))
    assert attributes_in(second) == (("capacity", "many"),)
    guesses = told(imported, Sort.GUESSED)
    for guess in ("rounded to whole map units", "'Cell' is taken for 'cell'", "'Main Street 5' can't stand under site",
                  "weight 1 is a starting value"):  # fmt: skip
        assert guess in guesses
    scenario = read_scenario_files(new_scenario(imported, "mine"))
    assert scenario.network.elements["desk"].attributes[1].text == "9"


def test_a_part_stands_beside_what_is_there() -> None:
    small = read(ENVELOPE)
    context = beside(small)
    imported = read_csv_network(b"id,name,kind,x,y\npsap-a,New desk,psap,5,5\n", "e.csv", context=context)
    assert imported.elements[0]["id"] == "psap-a-2"
    assert imported.elements[0]["region"] == "north"
    links = read_csv_links(b"from,to\nesrp,psap-a\nesrp,tower\n", "l.csv", context)
    assert [(link["a"], link["b"]) for link in links.links] == [("esrp", "psap-a"), ("esrp", "tower")]
    assert [entry["id"] for entry in links.elements] == ["tower"]
    files = parts(links, taken=["network.yaml"])
    assert list(files) == ["network-2.yaml"]
    read(
        ENVELOPE.replace("seed: 911", "seed: 911\nparts: [network.yaml]"), network_yaml=files["network-2.yaml"].decode()
    )


SNDLIB = """<?xml version="1.0" encoding="ISO-8859-1"?>
<network xmlns="http://sndlib.zib.de/network" version="1.0">
 <meta><granularity>yearly</granularity>{unit}<origin>Made up</origin></meta>
 <networkStructure>
  <nodes coordinatesType="geographical">
   <node id="Gdansk"><coordinates><x>18.60</x><y>54.20</y></coordinates></node>
   <node id="Bydgoszcz"><coordinates><x>17.90</x><y>53.10</y></coordinates></node>
   <node id="Warsaw PSAP"><coordinates><x>21.00</x><y>52.20</y></coordinates></node>
  </nodes>
  <links>
   <link id="Link_0_1"><source>Gdansk</source><target>Bydgoszcz</target>
    <preInstalledModule><capacity>155.0</capacity><cost>1.0</cost></preInstalledModule>
    <additionalModules><addModule><capacity>622.0</capacity><cost>2.0</cost></addModule></additionalModules></link>
   <link id="Link_1_2"><source>Bydgoszcz</source><target>Warsaw PSAP</target></link>
  </links>
 </networkStructure>
 <demands><demand id="D1"><source>Gdansk</source><target>Bydgoszcz</target><demandValue>195.0</demandValue></demand>
 </demands>
</network>
"""


def test_sndlib_gives_nodes_links_modules_and_tells_of_demands() -> None:
    imported = read_sndlib(SNDLIB.format(unit="<unit>MBITPERSEC</unit>").encode("latin-1"), "polska.xml")
    assert [entry["id"] for entry in imported.elements] == ["gdansk", "bydgoszcz", "warsaw-psap"]
    assert imported.elements[2]["kind"] == "psap"
    assert imported.links[0]["capacity"] == 155_000_000 // 80_000
    assert ("additionalModules.addModule.capacity", "622.0") in attributes_in(imported.links[0])
    assert "1 demands, 195 in all" in told(imported, Sort.LEFT)
    north: Any = imported.elements[0]["at"]
    assert north[1] == 0
    without = read_sndlib(SNDLIB.format(unit="").encode("latin-1"), "polska.xml")
    assert "capacity" not in without.links[0]
    assert "capacities have no unit" in told(without, Sort.GUESSED)


SAVED = """\
# Generated by iptables-save v1.8.9 (nf_tables) on Tue Jun 18 13:00:00 2024
*nat
-A POSTROUTING -o eth0 -j MASQUERADE
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [12:3456]
:OUTPUT ACCEPT [0:0]
:SIP - [0:0]
-A INPUT -i lo -j ACCEPT
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
[10:600] -A FORWARD -i wan0 -p udp -m multiport --dports 5060,5061 -m comment --comment "calls, all of them" -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 5061 -j SIP
-A FORWARD -p udp -m udp --dport 16384:32767 -j ACCEPT
-A FORWARD -s 203.0.113.0/24 -j DROP
-A FORWARD -s 198.51.100.7/32 -j DROP
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT
-A FORWARD -m geoip --source-country XX -j DROP
-A FORWARD ! -s 10.0.0.0/8 -p udp -j DROP
-A FORWARD -p udp -m hashlimit --hashlimit-name x --hashlimit-above 10/sec -j DROP
-A FORWARD -p udp -m string --string "OPTIONS" --algo bm --to 65535 -j LOG --log-prefix "opt "
-A FORWARD -p udp -m string --string "OPTIONS" --algo bm --to 65535 -j REJECT --reject-with icmp-port-unreachable
-A FORWARD -j NFQUEUE --queue-num 1
-A SIP -s 192.0.2.0/24 -j ACCEPT
-A SIP -p udp -j DROP
-A SIP -j RETURN
-A SIP -j DROP
COMMIT
"""


def test_iptables_save_becomes_one_policy() -> None:
    addresses = {"203.0.113.0/25": "cell", "192.0.2.0/25": "wire"}
    imported = read_iptables(SAVED.encode(), "Border West.rules", KNOWING, addresses)
    (policy,) = imported.policies
    assert (policy["id"], policy["name"]) == ("border-west", "Border West")
    assert "default" not in policy
    rules: Any = policy["rules"]
    assert [rule["id"] for rule in rules] == ["line-12", "line-24", "line-14", "line-15", "line-22"]
    calls, secure, media, source, keep_alive = rules
    assert calls == {
        "id": "line-12", "verb": "allow", "services": ("sip-invite", "sip-options"), "transports": ("udp",),
        "from_zone": "outside", "note": "calls, all of them",
    }  # fmt: skip
    assert (secure["sources"], secure["transports"]) == (("wire",), ("tls",))
    assert media["services"] == ("rtp",)
    assert source == {"id": "line-15", "verb": "deny", "sources": ("cell",)}
    assert (keep_alive["verb"], keep_alive["services"], keep_alive["log"]) == ("reject", ("sip-options",), True)


def test_what_iptables_knows_and_a_call_does_not_is_told_line_by_line() -> None:
    imported = read_iptables(SAVED.encode(), "fw", KNOWING)
    left = told(imported, Sort.LEFT)
    for line, why in (
        (3, "a rule of the table 'nat'"), (10, "the chain INPUT"), (11, "--ctstate RELATED,ESTABLISHED"),
        (15, "nobody says which originating networks 203.0.113.0/24 are"), (17, "no flow of an emergency call"),
        (18, "-m geoip"), (19, "! -s"), (20, "-m hashlimit"), (23, "--queue-num 1"),
        (25, "no packet that comes here can match"),
    ):  # fmt: skip
        assert any(f"line {line}" in row and why in row for row in left.splitlines()), (line, why)
    assert "line 27" not in left
    guesses = told(imported, Sort.GUESSED)
    assert "'wan0' is taken for outside, by its name" in guesses
    assert "ports 16384-32767 are taken for rtp" in guesses


def test_chains_that_jump_in_a_circle_end() -> None:
    text = (
        "*filter\n:FORWARD ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n-A FORWARD -j A\n-A A -j B\n-A B -j A\n-A B -j DROP\n"
    )
    imported = read_iptables(text.encode(), "fw")
    rules: Any = imported.policies[0]["rules"]
    assert [rule["verb"] for rule in rules] == ["deny"]
    assert imported.policies[0]["default"] == "allow"
    assert "what it does, 'A'" in told(imported, Sort.LEFT)


def test_chains_that_multiply_are_refused_at_once() -> None:
    chains = "".join(f":C{number} - [0:0]\n" for number in range(12))
    jumps = "".join(f"-A C{number} -j C{number + 1}\n" * 4 for number in range(11))
    text = f"*filter\n:FORWARD DROP [0:0]\n{chains}-A FORWARD -j C0\n{jumps}-A C11 -p udp -j ACCEPT\nCOMMIT\n"
    with pytest.raises(ExchangeError, match="more than 30,000 rules"):
        read_iptables(text.encode(), "fw")


RULES = """\
Firewall;Rule;Action;Service;Port;Protocol;Source;Interface;Log;Remark;Owner
East;10;permit;;5060-5061;udp;any;outside;yes;calls in;ops
East;20;permit;rtp;;;;;;;ops
East;30;block;ssh;;;;;;;ops
East;40;drop;;;;198.51.100.0/24;;;;ops
East;carriers;group;;;;cell, wire;;;;
East;50;reject;sip;;;carriers;eth7;;;
West;default;accept;;;;;;;;
West;1;mumble;;;;;;;;
"""


def test_a_table_of_rules_becomes_policies_with_groups() -> None:
    imported = read_rules_table(RULES.encode(), "rules.csv", KNOWING)
    east, west = imported.policies
    assert (east["id"], west["id"], west["default"]) == ("east", "west", "allow")
    assert east["groups"] == ({"id": "carriers", "members": ("cell", "wire")},)
    rules: Any = east["rules"]
    assert [rule["id"] for rule in rules] == ["10", "20", "50"]
    assert rules[0] == {
        "id": "10", "verb": "allow", "services": ("sip-invite", "sip-options"), "transports": ("udp",),
        "from_zone": "outside", "log": True, "note": "calls in",
    }  # fmt: skip
    assert rules[2] == {
        "id": "50", "verb": "reject", "services": ("sip-invite", "sip-options"), "sources": ("carriers",),
    }  # fmt: skip
    left = told(imported, Sort.LEFT)
    for why in ("the column 'Owner'", "line 4: 'ssh'", "line 5: nobody says", "line 9: 'mumble'"):
        assert why in left
    assert "line 7: 'eth7' does not tell" in told(imported, Sort.GUESSED)


def test_addresses_must_be_addresses() -> None:
    with pytest.raises(ExchangeError, match="'everywhere' is no range"):
        read_rules_table(RULES.encode(), "rules.csv", KNOWING, {"everywhere": "cell"})


def test_a_written_part_is_plain_yaml() -> None:
    imported = read_rules_table(RULES.encode(), 'quo"te\nd.csv', KNOWING)
    (data,) = parts(imported, "policies").values()
    _, problems = load(data, "policies.yaml")
    assert not problems
    assert data.startswith(b'# Imported from quo"te d.csv.\nformat: 1\n')

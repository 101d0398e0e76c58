"""Files of other programs that mean harm, or are damaged: one sentence, at once, and nothing taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from hotwash.scenario.exchange.csv_network import read_csv_links, read_csv_network, written_elements
from hotwash.scenario.exchange.errors import ExchangeError
from hotwash.scenario.exchange.formats import format_of, read_bytes
from hotwash.scenario.exchange.graphml import read_graphml
from hotwash.scenario.exchange.imported import Sort
from hotwash.scenario.exchange.iptables import read_iptables
from hotwash.scenario.exchange.rules_table import read_rules_table
from hotwash.scenario.exchange.sndlib import read_sndlib

NET = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="a"/>{inside}</graph></graphml>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY l0 "ha">{LAUGHS}]>' + NET.format(inside="&l9;")
OUTWARD = '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + NET.format(inside="&x;")
FETCH = '<!DOCTYPE g SYSTEM "http://192.0.2.1/g.dtd">' + NET.format(inside="")
PARAMETER = '<!DOCTYPE g [<!ENTITY % p SYSTEM "http://192.0.2.1/p">%p;]>' + NET.format(inside="")
QUADRATIC = f'<!DOCTYPE g [<!ENTITY a "{"a" * 50_000}">]>' + NET.format(inside="&a;" * 50_000)
DEEP = NET.format(inside="<graph>" * 50_000 + "</graph>" * 50_000)
MANY = NET.format(inside="<x/>" * 320_000)

XML: dict[str, tuple[bytes, str]] = {
    "entity bomb": (BOMB.encode(), "declares a document type or entities"),
    "quadratic bomb": (QUADRATIC.encode(), "declares a document type or entities"),
    "external entity": (OUTWARD.encode(), "declares a document type or entities"),
    "external type": (FETCH.encode(), "declares a document type or entities"),
    "parameter entity": (PARAMETER.encode(), "declares a document type or entities"),
    "entity in UTF-16": (OUTWARD.encode("utf-16"), "declares a document type or entities"),
    "a type alone": (b"<!DOCTYPE graphml>" + NET.format(inside="").encode(), "declares a document type or entities"),
    "deep": (DEEP.encode(), "nests its parts more than 40 deep"),
    "many tags": (MANY.encode(), "holds more than 300,000 tags"),
    "100 MB": (b"<graphml>" + b" " * (100 << 20), "is larger than 20 MiB"),
    "cut off": (NET.format(inside="").encode()[:-20], "in line 1"),
    "unknown code": (b'<?xml version="1.0" encoding="klingon"?><graphml/>', "damaged or no XML"),
    "NUL": (NET.format(inside="\0").encode(), "damaged or no XML"),
    "empty": (b"", "damaged or no XML"),
    "other XML": (b"<html><body/></html>", "is no "),
    "no nodes": (b"<graphml><graph/></graphml>", "holds no nodes"),
}


@pytest.mark.parametrize("case", XML)
def test_hostile_xml_is_one_sentence_and_quick(case: str) -> None:
    data, said = XML[case]
    begun = process_time()
    with pytest.raises(ExchangeError, match=said) as caught:
        read_graphml(data, "net.xml")
    assert process_time() - begun < 5
    assert str(caught.value).startswith("'net.xml'")
    assert "\n" not in str(caught.value)
    with pytest.raises(ExchangeError):
        read_sndlib(data, "net.xml")


TABLES: dict[str, tuple[bytes, str]] = {
    "NUL": (b"id,name\na,b\0c\n", "line 2"),
    "1 MB cell": (b"id,name\na," + b"x" * (1 << 20) + b"\n", "line 2 of 'net.csv' has more than 20,000"),
    "long cell": (b"id,name\na," + b"x" * 30_000 + b"\n", "line 2 of 'net.csv' has more than 20,000"),
    "many columns": (b"id,name\n" + b"," * 300 + b"x\n", "more than 200 columns"),
    "many rows": (b"id,name\n" + b"a,b\n" * 60_000, "more than 50,000 rows"),
    "large": (b"id,name\n" + b"a" * (21 << 20), "larger than 20 MiB"),
    "other code": ("id,name\na,caf\u00e9\n".encode("latin-1"), "no CSV text"),
    "no column": (b"colour;size\nred;1\n", "no column for an id or a name"),
    "open quote": (b'id,name\na,"b\n', "no CSV text"),
    "empty": (b"", "holds no header"),
}


@pytest.mark.parametrize("case", TABLES)
def test_hostile_tables_are_one_sentence(case: str) -> None:
    data, said = TABLES[case]
    with pytest.raises(ExchangeError, match=said):
        read_csv_network(data, "net.csv")


def test_a_formula_and_a_turned_name_stay_text() -> None:
    table = "id,name,x,y,Note\na,=cmd|' /C calc'!A0,1,2,@SUM(1)\nb,\u202eexe.gnp,3,4,+1\n"
    imported = read_csv_network(table.encode(), "net.csv")
    assert [entry["name"] for entry in imported.elements] == ["=cmd|' /C calc'!A0", "exe.gnp"]
    written = written_elements(imported.elements).decode("utf-8-sig")
    assert "'=cmd|" in written
    assert "'@SUM(1)" in written
    assert "'+1" in written
    assert not any(cell.startswith(("=", "@", "+")) for line in written.splitlines() for cell in line.split(","))
    assert read_csv_network(written.encode(), "net.csv").elements == imported.elements


@pytest.mark.parametrize("read", [read_iptables, read_rules_table, read_csv_links, read_graphml, read_sndlib])
@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 100, b"PK\x03\x04", "\u202e".encode(), b"*filter\n", b"a"])
def test_anything_else_is_one_sentence(read: Callable[[bytes, str], object], data: bytes) -> None:
    with pytest.raises(ExchangeError):
        read(data, "file")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(100 << 20)
    for path, said in ((tmp_path, "is no file"), (tmp_path / "none", "is no file"), (large, "larger than 20 MiB"),
                       (Path("a\0b"), "is no file")):  # fmt: skip
        with pytest.raises(ExchangeError, match=said):
            read_bytes(path)


def test_a_format_is_known_by_its_content() -> None:
    assert format_of(NET.format(inside="").encode("utf-16"), "x") == "graphml"
    assert format_of(b'<?xml version="1.0"?>\n<network xmlns="http://sndlib.zib.de/network"/>', "x") == "sndlib"
    assert format_of(b"# Generated by iptables-save v1.8.9\n*filter\nCOMMIT\n", "x") == "iptables"
    assert format_of(b"id;name;x;y\n", "x") == "elements-csv"
    assert format_of(b"source,target,weight\n", "x") == "links-csv"
    assert format_of(b"rule,action,port\n", "x") == "rules-csv"
    with pytest.raises(ExchangeError, match="can't be told"):
        format_of(b"Once upon a time", "x")


def test_places_that_are_no_numbers_are_no_places() -> None:
    table = b"id;name;Latitude;Longitude\na;A;far;out\nb;B;nan;inf\nc;C;42,36;-71,06\nd;D;42,5;-71,5\n"
    imported = read_csv_network(table, "net.csv")
    at: list[Any] = [entry["at"] for entry in imported.elements]
    assert len(set(at)) == 4
    assert at[2][1] > at[3][1]
    told = [line.told() for line in imported.report.of(Sort.GUESSED)]
    assert any("projected" in line for line in told)

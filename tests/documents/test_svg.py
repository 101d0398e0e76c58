"""Pictures as SVG: every mark, as vectors, and text of people as text."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

from hotwash.documents.map_export import map_picture, map_svg
from hotwash.documents.picture import Box, Disc, Label, Picture, Stroke, Tone
from hotwash.documents.svg import svg
from tests.documents.before_papers import shipped

SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \u202e\x00 ]]> \"'"


def test_every_mark_is_drawn_in_order() -> None:
    marks = (
        Stroke(((0, 0), (10, 5.125)), Tone.DARK, 1.0, (3.0, 2.0)),
        Stroke(((0, 0), (10, 0), (10, 10)), fill=Tone.PALE),
        Stroke(((1, 1),)),
        Box(1, 2, 3, 4, weight=0, fill=Tone.LIGHT),
        Disc(5, 5, 2),
        Label(3, 4, HOSTILE, anchor="right", bold=True, halo=True),
    )
    root = fromstring(svg(Picture(100, 50, marks, "words"), HOSTILE).decode("utf-8"))
    drawn = list(root)[3:]
    assert [one.tag.removeprefix(SPACE) for one in drawn] == ["polyline", "polygon", "rect", "circle", "text", "text"]
    assert drawn[0].get("stroke-dasharray") == "3 2"
    assert drawn[0].get("points") == "0,0 10,5.12"
    assert drawn[1].get("fill") == "#e0e0e0"
    assert drawn[2].get("stroke") == "none"
    assert drawn[5].text is not None
    assert "<script>" in drawn[5].text
    assert "\u202e" not in drawn[5].text
    assert drawn[5].get("text-anchor") == "end"
    assert not root.findall(f".//{SPACE}script")


def test_a_map_has_its_date_and_nothing_that_is_fetched_or_run() -> None:
    scenario = shipped("massachusetts-2024")
    text = map_svg(scenario, date(2026, 1, 2)).decode("utf-8")
    assert "as of 2026-01-02" in text
    assert not any(word in text for word in ("href", "<script", "<style", "<image", "url(", " on" + "load"))
    assert text == map_svg(scenario, date(2026, 1, 2)).decode("utf-8")
    picture = map_picture(scenario, date(2026, 1, 2))
    assert all(0 <= mark.y <= picture.height for mark in picture.marks if isinstance(mark, Label))

"""The map of a scenario as a file of vectors, SVG or PDF: its network, its legend, its name and the date; knows no run.

Elements stand where they stand on screen, in the shapes that the printed map has.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hotwash import __version__
from hotwash.documents.content import Document, Figure, Section
from hotwash.documents.network_map import LARGE, Look, network_map
from hotwash.documents.paper import Paper
from hotwash.documents.picture import Label, Picture
from hotwash.documents.svg import svg
from hotwash.documents.text import one_line
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, term

_FOOT = 22.0


def map_picture(scenario: Scenario, when: date, look: Look = LARGE) -> Picture:
    """The map with its legend, and below them the scenario's title, the date of the export and the version."""
    picture = network_map(scenario, look)
    size = look.names + 0.5
    told = say("{title}, as of {day}, Hotwash {version}", title=one_line(scenario.title, 150), day=when.isoformat(),
               version=__version__)  # fmt: skip
    foot = Label(4.0, picture.height + _FOOT - 8.0, told, size)
    return replace(picture, height=picture.height + _FOOT, marks=(*picture.marks, foot))


def map_svg(scenario: Scenario, when: date) -> bytes:
    """The map as SVG."""
    return svg(map_picture(scenario, when), scenario.title)


def map_pdf(scenario: Scenario, when: date, paper: Paper = "letter") -> bytes:
    """The map as one page of PDF, Tabloid or A3 across."""
    from hotwash.documents.pdf.render import render

    document = Document(
        name="map",
        title=one_line(scenario.title),
        version=when.isoformat(),
        sponsor="",
        handling="",
        stamp=f"Hotwash {__version__}",
        sections=(Section((Figure(map_picture(scenario, when)),), frame="tabloid"),),
        cover=False,
        simulated=False,
        subject=term("Map of the network"),
    )
    return render(document, paper=paper)

"""The two palettes as named colours; every widget and painter takes its colours from here and from nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.conditions import Standing
from hotwash.viewmodels.dots import Mark

ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
"""Okabe and Ito's palette, which colour-blind people tell apart; "Color Universal Design", 2008."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette. `ink` colours are for text on `panel`; contrast is at least 4.5 to 1."""

    name: str
    window: str
    panel: str
    raised: str
    field: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    warn: str
    bad: str
    down: str
    water: str
    land: str
    shore: str
    wire: str
    query_wire: str
    node: str
    standing: dict[Standing, str]
    mark: dict[Mark, str]
    rim: str


DARK = Tokens(
    name="dark",
    window="#0f141a",
    panel="#171e26",
    raised="#212b36",
    field="#11171e",
    line="#2e3a47",
    text="#e8edf3",
    muted="#9fb0c0",
    accent="#56B4E9",
    on_accent="#06131d",
    chosen="#24435a",
    good="#3fc79a",
    warn="#f0b429",
    bad="#ff8652",
    down="#c9d3dd",
    water="#0d1319",
    land="#1c2733",
    shore="#3a4c5e",
    wire="#52677b",
    query_wire="#44566a",
    node="#202b37",
    standing={
        Standing.WORKING: "#8fa6ba",
        Standing.DEGRADED: "#f0b429",
        Standing.BLOCKING: "#ff7a45",
        Standing.DOWN: "#e8edf3",
    },
    mark={
        Mark.RINGING: SKY,
        Mark.TALKING: "#22b98b",
        Mark.NO_SOUND: YELLOW,
        Mark.FAILED: "#ff6a2b",
        Mark.TEN_DIGIT: "#e08fbb",
        Mark.CALL_BACK: ORANGE,
        Mark.TEST: "#c9d3dd",
    },
    rim="#0b1015",
)
LIGHT = Tokens(
    name="light",
    window="#eef1f5",
    panel="#ffffff",
    raised="#e6ebf1",
    field="#ffffff",
    line="#cdd6df",
    text="#14202b",
    muted="#526474",
    accent="#00609a",
    on_accent="#ffffff",
    chosen="#cfe5f5",
    good="#00704f",
    warn="#8a5a00",
    bad="#b34700",
    down="#14202b",
    water="#e4ebf2",
    land="#fcfdfe",
    shore="#a9bac8",
    wire="#8ea1b2",
    query_wire="#aab8c5",
    node="#ffffff",
    standing={
        Standing.WORKING: "#557086",
        Standing.DEGRADED: "#8f5c00",
        Standing.BLOCKING: "#c24d00",
        Standing.DOWN: "#14202b",
    },
    mark={
        Mark.RINGING: BLUE,
        Mark.TALKING: GREEN,
        Mark.NO_SOUND: "#a88f00",
        Mark.FAILED: VERMILLION,
        Mark.TEN_DIGIT: "#b04f86",
        Mark.CALL_BACK: "#c98800",
        Mark.TEST: "#46586a",
    },
    rim="#ffffff",
)

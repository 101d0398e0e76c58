"""What a person asks of a workspace by name: entries of the palette, arming a fault, the next element in trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.domain.time import Millis
from hotwash.ui.dialogs import Question, ask_arm
from hotwash.ui.plain_text import tr

if TYPE_CHECKING:
    from hotwash.ui.conduct_view import ConductView


def carry_out(view: ConductView, key: str) -> None:
    """An entry of the command palette, such as `launch:firewall` or `element:bcf-east`."""
    conduct, (kind, _, what) = view.conduct, key.partition(":")
    match kind:
        case "launch":
            view.do(conduct.launch(what))
        case "clear":
            view.do(conduct.clear(what))
        case "arm":
            view.arm(what)
        case "disarm":
            view.do(conduct.disarm(what))
        case "approve":
            view.do(conduct.approve(int(what)))
        case "decline":
            view.do(conduct.decline(int(what), ""))
        case "act":
            view.do(conduct.act(*what.split(":", 1)))
        case "release":
            view.do(conduct.room.release(what))
        case _:
            view.map.select(what, reveal=True)
            view.open_card(key)


def ask_to_arm(view: ConductView, fault: str) -> Question:
    """Ask at which time a fault begins by itself."""

    def armed(at: Millis) -> str:
        sentence = view.conduct.arm(fault, at)
        view.refresh()
        return sentence

    return ask_arm(view, view.when(), view.conduct.names.get(f"fault:{fault}", fault), armed)


def next_problem(view: ConductView) -> None:
    """Select the next element in trouble and open its card."""
    conduct, troubles = view.conduct, view.conduct.troubles()
    if not troubles:
        view.said.emit(tr("Nothing is in trouble."))
        return
    here = conduct.scene.nodes[view.map.selected].id if view.map.selected >= 0 else ""
    place = troubles.index(here) + 1 if here in troubles else 0
    view.map.select(troubles[place % len(troubles)], reveal=True)
    view.open_card(f"element:{troubles[place % len(troubles)]}")

"""Everything that is written on the map is there and nothing covers anything, with several faults live at once."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hotwash.analysis.conditions import conditions
from hotwash.bootstrap import exercises
from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock
from hotwash.domain.effective import effective
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.ui.labels import Room
from hotwash.ui.main_window import MainWindow
from hotwash.ui.map_cache import CachedPictures
from hotwash.ui.map_layer import Layer, node_radii, spacing
from hotwash.ui.map_live import MOST, paint_live
from hotwash.ui.map_places import PARKED, Places, Telling, placed, queue_boxes
from hotwash.ui.theme import Theme
from hotwash.ui.tokens import DARK
from hotwash.viewmodels.camera import fitted
from hotwash.viewmodels.map_state import MapState, Queue, as_met
from hotwash.viewmodels.outline import outline
from hotwash.viewmodels.scene import Area, Line, Node, Role, Scene, scene_of
from tests.ui.conftest import MakeWindow

FAULTS = (
    (),
    ("carrier-rule",),
    ("power-east",),
    ("firewall",),
    ("location-east", "location-west"),
    ("carrier-rule", "power-east"),
    ("carrier-rule", "power-east", "firewall"),
    ("firewall", "carrier-rule", "carrier-signature", "location-east", "location-west", "power-east"),
)
SIZES = {"1366x768": (686, 364), "1600x900": (914, 470), "map only": (1352, 610)}
"""The map in a window of that size, in logical pixels; 2732x1536 at 200 % is 1366x768."""
CORE = [role for role in Role if role not in (Role.PSAP, Role.ROUTER)]


@pytest.fixture(autouse=True)
def letters(theme: Theme) -> Theme:
    """The house font is there, whichever test comes first."""
    return theme


@pytest.fixture(scope="module")
def worlds() -> dict[tuple[str, ...], tuple[Scene, MapState]]:
    """The state on the map a few minutes after each combination of faults, with people waiting at every third PSAP."""
    scenario = exercises.load("massachusetts-2024").scenario
    found: dict[tuple[str, ...], tuple[Scene, MapState]] = {}
    for faults in FAULTS:
        session = Session(scenario, scenario.seed, MemoryStore())
        session.open()
        session.ask(FACILITATOR, StartClock())
        for fault in faults:
            assert session.ask(FACILITATOR, LaunchFault(fault)).accepted
        session.run_to(6 * MINUTE)
        network = effective(scenario.network, session.board.live).network
        waiting = {
            psap.id: Queue(number % 9, 2, 4, number * 1_000)
            for number, psap in enumerate(scenario.network.psaps())
            if not number % 3
        }
        found[faults] = (scene_of(scenario.network), MapState(as_met(network, conditions(network)), waiting))
        session.close()
    return found


def seen(scene: Scene, state: MapState, size: tuple[int, int], zoom: float = 1.0) -> Layer:
    width, height = size
    rings = outline("massachusetts")
    xs = [x for ring in rings for x, _ in ring] + [node.x for node in scene.nodes]
    ys = [y for ring in rings for _, y in ring] + [node.y for node in scene.nodes]
    camera = fitted((min(xs), min(ys), max(xs), max(ys)), width, height).zoomed(zoom, width / 2, height / 2)
    return Layer(scene, state, camera, DARK, width, height, node_radii(scene, spacing(scene), camera.scale), rings)


def written(layer: Layer, places: Places) -> Iterator[tuple[str, QRectF]]:
    """Every text with its ground, by what it is about."""
    yield from ((layer.scene.nodes[tag.place].name, tag.box) for tag in places.tags)
    yield from ((region.area.name, region.box) for region in places.areas)
    yield from ((f"arrow {arrow.side}", arrow.box) for arrow in places.arrows if arrow.box is not None)
    for queue in queue_boxes(layer, places.room.copy()):
        if queue.text:
            yield f"queue {queue.place}", queue.box


def covered(layer: Layer, places: Places) -> list[tuple[str, str]]:
    """Texts that meet a text, that meet a sign, or that stand over the edge."""
    texts = list(written(layer, places))
    found = [(one, other) for (one, a), (other, b) in combinations(texts, 2) if a.intersects(b)]
    signs = [sign for place in range(len(layer.scene.nodes)) if layer.seen(place) for sign in layer.signs(place)]
    found += [(name, "a sign") for name, box in texts for sign in signs if box.intersects(sign)]
    return found + [(name, "the edge") for name, box in texts if not layer.frame.contains(box)]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("faults", FAULTS, ids=lambda faults: "+".join(faults) or "none")
def test_every_name_stands_and_no_text_meets_a_text_or_a_sign(
    qapp: QApplication,
    worlds: dict[tuple[str, ...], tuple[Scene, MapState]],
    faults: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    layer = seen(*worlds[faults], size)
    places = placed(layer)
    assert covered(layer, places) == []
    named = {layer.scene.nodes[tag.place].name: tag for tag in places.tags}
    assert {node.name for node in layer.scene.nodes if node.role is not Role.PSAP} <= set(named)
    assert {region.area.name for region in places.areas} == {area.name for area in layer.scene.areas}
    assert {region.telling for region in places.areas} <= {Telling.WHOLE, Telling.PACKED}
    core = [node.name for node in layer.scene.nodes if node.role in CORE]
    assert [named[name].rows[0] for name in core] == core
    for node in layer.scene.nodes:
        if node.role is not Role.PSAP and layer.state.troubled(node.id):
            assert " ".join(named[node.name].rows[1:]) == layer.state.condition(node.id).word


@pytest.mark.parametrize("zoom", [0.3, 1.5, 2.6, 6.0])
def test_nothing_meets_at_other_zooms(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]], zoom: float
) -> None:
    layer = seen(*worlds[FAULTS[-2]], SIZES["1366x768"], zoom)
    places = placed(layer)
    assert covered(layer, places) == []
    for tag in places.tags:
        spot, reach = layer.spot(tag.place), float(layer.radii[tag.place]) + PARKED
        if layer.scene.nodes[tag.place].role is Role.PSAP and not tag.leader:
            assert not tag.box.adjusted(1, 1, -1, -1).intersects(
                QRectF(spot.x() - reach / 2, spot.y() - reach, reach, 2 * reach)
            )


def test_trouble_is_placed_before_what_works(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]]
) -> None:
    layer = seen(*worlds["carrier-rule", "power-east"], SIZES["1366x768"])
    core = [tag.place for tag in placed(layer).tags if layer.scene.nodes[tag.place].role in CORE]
    troubled = [layer.state.troubled(layer.scene.nodes[place].id) for place in core]
    assert any(troubled)
    assert troubled == sorted(troubled, reverse=True)


def test_a_region_keeps_its_place_while_its_figures_change(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]]
) -> None:
    scene, state = worlds["firewall",]
    few = placed(seen(scene, state, SIZES["1366x768"])).areas
    crowds = {psap: Queue(7, 3, 4, 90_000) for psap in state.queues}
    many = placed(seen(scene, MapState(state.conditions, crowds), SIZES["1366x768"])).areas
    assert [region.box for region in few] == [region.box for region in many]


def test_where_a_queue_finds_no_room_one_figure_stands_on_its_psap(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]]
) -> None:
    layer = seen(*worlds[()], SIZES["1366x768"])
    found = list(queue_boxes(layer, placed(layer).room.copy()))
    waiting = [psap for psap, queue in layer.state.queues.items() if queue.waiting]
    assert sorted(layer.scene.nodes[queue.place].id for queue in found) == sorted(waiting)
    mute = [queue for queue in found if not queue.text]
    assert mute
    assert all(queue.people == 1 and queue.box.contains(layer.spot(queue.place)) for queue in mute)


def test_a_very_full_map_is_placed_in_bounded_time_and_without_overlaps(qapp: QApplication) -> None:
    roles = list(Role)
    nodes = tuple(
        Node(f"n{i}", f"Element {i}", roles[i % len(roles)], "", i % 50 * 32.0 + i % 7, i // 50 * 22.0 + i % 5)
        for i in range(2_000)
    )
    scene = Scene(nodes, (Line("l", 0, 1999, "calls"),), (Area("r", "Region", 800, 440, (6, 14)),))
    layer = seen(scene, MapState(), (1_600, 900))
    places = placed(layer)
    assert len(places.tags) >= 60
    texts = [box for _, box in written(layer, places)]
    assert not any(a.intersects(b) for a, b in combinations(texts, 2))


def test_the_sign_and_name_of_trouble_show_over_the_calls(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]]
) -> None:
    layer = seen(*worlds["firewall",], SIZES["1366x768"])
    pictures = CachedPictures()
    pictures.bring_up(layer, 2.0)
    flooded = QImage(2 * layer.width, 2 * layer.height, QImage.Format.Format_ARGB32_Premultiplied)
    flooded.setDevicePixelRatio(2.0)
    painter = QPainter(flooded)
    pictures.paint_under(painter, layer)
    painter.fillRect(layer.frame, QColor("#ff00ff"))  # as if calls covered the whole map
    pictures.paint_over(painter, layer)
    painter.end()
    assert pictures.places is not None
    border = layer.scene.index["bcf-west"]
    spot = layer.spot(border)
    tag = next(tag for tag in pictures.places.tags if tag.place == border)
    badge, _ = layer.badge(border)
    for at in (spot, tag.box.center(), badge):
        colour = flooded.pixelColor(round(at.x() * 2), round(at.y() * 2))
        assert colour.red() < 200 or colour.green() > 60, at
    assert flooded.pixelColor(4, 4) == QColor("#ff00ff")


def test_only_so_many_pieces_are_copied_at_a_frame(
    qapp: QApplication, worlds: dict[tuple[str, ...], tuple[Scene, MapState]]
) -> None:
    layer = seen(*worlds[FAULTS[-2]], SIZES["1366x768"])
    picture = QPixmap(layer.width, layer.height)
    painter = QPainter(picture)
    pieces = paint_live(painter, layer, placed(layer))
    painter.end()
    assert 30 < len(pieces) <= MOST
    assert all(QRect(0, 0, layer.width, layer.height).contains(piece) for piece in pieces)


def test_the_nearest_free_place_is_free_and_near() -> None:
    room = Room(QRectF(0, 0, 400, 300))
    room.take(QRectF(100, 100, 200, 100))
    box = room.nearest(150, 150, 60, 20, 400)
    assert box is not None
    assert (box.width(), box.height()) == (60, 20)
    assert not box.intersects(QRectF(100, 100, 200, 100))
    assert np.hypot(box.center().x() - 150, box.center().y() - 150) < 90
    assert not room.is_free(box)
    assert room.nearest(200, 150, 60, 20, 10) is None
    assert room.nearest(200, 150, 401, 20, 4_000) is None


# The notice


def lines(window: MainWindow) -> list[QLabel]:
    return [
        one for one in window.findChildren(QLabel) if one.isVisible() and one.text() and one.objectName() != "toast"
    ]


def where(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPointF(0, 0)).toPoint(), widget.size())


@pytest.mark.parametrize(("width", "height"), [(1024, 580), (1366, 768), (1600, 900)])
def test_a_notice_covers_no_figure_no_clock_and_no_map(make_window: MakeWindow, width: int, height: int) -> None:
    window = make_window(width, height)
    view = window.view
    assert view is not None
    window.toast.give("New alarm: " + "Calls are set up but no voice packets arrive at PSAPs. " * 3)
    notice = where(window.toast.text, window)
    assert window.toast.text.isVisible()
    assert window.rect().contains(notice)
    assert notice.bottom() < where(view.bar, window).top()
    assert notice.left() > window.menuBar().actionGeometry(window.menuBar().actions()[-1]).right()
    needed = window.toast.text.heightForWidth(notice.width())
    assert needed <= notice.height() + 1
    before = view.map.size()
    window.toast.give("")
    assert view.map.size() == before


def test_the_word_of_the_mode_stays_in_sight_beside_a_notice(make_window: MakeWindow) -> None:
    window = make_window(1366, 768)
    window.toast.give("New alarm: " + "Calls are set up but no voice packets arrive at PSAPs. " * 3)
    word = next(one for one in lines(window) if one.text().startswith("CONDUCT"))
    end = where(word, window).left() + word.fontMetrics().horizontalAdvance(word.text())
    assert where(window.toast.text, window).left() > end


def test_escape_takes_a_notice_away_and_leaves_other_keys_alone(window: MainWindow) -> None:
    window.show_welcome()
    window.toast.give("The exercise is paused.")
    for key, stays in ((Qt.Key.Key_F6, True), (Qt.Key.Key_Escape, False)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
        assert window.toast.text.isVisible() is stays

"""Looking around, and the network as things to draw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.viewmodels.camera import Camera, fitted
from hotwash.viewmodels.scene import Role, scene_of
from tests.small_world import small_network

PIXELS = st.floats(-3_000, 3_000)


@given(PIXELS, PIXELS, st.floats(0.05, 20), st.floats(0.2, 5))
def test_zoom_holds_the_place_under_the_pointer_still(px: float, py: float, scale: float, factor: float) -> None:
    camera = Camera(scale, 120, -40, scale)
    x, y = camera.to_map(px, py)
    back = camera.zoomed(factor, px, py).to_screen(x, y)
    assert back == pytest.approx((px, py), abs=1e-3)


def test_zoom_ends_at_its_limits() -> None:
    camera = Camera()
    for _ in range(200):
        camera = camera.zoomed(2, 0, 0)
    assert camera.scale == 40.0
    for _ in range(400):
        camera = camera.zoomed(0.5, 0, 0)
    assert camera.scale == 0.02


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (400, 300), (300, 1200)])
def test_fit_shows_everything_inside_the_widget(width: int, height: int) -> None:
    bounds = (-50.0, 10.0, 1560.0, 800.0)
    camera = fitted(bounds, width, height)
    left, top = camera.to_screen(bounds[0], bounds[1])
    right, bottom = camera.to_screen(bounds[2], bounds[3])
    assert 0 <= left <= right <= width
    assert 0 <= top <= bottom <= height
    assert camera.magnification == 1


def test_every_element_has_the_role_that_callers_meet() -> None:
    roles = {node.id: node.role for node in scene_of(small_network()).nodes}
    assert roles == {
        "cell": Role.ORIGIN,
        "voip": Role.ORIGIN,
        "bcf-east": Role.BORDER,
        "bcf-west": Role.BORDER,
        "esrp": Role.ROUTING,
        "ecrf": Role.SERVICE,
        "psap-a": Role.PSAP,
        "psap-b": Role.PSAP,
    }


def test_tab_walks_along_the_way_of_a_call() -> None:
    scene = scene_of(small_network())
    walked = [scene.nodes[place].id for place in scene.walk]
    assert walked == ["cell", "voip", "bcf-east", "bcf-west", "esrp", "ecrf", "psap-a", "psap-b"]


def test_arrow_keys_follow_links_and_stay_where_there_is_none() -> None:
    scene = scene_of(small_network())

    def along(start: str, dx: int, dy: int) -> str:
        return scene.nodes[scene.along(scene.index[start], dx, dy)].id

    assert along("cell", 1, 0) == "bcf-east"
    assert along("bcf-east", 1, 0) == "esrp"
    assert along("esrp", 0, 1) == "ecrf"
    assert along("psap-a", 1, 0) == "psap-a"
    assert along("psap-a", -1, 0) == "esrp"


def test_a_region_knows_its_psaps_and_its_middle() -> None:
    (area,) = scene_of(small_network()).areas
    assert (area.name, area.x, area.y, len(area.members)) == ("North", 600, 50, 2)

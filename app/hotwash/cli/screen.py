"""Whether a window can be shown here; asks the display itself, because a dead one aborts Qt without a word."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import socket
import sys
from pathlib import Path

HEADLESS = "HOTWASH_HEADLESS"
"""Set in the environment to play without a window although there is a screen."""


def has_screen() -> bool:
    """On Linux a display that answers, unless Qt is told to draw somewhere else; elsewhere there always is one."""
    if os.environ.get(HEADLESS):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    asked = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked not in ("", "xcb", "wayland"):
        return True
    return _wayland_answers() or _x_answers()


def _wayland_answers() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR")
    if not name or not folder:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        try:
            knock.connect(str(Path(folder) / name))
        except OSError:
            return False
    return True


def _x_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    name = ctypes.util.find_library("xcb")
    if name is None:
        return False
    xcb = ctypes.CDLL(name)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed

"""The call plane: every call in flat arrays, native where it has been compiled, else the same file as plain Python.

Knows nothing of networks, SimPy or screens. The choice between native and plain is made when the
kernel is first used: a native build counts only if it was made from exactly these sources.
``HOTWASH_KERNEL=plain`` forces the plain one; ``HOTWASH_KERNEL_DIR`` is one more place to look.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotwash.simulation.kernel import build
from hotwash.simulation.kernel.build import STAMP, source_hash

if TYPE_CHECKING:
    from hotwash.simulation.kernel.calls import NOTE, OK, Calls

__all__ = ["NOTE", "OK", "Calls", "backend", "source_hash"]

_HERE = Path(__file__).resolve().parent


@cache
def backend() -> str:
    """``native`` or ``plain``; the first call settles it for this process."""
    if os.environ.get("HOTWASH_KERNEL") != "plain":
        made = source_hash()
        for folder in _places(made):
            if _is_ours(folder, made) and _loads(folder):
                break
    from hotwash.simulation.kernel import words

    return "native" if words.COMPILED else "plain"


def _loads(folder: Path) -> bool:
    __path__.insert(0, str(folder))
    try:
        import_module(f"{__name__}.calls")
    except ImportError:  # made elsewhere, or damaged: the plain kernel gives the same results
        __path__.remove(str(folder))
        for name in [name for name in sys.modules if name.startswith(f"{__name__}.") and name != build.__name__]:
            del sys.modules[name]
        return False
    return True


def _places(made: str) -> list[Path]:
    places = [_HERE / "_native"]
    if os.environ.get("HOTWASH_KERNEL_DIR"):
        places.append(Path(os.environ["HOTWASH_KERNEL_DIR"]) / made)
    if len(_HERE.parents) > 3:
        places.append(_HERE.parents[3] / ".runtime" / "kernel" / made)
    return places


def _is_ours(folder: Path, made: str) -> bool:
    try:
        return (folder / STAMP).read_text(encoding="ascii").strip() == made
    except (OSError, UnicodeDecodeError):
        return False


def __getattr__(name: str) -> Any:
    if name in {"Calls", "OK", "NOTE"}:
        backend()
        from hotwash.simulation.kernel import calls

        return getattr(calls, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

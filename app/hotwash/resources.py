"""Where shipped files live: the only module that knows. It must not read, parse or interpret what it finds.

In an installed wheel `scenarios/` and `assets/` lie inside the package under `_shipped/`; in a checkout they lie
at the top of the repository, two folders above this package. Callers see no difference.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

__all__ = ["shipped"]

_CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(folder: Literal["scenarios", "assets"]) -> Traversable:
    """Return the shipped folder as something to open files under with `/` and `read_text` or `read_bytes`.

    Use `importlib.resources.as_file` where a library insists on a path on disk.
    """
    packaged = files("hotwash") / "_shipped" / folder
    return packaged if packaged.is_dir() else _CHECKOUT / folder

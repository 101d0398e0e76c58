"""Compiles the call kernel into the wheel. Run by hatchling; it must not know how the kernel is compiled.

Without a C compiler, or where compiling fails, the wheel stays pure Python: its kernel gives the same results,
slower, and the builder is told so in one sentence. `HOTWASH_KERNEL=plain` asks for such a wheel.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = "hotwash/simulation/kernel"


class KernelBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # its configuration class is hatchling's affair
    """Puts the native module and its stamp under `_native/` beside the kernel's source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the wheel is an editable one: a checkout builds its own kernel at the first run."""
        builder = Path(self.root, "app", KERNEL, "build.py")
        if version == "editable" or os.environ.get("HOTWASH_KERNEL") == "plain":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="hotwash-kernel-")
        target = Path(self._folder.name, "native")
        done = subprocess.run([sys.executable, str(builder), str(target)], capture_output=True, text=True, check=False)
        if done.returncode:
            told = (done.stderr.strip().splitlines() or ["the build stopped without a word"])[-1]
            self.app.display_warning(f"This wheel is pure Python, because the call kernel could not be built: {told}")
            return
        for path in sorted(target.rglob("*")):
            if path.is_file():
                inside = f"{KERNEL}/_native/{path.relative_to(target).as_posix()}"
                build_data["force_include"][str(path)] = inside
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw away what the wheel has taken over."""
        del version, build_data, artifact_path
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()

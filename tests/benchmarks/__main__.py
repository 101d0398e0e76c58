"""``python -m tests.benchmarks``: the same as ``python3 -m tests bench``, in the environment at hand."""

from __future__ import annotations

import sys

from tests.benchmarks.table import main

raise SystemExit(main(sys.argv[1:]))

"""Start of `python -m hotwash` and of the `hotwash` command."""

from __future__ import annotations

import sys

from hotwash.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

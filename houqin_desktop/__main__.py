"""`python -m houqin_desktop` is the same program as `houqin-desktop`."""

from __future__ import annotations

import sys

from houqin_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())

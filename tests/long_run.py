"""How often the proofs are repeated: enough for every day, or a thousandfold behind one flag.

`packaging/dev.py test --long` sets the share of the long run, and names a file in which each proof
notes what it did; the program of the run makes the table of it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

SHARE = float(os.environ.get("HOUQIN_LONG_SHARE") or 0)


def times(*, daily: int, long: int) -> int:
    """Return how often a proof is repeated in this run."""
    return max(1, round(long * SHARE)) if SHARE else daily


def note(proof: str, **figures: int) -> None:
    """Note what a proof did; the figures of the same proof are added up at the end of the run."""
    place = os.environ.get("HOUQIN_LONG_FIGURES")
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"proof": proof, **figures}, ensure_ascii=False) + "\n")

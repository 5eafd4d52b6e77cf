"""Reads a labelled set and prints the score: `python -m tests.ledgers [items] [tuned|held]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.ledgers.cases import cases
from tests.ledgers.item_cases import item_cases
from tests.ledgers.judging import Score
from tests.ledgers.reading import read_item_ledger, read_ledger


def main(words: list[str]) -> int:
    """Print the score of both parts, and the findings of the part that is named."""
    scores = {False: Score(), True: Score()}
    with tempfile.TemporaryDirectory(prefix="houqin-ledgers-") as name:
        of_items = "items" in words
        read = read_item_ledger if of_items else read_ledger
        for case in item_cases() if of_items else cases():
            path, label = case.write(Path(name))
            scores[case.held_out].take(case, path, label, read)
    for held_out, score in scores.items():
        print("留作检验" if held_out else "用于调整", score.words())
        if (held_out and "held" in words) or (not held_out and "tuned" in words):
            for line in [*score.guessed, *score.missed]:
                print("  ", line)
    return int(bool(scores[False].guessed or scores[True].guessed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Old codes with the present ones that a person chose: one list to build by, one held out.

The second list was made from the two code tables alone, by somebody who read both and did not ask
the program; nothing is built by it and no rule is changed for it. Its score is printed, not bound.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from houqin_desktop.domain.category import load_categories
from houqin_desktop.domain.category_edition import CodeConverter, load_former_names
from houqin_desktop.resources import resource_path

BUILT_BY = Path(__file__).parents[1] / "domain" / "former_codes.csv"
HELD_OUT = Path(__file__).with_name("former_codes_apart.csv")


@dataclass(slots=True)
class FormerScore:
    """How many suggestions are what the person chose, near it, wrong or missing.

    Near is the same 中类: the first seven characters of the present code agree.
    """

    rows: int = 0
    right: int = 0
    near: int = 0
    none: int = 0
    wrong: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Say the score in one line."""
        return (
            f"对 {self.right}/{self.rows}（{self.right / max(self.rows, 1):.1%}），"
            f"同中类 {self.near}，没有建议 {self.none}，不对 {len(self.wrong)}"
        )


def read_list(path: Path) -> list[tuple[str, str, str]]:
    """Return old code, name of the card and present code of every line."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["former"], row["name"], row["present"]) for row in csv.DictReader(file)]


def former_score(path: Path) -> FormerScore:
    """Hold what the program suggests against a list."""
    folder = resource_path("data")
    names = load_former_names(folder)
    converter = CodeConverter(load_categories(folder), names)
    score = FormerScore()
    for former, name, present in read_list(path):
        score.rows += 1
        found = converter.suggest(names[former], name, former)
        if found is None:
            score.none += 1
        elif found.code == present:
            score.right += 1
        elif found.code[:7] == present[:7]:
            score.near += 1
        else:
            score.wrong.append(f"{former} {name}: 应为 {present}，建议 {found.code}")
    return score

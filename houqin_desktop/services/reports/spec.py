"""What is declared of a report: its name, its title, what can be chosen about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """One report: by which name it is asked for, its title, what can be chosen about it.

    `choices` are the groupings with their words, the first being usual; `narrows` says to what it
    may be narrowed: a room, a person, a class. `looks_back`: whether its period may end before the
    day as of which it looks. `of_cards`: whether it says how many cards were entered later. `empty`
    says what to do where it lists nothing, `page` where that is done.
    """

    name: str
    title: str
    tip: str
    module: str
    choices: tuple[tuple[str, str], ...] = ()
    has_period: bool = False
    looks_back: bool = False
    narrows: str = ""
    on_paper: bool = True
    of_cards: bool = True
    empty: str = "请换一个截至日期，或先登记、导入资产。"
    page: str = "assets"

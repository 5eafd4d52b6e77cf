"""Which term a request is filled in for, where there is more than one plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.asking import ask
from houqin_desktop.services.term.finding import standing_plans, title_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

MOST: Final = 6


def choose_plan(parent: QWidget, chosen: Callable[[str], object]) -> bool:
    """Let one of the plans that stand be chosen, the latest ones first; one alone is taken at once.

    :return: whether there is any.
    """
    plans = standing_plans()
    if len(plans) > 1:
        answers = [
            (f"{title_of(plan)}（{plan.code}）", partial(_answer, chosen, plan.code))
            for plan in plans[:MOST]
        ]
        question = "填入哪一份开学计划要买的？"
        ask(parent, question, "已经申请采购的不重复填入。", answers, "不填入", usual=0)
    elif plans:
        chosen(plans[0].code)
    return bool(plans)


def _answer(chosen: Callable[[str], object], code: str, _checked: object = None) -> None:
    chosen(code)

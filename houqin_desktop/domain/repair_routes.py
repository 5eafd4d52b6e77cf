"""Whose hands a repair wants: who repaired it, who reported it, 总务处; in this order."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import Body, Party, Route, Step

WORKER_STEP: Final = "worker"
_ACCEPTING: Final = (
    Step("reporter", 2, "报修人（验收）", party=Party.WITNESS, seal=False),
    Step("director", 3, "总务处", post=Post.GENERAL_AFFAIRS_DIRECTOR, seal=False),
)
REPAIR: Final = Route(
    "repair",
    "报修",
    (Step(WORKER_STEP, 1, "维修人", party=Party.GIVER, seal=False), *_ACCEPTING),
)
REPAIR_OUTSIDE: Final = Route(
    "repair_outside",
    "报修（外单位维修）",
    (
        Step(WORKER_STEP, 1, "维修单位", body=Body.REPAIR_FIRM, prompts=("签字或盖章",)),
        *_ACCEPTING,
    ),
)
REPAIR_ROUTES: Final = {route.name: route for route in (REPAIR, REPAIR_OUTSIDE)}

"""Whose hands the paper of a round wants (DOMAIN.md 4.15)."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.voucher import Party, Route, Step

_GROUP_LEADER: Final = Step("group_leader", 1, "检查组长", party=Party.GIVER, seal=False)
_HEAD: Final = Step("head", 1, "被查部门负责人", party=Party.TAKER, seal=False)
INSPECTION_ROUTES: Final = {
    route.name: route
    for route in (
        Route("inspection", "排查", (_HEAD, _GROUP_LEADER)),
        # Who came from above is nobody of the book: his hand stands on his own paper.
        Route("inspection_superior", "上级检查", (_HEAD,)),
    )
}

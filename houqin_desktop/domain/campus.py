"""Campus places (校园场所): where a hazard lies, a round leads by, a device hangs.

A campus place is no storeroom: a stairway, a gate, the kitchen. Who answers for it is a department
or a person (DOMAIN.md 4.15, 被查部门; section 6, 岗位责任).
"""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.values import names_nothing

FURTHEST = 9999


def campus_code(serial: int) -> str:
    """Return the number of the campus place registered as the so-many-th."""
    return f"CS{serial:04d}"


def require_campus_name(name: str) -> None:
    """Refuse a name that names no place.

    :raises Refused: `empty_name`.
    """
    if not name or names_nothing(name):
        raise Refused(
            "场所名称不能为空，也不能写“无”“待定”。请写具体地方，例如“教学楼东侧楼梯”。",
            code="empty_name",
        )


def require_turn(turn: int) -> None:
    """Refuse a turn on the walk that is none.

    :raises Refused: `bad_order`.
    """
    if not 1 <= turn <= FURTHEST:
        raise Refused(f"路线次序从 1 到 {FURTHEST}。请填第几个走到。", code="bad_order")

"""Who may do what at the gate and on the guards' log; part of the rights of the safety log."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.right import ASKING, OFFICE, STAFF, Right, posts_of

_LEADERS = posts_of(Post.GENERAL_AFFAIRS_DIRECTOR, Post.SUPERVISING_LEADER, Post.PRINCIPAL)
# Whoever types for the gate sees what he types; all of it later only who answers for it.
_IN_CLEAR = Right(_LEADERS, asks_password_again=True)
_SIGNING = Right(OFFICE.posts | _LEADERS)

GATE_RIGHTS: Final[dict[str, Right]] = {
    **dict.fromkeys(
        (
            "record_visit",
            "record_leaving",
            "record_outing",
            "record_outing_back",
            "open_shift",
            "write_shift",
            "record_patrol",
            "void_patrol",
            "hand_over_shift",
            "record_incident",
            "report_incident",
            "close_incident",
        ),
        ASKING,
    ),
    **dict.fromkeys(("void_visit", "void_outing", "void_shift", "void_incident"), OFFICE),
    "sign_shift": _SIGNING,
    "reveal_personal": _IN_CLEAR,
    "record_personal_export": _IN_CLEAR,
    "purge_personal": Right(STAFF.posts, administrator=True, asks_password_again=True),
}

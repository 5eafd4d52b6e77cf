"""整改通知书: who issues it for the school, and whose hands it wants (DOMAIN.md 4.17)."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import Party, Route, Step

# What stands below the table of a notice, in characters: there is one page for it and the seal.
MOST_WORDS: Final = 300


class NoticeIssuer(Labelled):
    """Who issues a 整改通知书 for the school."""

    DIRECTOR = "director", "总务主任"
    LEADER = "leader", "主管领导"
    PRINCIPAL = "principal", "校长"

    @property
    def route(self) -> str:
        """Return the name of its route."""
        return f"notice_{self.value}"


_ISSUING: Final = {
    NoticeIssuer.DIRECTOR: Post.GENERAL_AFFAIRS_DIRECTOR,
    NoticeIssuer.LEADER: Post.SUPERVISING_LEADER,
    NoticeIssuer.PRINCIPAL: Post.PRINCIPAL,
}
NOTICE_ROUTES: Final = {
    issuer.route: Route(
        issuer.route,
        f"整改通知书（{issuer.label}签发）",
        (
            Step("issuer", 1, "签发人、安全领导小组", post=post),
            Step("receiver", 2, "签收人", party=Party.TAKER, seal=False),
        ),
    )
    for issuer, post in _ISSUING.items()
}


def require_room_on_notice(title: str, words: str) -> None:
    """Refuse words that leave no room for the hands below them.

    :raises Refused: `too_long`.
    """
    if len(words) > MOST_WORDS:
        raise Refused(
            f"“{title}”有 {len(words):,} 字，通知书上最多写 {MOST_WORDS} 字。请写要点。",
            code="too_long",
        )

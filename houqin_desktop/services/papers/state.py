"""How much of a signed paper is back: asked of its filed pages, never stored."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.storage.returned import AppraisalPage, ReturnedPage, pages_of
from houqin_desktop.storage.voucher import Voucher

BACK, NONE_BACK = "已签回", "未签回"


def paper_state(voucher: Voucher) -> str:
    """Say how much of the present paper is back: 未签回, 签回 1/3 页, 已签回."""
    return pages_state(pages_of(voucher.id, voucher.version))


def pages_state(filed: Sequence[ReturnedPage | AppraisalPage]) -> str:
    """Return the words for the pages of one paper that came back."""
    return paper_words(len({row.page for row in filed}), filed[0].pages if filed else 0)


def paper_words(back: int, pages: int) -> str:
    """Return the words for so many pages of so many."""
    if not back:
        return NONE_BACK
    return BACK if back == pages else f"签回 {back}/{pages} 页"


def is_back(voucher: Voucher) -> bool:
    """Say whether every page of the present paper is filed."""
    return paper_state(voucher) == BACK

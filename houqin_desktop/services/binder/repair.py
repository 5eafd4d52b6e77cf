"""报修 in the binder: the requests of these days with what was done."""

from __future__ import annotations

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.binder.gathering import papers
from houqin_desktop.services.binder.parts import Section, Span


def repairs(span: Span) -> Section | None:
    """Return the papers of the repairs that were asked for within."""
    pieces = tuple(papers(span, VoucherKind.REPAIR, "报修单"))
    return Section("报修维修", pieces) if pieces else None


SECTIONS = (repairs,)

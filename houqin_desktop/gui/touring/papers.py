"""Every form of the school on the tour: as a PDF, and each of its pages as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.case_papers import case_paper
from houqin_desktop.documents.disposal_form import render_disposal
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.touring.depth_scenes import PAPERS
from houqin_desktop.services.disposal.drafts import ApplyDisposal
from houqin_desktop.services.disposal.sheet import disposal_sheet
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.registers.search import narrow

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

CASES: Final = (
    ("申请单（小件报废）", "BF20260007", 0),
    ("申请单（报损）", "BS20260001", 0),
    ("申请单（第2版，重印）", "BF20260006", 1),
    ("审批表（大额，有附表）", "BF20260004", 0),
    ("审批表（大件）", "BF20250002", 0),
)
# A word that finds them in the register, and how many of what it finds are applied for.
APPLICATIONS: Final = (("审批表（1995年的电脑）", "486", 24), ("审批表（多个门类）", "2009-09", 90))


def demo_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield the forms of the demo school, of old cases and of two new ones."""
    for title, number, reprint in CASES:
        yield title, _paper(number, reprint)
    for title, number, form in PAPERS:
        paper = case_paper(number, form, preview=True, copies=1)
        yield title, paper.draw(lambda _done, _total: None)
    for title, word, most in APPLICATIONS:
        yield title, _paper(_apply(session, word, most))


def long_papers() -> Iterator[tuple[str, bytes]]:
    """Yield the forms on which every name is as long as it gets."""
    yield "审批表（最长的名字）", _paper("BF20260001")
    yield "申请单（最长的名字）", _paper("BF20260002")


def _paper(number: str, reprint: int = 0) -> bytes:
    paper = BytesIO()
    render_disposal(disposal_sheet(number), paper, reprint=reprint)
    return paper.getvalue()


def _apply(session: Session, word: str, most: int) -> str:
    assets = register(session, "assets")
    keys = assets.index().keys
    found = [keys[at] for at in narrow(assets.texts(keys), word)][:most]
    code = next(at for at, column in enumerate(assets.columns) if column.title == "资产编号")
    draft = ApplyDisposal(
        kind=VoucherKind.SCRAP,
        assets=tuple(str(row[code]) for row in assets.rows(found)),
        reason=DisposalReason.WORN_OUT,
        reason_note="使用多年，主板老化无法修复，没有利用价值",
        residual_advice="交有资质单位回收，收入上缴国库",
    )
    number = session.run(draft).number
    assert number is not None
    return number

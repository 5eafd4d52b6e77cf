"""责任状签订台账 and 签订率: who must sign what, who has, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.services.pledge.standing import Obligation, coverage, obligations
from houqin_desktop.services.reports.lists import LEDGER_BOXES

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
LEDGER: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("签订人", wraps=True),
    PaperColumn("编号"),
    PaperColumn("单号"),
    PaperColumn("开出日期", CENTRED),
    PaperColumn("签订日期", CENTRED),
    PaperColumn("状态", CENTRED),
)
COVERAGE: Final = (
    PaperColumn("责任状", wraps=True),
    PaperColumn("签订人", CENTRED),
    PaperColumn("应签", COUNT, summed=True),
    PaperColumn("已签", COUNT, summed=True),
    PaperColumn("未签", COUNT, summed=True),
    PaperColumn("签订率", CENTRED),
)
FORMULA: Final = (
    "应签：当天在岗的教职工（校长代表学校签甲方，不计）、在用的部门、合同履行中的租赁单位，"
    "按本学年文本应签的；已签：双方都签齐、没有撤销或冲销的；未签 = 应签 − 已签，"
    "签订率 = 已签 ÷ 应签。"
)
UNSIGNED: Final = "unsigned"


def pledge_ledger(request: Request) -> ListSheet:
    """Return 签订台账: everybody who must sign, a section for each kind of letter and signer."""
    every = obligations(request.as_of.on)
    rows = [one for one in every if request.grouping != UNSIGNED or not one.is_signed]
    sections = [
        PaperSection(
            f"{topic.label}（{signer.label}）",
            tuple(_ledger_row(at, one) for at, one in enumerate(own, start=1)),
        )
        for (topic, signer), own in _by_kind(rows)
    ]
    title = "责任状未签名单" if request.grouping == UNSIGNED else ""
    return request.sheet(
        LEDGER,
        sections,
        title=title,
        fields=_fields(request, every),
        boxes=LEDGER_BOXES,
        notes=(FORMULA,),
    )


def pledge_coverage(request: Request) -> ListSheet:
    """Return 签订率: must, signed, unsigned and the rate of each kind, then of all."""
    every = obligations(request.as_of.on)
    rows = tuple(_coverage_row(topic, signer, own) for (topic, signer), own in _by_kind(every))
    return request.sheet(
        COVERAGE,
        [PaperSection("", rows)],
        fields=_fields(request, every),
        boxes=LEDGER_BOXES,
        notes=(FORMULA,),
    )


def _by_kind(
    rows: Sequence[Obligation],
) -> list[tuple[tuple[PledgeTopic, PledgeSigner], list[Obligation]]]:
    found: dict[tuple[PledgeTopic, PledgeSigner], list[Obligation]] = {}
    for one in rows:
        found.setdefault((one.topic, one.signatory.signer), []).append(one)
    return list(found.items())


def _fields(request: Request, every: Sequence[Obligation]) -> tuple[tuple[str, str], ...]:
    whole = coverage(every)
    on = request.as_of.on
    return (
        ("学年", school_year_of(on)),
        ("截至日期", on.isoformat()),
        ("应签", f"{whole.must:,}"),
        ("未签", f"{whole.unsigned:,}"),
        ("签订率", whole.rate),
    )


def _ledger_row(at: int, one: Obligation) -> tuple[SheetCell, ...]:
    letter = one.letter
    return (
        at,
        one.signatory.name,
        one.signatory.under,
        "" if letter is None else letter.number,
        "" if letter is None else letter.dated_on,
        letter.signed_on if letter is not None and one.is_signed else "",
        one.state,
    )


def _coverage_row(
    topic: PledgeTopic, signer: PledgeSigner, own: Sequence[Obligation]
) -> tuple[SheetCell, ...]:
    found = coverage(own)
    return (topic.label, signer.label, found.must, found.signed, found.unsigned, found.rate)


SHEETS: Final[dict[str, Callable[[Request], ListSheet]]] = {
    "pledge_ledger": pledge_ledger,
    "pledge_coverage": pledge_coverage,
}

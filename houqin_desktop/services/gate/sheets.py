"""What stands on 来访登记单 with its 回执, and on 出门条; what is personal is masked there too.

The host knows whom he has asked in, and the visitor signs by himself, so that no name in clear has
to leave the book on paper.
"""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.gate_slip import GateSlip, SlipRow
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.visit import OutingKind
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.outings import find_outing
from houqin_desktop.services.gate.view import GateBook
from houqin_desktop.services.gate.visits import find_visit
from houqin_desktop.services.gate.voiding import require_standing
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.gate import Outing, Visit


def _boxes(*titles: tuple[str, str]) -> tuple[SignatureBox, ...]:
    return tuple(SignatureBox(title, (prompt,), seal=False) for title, prompt in titles)


_VISIT_KEPT: Final = _boxes(("来访人", "签名"), ("门卫", "签名"), ("离校时间", "时间"))
_VISIT_GIVEN: Final = _boxes(("被访人", "签名"), ("谈完时间", "时间"), ("门卫收回", "签名"))
_STAFF_KEPT: Final = _boxes(("外出人", "签名"), ("批准人", "签名"), ("门卫", "签名"))
_PUPIL_KEPT: Final = _boxes(("接领人", "签名"), ("班主任", "签名"), ("门卫", "签名"))
# The program prints no name of a pupil in clear: who permits it writes it there by hand.
_PUPIL_GIVEN: Final = (
    SignatureBox("班主任", ("学生姓名", "签名"), seal=False),
    *_boxes(("门卫验放", "签名"), ("返校时间", "时间")),
)
_STAFF_GIVEN: Final = _boxes(("批准人", "签名"), ("门卫验放", "签名"), ("返校时间", "时间"))


def visit_slip(session: Session, number: str) -> GateSlip:
    """Return the slip of a visitor who was let in, with the part that the host signs.

    :raises Refused: for one who was turned away or whose entry is void.
    """
    visit = find_visit(number)
    require_standing(visit.code, visit.voided_on, visit.void_reason)
    if not visit.admitted:
        raise Refused(f"{visit.code} 没有准入，没有回执可印。请核对编号。", code="not_inside")
    return GateSlip(
        title="外来人员来访登记单",
        number=visit.code,
        school=school_name(),
        kept="存根（门卫留存）",
        given="回执（来访人带给被访人签字，离校时交门卫）",
        rows=_visit_rows(visit),
        kept_boxes=_VISIT_KEPT,
        given_boxes=_VISIT_GIVEN,
        note="凭临时证在校内活动，离校时交回临时证和回执。证件号和电话只印一部分，以保护个人信息。",
        printed=printed_words(session, "来访登记单"),
    )


def _visit_rows(visit: Visit) -> tuple[SlipRow, ...]:
    book = GateBook.of((visit,))
    shown = book.masks.shown
    who = shown(visit.name_key) + (f"（{visit.sex.label}）" if visit.sex else "")
    return (
        (("来访时间", f"{chinese_date(visit.came_on)} {visit.came_at}"), ("临时证号", visit.badge)),
        (("来访人", who), ("人数", f"{visit.heads} 人")),
        (("单位或关系", visit.organisation), ("车牌", visit.plate)),
        (("证件", book.credential(visit)), ("联系电话", shown(visit.telephone_key))),
        (("被访人", book.host(visit)), ("电话核实", book.asked(visit))),
        (("事由", visit.purpose),),
        (("物品检查", visit.belongings), ("备注", visit.remarks)),
    )


def outing_slip(session: Session, number: str) -> GateSlip:
    """Return the slip with which somebody leaves the school.

    :raises Refused: for a void entry.
    """
    outing = find_outing(number)
    require_standing(outing.code, outing.voided_on, outing.void_reason)
    pupil = outing.kind is OutingKind.PUPIL
    return GateSlip(
        title="学生出门条" if pupil else "教职工外出登记单",
        number=outing.code,
        school=school_name(),
        kept="存根（门卫留存）",
        given="出门条（交接领人，学生返校时交门卫）" if pupil else "出门条（返校时交门卫）",
        rows=_outing_rows(outing),
        kept_boxes=_PUPIL_KEPT if pupil else _STAFF_KEPT,
        given_boxes=_PUPIL_GIVEN if pupil else _STAFF_GIVEN,
        note=(
            "学生凭班主任签字的出门条和接领人离校；门卫已打电话向班主任核验。"
            if pupil
            else "外出须先经批准，按时返校并登记。"
        ),
        printed=printed_words(session, "出门条"),
    )


def _outing_rows(outing: Outing) -> tuple[SlipRow, ...]:
    book = GateBook.of((outing,))
    person = book.names.person
    went = f"{chinese_date(outing.went_on)} {outing.went_at}"
    expected = minute_of(outing.expected_on, outing.expected_at) or "不返校"
    rows: tuple[SlipRow, ...] = (
        (("外出人", book.who(outing)), ("离校时间", went)),
        (("事由", outing.purpose),),
        (("去向", outing.destination), ("预计返回", expected)),
    )
    if outing.kind is OutingKind.STAFF:
        return (*rows, (("批准人", person(outing.approved_by_id)), ("备注", outing.remarks)))
    return (
        *rows,
        (("班主任", person(outing.permitted_by_id)), ("门卫核验", book.asked(outing))),
        (("接领人", book.fetcher(outing)), ("备注", outing.remarks)),
    )

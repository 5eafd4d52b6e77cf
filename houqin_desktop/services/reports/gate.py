"""来访登记表、外出登记表 and 校园巡查统计 of a period; what is personal is masked."""

from __future__ import annotations

from datetime import date, timedelta

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.settings import PATROLS
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services import lookup
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.view import GateBook, outing_state, visit_state
from houqin_desktop.services.reports.catalogue import Request
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.storage.gate import outings_between, visits_between, visits_inside_on
from houqin_desktop.storage.guard_shift import patrols_by_day

CENTRED, COUNT = PaperKind.CENTRED, PaperKind.COUNT
_VISITS = (
    PaperColumn("序号", CENTRED),
    PaperColumn("来访编号", CENTRED),
    PaperColumn("来访时间", CENTRED),
    PaperColumn("来访人", CENTRED),
    PaperColumn("单位或关系", wraps=True),
    PaperColumn("证件", wraps=True),
    PaperColumn("联系电话", CENTRED),
    PaperColumn("人数", COUNT, summed=True),
    PaperColumn("车牌", CENTRED),
    PaperColumn("被访人", wraps=True),
    PaperColumn("事由", wraps=True),
    PaperColumn("电话核实", wraps=True),
    PaperColumn("准入", CENTRED),
    PaperColumn("证号", CENTRED),
    PaperColumn("离开时间", CENTRED),
    PaperColumn("门卫", CENTRED),
    PaperColumn("备注", wraps=True),
)
_OUTINGS = (
    PaperColumn("序号", CENTRED),
    PaperColumn("外出编号", CENTRED),
    PaperColumn("离校时间", CENTRED),
    PaperColumn("种类", CENTRED),
    PaperColumn("外出人", wraps=True),
    PaperColumn("事由", wraps=True),
    PaperColumn("去向", wraps=True),
    PaperColumn("批准人", CENTRED),
    PaperColumn("班主任", CENTRED),
    PaperColumn("门卫核验", wraps=True),
    PaperColumn("接领人", wraps=True),
    PaperColumn("预计返回", CENTRED),
    PaperColumn("返校时间", CENTRED),
    PaperColumn("状态", CENTRED),
)
_PATROLS = (
    PaperColumn("序号", CENTRED),
    PaperColumn("日期", CENTRED),
    PaperColumn("巡查次数", COUNT, summed=True),
    PaperColumn("应巡次数", COUNT, summed=True),
    PaperColumn("少巡", COUNT, summed=True, dashed=True),
)
_INSIDE = (
    PaperColumn("序号", CENTRED),
    PaperColumn("来访编号", CENTRED),
    PaperColumn("来访时间", CENTRED),
    PaperColumn("临时证号", CENTRED),
    PaperColumn("来访人", CENTRED),
    PaperColumn("人数", COUNT, summed=True),
    PaperColumn("被访人", wraps=True),
    PaperColumn("事由", wraps=True),
    PaperColumn("车牌", CENTRED),
    PaperColumn("　查问结果　"),
    PaperColumn("　离校时间　"),
)
_CLOSING_BOXES = tuple(SignatureBox(title, (), seal=False) for title in ("门卫", "带班领导"))


def _window(request: Request) -> tuple[str, str]:
    """Return the first moment of the period and the first after it."""
    return str(request.from_on), str(request.as_of.on + timedelta(days=1))


def _period(request: Request) -> str:
    return f"{chinese_date(request.from_on)}至{chinese_date(request.as_of.on)}"


def visits(request: Request) -> ListSheet:
    """Return the visitors of the period, those turned away too."""
    book = GateBook.of(found := visits_between(*_window(request)))
    rows: list[tuple[SheetCell, ...]] = [
        (
            visit.code,
            minute_of(visit.came_on, visit.came_at),
            book.masks.shown(visit.name_key),
            visit.organisation,
            book.credential(visit),
            book.masks.shown(visit.telephone_key),
            visit.heads,
            visit.plate,
            book.host(visit),
            visit.purpose,
            book.asked(visit),
            "是" if visit.admitted else "否",
            visit.badge,
            minute_of(visit.left_on, visit.left_at) or visit_state(visit),
            book.names.person(visit.gate_by_id),
            visit.turned_away or visit.remarks,
        )
        for visit in found
    ]
    turned = sum(not visit.admitted for visit in found)
    return request.sheet(
        _VISITS,
        [PaperSection("", numbered(rows))] if rows else [],
        fields=(
            ("期间", _period(request)),
            ("来访", f"{len(found)} 起"),
            ("其中未准入", f"{turned} 起"),
        ),
        boxes=LEDGER_BOXES,
        notes=("姓名、证件号和电话只列一部分，以保护个人信息；作废的登记不列。",),
    )


def outings(request: Request) -> ListSheet:
    """Return who went out of school in the period."""
    book = GateBook.of(found := outings_between(*_window(request)))
    now = request.session.clock.now().strftime("%Y-%m-%d %H:%M")
    rows: list[tuple[SheetCell, ...]] = [
        (
            outing.code,
            minute_of(outing.went_on, outing.went_at),
            outing.kind.label,
            book.who(outing),
            outing.purpose,
            outing.destination,
            book.names.person(outing.approved_by_id),
            book.names.person(outing.permitted_by_id),
            book.asked(outing),
            book.fetcher(outing),
            minute_of(outing.expected_on, outing.expected_at),
            minute_of(outing.back_on, outing.back_at),
            outing_state(outing, now),
        )
        for outing in found
    ]
    return request.sheet(
        _OUTINGS,
        [PaperSection("", numbered(rows))] if rows else [],
        fields=(("期间", _period(request)), ("外出", f"{len(found)} 人次")),
        boxes=LEDGER_BOXES,
        notes=("学生和接领人的姓名、电话只列一部分，以保护个人信息；作废的登记不列。",),
    )


def patrols(request: Request) -> ListSheet:
    """Return how often the grounds were walked on each day of the period, and how often too few."""
    wanted = int(lookup.setting(PATROLS))
    walked = patrols_by_day(request.from_on, request.as_of.on)
    days: list[date] = sorted(walked)
    rows: list[tuple[SheetCell, ...]] = [
        (on.isoformat(), walked[on], wanted, max(wanted - walked[on], 0)) for on in days
    ]
    whole = (request.as_of.on - request.from_on).days + 1
    return request.sheet(
        _PATROLS,
        [PaperSection("", numbered(rows))] if rows else [],
        fields=(
            ("期间", _period(request)),
            ("有巡查的天数", f"{len(rows)}/{whole}"),
            ("每天应巡", f"{wanted} 次"),
        ),
        boxes=LEDGER_BOXES,
        notes=("校内巡查每天不少于五次（GB/T 29315-2022）；没有列出的日子没有巡查记录。",),
    )


def inside(request: Request) -> ListSheet:
    """Return who is inside at the end of a day, with room for what was found when asked."""
    book = GateBook.of(found := visits_inside_on(request.as_of.on))
    rows: list[tuple[SheetCell, ...]] = [
        (
            visit.code,
            minute_of(visit.came_on, visit.came_at),
            visit.badge,
            book.masks.shown(visit.name_key),
            visit.heads,
            book.host(visit),
            visit.purpose,
            visit.plate,
            "",
            "",
        )
        for visit in found
    ]
    return request.sheet(
        _INSIDE,
        [PaperSection("", numbered(rows))] if rows else [],
        fields=(("日期", chinese_date(request.as_of.on)), ("在校来访", f"{len(rows)} 起")),
        boxes=_CLOSING_BOXES,
        notes=("清校时逐个查问：已走的补登离校，没走的请离校，临时证没有交回的追回。",),
    )


SHEETS = {
    "gate_inside": inside,
    "gate_visits": visits,
    "gate_outings": outings,
    "gate_patrols": patrols,
}

"""总结报表: which papers can be drawn from the register, and the sheet of each as of any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from houqin_desktop.domain.bureau import EDITION_2010, EDITION_2022, UNCLASSED
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.category import CLASS_NAMES
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import Lead, ListSheet, PaperColumn, PaperSection
from houqin_desktop.domain.settings import SCHOOL_NAME
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.reports.safety_specs import SAFETY_REPORTS
from houqin_desktop.services.reports.spec import ReportSpec
from houqin_desktop.services.reports.summary import GROUPINGS, period
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import card_count
from houqin_desktop.storage.people import Person, Storeroom

_NO_STOCK = "请换一个截至日期，或先登记物品、入库。"
_NO_PROCUREMENT = "这段日期没有采购。请换一段日期，或先提交采购申请、办理采购。"
# So many cards are added up before anybody notices.
_LONG = 10_000
_EDITIONS = ((EDITION_2022, "2022 六大类"), (EDITION_2010, "2010 六大类"))
REPORTS = {
    spec.name: spec
    for spec in (
        ReportSpec(
            "summary",
            "资产汇总表",
            "期初、增加、减少、期末，按分类、保管室、部门或状态",
            "reports.of_summary",
            tuple((key, f"按{title}") for key, title in GROUPINGS.items()),
            has_period=True,
        ),
        ReportSpec(
            "bureau_summary",
            "财政口径汇总表",
            "按财政部门的六大类汇总，与资产报表核对",
            "reports.of_summary",
            _EDITIONS,
            has_period=True,
        ),
        ReportSpec(
            "bureau_cards",
            "财政口径卡片明细",
            "按财政资产系统的栏目次序，一卡一行，只出工作簿",
            "reports.bureau",
            _EDITIONS,
            on_paper=False,
        ),
        ReportSpec(
            "category_ledger", "固定资产分类台账", "全部卡片，一类一段，有小计", "reports.lists",
            narrows="class",
        ),
        ReportSpec(
            "storeroom_ledger", "固定资产分室台账", "一室一份，保管员签字", "reports.lists",
            narrows="storeroom",
        ),
        ReportSpec(
            "custody_list", "责任到人清单", "每人名下的物品，本人签字", "reports.lists",
            narrows="person",
        ),
        ReportSpec(
            "missing_custody", "待补责任人清单", "缺使用人、责任人或保管人，或其人已离岗的卡片",
            "reports.lists",
        ),
        ReportSpec(
            "stock_table", "库存总表", "每种物品各保管室有多少、在外多少、值多少", "reports.stock",
            of_cards=False,
            empty=_NO_STOCK,
            page="stock",
        ),
        ReportSpec(
            "storeroom_stock", "分室库存清单", "一室一张：物品、数量、金额、最低库存，保管员签字",
            "reports.stock",
            narrows="storeroom",
            of_cards=False,
            empty=_NO_STOCK,
            page="stock",
        ),
        ReportSpec(
            "loan_reminders", "催还单", "到期没有归还的借用，一个部门一张", "reports.loans",
            of_cards=False,
            empty="没有到期不还的借用，不用催还。",
            page="stock",
        ),
        ReportSpec(
            "personal_account", "个人领用卡", "一人一账：一年里领用和借用的物品，还有哪些在手",
            "reports.loans",
            has_period=True,
            narrows="person",
            of_cards=False,
            empty="这段日期没有领用、借用物品。请换一段日期，或先办领用、借用。",
            page="stock",
        ),
        ReportSpec(
            "loss_damage", "丢失破损登记表", "谁最后用过、历次交接和后续单据", "reports.losses",
            has_period=True,
            empty="这段日期没有丢失、破损的登记。",
            page="stock",
        ),
        ReportSpec(
            "equipment", "配备情况表", "按配备标准，谁缺、谁多、用满年限没有", "reports.equipment",
            (("all", "全部"), ("lacking", "只列缺的"), ("surplus", "只列多的")),
        ),
        ReportSpec(
            "procurement_ledger", "采购台账", "逐行：申请、批准、订购、验收、入库、发放、入账",
            "reports.procurement",
            has_period=True,
            of_cards=False,
            empty=_NO_PROCUREMENT,
            page="procurement",
        ),
        ReportSpec(
            "procurement_plan", "采购计划汇总", "要买什么：申请、核减、批准的数量和预计金额",
            "reports.procurement",
            (("thing", "按物品"), ("department", "按部门")),
            has_period=True,
            of_cards=False,
            empty=_NO_PROCUREMENT,
            page="procurement",
        ),
        ReportSpec(
            "procurement_forms", "政府采购统计", "按采购方式：笔数、金额、节约",
            "reports.spending",
            (("form", "汇总"), ("detail", "一笔一行")),
            has_period=True,
            of_cards=False,
            empty=_NO_PROCUREMENT,
            page="procurement",
        ),
        ReportSpec(
            "budget_sheet", "采购预算执行表", "年初预算、已申请、已支出、余额；年终决算",
            "reports.spending",
            (("execution", "预算执行"), ("final", "年终决算")),
            of_cards=False,
            empty="这一年没有采购预算。请先登记预算，或换一个截至日期。",
            page="procurement",
        ),
        ReportSpec(
            "supplier_sheet", "供应商一览", "在哪里买了什么、多少钱，是否按期，退换多少",
            "reports.spending",
            has_period=True,
            of_cards=False,
            empty=_NO_PROCUREMENT,
            page="procurement",
        ),
        ReportSpec(
            "procurement_waiting", "在途和等待的申请", "等谁签字、等采购、等到货、等入库，各几天",
            "reports.procurement_waiting",
            of_cards=False,
            empty="没有等待的采购申请，也没有在途的物品。",
            page="procurement",
        ),
        ReportSpec(
            "not_in_accounts", "财务未入账清单", "入了库、会计还没有入账的入库单",
            "reports.spending",
            of_cards=False,
            empty="入库单都已经登记会计凭证号，财务没有欠账。",
            page="procurement",
        ),
        *SAFETY_REPORTS,
        ReportSpec(
            "duty_cards", "保管员职责牌", "一室一张，挂在墙上；职责在学校参数里改",
            "reports.duty_card",
            narrows="storeroom",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """One report as it was asked for."""

    session: Session
    spec: ReportSpec
    as_of: AsOf
    from_on: date
    grouping: str
    only: str | None = None
    to_on: date | None = None

    @property
    def last_on(self) -> date:
        """Return the last day of the period, by default the day as of which it looks."""
        return self.to_on or self.as_of.on

    def sheet(
        self,
        columns: tuple[PaperColumn, ...],
        sections: Sequence[PaperSection],
        *,
        title: str = "",
        fields: tuple[tuple[str, str], ...] = (),
        boxes: tuple[SignatureBox, ...] = (),
        notes: tuple[str, ...] = (),
        value_column: int | None = None,
        apart: bool = False,
        grand_total: bool = True,
    ) -> ListSheet:
        """Return the sheet of these sections with what every report says of itself."""
        rows = sum(len(section.rows) for section in sections)
        count = () if apart else (("项数", f"{rows:,}"),)
        usual = (("截至日期", chinese_date(self.as_of.on)), *count, ("金额单位", "元"))
        return ListSheet(
            name=self.spec.name,
            title=title or self.spec.title,
            school=lookup.setting(SCHOOL_NAME),
            fields=fields or usual,
            columns=columns,
            sections=tuple(sections),
            printed=printed_words(self.session, self.spec.title),
            notes=(*notes, *self._entered_later()),
            boxes=boxes,
            apart=apart,
            grand_total=grand_total,
            value_column=value_column,
        )

    def _entered_later(self) -> tuple[str, ...]:
        later = self.as_of.entered_later if self.spec.of_cards else 0
        if not later:
            return ()
        on = chinese_date(self.as_of.on)
        return (f"其中 {later:,} 张卡片有在{on}以后才登记或补记的内容，按取得日期或业务日期计入。",)


def cards_behind(session: Session, lead: Lead, on: date) -> ListSheet:
    """Return the cards behind one line of a report as they were on a day."""
    _, last = period(session, on, None)
    spec = ReportSpec("cards_behind", f"{lead[2]}的资产", "", "reports.lists")
    request = Request(session, spec, AsOf(last, session.clock.today()), last, "")
    module = import_module("houqin_desktop.services.reports.lists")
    sheet: ListSheet = module.cards_behind(request, lead)
    return sheet


def narrowings(session: Session, spec: ReportSpec) -> list[str]:
    """Return to what a report can be narrowed now, in the order of the lists of the book."""
    if spec.narrows == "storeroom":
        rooms = Storeroom.every("level <> 'central', sort_key, id")
        return [room.name for room in rooms if not room.closed]
    if spec.narrows == "person":
        today = session.clock.today()
        people = Person.every("sort_key, id")
        named = Counter(one.name for one in people)
        # Of two people of one name each is known by his number.
        return [
            one.name if named[one.name] == 1 else one.number
            for one in people
            if one.left_on is None or one.left_on >= today
        ]
    return [*CLASS_NAMES.values(), UNCLASSED] if spec.narrows == "class" else []


def is_long() -> bool:
    """Say whether the book is so large that a report of it is made aside."""
    return card_count() > _LONG


def printed_words(session: Session, form: str) -> str:
    """Return what the foot of a paper says: its form, when it was printed and by whom."""
    actor = session.actor()
    now = session.clock.now()
    by = f"　打印人：{actor.name}" if actor is not None else ""
    return f"{form}　打印时间：{now:%Y-%m-%d %H:%M}{by}"


def report(
    session: Session,
    name: str,
    *,
    on: date | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    by: str | None = None,
    only: str | None = None,
) -> ListSheet:
    """Return the sheet of a report.

    :param on: the day as of which it looks, by default today.
    :param to_on: the last day of its period where that is an earlier one.
    :param by: the grouping, one of the report's choices.
    :param only: the one class, room or person to which it is narrowed.
    :raises Refused: for an unknown report, grouping, room or person, or an impossible date.
    """
    spec = report_spec(name)
    choices = [key for key, _ in spec.choices]
    if by is not None and by not in choices:
        known = f"可填：{'、'.join(choices)}。" if choices else "它没有别的编法，请不要填写。"
        raise Refused(f"{spec.title}不能按“{by}”编。{known}", code="unknown_grouping")
    if only is not None and not spec.narrows:
        raise Refused(f"{spec.title}不能只取“{only}”。请不要限定。", code="cannot_narrow")
    if from_on is not None and not spec.has_period:
        raise Refused(f"{spec.title}没有起日，只按止日编。请只填止日。", code="no_period")
    if to_on is not None and not spec.looks_back:
        raise Refused(
            f"{spec.title}的期末就是截至日期。请只填截至日期，不要另填期末。", code="no_period_end"
        )
    first, last = period(session, on, from_on, to_on)
    as_of = AsOf(last, session.clock.today())
    grouping = by or next(iter(choices), "")
    request = Request(session, spec, as_of, first, grouping, only, to_on)
    sheets: dict[str, Callable[[Request], ListSheet]] = import_module(
        f"houqin_desktop.services.{spec.module}"
    ).SHEETS
    return sheets[spec.name](request)


def report_spec(name: str) -> ReportSpec:
    """Return the report of this name; refuse an unknown one."""
    spec = REPORTS.get(name)
    if spec is None:
        names = "、".join(f"{one.name}（{one.title}）" for one in REPORTS.values())
        raise Refused(f"没有报表“{name}”。可编：{names}。", code="unknown_report")
    return spec

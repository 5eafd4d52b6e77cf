"""Cards, ledgers, lists and summaries on the tour: short ones of the demo school, long names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.card_form import render_cards
from houqin_desktop.documents.report_paper import draw_report
from houqin_desktop.services.assets.card_sheet import card_sheets
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.reports.catalogue import REPORTS, report

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# Report, grouping and narrowing; a whole ledger of the demo school fills a hundred pages.
SHORT: Final = (
    ("summary", "category", None),
    ("summary", "storeroom", None),
    ("summary", "department", None),
    ("bureau_summary", "2022", None),
    ("bureau_summary", "2010", None),
    ("category_ledger", None, "文物和陈列品"),
    ("storeroom_ledger", None, "音乐室"),
    ("custody_list", None, "曹艳"),
    ("loss_damage", None, None),
    ("equipment", "all", None),
    ("procurement_ledger", None, None),
    ("procurement_plan", "department", None),
    ("procurement_forms", "detail", None),
    ("budget_sheet", "execution", None),
    ("budget_sheet", "final", None),
    ("supplier_sheet", None, None),
    ("procurement_waiting", None, None),
    ("not_in_accounts", None, None),
    ("duty_attendance", "all", None),
    ("gate_inside", None, None),
    ("gate_visits", None, None),
    ("gate_outings", None, None),
    ("gate_patrols", None, None),
    ("safety_charts", None, None),
    ("inspection_ledger", None, None),
    ("inspection_findings", "place", None),
    ("pledge_ledger", "unsigned", None),
    ("pledge_coverage", None, None),
    ("safety_devices", "all", None),
    ("devices_due", None, None),
    ("safety_events", None, None),
    ("required_events", "all", None),
    ("liaison", None, None),
    ("issued_texts", None, None),
    ("hazard_ledger", None, None),
    ("rectification_rate", "category", None),
    ("duty_cards", None, "电脑1室"),
)
# The first and the last cards, and those of the old computers.
CARDS: Final = 2


def demo_lists(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield cards and short lists of the demo school."""
    yield "资产卡片", _cards(session, CARDS)
    yield from _reports(session, SHORT)


def long_lists(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield cards and lists on which every name is as long as it gets."""
    yield "资产卡片（最长的名字）", _cards(session, 1)
    every = [(name, None, None) for name, spec in REPORTS.items() if spec.on_paper]
    yield from ((f"{title}（最长的名字）", paper) for title, paper in _reports(session, every))


def _reports(
    session: Session, wanted: Sequence[tuple[str, str | None, str | None]]
) -> Iterator[tuple[str, bytes]]:
    on = session.clock.today()
    for name, by, only in wanted:
        sheet = report(session, name, by=by, only=only)
        yield sheet.title, draw_report(session, sheet, on, only)


def _cards(session: Session, most: int) -> bytes:
    assets = register(session, "assets")
    keys = assets.index().keys
    rows = assets.rows([*keys[:most], *keys[-most:]])
    target = BytesIO()
    render_cards(card_sheets(session, [str(row[0]) for row in rows]), target)
    return target.getvalue()

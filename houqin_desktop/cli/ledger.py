"""`import assets` and `export assets`: a ledger comes in with a full account, or goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houqin_desktop.cli.speech import (
    DONE,
    REFUSED,
    answer_json,
    answer_table,
    answer_text,
    refusal,
    tell,
)
from houqin_desktop.documents.asset_workbook import write_assets
from houqin_desktop.documents.workbook_reader import read_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger import LedgerIssue
from houqin_desktop.services.import_plan import ImportPlan
from houqin_desktop.services.import_planning import plan_import
from houqin_desktop.services.import_undo import UndoImport
from houqin_desktop.services.importing import import_plan
from houqin_desktop.services.registers import Filter, Sort, register
from houqin_desktop.services.search import narrow
from houqin_desktop.services.session import Session

_COUNT_TITLES = {
    "found": "找到",
    "added": "新增",
    "updated": "更新",
    "unchanged": "无变化",
    "rejected": "不能登记",
    "doubtful": "待核实",
}


def import_assets(
    session: Session, path: Path, *, dry_run: bool, skip_rejected: bool, as_json: bool
) -> int:
    """Bring a ledger in, or only say what it would bring."""
    plan = plan_import(session, read_workbook(path))
    if dry_run:
        _account(plan, None, None, as_json=as_json)
        tell("只是试算，没有写入。")
        return DONE
    try:
        batch = import_plan(session, plan, skip_rejected=skip_rejected)
    except Refused as refused:
        _account(plan, None, refused, as_json=as_json)
        tell(refused.sentence)
        return REFUSED
    _account(plan, batch, None, as_json=as_json)
    tell("文件里没有新的内容，没有写入。" if batch is None else f"已导入，批次 {batch}。")
    return DONE


def undo_import(session: Session, batch: str, reason: str | None, *, as_json: bool) -> int:
    """Take a batch back whole, or say what depends on it."""
    result = session.run(UndoImport(batch=batch, reason=reason))
    if as_json:
        answer_json({"batch": result.number, "seq": result.seq})
    tell(f"批次 {result.number} 已整批撤回，编号可以再用。")
    return DONE


def _account(
    plan: ImportPlan, batch: str | None, refused: Refused | None, *, as_json: bool
) -> None:
    if as_json:
        answer: dict[str, Any] = {} if refused is None else refusal(refused)
        issues = [_issue(issue) for issue in plan.issues]
        answer_json(answer | plan.counts | {"batch": batch, "issues": issues})
        return
    for key, count in plan.counts.items():
        answer_text(f"{_COUNT_TITLES[key]}\t{count}")
    if plan.issues:
        answer_table(
            ("工作表", "行", "列", "栏目", "内容", "说明", "程度"),
            (
                (i.sheet, i.row, i.column, i.header, i.value, i.message, i.severity.label)
                for i in plan.issues
            ),
        )


def _issue(issue: LedgerIssue) -> dict[str, Any]:
    return {
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "header": issue.header,
        "value": issue.value,
        "message": issue.message,
        "severity": issue.severity.value,
    }


def export_assets(
    session: Session,
    path: Path,
    *,
    where: str,
    filters: tuple[Filter, ...],
    sort: tuple[Sort, ...],
    as_json: bool,
) -> int:
    """Write the register into a workbook, whole or narrowed and ordered as asked."""
    ids = _seen(session, where, filters, sort) if where or filters or sort else None
    count = write_assets(session, path, ids)
    if as_json:
        answer_json({"file": str(path), "rows": count})
    tell(f"已写出 {path}，共 {count} 张卡片。")
    return DONE


def _seen(
    session: Session, where: str, filters: tuple[Filter, ...], sort: tuple[Sort, ...]
) -> list[int]:
    """Return the keys of the cards in view, in their order."""
    found = register(session, "assets")
    keys = list(found.index(filters, sort).keys)
    if not where:
        return keys
    return [keys[position] for position in narrow(found.texts(keys), where)]

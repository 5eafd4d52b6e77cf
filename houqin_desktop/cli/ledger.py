"""`import` of assets and of stock, `export assets`: a ledger in with a full account, or out."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
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
from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.ledger.kinds import KindGuess
from houqin_desktop.domain.ledger.recognising import LedgerIssue
from houqin_desktop.services.importing.choices import ledger_choices, sheet_words
from houqin_desktop.services.importing.decisions import ImportDecisions, all_taken, decided
from houqin_desktop.services.importing.look import guess_in_words, guessed_kind
from houqin_desktop.services.importing.plan import CellChange, ImportPlan, PlannedRow
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.registers.listing import Filter, Sort, register
from houqin_desktop.services.registers.search import narrow
from houqin_desktop.services.session import Session

_COUNT_TITLES = {
    "found": "找到",
    "added": "新增",
    "updated": "更新",
    "unchanged": "无变化",
    "rejected": "不能登记",
    "doubtful": "待核实",
}


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the command line asked for.

    `take` settles every conflict in favour of the workbook; `choices` is a JSON file of corrected
    columns, `faults` where a copy with its faults is to go, `kind` what the ledger is of.
    """

    path: Path
    dry_run: bool = False
    skip_rejected: bool = False
    take: bool = False
    choices: Path | None = None
    faults: Path | None = None
    kind: LedgerKind = LedgerKind.ASSETS


def import_ledger(session: Session, request: ImportRequest, *, as_json: bool) -> int:
    """Bring a ledger in, or only say what it would bring."""
    workbook = read_workbook(request.path)
    words = {} if request.choices is None else sheet_words(_document(request.choices))
    guess = guessed_kind(workbook)
    if guess is not None and guess.kind is not request.kind:
        tell(f"{guess_in_words(guess)}要这样读入，请用 import {guess.kind.value}。")
    choices = ledger_choices(workbook, words, request.kind)
    tried = plan_import(session, workbook, choices)
    decisions = all_taken(tried) if request.take else ImportDecisions()
    left_out = frozenset((name, row) for name, said in words.items() for row in said.leave_out)
    plan = decided(tried, replace(decisions, left_out=left_out))
    told = _Account(tried, plan, guess, as_json=as_json)
    if request.faults is not None:
        from houqin_desktop.documents.workbooks.faults import write_faults

        count = write_faults(session, tried, workbook, request.path, request.faults)
        tell(f"已把 {count} 行的问题写进 {request.faults.name}。")
    if tried.conflicts:
        tell(_settled(len(tried.conflicts), take=request.take))
    if request.dry_run:
        told.give(None, None)
        tell("只是试算，没有写入。")
        return DONE
    try:
        batch = import_plan(session, plan, skip_rejected=request.skip_rejected)
    except Refused as refused:
        told.give(None, refused)
        tell(refused.sentence)
        return REFUSED
    told.give(batch, None)
    tell(_outcome(plan, batch))
    return DONE


def _settled(count: int, *, take: bool) -> str:
    if take:
        return f"有 {count} 格账上和表里都改过，按 --conflicts take 改用表里的。"
    return f"有 {count} 格账上和表里都改过，保留账上的。要用表里的，请加 --conflicts take。"


def _outcome(plan: ImportPlan, batch: str | None) -> str:
    if batch is not None:
        return f"已导入，批次 {batch}。"
    again = f"这个文件已作为批次 {plan.earlier} 导入过。" if plan.earlier else ""
    return f"{again}文件里没有新的内容，没有写入。"


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise Refused(
            f"认法文件 {path.name} 读不出来。请核对位置，并写成 JSON。", code="choices"
        ) from None


def undo_import(session: Session, batch: str, reason: str | None, *, as_json: bool) -> int:
    """Take a batch back whole, or say what depends on it."""
    result = session.run(UndoImport(batch=batch, reason=reason))
    if as_json:
        answer_json({"batch": result.number, "seq": result.seq})
    tell(f"批次 {result.number} 已整批撤回，编号可以再用。")
    return DONE


@dataclass(frozen=True, slots=True)
class _Account:
    """The full account of a trial: what was found, and what the decisions leave of it."""

    tried: ImportPlan
    plan: ImportPlan
    guess: KindGuess | None
    as_json: bool

    def give(self, batch: str | None, refused: Refused | None) -> None:
        """Say what the import did, or would have done."""
        if self.as_json:
            answer: dict[str, Any] = {} if refused is None else refusal(refused)
            found = {
                "batch": batch,
                "looks_like": None if self.guess is None else _looks_like(self.guess),
                "issues": [_issue(issue) for issue in self.tried.issues],
                "conflicts": [_conflict(row, change) for row, change in self.tried.conflicts],
                "look_alikes": [_look_alike(row) for row in self.tried.look_alikes],
            }
            answer_json(answer | self.plan.counts | found)
            return
        for key, count in self.plan.counts.items():
            answer_text(f"{_COUNT_TITLES[key]}\t{count}")
        issues = self.tried.issues
        if issues:
            answer_table(
                ("工作表", "行", "列", "栏目", "内容", "说明", "程度"),
                (
                    (i.sheet, i.row, i.column, i.header, i.value, i.message, i.severity.label)
                    for i in issues
                ),
            )


def _looks_like(guess: KindGuess) -> dict[str, Any]:
    return {
        "kind": guess.kind.value,
        "sureness": guess.sureness.value,
        "reasons": list(guess.reasons),
    }


def _conflict(planned: PlannedRow, change: CellChange) -> dict[str, Any]:
    column = planned.row.columns.get(change.key)
    return {
        "sheet": planned.row.sheet,
        "row": planned.row.row_number,
        "column": column.letter if column else "",
        "code": planned.code,
        "field": change.title,
        "book": change.old,
        "file": change.new,
    }


def _look_alike(planned: PlannedRow) -> dict[str, Any]:
    return {
        "sheet": planned.row.sheet,
        "row": planned.row.row_number,
        "name": planned.row["name"],
        "like": planned.look_alike,
    }


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
    ids = keys_seen(session, where, filters, sort) if where or filters or sort else None
    count = write_assets(session, path, ids)
    if as_json:
        answer_json({"file": str(path), "rows": count})
    tell(f"已写出 {path}，共 {count} 张卡片。")
    return DONE


def keys_seen(
    session: Session,
    where: str,
    filters: tuple[Filter, ...],
    sort: tuple[Sort, ...],
    name: str = "assets",
) -> list[int]:
    """Return the keys of the rows of a register in view, in their order."""
    found = register(session, name)
    keys = list(found.index(filters, sort).keys)
    if not where:
        return keys
    return [keys[position] for position in narrow(found.texts(keys), where)]

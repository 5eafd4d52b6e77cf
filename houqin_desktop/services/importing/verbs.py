"""Bringing an old ledger into the book: one command, one transaction, one batch.

Everything that is not refused goes in together or not at all. The plan was made on the book as it
stood; if anything was entered in between, it is made again. What the sheet said where it was
doubtful stays with the card (原文), and the card stands as 待核实 until somebody has looked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.findings import DETAIL
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.numbering import voucher_number
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.verbs import correct_asset
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Argument, Draft, Kind, argument
from houqin_desktop.services.importing.differences import ROLES
from houqin_desktop.services.importing.layouts import remember
from houqin_desktop.services.importing.new_cards import Names, words_of, write_new
from houqin_desktop.services.importing.plan import ImportPlan, PlannedRow, RowAction
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.storage.asset import Asset, ImportBatch
from houqin_desktop.storage.journal import head

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

BATCH_PREFIX = "DR"

# The argument of `correct_asset` that a ledger's field is, where the two are called differently.
_ARGUMENT_OF = {
    "category_code": "category",
    "department": "using_department",
    "life": "life_months",
    "minimum_life": "minimum_life_months",
}


@dataclass(frozen=True, kw_only=True)
class ImportAssets(Draft):
    """A plan to be carried out, and whether rows that cannot be registered are passed over."""

    file_name: str = argument("文件名")
    file_hash: str = argument("文件校验值")
    skip_rejected: bool = argument("跳过不能登记的行", Kind.FLAG, default=False)
    plan: ImportPlan | None = argument("试算结果", Kind.FILE, default=None)
    tick: Callable[[int, int], None] | None = argument("进度", Kind.FILE, default=None)

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """Return the arguments that can be written down; the plan itself cannot."""
        return tuple(each for each in super().arguments() if each.name not in ("plan", "tick"))


@dataclass(frozen=True, kw_only=True)
class ImportStock(ImportAssets):
    """A plan of stock to be carried out: items of the catalogue and their openings."""


def import_plan(
    session: Session,
    plan: ImportPlan,
    *,
    skip_rejected: bool = False,
    on: date | None = None,
    command_id: str | None = None,
    tick: Callable[[int, int], None] | None = None,
) -> str | None:
    """Carry out a plan; return the number of the batch, or None if there was nothing to write.

    :param tick: told how many cards of how many are written; may raise to undo everything.
    :raises Refused: when a row cannot be registered and is not to be skipped, or when the book has
        changed since the plan was made; then nothing was written.
    """
    require_no_rejected(plan, skip_rejected=skip_rejected)
    if not plan.writes:
        return None
    draft = (ImportStock if plan.kind is LedgerKind.STOCK else ImportAssets)(
        file_name=plan.file_name,
        file_hash=plan.file_hash,
        skip_rejected=skip_rejected,
        plan=plan,
        tick=tick,
    )
    return session.run(draft, on=on, command_id=command_id).number


def require_no_rejected(plan: ImportPlan, *, skip_rejected: bool) -> None:
    """Refuse a plan with rows that stay out, unless that was agreed to."""
    rejected = plan.of(RowAction.REJECTED)
    if rejected and not skip_rejected:
        row = rejected[0].row
        raise Refused(
            f"有 {len(rejected)} 行不能登记（第一处：工作表“{row.sheet}”第 {row.row_number} 行），"
            "整个文件都没有写入。请改正后再导入，或选择跳过这些行。",
            code="rows_rejected",
        )


@command("导入台账", ImportAssets, listed=False)
def import_assets(task: Task, draft: ImportAssets) -> Outcome:
    """Write the plan's new cards and corrections as one batch."""
    plan, batch = begin_batch(task, draft)
    names = Names(task, plan)
    with without_collector():
        write_new(task, plan, names, batch.id, draft.tick)
    for planned in plan.of(RowAction.UPDATED):
        _correct(task, planned, names)
    return Outcome(batch.number, (batch.number,))


def begin_batch(task: Task, draft: ImportAssets) -> tuple[ImportPlan, ImportBatch]:
    """Write the head of a batch and what was said of its columns.

    :raises Refused: without a plan, with one of an older book, or with rows that stay out.
    """
    plan = draft.plan
    if plan is None:
        raise Refused("导入要从文件开始。请选择台账文件。", code="no_plan")
    if plan.head != head()[0]:
        raise Refused("试算以后账簿有了变动，没有写入。请重新试算再导入。", code="plan_stale")
    require_no_rejected(plan, skip_rejected=draft.skip_rejected)
    batch = task.insert(
        ImportBatch,
        number=next_batch_number(task),
        file_name=plan.file_name,
        file_hash=plan.file_hash,
        imported_on=task.on,
        **plan.counts,
    )
    read = {table.signature for table in plan.ledger.tables}
    said = {key: choice for key, choice in plan.choices.layouts.items() if key in read}
    remember(task, said, plan.file_name)
    return plan, batch


def next_batch_number(task: Task) -> str:
    """Return the number of the next batch of this year."""
    return voucher_number(BATCH_PREFIX, task.on.year, next_serial(task, f"import:{task.on.year}"))


def _correct(task: Task, planned: PlannedRow, names: Names) -> None:
    """Write what the ledger says differently, as a correction of the card."""
    filled: dict[str, Any] = {}
    details: list[tuple[str, str]] = []
    for change in planned.changes:
        if change.key.startswith(DETAIL):
            details.append((change.title, change.new))
            continue
        value = planned.value(change.key)
        if change.key in ROLES:
            value = names.numbers[value]
        elif change.key == "warranty_until":
            value = value.first_day
        filled[_ARGUMENT_OF.get(change.key, change.key)] = value
    code = planned.code or ""
    asset = lookup.asset(code)
    if asset.unverified and _answers(planned, asset):
        filled["verified"] = True
    filled["details"] = tuple(details) or None
    correct_asset(task, CorrectAsset(code=code, reason="按导入的台账更正", **filled))
    if planned.doubtful:
        asset = lookup.asset(code)
        words = words_of(json.loads(asset.as_written), planned.row.as_written, planned.words)
        task.update(asset, unverified=True, as_written=words)


def _answers(planned: PlannedRow, asset: Asset) -> bool:
    """Say whether the ledger now says plainly whatever was doubtful on the card."""
    if planned.doubtful or asset.as_written == "{}":
        return False
    said = {change.title for change in planned.changes}
    return bool(json.loads(asset.as_written).keys() <= said)

"""撤回导入: a batch is taken back whole, as long as nothing was built upon its cards.

Nothing is deleted. The cards that the batch brought leave the register and all its sums, and their
numbers are free again; cards that it corrected read as before; people and departments that came
with it and serve nothing else are closed, and open again when the ledger comes back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_writing import search_text_of
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.commands import Outcome, Task, all_commands, command
from houqin_desktop.services.draft import Argument, Draft, Kind, argument
from houqin_desktop.services.importing.stock_undo import require_stock_undoable, withdraw_stock
from houqin_desktop.services.registers.pinyin import sort_key
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    ImportBatch,
    ImportUndo,
    Posting,
    ValueChangeKind,
    ValueChangeRow,
    current_custodies,
)
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.card import CardValue
from houqin_desktop.storage.import_undo import (
    LaterUse,
    cards_of_batch,
    command_of_batch,
    custody_begun_elsewhere,
    custody_by,
    custody_ended_by,
    is_used,
    later_uses,
    postings_by,
    storeroom_places,
    value_changes_by,
    values_by,
    written_by,
)
from houqin_desktop.storage.people import Department

BLOCK = 2_000
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class UndoImport(Draft):
    """A batch to be taken back whole."""

    batch: str = argument("批次号")
    reason: str | None = argument("撤回原因", default=None)
    tick: Callable[[int, int], None] | None = argument("进度", Kind.FILE, default=None)

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """Return the arguments that can be written down; the progress cannot."""
        return tuple(each for each in super().arguments() if each.name != "tick")


def find_batch(number: str) -> ImportBatch:
    """Return the batch of this number.

    :raises Refused: when there is none.
    """
    batch = ImportBatch.find(number=number.strip().upper())
    if batch is None:
        raise Refused(
            f"没有导入批次“{number[:40]}”。请在导入批次里查看批次号。", code="unknown_batch"
        )
    return batch


def require_undoable(batch: ImportBatch) -> None:
    """Refuse a batch that was taken back before, or that something later depends on.

    :raises Refused: naming what depends on it.
    """
    if ImportUndo.find(id=batch.id) is not None:
        raise Refused(f"批次 {batch.number} 已经撤回过了。请核对批次号。", code="already_undone")
    require_stock_undoable(batch)
    uses = later_uses(batch.id, MOST_NAMED + 1)
    if not uses:
        return
    raise Refused(
        f"批次 {batch.number} 的卡片后来又有变动（{uses_in_words(uses)}），不能整批撤回。"
        "请逐张更正，或先撤回后来的导入。",
        code="batch_in_use",
    )


def uses_in_words(uses: Sequence[LaterUse]) -> str:
    """Return what was done to which card and when, the first few of it."""
    titles = {name: spec.title for name, spec in all_commands().items()}
    words = dict.fromkeys(
        f"{use.code} 于 {use.on} “{titles.get(use.verb, use.verb)}”" for use in uses[:MOST_NAMED]
    )
    return "、".join(words) + ("等" if len(uses) > MOST_NAMED else "")


@undoes("import_stock")
@undoes("import_assets")
def _whole_batch(deed: Deed) -> Draft:
    batch = find_batch(deed.number or "")
    require_undoable(batch)
    return UndoImport(batch=batch.number)


cannot_undo("undo_import", "撤回的批次不能再恢复。请把原来的文件重新导入一次。")


@command("撤回导入", UndoImport)
def undo_import(task: Task, draft: UndoImport) -> Outcome:
    """Take a batch back whole, or refuse and change nothing."""
    batch = find_batch(draft.batch)
    require_undoable(batch)
    if task.on < batch.imported_on:
        raise Refused(
            f"批次 {batch.number} 是 {batch.imported_on} 导入的，不能在 {task.on} 撤回。"
            "请改用那天或以后的日期。",
            code="undo_order",
        )
    withdraw_stock(task, batch)
    task.insert(ImportUndo, id=batch.id, undone_on=task.on, reason=draft.reason or "")
    with without_collector():
        withdraw_batch(task, batch, draft.tick)
    _Restoring(task, batch).put_back()
    return Outcome(batch.number, (batch.number,))


def withdraw_batch(
    task: Task, batch: ImportBatch, tick: Callable[[int, int], None] | None = None
) -> None:
    """Take the cards of a batch out of the register, in which their numbers are free again."""
    supplier = lookup.virtual_location(VirtualLocation.SUPPLIER)
    places = storeroom_places()
    done = 0
    for cards in cards_of_batch(batch.id, BLOCK):
        if tick is not None:
            tick(done, batch.added)
        held = current_custodies([card.id for card in cards])
        for custody in held.values():
            task.update(custody, to_on=max(custody.from_on, task.on))
        for card in cards:
            task.update(
                card,
                withdrawn_code=card.code,
                code=f"{card.code}({batch.number})",
                status=AssetStatus.DISPOSED,
                fingerprint=None,
            )
        task.insert_images(
            Posting,
            [_out(task, card, places[card.storeroom_id], supplier) for card in cards],
        )
        done += len(cards)


def _out(task: Task, card: Asset, place: int, supplier: int) -> dict[str, Any]:
    """Return the posting that takes a card's pieces back to where they came from."""
    return {
        "id": task.next_id(Posting),
        "asset_id": card.id,
        "from_location_id": place,
        "to_location_id": supplier,
        "quantity": card.quantity,
        "value_fen": card.original_value_fen,
        "posted_on": task.on.isoformat(),
        "voucher_id": None,
    }


class _Restoring:
    """Puts back what a batch changed, and closes what it made and nothing else uses."""

    def __init__(self, task: Task, batch: ImportBatch) -> None:
        self.task = task
        self.batch = batch
        self.command_id = command_of_batch(batch.id)
        self.corrected: dict[int, dict[str, Any]] = {}
        self.people: list[int] = []
        self.departments: list[int] = []
        for subject, key, before, after in written_by(self.command_id):
            earlier = None if before is None else json.loads(before)
            if subject == "asset":
                self.corrected[int(key)] = (earlier or {}) | self.corrected.get(int(key), {})
            elif earlier is None or json.loads(after).get("withdrawn") == 0:
                (self.people if subject == "person" else self.departments).append(int(key))
        for asset_id in custody_begun_elsewhere(self.command_id, batch.id):
            self.corrected.setdefault(asset_id, {})

    def put_back(self) -> None:
        """Restore the corrected cards, then close people and departments."""
        for asset_id, before in self.corrected.items():
            self._restore(Asset.get_by_id(asset_id), before)
        for value_id, words in values_by(self.command_id, self.batch.id):
            self.task.update(CardValue.get_by_id(value_id), value=words)
        for person_id in self.people:
            person = lookup.person_by_id(person_id)
            # Who has left by a command of his own would come back with the ledger as if he had not.
            if person.left_on is None and not is_used("person", person_id, self.batch.id):
                self.task.update(person, withdrawn=True, left_on=self.task.on)
        for department_id in self.departments:
            if not is_used("department", department_id, self.batch.id):
                department = Department.get_by_id(department_id)
                self.task.update(department, withdrawn=True, closed=True)

    def _restore(self, asset: Asset, before: dict[str, Any]) -> None:
        self._post_back(asset)
        self._value_back(asset)
        by_column = {column.column_name: column for column in columns(Asset)}
        values = {
            by_column[name].name: by_column[name].python_value(value)
            for name, value in before.items()
        }
        merged = {c.name: values.get(c.name, getattr(asset, c.name)) for c in columns(Asset)}
        values |= {"sort_key": sort_key(merged["name"]), "search_text": search_text_of(merged)}
        self.task.update(asset, **values)
        self._people_back(asset)

    def _post_back(self, asset: Asset) -> None:
        for posting in postings_by(asset.id, self.command_id):
            self.task.insert(
                Posting,
                asset_id=asset.id,
                from_location_id=posting.to_location_id,
                to_location_id=posting.from_location_id,
                quantity=posting.quantity,
                value_fen=posting.value_fen,
                posted_on=self.task.on,
                voucher_id=None,
            )

    def _value_back(self, asset: Asset) -> None:
        """Write the opposite for the same day, so that no month keeps a trace of either."""
        for change in value_changes_by(asset.id, self.command_id):
            self.task.insert(
                ValueChangeRow,
                asset_id=asset.id,
                kind=ValueChangeKind.CORRECTION,
                changed_on=change.changed_on,
                delta_fen=-change.delta_fen,
                extra_months=0,
                reason=f"撤回导入 {self.batch.number}",
                accounting_voucher="",
            )

    def _people_back(self, asset: Asset) -> None:
        begun = custody_by(asset.id, self.command_id)
        if not begun:
            return
        self.task.update(begun[0], to_on=max(begun[0].from_on, self.task.on))
        earlier = custody_ended_by(asset.id, self.command_id)
        if earlier is not None:
            self.task.insert(
                Custody,
                asset_id=asset.id,
                holder_id=earlier.holder_id,
                responsible_id=earlier.responsible_id,
                keeper_id=earlier.keeper_id,
                from_on=self.task.on,
                to_on=None,
            )

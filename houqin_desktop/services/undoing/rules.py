"""The opposites of the commands that every book has, and why some have none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.settings import setting_spec
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.batch import CorrectCards
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.drafts import (
    COLUMN_OF,
    NOT_CLEARABLE,
    ROLE_FIELDS,
    ChangeValue,
    CorrectAsset,
)
from houqin_desktop.services.disposal.drafts import ChangeDisposal, WithdrawDisposal
from houqin_desktop.services.disposal.verbs import Case, find_case
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.undoing.verbs import Deed, Touched, cannot_undo, present_row, undoes
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    ValueChangeRow,
    assets_by_id,
    current_custody,
)
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.book import Setting
from houqin_desktop.storage.card import CardValue
from houqin_desktop.storage.disposal import Disposal, DisposalLine, all_lines_of
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.voucher import Voucher

REASON = "撤销"
_ARGUMENT_OF = {column: name for name, column in COLUMN_OF.items()} | {
    "original_value_fen": "original_value"
}

for _verb, _reason in {
    "found_book": "账簿由此开始。要重来请另建一本账簿。",
    "seed_demo_cards": "演示资料不能逐步撤销。要重来请另建演示账簿。",
    "split_asset": "拆出的卡片已有编号，长期保留。数量或原值有误请用“更正”。",
    "record_appraisal": "技术鉴定表已有编号，长期保留。有误请另作一张鉴定。",
    "record_printing": "纸已经打印出来，打印次数要如实。不用的纸请作废留存。",
    "record_signature": "签字要如实留存。有误请用“修改申请”提交新版，旧版签字作废。",
    "attach_scan": "扫描件已存档。存错了请再补一份正确的。",
    "return_disposal": "退回由签字人决定。请用“修改申请”重新提交。",
    "reject_disposal": "此单已经了结。仍要办理请重新申请。",
    "withdraw_disposal": "此单已经了结。仍要办理请重新申请。",
    "write_off_disposal": "资产已经下账。请与财务核对后用“红字冲销”办理。",
    "reverse_write_off": "红字冲销单已编号。不办了请用“撤回”。",
    "post_reversal": "资产已经回到账上。仍要报废请重新申请。",
    "record_residual": "收入已随缴款凭证入账。记错了请与财务核对后另记一笔。",
    "mark_setup": "向导走到哪一页只作记录。要改请再打开“建账向导”。",
    "file_returned_page": "扫描件已经归档留存。扫错了请再归档一份正确的。",
    "record_backup": "备份文件已经写好。不要它请自行删除那个文件。",
    "record_restoration": "换下的账簿另存在旁边。要换回来请恢复那一份。",
    "undo_command": "撤销本身不再撤销。要恢复请重新办理一次。",
}.items():
    cannot_undo(_verb, _reason)


@undoes("change_setting")
def _old_setting(deed: Deed) -> Draft:
    changed = list(deed.still(Setting))
    if not changed:
        raise Refused(f"{deed.words}写的就是原来的值，没有要撤销的。", code="nothing_changed")
    row, touched = changed[0]
    spec = setting_spec(row.key)
    value = spec.default if touched.before is None else touched.before["value"]
    return ChangeSetting(key=row.key, value=spec.plain(value))


@undoes("change_value")
def _red_value(deed: Deed) -> Draft:
    ((row, _),) = deed.still(ValueChangeRow)
    if row.extra_months:
        raise Refused(
            f"{deed.words}还延长了年限，不能撤销。请用“价值变动”记一笔相反的金额，"
            "再用“更正”改年限。",
            code="cannot_undo",
        )
    return ChangeValue(
        code=deed.number or "", delta=-row.delta_fen, reason=f"{REASON}：{row.reason}"
    )


@undoes("correct_asset")
def _card_as_it_was(deed: Deed) -> CorrectAsset:
    values: dict[str, Any] = {}
    for _, touched in deed.still(Asset):
        values |= _arguments(deed, touched)
    values |= _people_before(deed)
    details = details_before(deed)
    cleared = tuple(name for name, value in values.items() if value in (None, ""))
    if any(name in NOT_CLEARABLE for name in cleared):
        raise deed.changed_since()
    filled = {name: value for name, value in values.items() if name not in cleared}
    return CorrectAsset(
        code=deed.number or "",
        clear=cleared or None,
        reason=f"{REASON}更正",
        details=details or None,
        **filled,
    )


@undoes("assign_cards")
@undoes("correct_cards")
def _cards_as_they_were(deed: Deed) -> Draft:
    return CorrectCards(corrections=tuple(_card_as_it_was(part) for part in _parts_by_card(deed)))


def _parts_by_card(deed: Deed) -> Iterator[Deed]:
    """Divide what a command did to many cards into what it did to each."""
    by_card: dict[int, list[Touched]] = {}
    for row in deed.rows:
        if row.subject == "asset":
            by_card.setdefault(int(row.key), []).append(row)
        elif row.subject == "custody":
            by_card.setdefault(present_row(Custody, row.key).asset_id, []).append(row)
    for key, rows in sorted(by_card.items()):
        card = present_row(Asset, str(key))
        part = Deed(deed.command_id, deed.verb, deed.words, card.code)
        # The rows of a deed are read once and kept; a part has only its own.
        part.__dict__["rows"] = tuple(rows)
        yield part


def details_before(deed: Deed) -> tuple[tuple[str, str], ...]:
    """Return what stood in the rarer columns before, by title; nothing where they were empty."""
    fields = {field.key: field for field in card_fields().values()}
    return tuple(
        (
            fields[row.field_key].title,
            fields[row.field_key].written((touched.before or {"value": ""})["value"]),
        )
        for row, touched in deed.still(CardValue)
    )


def _arguments(deed: Deed, touched: Touched) -> dict[str, Any]:
    """Return what stood on the card before, by the names of the draft that corrects it."""
    by_column = {column.column_name: column for column in columns(Asset)}
    known = {argument.name for argument in CorrectAsset.arguments()}
    values: dict[str, Any] = {}
    for column_name, before in (touched.before or {}).items():
        value = by_column[column_name].python_value(before)
        if column_name == "category_edition":
            continue
        if column_name == "unverified":
            values["verified"] = not value
            continue
        if column_name == "storeroom_id":
            value = present_row(Storeroom, before).name
        elif column_name == "using_department_id":
            value = None if before is None else present_row(Department, before).name
        name = _ARGUMENT_OF.get(column_name, column_name)
        if name not in known:
            raise Refused(
                f"{deed.words}改了不能自动改回的内容。请用“更正”逐项改回。", code="cannot_undo"
            )
        values[name] = value
    return values


def _people_before(deed: Deed) -> dict[str, str | None]:
    """Return who was on the card before, where the command began a new stretch of custody."""
    begun = [one for one in deed.of(Custody) if one.before is None]
    if not begun:
        return {}
    given = begun[0].after
    now = current_custody(given["asset_id"])
    if now is None or any(
        getattr(now, f"{role}_id") != given[f"{role}_id"] for role in ROLE_FIELDS
    ):
        raise deed.changed_since()
    ended = [one for one in deed.of(Custody) if one.before is not None]
    held = present_row(Custody, ended[0].key) if ended else None
    people: dict[str, str | None] = {}
    for role in ROLE_FIELDS:
        before = getattr(held, f"{role}_id", None)
        if before != given[f"{role}_id"]:
            people[role] = None if before is None else lookup.person_by_id(before).number
    return people


def unsigned_case(deed: Deed) -> Case:
    """Return the case of the deed while it waits for its first signature."""
    case = find_case(deed.number or "")
    state = case.voucher.state
    if state is not VoucherState.SIGNING:
        raise Refused(
            f"{case.voucher.number} 现在是“{state.label}”，不能撤销{deed.words}。"
            "请按单子的下一步办理。",
            code="state",
        )
    if signed_steps(case.voucher):
        raise Refused(
            f"{case.voucher.number} 已经有人签字，不能撤销。请用“撤回”或“修改申请”。",
            code="signed",
        )
    return case


@undoes("apply_disposal")
def _withdrawn(deed: Deed) -> Draft:
    case = unsigned_case(deed)
    return WithdrawDisposal(number=case.voucher.number, opinion=f"{REASON}申请")


@undoes("change_disposal")
def _application_as_it_was(deed: Deed) -> Draft:
    case = unsigned_case(deed)
    if any("state" in (one.before or {}) for one in deed.of(Voucher)):
        raise Refused(
            f"{deed.words}是退回后的重新提交，不能撤销。请用“撤回”，或再改一次。",
            code="cannot_undo",
        )
    list(deed.still(DisposalLine))
    before: dict[str, Any] = {}
    for _, touched in deed.still(Disposal):
        before |= touched.before or {}
    wanted: dict[str, Any] = {
        name: before[name]
        for name in ("reason_note", "residual_advice", "appraisal_names", "appraisal_conclusion")
        if name in before
    }
    if "reason" in before:
        wanted["reason"] = DisposalReason(before["reason"])
    if "appraised_on" in before:
        if before["appraised_on"] is None:
            raise Refused(
                f"{deed.words}补上了鉴定，不能撤销。请用“修改申请”再改一次。", code="cannot_undo"
            )
        wanted["appraised_on"] = date.fromisoformat(before["appraised_on"])
    return ChangeDisposal(number=case.voucher.number, assets=_lines_before(deed, case), **wanted)


def _lines_before(deed: Deed, case: Case) -> tuple[str, ...]:
    """Return the assets that stood on the application before the change, in their order."""
    touched = {one.key: one for one in deed.of(DisposalLine)}
    lines: list[tuple[int, int]] = []
    for row in all_lines_of(case.disposal.id):
        change = touched.get(str(row.id))
        before: dict[str, Any] | None = {} if change is None else change.before
        if before is not None and not before.get("dropped", row.dropped):
            lines.append((before.get("position", row.position), row.asset_id))
    codes = {asset.id: asset.code for asset in assets_by_id([one for _, one in lines])}
    return tuple(codes[asset_id] for _, asset_id in sorted(lines))

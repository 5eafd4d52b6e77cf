"""技术鉴定 as a record of its own: who looked at which cards, when, and what they found.

It is made before the application (nothing is scrapped below its minimum life without it) or for a
case that is being signed, which then goes on as a new version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from houqin_desktop.domain.appraisal import (
    NUMBER_PREFIX,
    AppraisalSheet,
    AppraisedLine,
    Appraiser,
    read_appraisers,
)
from houqin_desktop.domain.calendar import age_text
from houqin_desktop.domain.disposal import Appraisal, require_disposable
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code, voucher_number
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.commands import Task
from houqin_desktop.services.disposal.assessment import AssessedLine, assess_lines
from houqin_desktop.services.disposal.drafts import RecordAppraisal
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.appraisal import (
    AppraisalLine,
    AppraisalRow,
    AppraiserRow,
    appraisals_of_card,
    appraisers_of,
    case_on,
)
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.people import Storeroom

_LINE: Final = re.compile(r"(?P<code>.+?)\s*[=＝:：]\s*(?P<words>.+)")


def write_appraisal(task: Task, draft: RecordAppraisal, assets: Sequence[Asset]) -> AppraisalRow:
    """Write an appraisal of these cards with its frozen sheet.

    :raises Refused: without reason or conclusion, for fewer than three different names, for a day
        to come, or for a card that has left.
    """
    if not draft.reason or not draft.conclusion:
        raise Refused(
            "技术鉴定须写明鉴定原因和鉴定结论。请补齐以后再登记。", code="appraisal_incomplete"
        )
    group = read_appraisers(draft.appraisers)
    on = draft.appraised_on or task.on
    if on > task.on:
        raise Refused(f"鉴定日期 {on} 晚于 {task.on}。请核对日期。", code="future_date")
    for asset in assets:
        require_disposable(asset)
    words = _own_words(draft.line_conclusions, assets)
    lines = assess_lines(assets, on)
    number = next_free(
        task,
        f"appraisal:{on.year}",
        lambda serial: voucher_number(NUMBER_PREFIX, on.year, serial),
        lambda spelled: exists(AppraisalRow, number=spelled),
    )
    sheet = _sheet(number, on, draft, lines, group, words)
    row = task.insert(
        AppraisalRow,
        number=number,
        appraised_on=on,
        reason=draft.reason,
        conclusion=draft.conclusion,
        sheet=sheet.to_json(),
    )
    _write_rows(task, row, group, lines, words)
    return row


def _write_rows(
    task: Task,
    row: AppraisalRow,
    group: Sequence[Appraiser],
    lines: Sequence[AssessedLine],
    words: dict[str, str],
) -> None:
    for position, one in enumerate(group, start=1):
        task.insert(
            AppraiserRow, appraisal_id=row.id, position=position, name=one.name, title=one.title
        )
    for position, line in enumerate(lines, start=1):
        task.insert(
            AppraisalLine,
            appraisal_id=row.id,
            position=position,
            asset_id=line.asset.id,
            quantity=line.asset.quantity,
            original_value_fen=line.asset.original_value_fen,
            conclusion=words.get(line.asset.code, ""),
        )


def _own_words(written: Sequence[str] | None, assets: Sequence[Asset]) -> dict[str, str]:
    """Return what was found of single cards, from words like ZC2026000001=主板烧毁."""
    codes = {asset.code for asset in assets}
    found: dict[str, str] = {}
    for words in written or ():
        match = _LINE.fullmatch(words)
        code = normalise_code(match["code"]) if match else ""
        if match is None or code not in codes:
            raise Refused(
                f"看不懂“{words}”。逐项意见请写成“资产编号=意见”，编号须在鉴定的资产里。",
                code="bad_line_conclusion",
            )
        found[code] = match["words"]
    return found


def _sheet(
    number: str,
    on: date,
    draft: RecordAppraisal,
    lines: Sequence[AssessedLine],
    group: tuple[Appraiser, ...],
    words: dict[str, str],
) -> AppraisalSheet:
    rooms = {room.id: room.name for room in Storeroom.every()}
    seq, hash_ = head()
    return AppraisalSheet(
        school=school_name(),
        number=number,
        appraised_on=on.isoformat(),
        reason=draft.reason,
        conclusion=draft.conclusion,
        lines=tuple(
            _line(position, line, rooms, words) for position, line in enumerate(lines, start=1)
        ),
        appraisers=group,
        head=f"{seq}:{hash_[:8]}",
    )


def _line(
    position: int, line: AssessedLine, rooms: dict[int, str], words: dict[str, str]
) -> AppraisedLine:
    asset = line.asset
    return AppraisedLine(
        position=position,
        code=asset.code,
        name=asset.name,
        specification=asset.specification,
        unit=asset.unit,
        quantity=asset.quantity,
        original_value_fen=asset.original_value_fen,
        acquired_on="" if asset.acquired_on is None else asset.acquired_on.text,
        prescribed_life="" if line.life_months is None else age_text(line.life_months),
        used_life="" if line.used_months is None else age_text(line.used_months),
        place=asset.place or rooms[asset.storeroom_id],
        conclusion=words.get(asset.code, ""),
    )


def appraisal_row(number: str) -> AppraisalRow:
    """Return the appraisal with this number; refuse an unknown one."""
    row = AppraisalRow.find(number=normalise_code(number))
    if row is None:
        raise Refused(f"没有技术鉴定表“{number}”。请检查编号。", code="unknown_appraisal")
    return row


def appraisal_sheet(number: str) -> AppraisalSheet:
    """Return the sheet from which the form of an appraisal is printed."""
    return AppraisalSheet.from_json(appraisal_row(number).sheet)


def as_written(row: AppraisalRow) -> Appraisal:
    """Return an appraisal in the words that an application keeps of it."""
    names = "、".join(Appraiser(one.name, one.title).words for one in appraisers_of(row.id))
    return Appraisal(row.appraised_on, names, row.conclusion)


@dataclass(frozen=True, slots=True)
class Support:
    """The appraisal that an application stands on, and its own row where it has one."""

    words: Appraisal
    row: AppraisalRow | None = None


def support_for(
    lines: Sequence[AssessedLine],
    kind: VoucherKind,
    on: date,
    written: Appraisal,
    stated: str | None = None,
) -> Support:
    """Return what an application for these cards stands on.

    Words written into the application outrank; else the appraisal that was named, else the latest
    one that covers every card that needs it (or, where none needs it, every card).

    :raises Refused: for an appraisal that is named and covers none of the cards, or leaves out one
        that is to be scrapped below its minimum life.
    """
    if stated is not None:
        row = appraisal_row(stated)
        if not any(row.id in _ids(line.asset) for line in lines):
            raise Refused(
                f"技术鉴定表 {row.number} 里没有这些资产。请换一张，或另作鉴定。",
                code="appraisal_other_assets",
            )
        if kind is VoucherKind.SCRAP:
            _require_every_young(row, lines)
        return Support(as_written(row), row)
    if any((written.appraised_on, written.names.strip(), written.conclusion.strip())):
        return Support(written)
    needing = [line for line in lines if _is_young(line)] or list(lines)
    shared = set.intersection(*(set(_ids(line.asset)) for line in needing)) if needing else set()
    first = appraisals_of_card(needing[0].asset.id) if shared else []
    found = next((r for r in first if r.id in shared and r.appraised_on <= on), None)
    return Support(written) if found is None else Support(as_written(found), found)


def _ids(asset: Asset) -> list[int]:
    return [row.id for row in appraisals_of_card(asset.id)]


def covers_every_young(row: AppraisalRow, lines: Sequence[AssessedLine]) -> bool:
    """Say whether every card below its minimum life was looked at in this appraisal."""
    return not _young_left_out(row, lines)


def _require_every_young(row: AppraisalRow, lines: Sequence[AssessedLine]) -> None:
    left_out = _young_left_out(row, lines)
    if left_out:
        raise Refused(
            f"技术鉴定表 {row.number} 里没有未达最低使用年限的 {'、'.join(left_out)}，"
            "不能据以报废。请另作包括这些资产的鉴定，或把它们从申请里去掉。",
            code="appraisal_misses_assets",
        )


def _young_left_out(row: AppraisalRow, lines: Sequence[AssessedLine]) -> list[str]:
    return [line.asset.code for line in lines if _is_young(line) and row.id not in _ids(line.asset)]


def _is_young(line: AssessedLine) -> bool:
    return (
        line.life_months is not None
        and line.used_months is not None
        and line.used_months < line.life_months
    )


def shown_with(number: str) -> str:
    """Return where an appraisal is looked at: the last case on it, else its first card."""
    row = appraisal_row(number)
    return case_on(row.id) or AppraisalSheet.from_json(row.sheet).lines[0].code


def is_appraisal(number: str) -> bool:
    """Say whether this is the number of a technical appraisal."""
    return exists(AppraisalRow, number=normalise_code(number))

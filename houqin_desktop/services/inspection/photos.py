"""Photos of what was found, line by line; also after the paper was signed."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.inspection.drafts import DropFindingPhoto, PhotographFinding
from houqin_desktop.services.inspection.rounds import find_round, lines_of
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.stock.pictures import keep_photo_only
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.inspection import InspectionLine, InspectionPhoto


def photos_of_line(line_id: int) -> list[InspectionPhoto]:
    """Return the photos of a line in the order in which they came."""
    return InspectionPhoto.picked("line_id = ? AND dropped = 0", line_id, order="position")


def round_photos(number: str) -> tuple[CardPicture, ...]:
    """Return the photos of a round in the order of its lines.

    :raises Refused: for a number that no round has.
    """
    found = []
    for line in lines_of(find_round(number).slip.id):
        place = CampusPlace.get_by_id(line.campus_place_id).name
        for photo in photos_of_line(line.id):
            words = f"第 {line.position} 行 {place}：{line.observation or line.wording}"
            found.append((photo.sha256, words, photo.added_on))
    return tuple(
        kept_picture(sha256, at, words, on) for at, (sha256, words, on) in enumerate(found, start=1)
    )


@command("附排查照片", PhotographFinding)
def photograph_finding(task: Task, draft: PhotographFinding) -> Outcome:
    """Keep a photo with a line.

    :raises Refused: for a round that was taken back, a line that it has not, a photo that is there,
        or no photo.
    """
    case, line = _line(draft.number, draft.line)
    number = case.voucher.number
    _require_standing(case)
    sha256 = keep_photo_only(task, Path(draft.photo))
    kept = InspectionPhoto.picked("line_id = ?", line.id, order="position")
    if any(one.sha256 == sha256 and not one.dropped for one in kept):
        raise Refused(
            f"{number} 第 {line.position} 行已有这张照片，没有重复存入。请选另一张。",
            code="photo_exists",
        )
    position = len(kept) + 1
    task.insert(
        InspectionPhoto, line_id=line.id, position=position, sha256=sha256, added_on=task.on
    )
    return Outcome(number, (number, str(line.position), str(position)))


@command("取下排查照片", DropFindingPhoto)
def drop_finding_photo(task: Task, draft: DropFindingPhoto) -> Outcome:
    """Take a photo off a line, or put it back; its content stays.

    :raises Refused: for a photo that the line has not, or where nothing changes.
    """
    case, line = _line(draft.number, draft.line)
    number = case.voucher.number
    _require_standing(case)
    row = InspectionPhoto.find(line_id=line.id, position=draft.photo)
    if row is None:
        raise Refused(
            f"{number} 第 {line.position} 行没有第 {draft.photo} 张照片。请核对序号。",
            code="unknown_photo",
        )
    if draft.restore and any(one.sha256 == row.sha256 for one in photos_of_line(line.id)):
        raise Refused(
            f"{number} 第 {line.position} 行已有这张照片。请核对序号。", code="photo_exists"
        )
    if not task.update(row, dropped=not draft.restore):
        state = "在这一行" if draft.restore else "取下了"
        raise Refused(f"这张照片本来就{state}。请核对序号。", code="nothing_changed")
    return Outcome(number, (number, str(line.position), str(row.position)))


def _line(number: str, position: int) -> tuple[SlipCase, InspectionLine]:
    case = find_round(number)
    line = InspectionLine.find(slip_id=case.slip.id, position=position, dropped=False)
    if line is None:
        raise Refused(
            f"{case.voucher.number} 没有第 {position} 行。请核对序号。", code="unknown_line"
        )
    return case, line


def _require_standing(case: SlipCase) -> None:
    if case.voucher.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED):
        raise Refused(
            f"{case.voucher.number} 已经撤销，不再附照片。请核对单号。", code="not_standing"
        )


@undoes("photograph_finding")
def _taken_off(deed: Deed) -> DropFindingPhoto:
    ((row, _),) = deed.still(InspectionPhoto)
    line = InspectionLine.get_by_id(row.line_id)
    return DropFindingPhoto(number=deed.number or "", line=line.position, photo=row.position)


@undoes("drop_finding_photo")
def _other_way(deed: Deed) -> DropFindingPhoto:
    ((row, _),) = deed.still(InspectionPhoto)
    line = InspectionLine.get_by_id(row.line_id)
    return DropFindingPhoto(
        number=deed.number or "",
        line=line.position,
        photo=row.position,
        restore=row.dropped or None,
    )

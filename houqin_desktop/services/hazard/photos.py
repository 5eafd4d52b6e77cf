"""Photos of a hazard, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import PhotoStage
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import AddHazardPhoto, DropHazardPhoto
from houqin_desktop.services.hazard.finding import HazardCase, find_hazard
from houqin_desktop.services.stock.pictures import keep_photo_only
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.hazard import HazardPhoto, photos_of


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo of a hazard as it is shown and opened."""

    position: int
    stage: PhotoStage
    taken_on: date
    picture: CardPicture


@command("附隐患照片", AddHazardPhoto)
def add_hazard_photo(task: Task, draft: AddHazardPhoto) -> Outcome:
    """Keep a photo with a hazard.

    :raises Refused: for a photo that is there, or as `keep_attachment` does.
    """
    case = find_hazard(draft.hazard)
    on = draft.taken_on or task.on
    if on > task.on:
        raise Refused(f"拍摄日期 {on} 晚于 {task.on}。请核对日期。", code="future_date")
    sha256 = keep_photo_only(task, Path(draft.file))
    if any(one.sha256 == sha256 for one in photos_of(case.row.id)):
        raise Refused(
            f"{Path(draft.file).name} 已经附在隐患 {case.row.code} 上，没有重复存入。请核对文件。",
            code="photo_exists",
        )
    add_photo(task, case, sha256, draft.stage, on)
    return Outcome(case.row.code, (case.row.code,))


def add_photo(
    task: Task, case: HazardCase, sha256: str, stage: PhotoStage, on: date
) -> HazardPhoto:
    """Write the row of a photo that is kept already."""
    position = 1 + len(HazardPhoto.picked("hazard_id = ?", case.row.id))
    return task.insert(
        HazardPhoto,
        hazard_id=case.row.id,
        position=position,
        stage=stage,
        sha256=sha256,
        taken_on=on,
    )


@command("取下隐患照片", DropHazardPhoto)
def drop_hazard_photo(task: Task, draft: DropHazardPhoto) -> Outcome:
    """Take a photo off a hazard, or put it back; it is never deleted.

    :raises Refused: for a number that the hazard has not, or no change.
    """
    case = find_hazard(draft.hazard)
    row = HazardPhoto.find(hazard_id=case.row.id, position=draft.photo)
    if row is None:
        raise Refused(
            f"隐患 {case.row.code} 没有第 {draft.photo} 张照片。请核对照片序号。",
            code="unknown_photo",
        )
    if not task.update(row, dropped=not draft.restore):
        state = "在隐患上" if draft.restore else "取下了"
        raise Refused(f"这张照片本来就{state}。请核对照片序号。", code="no_change")
    return Outcome(case.row.code, (case.row.code,))


def photo_views(hazard_id: int) -> tuple[PhotoView, ...]:
    """Return the photos that belong to a hazard, in the order in which they came."""
    return tuple(
        PhotoView(
            row.position,
            row.stage,
            row.taken_on,
            kept_picture(row.sha256, row.position, row.stage.label, row.taken_on),
        )
        for row in photos_of(hazard_id)
    )


@undoes("add_hazard_photo")
def _taken_off(deed: Deed) -> Draft:
    ((row, _),) = deed.still(HazardPhoto)
    return DropHazardPhoto(hazard=deed.number or "", photo=row.position)


@undoes("drop_hazard_photo")
def _other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(HazardPhoto)
    return DropHazardPhoto(
        hazard=deed.number or "", photo=row.position, restore=row.dropped or None
    )

"""The photo by which an item of the catalogue is known at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture, require_fit
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage import attachments
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Attachment, kept_on


@dataclass(frozen=True, kw_only=True)
class PictureItem(Draft):
    """The photo of an item; none takes the present one off, its file stays."""

    item: str = argument("物品", Kind.ITEM)
    photo: str | None = argument("照片", Kind.FILE, default=None)


@command("物品照片", PictureItem)
def picture_item(task: Task, draft: PictureItem) -> Outcome:
    """Give an item its photo, another one, or none.

    :raises Refused: for a file that is no photo, and where nothing would change.
    """
    item = find_item(draft.item)
    sha256 = None if draft.photo is None else keep_photo_only(task, Path(draft.photo))
    if not task.update(item, photo=sha256):
        said = "本来就没有照片" if sha256 is None else "的照片本来就是这张"
        raise Refused(f"{item.name}{said}，没有改动。请选另一张照片。", code="nothing_changed")
    return Outcome(item.code, (item.code,))


def keep_photo_only(task: Task, source: Path) -> str:
    """Keep a photo; return the hash of its content.

    :raises Refused: for a file that is no JPG or PNG, or too large.
    """
    require_fit(source)
    file = keep_attachment(task, source)
    if file.extension == ".pdf":
        raise Refused(f"{source.name} 是 PDF，不能作照片。请选 JPG 或 PNG。", code="picture_kind")
    return file.sha256


def photo_of(item: StockItem) -> CardPicture | None:
    """Return the photo of an item as it is shown, or None; a missing file is said."""
    file = None if item.photo is None else Attachment.find(sha256=item.photo)
    if file is None:
        return None
    return kept_picture(file.sha256, 1, file.name, kept_on(file.sha256))


@undoes("picture_item")
def _photo_before(deed: Deed) -> PictureItem:
    row, touched = next((row, one) for row, one in deed.still(StockItem) if "photo" in one.after)
    return PictureItem(item=row.code, photo=path_of_photo((touched.before or {})["photo"]))


def path_of_photo(sha256: str | None) -> str | None:
    """Return where a kept photo lies, by the hash of its content; None for none."""
    file = None if sha256 is None else Attachment.find(sha256=sha256)
    return None if file is None else str(attachments.stored_path(file.sha256, file.extension))

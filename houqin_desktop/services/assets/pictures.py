"""Photos and scans of a card: kept beside the book by their content, removed only by a mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.picture import MOST_PIXELS, read_picture
from houqin_desktop.domain.plain_text import clean_text
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage import attachments
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.card import AssetPicture, last_ordinal, pictures_of_card
from houqin_desktop.storage.voucher import Attachment

MOST_PICTURES = 50
MEGABYTE = 1024 * 1024
LARGEST_BYTES = 20 * MEGABYTE
_QUARTERS = (90, 180, 270)
MISSING, ALTERED = "文件不见了", "文件被改动过"


@dataclass(frozen=True, kw_only=True)
class AttachToAsset(Draft):
    """A photo or scan for a card; `name` is what it shows."""

    code: str = argument("资产编号", Kind.ASSET)
    file: str = argument("文件", Kind.FILE)
    name: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class DetachPicture(Draft):
    """A picture that no longer belongs to the card; its file stays."""

    code: str = argument("资产编号", Kind.ASSET)
    picture: int = argument("图片序号", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class ChoosePicture(Draft):
    """The picture by which the card is known."""

    code: str = argument("资产编号", Kind.ASSET)
    picture: int = argument("图片序号", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class TurnPicture(Draft):
    """A picture to be shown turned clockwise by so many degrees more."""

    code: str = argument("资产编号", Kind.ASSET)
    picture: int = argument("图片序号", Kind.QUANTITY)
    degrees: int = argument("顺时针转（度）", Kind.QUANTITY, default=90)


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture as a card shows it; `fault` says what is wrong with its file, if anything."""

    ordinal: int
    name: str
    path: Path
    size: int
    added_on: date
    turned: int
    main: bool
    fault: str

    @property
    def is_pdf(self) -> bool:
        """Say whether it is a scan of several pages rather than a photo."""
        return self.path.suffix == ".pdf"


@command("附图片", AttachToAsset)
def attach_to_asset(task: Task, draft: AttachToAsset) -> Outcome:
    """Keep a photo or scan with a card; the first one is its main picture."""
    asset = lookup.asset(draft.code)
    source = Path(draft.file)
    kept = pictures_of_card(asset.id)
    if len(kept) >= MOST_PICTURES:
        raise Refused(
            f"{asset.code} 已有 {MOST_PICTURES} 张图片，不能再加。请先移除不要的。",
            code="too_many",
        )
    require_fit(source)
    name = draft.name or clean_text(source.stem)[:60] or "图片"
    file = keep_attachment(task, source)
    if any(one.sha256 == file.sha256 for one in kept):
        raise Refused(
            f"{source.name} 已经在 {asset.code} 的图片里，没有重复存入。", code="picture_exists"
        )
    task.insert(
        AssetPicture,
        asset_id=asset.id,
        ordinal=last_ordinal(asset.id) + 1,
        sha256=file.sha256,
        name=name,
        added_on=task.on,
        main=not any(one.main for one in kept) and file.extension != ".pdf",
    )
    return Outcome(asset.code, (asset.code,))


def require_fit(source: Path) -> None:
    """Refuse a photo that is too large to be shown, or broken; a scan has its own door.

    :raises Refused: saying which of the two.
    """
    try:
        size = source.stat().st_size
        data = source.read_bytes() if size <= LARGEST_BYTES else b""
    except OSError:
        return
    if size > LARGEST_BYTES:
        raise Refused(
            f"{source.name} 有 {size / MEGABYTE:.0f} MB，超过 {LARGEST_BYTES // MEGABYTE} MB，"
            "没有存入。请缩小后再放进来。",
            code="file_size",
        )
    if not data.startswith(attachments.PHOTOS):
        return
    picture = read_picture(data)
    if picture is None:
        raise Refused(
            f"{source.name} 打不开，可能没有拷完，没有存入。请重新拷贝。", code="picture_broken"
        )
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(
            f"{source.name} 有 {picture.width} × {picture.height} 像素，太大了，没有存入。"
            "请缩小后再放进来。",
            code="picture_size",
        )


@command("移除图片", DetachPicture)
def detach_picture(task: Task, draft: DetachPicture) -> Outcome:
    """Mark a picture as removed; the next one becomes the main picture."""
    asset, picture = _picture(draft.code, draft.picture)
    was_main = picture.main
    task.update(picture, removed=True, main=False)
    if was_main:
        heir = next((one for one in pictures_of_card(asset.id) if _is_photo(one)), None)
        if heir is not None:
            task.update(heir, main=True)
    return Outcome(asset.code, (asset.code,))


def _is_photo(picture: AssetPicture) -> bool:
    found = Attachment.find(sha256=picture.sha256)
    return found is not None and found.extension != ".pdf"


@command("设为主图", ChoosePicture)
def choose_picture(task: Task, draft: ChoosePicture) -> Outcome:
    """Make a picture the one that stands on the card."""
    asset, picture = _picture(draft.code, draft.picture)
    if picture.main:
        raise Refused(f"这张已经是 {asset.code} 的主图，没有改动。", code="nothing_changed")
    if not _is_photo(picture):
        raise Refused("主图要是照片；PDF 扫描件不能作主图。请另选一张。", code="picture_kind")
    for other in pictures_of_card(asset.id):
        if other.main:
            task.update(other, main=False)
    task.update(picture, main=True)
    return Outcome(asset.code, (asset.code,))


@command("转正图片", TurnPicture)
def turn_picture(task: Task, draft: TurnPicture) -> Outcome:
    """Show a picture turned; the file stays as it came."""
    if draft.degrees not in _QUARTERS:
        raise Refused("只能转 90、180 或 270 度。请改填其中一个。", code="degrees")
    asset, picture = _picture(draft.code, draft.picture)
    task.update(picture, turned=(picture.turned + draft.degrees) % 360)
    return Outcome(asset.code, (asset.code,))


@undoes("attach_to_asset")
def _removed(deed: Deed) -> Draft:
    ((row, _),) = deed.still(AssetPicture)
    return DetachPicture(code=deed.number or "", picture=row.ordinal)


@undoes("detach_picture")
def _added_again(deed: Deed) -> Draft:
    row = next(row for row, touched in deed.still(AssetPicture) if "removed" in touched.after)
    file = Attachment.find(sha256=row.sha256)
    assert file is not None
    path = attachments.stored_path(row.sha256, file.extension)
    return AttachToAsset(code=deed.number or "", file=str(path), name=row.name)


@undoes("choose_picture")
def _main_as_before(deed: Deed) -> Draft:
    before = [row for row, touched in deed.still(AssetPicture) if touched.after == {"main": 0}]
    if not before:
        raise Refused(f"{deed.words}以前没有主图，不能撤销。请另选一张作主图。", code="cannot_undo")
    return ChoosePicture(code=deed.number or "", picture=before[0].ordinal)


@undoes("turn_picture")
def _turned_back(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(AssetPicture)
    back = ((touched.before or {})["turned"] - row.turned) % 360
    return TurnPicture(code=deed.number or "", picture=row.ordinal, degrees=back)


def _picture(code: str, ordinal: int) -> tuple[Asset, AssetPicture]:
    asset = lookup.asset(code)
    kept = pictures_of_card(asset.id)
    found = next((one for one in kept if one.ordinal == ordinal), None)
    if found is None:
        known = "、".join(str(one.ordinal) for one in kept) or "没有"
        raise Refused(
            f"{asset.code} 没有第 {ordinal} 张图片。现有：{known}。", code="unknown_picture"
        )
    return asset, found


def pictures_of(asset_id: int) -> tuple[CardPicture, ...]:
    """Return a card's pictures, the main one first, each file held against its hash."""
    found = [_shown(row) for row in pictures_of_card(asset_id)]
    return tuple(sorted(found, key=lambda picture: not picture.main))


def _shown(row: AssetPicture) -> CardPicture:
    shown = kept_picture(row.sha256, row.ordinal, row.name, row.added_on)
    return replace(shown, turned=row.turned, main=row.main)


def kept_picture(sha256: str, ordinal: int, name: str, added_on: date) -> CardPicture:
    """Return a kept file as a picture under a name, upright, held against its hash."""
    file = Attachment.find(sha256=sha256)
    assert file is not None
    path = attachments.stored_path(sha256, file.extension)
    fault = _fault(path, sha256)
    return CardPicture(ordinal, name, path, file.size, added_on, turned=0, main=False, fault=fault)


def _fault(path: Path, sha256: str) -> str:
    try:
        seen = path.stat()
        whole = _hash_of(path, seen.st_mtime_ns, seen.st_size) == sha256
    except OSError:
        return MISSING
    return "" if whole else ALTERED


@lru_cache(maxsize=512)
def _hash_of(path: Path, _changed_at: int, _size: int) -> str:
    """Return a file's hash; a file that was not touched since is not read again."""
    return attachments.content_hash(path)

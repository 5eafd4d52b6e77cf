"""随附文件: quotations, contract, plan, invoice or delivery note kept with a slip as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage import attachments
from houqin_desktop.storage.slip import SlipDocument, documents_of
from houqin_desktop.storage.voucher import Attachment


@dataclass(frozen=True, kw_only=True)
class AttachDocument(Draft):
    """A file that belongs to a slip; `title` is what it is."""

    number: str = argument("单号", Kind.VOUCHER)
    file: str = argument("文件", Kind.FILE)
    title: str = argument("文件名称")


@dataclass(frozen=True, kw_only=True)
class DropDocument(Draft):
    """A file that does not belong to a slip after all, or does again; its content stays."""

    number: str = argument("单号", Kind.VOUCHER)
    document: int = argument("文件序号", Kind.QUANTITY)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file of a slip as it is shown and opened."""

    position: int
    title: str
    name: str
    added_on: date
    path: Path


@command("附文件", AttachDocument)
def attach_document(task: Task, draft: AttachDocument) -> Outcome:
    """Keep a PDF or a photo with a slip.

    :raises Refused: without a title, for a file that is there, or as `keep_attachment` does.
    """
    case = find_slip(draft.number)
    number = case.voucher.number
    if not draft.title:
        raise Refused("没有写这是什么文件。请填写，例如“报价单”“合同”“发票”。", code="empty_name")
    source = Path(draft.file)
    file = keep_attachment(task, source)
    kept = SlipDocument.picked("slip_id = ?", case.slip.id, order="position")
    if any(one.sha256 == file.sha256 and not one.dropped for one in kept):
        raise Refused(
            f"{source.name} 已经附在 {number} 上，没有重复存入。请核对文件。",
            code="document_exists",
        )
    task.insert(
        SlipDocument,
        slip_id=case.slip.id,
        position=len(kept) + 1,
        title=draft.title,
        sha256=file.sha256,
        added_on=task.on,
    )
    return Outcome(number, (number,))


@command("取下文件", DropDocument)
def drop_document(task: Task, draft: DropDocument) -> Outcome:
    """Take a file off a slip, or put it back; it is never deleted.

    :raises Refused: for a number that the slip has not, or no change.
    """
    case = find_slip(draft.number)
    number = case.voucher.number
    row = SlipDocument.find(slip_id=case.slip.id, position=draft.document)
    if row is None:
        raise Refused(
            f"{number} 没有第 {draft.document} 个文件。请核对文件序号。", code="unknown_document"
        )
    if not task.update(row, dropped=not draft.restore):
        state = "在单据上" if draft.restore else "取下了"
        raise Refused(f"{row.title}本来就{state}。请核对文件序号。", code="no_change")
    return Outcome(number, (number,))


def documents(number: str) -> tuple[DocumentView, ...]:
    """Return the files of a slip that belong to it, in the order in which they came."""
    found = []
    for row in documents_of(find_slip(number).slip.id):
        kept = Attachment.get_by_id(row.sha256)
        path = attachments.stored_path(kept.sha256, kept.extension)
        found.append(DocumentView(row.position, row.title, kept.name, row.added_on, path))
    return tuple(found)


def document_pictures(number: str) -> tuple[CardPicture, ...]:
    """Return the files of a slip as they are looked at; of a PDF its first page is seen."""
    return tuple(
        kept_picture(
            row.sha256,
            row.position,
            f"{row.title}　{Attachment.get_by_id(row.sha256).name}",
            row.added_on,
        )
        for row in documents_of(find_slip(number).slip.id)
    )


@undoes("attach_document")
def _taken_off(deed: Deed) -> DropDocument:
    ((row, _),) = deed.still(SlipDocument)
    return DropDocument(number=deed.number or "", document=row.position)


@undoes("drop_document")
def _other_way(deed: Deed) -> DropDocument:
    ((row, _),) = deed.still(SlipDocument)
    return DropDocument(
        number=deed.number or "", document=row.position, restore=row.dropped or None
    )

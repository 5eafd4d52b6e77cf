"""Files with an activity: programme, list of those present, pictures, the letter itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.safety_event.drafts import AttachEventDocument, DropEventDocument
from houqin_desktop.services.safety_event.finding import find_event, standing_event
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage import attachments
from houqin_desktop.storage.safety_event import EventDocument, documents_of_event
from houqin_desktop.storage.voucher import Attachment


@dataclass(frozen=True, slots=True)
class EventDocumentView:
    """A file of an activity as it is shown and opened."""

    position: int
    title: str
    name: str
    added_on: date
    path: Path


@command("附活动文件", AttachEventDocument)
def attach_event_document(task: Task, draft: AttachEventDocument) -> Outcome:
    """Keep a PDF or a photo with an activity.

    :raises Refused: without a title, for a file that is there, or as `keep_attachment` does.
    """
    event = standing_event(draft.event)
    if not draft.title:
        raise Refused("没有写这是什么文件。请填写，例如“方案”“签到表”“照片”。", code="empty_name")
    source = Path(draft.file)
    file = keep_attachment(task, source)
    kept = EventDocument.picked("event_id = ?", event.id, order="position")
    if any(one.sha256 == file.sha256 and not one.dropped for one in kept):
        raise Refused(
            f"{source.name} 已经附在 {event.code} 上，没有重复存入。请核对文件。",
            code="document_exists",
        )
    task.insert(
        EventDocument,
        event_id=event.id,
        position=len(kept) + 1,
        title=draft.title,
        sha256=file.sha256,
        added_on=task.on,
    )
    return Outcome(event.code, (event.code,))


@command("取下活动文件", DropEventDocument)
def drop_event_document(task: Task, draft: DropEventDocument) -> Outcome:
    """Take a file off an activity, or put it back; its content stays."""
    event = find_event(draft.event)
    row = EventDocument.find(event_id=event.id, position=draft.document)
    if row is None:
        raise Refused(
            f"{event.code} 没有第 {draft.document} 个文件。请核对文件序号。",
            code="unknown_document",
        )
    if not task.update(row, dropped=not draft.restore):
        state = "在活动上" if draft.restore else "取下了"
        raise Refused(f"{row.title}本来就{state}。请核对文件序号。", code="nothing_changed")
    return Outcome(event.code, (event.code,))


def event_documents(number: str) -> tuple[EventDocumentView, ...]:
    """Return the files that belong to an activity, in the order in which they came."""
    found = []
    for row in documents_of_event(find_event(number).id):
        kept = Attachment.get_by_id(row.sha256)
        path = attachments.stored_path(kept.sha256, kept.extension)
        found.append(EventDocumentView(row.position, row.title, kept.name, row.added_on, path))
    return tuple(found)


def event_pictures(number: str) -> tuple[CardPicture, ...]:
    """Return the files of an activity as they are looked at; of a PDF its first page is seen."""
    return tuple(
        kept_picture(
            row.sha256,
            row.position,
            f"{row.title}　{Attachment.get_by_id(row.sha256).name}",
            row.added_on,
        )
        for row in documents_of_event(find_event(number).id)
    )


@undoes("attach_event_document")
def _taken_off(deed: Deed) -> Draft:
    ((row, _),) = deed.still(EventDocument)
    return DropEventDocument(event=deed.number or "", document=row.position)


@undoes("drop_event_document")
def _other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(EventDocument)
    return DropEventDocument(
        event=deed.number or "", document=row.position, restore=row.dropped or None
    )

"""安全教育和演练 in the binder: what was held, files and photos, what the year still asks for."""

from __future__ import annotations

from functools import partial

from houqin_desktop.services.assets.pictures import CardPicture
from houqin_desktop.services.binder.gathering import listed, pictures, sheets, standing_codes
from houqin_desktop.services.binder.parts import Files, Piece, Section, Span
from houqin_desktop.services.safety_event.documents import EventDocumentView, event_documents
from houqin_desktop.services.safety_event.missing import asked_in_year
from houqin_desktop.services.safety_event.sheets import event_sheet


def events(span: Span) -> Section | None:
    """Return the activities of these days."""
    held = standing_codes(span, "safety_events", "日期")
    overdue = [one for one in asked_in_year(span.to_on) if one.is_overdue]
    if not held and not overdue:
        return None
    files = [(number, one) for number in held for one in event_documents(number)]
    shown = ((_picture(one), f"{number} {one.title}") for number, one in files if _is_photo(one))
    scans = tuple(one.path for _, one in files if not _is_photo(one))
    missing = [
        f"{one.rule.name}：{one.stretch.first} 至 {one.stretch.last} {one.state}" for one in overdue
    ]
    pieces: tuple[Piece, ...] = (
        *listed(span, "safety_events", "日期"),
        *sheets("安全活动记录表", (partial(event_sheet, span.session, one) for one in held)),
        *pictures("活动照片", shown),
        *([Files(f"活动文件（{len(scans):,} 份）", scans)] if scans else []),
    )
    return Section("安全教育和演练", pieces, tuple(missing))


def _is_photo(one: EventDocumentView) -> bool:
    return one.path.suffix != ".pdf"


def _picture(one: EventDocumentView) -> CardPicture:
    size = one.path.stat().st_size if one.path.exists() else 0
    fault = "" if size else "文件不见了"
    return CardPicture(
        one.position, one.title, one.path, size, one.added_on, turned=0, main=False, fault=fault
    )


SECTIONS = (events,)

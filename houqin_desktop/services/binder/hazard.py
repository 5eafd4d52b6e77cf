"""隐患 in the binder: the ledger of striking off, the notices, photos before and after."""

from __future__ import annotations

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.pictures import kept_picture
from houqin_desktop.services.binder.gathering import papers, pictures, reported, some
from houqin_desktop.services.binder.parts import Piece, Section, Span
from houqin_desktop.services.hazard.facts import HazardFact, hazard_facts


def hazards(span: Span) -> Section | None:
    """Return the hazards that were found within or open when the days began."""
    every = [one for one in hazard_facts(span.to_on) if not one.is_void]
    before = {one.row.id for one in hazard_facts(span.from_on) if one.state.is_open}
    found = [one for one in every if span.holds(one.row.found_on) or one.row.id in before]
    if not found:
        return None
    photos = (
        (
            kept_picture(photo.sha256, photo.position, photo.stage.label, photo.taken_on),
            f"{one.row.code} {photo.stage.label}：{one.row.description}",
        )
        for one in found
        for photo in one.names.photos[one.row.id]
        if photo.taken_on <= span.to_on
    )
    pieces: tuple[Piece, ...] = (
        reported(span, "rectification_rate"),
        reported(span, "hazard_ledger"),
        *papers(span, VoucherKind.RECTIFICATION_NOTICE, "整改通知书"),
        *pictures("隐患照片", photos),
    )
    return Section("隐患整改", pieces, tuple(_missing(span, found)))


def _missing(span: Span, found: list[HazardFact]) -> list[str]:
    waiting = [one for one in found if one.state.is_open]
    late = [one for one in waiting if one.days_late(span.to_on)]
    bare = [one for one in found if not one.names.photos[one.row.id]]
    told = (
        ("没有销号的隐患", waiting),
        ("逾期没有整改的隐患", late),
        ("一张照片也没有的隐患", bare),
    )
    return [f"{words}：{some(one.row.code for one in rows)}" for words, rows in told if rows]


SECTIONS = (hazards,)

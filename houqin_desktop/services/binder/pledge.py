"""责任状 in the binder: coverage, the ledger, the signed letters, the tenants."""

from __future__ import annotations

from houqin_desktop.services.binder.gathering import listed, reported, some
from houqin_desktop.services.binder.parts import Papers, Piece, Section, Span
from houqin_desktop.services.papers.state import is_back
from houqin_desktop.services.pledge.standing import obligations
from houqin_desktop.storage.voucher import Voucher


def pledges(span: Span) -> Section | None:
    """Return the letters of the school year in which the days end, and who has not signed."""
    every = obligations(span.to_on)
    if not every:
        return None
    found = (one.letter for one in every if one.is_signed)
    signed = sorted((one for one in found if one is not None), key=lambda one: one.id)
    numbers = tuple(one.number for one in signed)
    missing = []
    kinds = dict.fromkeys((one.topic, one.signatory.signer) for one in every)
    for topic, signer in kinds:
        names = [
            one.signatory.name
            for one in every
            if (one.topic, one.signatory.signer) == (topic, signer) and not one.is_signed
        ]
        if names:
            missing.append(f"《{topic.label}》没有签的{signer.label}：{some(names)}")
    unscanned = [one.number for one in signed if not is_back(Voucher.get_by_id(one.id))]
    if unscanned:
        missing.append(f"签了没有存扫描件的责任状：{some(unscanned)}")
    letters = [Papers(f"责任状（{len(numbers):,} 份）", numbers)] if numbers else []
    pieces: tuple[Piece, ...] = (
        reported(span, "pledge_coverage"),
        reported(span, "pledge_ledger"),
        *letters,
        *listed(span, "tenants"),
    )
    return Section("责任状", pieces, tuple(missing))


SECTIONS = (pledges,)

"""What an application would come to, asked by the window before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from houqin_desktop.domain.disposal import Appraisal, RouteChoice
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.split import Division
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.appraisal import support_for
from houqin_desktop.services.disposal.assessment import (
    AssessedLine,
    Occasion,
    assess_lines,
    choose,
    default_applicant,
    require_line,
    require_one_storeroom,
    thresholds,
    warnings_for,
)
from houqin_desktop.services.disposal.pieces import Pieces, as_part, is_part
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.people import Storeroom


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A card as the dialog shows it before the application, with what stands against it."""

    code: str
    name: str
    quantity: int
    original_value_fen: int
    net_value_fen: int
    used_months: int | None
    objection: str
    of_quantity: int
    in_case: bool


@dataclass(frozen=True, slots=True)
class DisposalPreview:
    """What would happen: the route and why, who applies, the warnings, the objections."""

    lines: tuple[PreviewLine, ...]
    large: bool
    route_title: str
    rule: str
    applicant: str
    storeroom: str
    warnings: tuple[str, ...]
    objection: str
    appraisal: str


def preview_disposal(
    codes: tuple[str, ...],
    kind: VoucherKind,
    on: date,
    appraisal: Appraisal | None = None,
    *,
    case: str | None = None,
    pieces: Pieces = MappingProxyType({}),
) -> DisposalPreview:
    """Return what an application for these cards would come to, without writing anything.

    :param case: the number of the application that would be changed.
    :param pieces: how many pieces go, by number, of the cards of which only a part does.
    """
    whole = lookup.assets(codes)
    figures = assess_lines(whole, on)
    support = support_for(figures, kind, on, appraisal or Appraisal(None, "", ""))
    lines = tuple(_part_of(line, pieces) for line in figures)
    assets = [line.asset for line in lines]
    there = {asset.code: asset.quantity for asset in whole}
    choice = choose(assets, thresholds())
    storeroom_id, objection = _one_storeroom(assets, choice)
    case_id = lookup.voucher(case).id if case else None
    applicant = default_applicant(storeroom_id, on)
    return DisposalPreview(
        tuple(
            _preview_line(line, kind, support.words, case, there[line.asset.code]) for line in lines
        ),
        choice.large,
        choice.route.title,
        choice.reason,
        "" if applicant is None else lookup.person_by_id(applicant).name,
        "" if storeroom_id is None else Storeroom.get_by_id(storeroom_id).name,
        warnings_for(lines, choice, Occasion(kind, on, thresholds(), support.words, case_id)),
        objection,
        "" if support.row is None else f"{support.row.number} {support.row.conclusion}",
    )


def _one_storeroom(assets: Sequence[Asset], choice: RouteChoice) -> tuple[int | None, str]:
    """Return the room of a small application, or why it has none."""
    if choice.large:
        return None, ""
    try:
        return require_one_storeroom(assets), ""
    except Refused as refused:
        return None, refused.sentence


def _part_of(line: AssessedLine, pieces: Pieces) -> AssessedLine:
    """Return the line as it would be if only some pieces of its card went."""
    if not is_part(line.asset, pieces):
        return line
    part = as_part(line.asset, pieces[line.asset.code])
    value_fen = part.original_value_fen
    division = Division(line.asset.original_value_fen - value_fen, value_fen, is_part=True)
    return replace(line, asset=part, accumulated_fen=division.share(line.accumulated_fen))


def _preview_line(
    line: AssessedLine,
    kind: VoucherKind,
    appraisal: Appraisal,
    case: str | None,
    of_quantity: int,
) -> PreviewLine:
    objection = ""
    try:
        require_line(line, kind, appraisal, case)
    except Refused as refused:
        objection = refused.sentence
    asset = line.asset
    return PreviewLine(
        asset.code,
        asset.name,
        asset.quantity,
        asset.original_value_fen,
        line.net_value_fen,
        line.used_months,
        objection,
        of_quantity,
        line.open_case is not None,
    )

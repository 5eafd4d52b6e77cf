"""Looking at assets before they are disposed of: route, figures, refusals and warnings.

The dialog shows this before anything is written, and the command asks the same questions again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.appraisal import group_warning
from houqin_desktop.domain.calendar import completed_months
from houqin_desktop.domain.category import is_building_or_vehicle
from houqin_desktop.domain.disposal import (
    Appraisal,
    RouteChoice,
    Thresholds,
    choose_route,
    require_disposable,
    require_life_reached,
    same_day_warning,
    splitting_warning,
    value_warning,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.settings import (
    DISPOSAL_TOTAL_LIMIT,
    DISPOSAL_UNIT_LIMIT,
    SPLITTING_DAYS,
)
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.depreciation import card_accumulated, month_before
from houqin_desktop.storage.asset import Asset, value_changes_of
from houqin_desktop.storage.disposal import like_cases_since, open_cases_of, small_cases_of_day
from houqin_desktop.storage.people import Storeroom


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """One card with its figures as of the application: money in 分, ages in months."""

    asset: Asset
    accumulated_fen: int
    life_months: int | None
    used_months: int | None
    open_case: str | None

    @property
    def net_value_fen(self) -> int:
        """Return what the card is still worth."""
        return self.asset.original_value_fen - self.accumulated_fen


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the school's rules say to an application."""

    lines: tuple[AssessedLine, ...]
    choice: RouteChoice
    storeroom_id: int | None
    warnings: tuple[str, ...]


def thresholds() -> Thresholds:
    """Return the limits for 大件 and 大额 as they stand now, in 分."""
    return Thresholds(
        int(lookup.setting(DISPOSAL_UNIT_LIMIT)), int(lookup.setting(DISPOSAL_TOTAL_LIMIT))
    )


def assess_lines(assets: Sequence[Asset], on: date) -> tuple[AssessedLine, ...]:
    """Return the cards' figures as forms show them: up to the month before the application."""
    ids = [asset.id for asset in assets]
    changes, cases = value_changes_of(ids), open_cases_of(ids)
    through = month_before(on)
    return tuple(
        AssessedLine(
            asset,
            card_accumulated(asset, changes.get(asset.id, ()), through),
            asset.minimum_life_months or asset.life_months,
            None
            if asset.acquired_on is None
            else completed_months(asset.acquired_on.first_day, on),
            cases.get(asset.id),
        )
        for asset in assets
    )


def require_line(
    line: AssessedLine, kind: VoucherKind, appraisal: Appraisal, case: str | None
) -> None:
    """Refuse a card that is gone, in another open case, or too young without an appraisal."""
    asset = line.asset
    require_disposable(asset)
    if line.open_case not in (None, case):
        raise Refused(
            f"{asset.code}（{asset.name}）已在报废报损单 {line.open_case} 中办理，不能再次申请。",
            code="in_open_case",
        )
    if kind is VoucherKind.SCRAP and line.used_months is not None:
        require_life_reached(
            asset, line.used_months, line.life_months, appraised=appraisal.is_complete
        )


def choose(assets: Sequence[Asset], limits: Thresholds) -> RouteChoice:
    """Return the route that these cards have to take."""
    special = [
        a.code for a in assets if a.category_code and is_building_or_vehicle(a.category_code)
    ]
    return choose_route(assets, limits, special)


def require_one_storeroom(assets: Sequence[Asset]) -> int:
    """Return the storeroom of a small application; refuse cards of several rooms."""
    rooms = {asset.storeroom_id for asset in assets}
    if len(rooms) > 1:
        names = "、".join(sorted(room.name for room in Storeroom.every() if room.id in rooms))
        raise Refused(
            f"小件报废由各分保管员分别申请，这些资产分属 {names}。请按保管室分开申请。",
            code="several_storerooms",
        )
    return rooms.pop()


@dataclass(frozen=True, slots=True)
class Occasion:
    """For what, on which day, under which limits, and in which case an application is judged."""

    kind: VoucherKind
    on: date
    limits: Thresholds
    appraisal: Appraisal
    case_id: int | None = None


def warnings_for(
    lines: Sequence[AssessedLine], choice: RouteChoice, occasion: Occasion
) -> tuple[str, ...]:
    """Return the sentences that are recorded with the application and printed on it."""
    found = [
        value_warning(sum(line.net_value_fen for line in lines), occasion.kind),
        group_warning(occasion.appraisal.names),
    ]
    undated = [line.asset.code for line in lines if line.used_months is None]
    if undated:
        found.append(f"取得日期不详：{'、'.join(undated[:5])}{'等' if len(undated) > 5 else ''}")
    if not choice.large:
        days = int(lookup.setting(SPLITTING_DAYS))
        since = occasion.on - timedelta(days=days)
        like = like_cases_since([line.asset.id for line in lines], since, occasion.case_id)
        found += [splitting_warning(like, days), _same_day_warning(lines, occasion)]
    return tuple(sentence for sentence in found if sentence)


def _same_day_warning(lines: Sequence[AssessedLine], occasion: Occasion) -> str | None:
    """Return the sentence that small applications of one day together reach 大额 (DOMAIN 3.2)."""
    departments = {line.asset.using_department_id for line in lines} - {None}
    others = small_cases_of_day(sorted(filter(None, departments)), occasion.on, occasion.case_id)
    own_fen = sum(line.asset.original_value_fen for line in lines)
    return same_day_warning(others, own_fen, occasion.limits)


def assess(
    assets: Sequence[Asset],
    kind: VoucherKind,
    appraisal: Appraisal,
    on: date,
    *,
    limits: Thresholds | None = None,
    case: tuple[int, str] | None = None,
) -> Assessment:
    """Return what the rules say, or refuse.

    :param limits: the thresholds of the application; by default those of today.
    :param case: id and number of the application that is being changed.
    """
    appraisal.require_whole_or_absent()
    lines = assess_lines(assets, on)
    for line in lines:
        require_line(line, kind, appraisal, case[1] if case else None)
    limits = limits or thresholds()
    choice = choose(assets, limits)
    storeroom_id = None if choice.large else require_one_storeroom(assets)
    occasion = Occasion(kind, on, limits, appraisal, case[0] if case else None)
    warnings = warnings_for(lines, choice, occasion)
    return Assessment(lines, choice, storeroom_id, warnings)


def default_applicant(storeroom_id: int | None, on: date) -> int | None:
    """Return who applies: the keeper of the room that day, for the large route the 总保管员."""
    if storeroom_id is None:
        return lookup.holder(Post.HEAD_STOREKEEPER, on)
    return lookup.holder(Post.STOREKEEPER, on, storeroom_id)

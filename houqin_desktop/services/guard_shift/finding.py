"""Finding the log that is meant: by its number, or the one that is being written."""

from __future__ import annotations

from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.guard_shift import ShiftTime, read_shifts
from houqin_desktop.domain.settings import GUARD_SHIFTS
from houqin_desktop.services import lookup
from houqin_desktop.services.gate.voiding import require_standing
from houqin_desktop.storage.guard_shift import GuardShift, Incident


def shift_times() -> tuple[ShiftTime, ...]:
    """Return the shifts of the school's template."""
    return read_shifts(lookup.setting(GUARD_SHIFTS))


def find_shift(words: str) -> GuardShift:
    """Return the log of this number.

    :raises Refused: `unknown_shift`.
    """
    found = GuardShift.find(code=words.strip().upper())
    if found is None:
        raise Refused(f"没有安保日志“{words[:40]}”。请核对编号。", code="unknown_shift")
    return found


def open_shifts() -> list[GuardShift]:
    """Return the logs of shifts that were not handed over yet, the latest first."""
    return GuardShift.picked(
        "handed_on IS NULL AND voided_on IS NULL", order="shift_on DESC, id DESC"
    )


def writable_shift(words: str | None) -> GuardShift:
    """Return the log that is meant, into which something may still be written.

    :param words: its number; without one it is the only shift that was not handed over yet.
    :raises Refused: for one that is signed or void, or where it is not clear which.
    """
    if words:
        shift = find_shift(words)
    else:
        there = open_shifts()
        if len(there) != 1:
            names = "、".join(f"{one.code}（{one.shift_on} {one.shift_name}）" for one in there)
            raise Refused(
                f"没有交班的日志有 {len(there)} 份{names and f'：{names}'}，不知道写在哪一份。"
                f"请{'填写日志编号' if there else '先开始一个班次'}。",
                code="which_shift",
            )
        shift = there[0]
    require_standing(shift.code, shift.voided_on, shift.void_reason)
    if shift.signed_on is not None:
        raise Refused(
            f"{shift.code} 已于 {shift.signed_on} 由带班领导签字，不能再改。"
            "有误请作废这一份，另记一份并写明更正。",
            code="signed",
        )
    return shift


def day_in_shift(shift: GuardShift, at: str) -> date:
    """Return the day of a time in a shift: after midnight it is the next one."""
    after_midnight = shift.ends_at <= shift.starts_at and at < shift.starts_at
    return shift.shift_on + timedelta(days=1) if after_midnight else shift.shift_on


def window_of(shift: GuardShift) -> tuple[str, str]:
    """Return the moments between which a shift lasts, as 2026-11-22 07:00."""
    ends_on = day_in_shift(shift, shift.ends_at)
    if shift.ends_at == shift.starts_at:
        ends_on += timedelta(days=1)
    return f"{shift.shift_on} {shift.starts_at}", f"{ends_on} {shift.ends_at}"


def is_within(shift: GuardShift, on: date, at: str) -> bool:
    """Say whether a moment lies in a shift."""
    start, end = window_of(shift)
    return start <= f"{on} {at}" < end


def known_incident(words: str) -> Incident:
    """Return the incident of this number, be it void.

    :raises Refused: `unknown_incident`.
    """
    found = Incident.find(code=words.strip().upper())
    if found is None:
        raise Refused(f"没有事件“{words[:40]}”。请核对编号。", code="unknown_incident")
    return found


def find_incident(words: str) -> Incident:
    """Return the incident of this number, which must stand.

    :raises Refused: for an unknown number, or a void one.
    """
    found = known_incident(words)
    require_standing(found.code, found.voided_on, found.void_reason)
    return found

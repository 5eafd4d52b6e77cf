"""Who may do what on the safety log; part of the one table in `rights`."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.right import STAFF, Right

SAFETY_RIGHTS: Final[dict[str, Right]] = {
    "add_campus_places": STAFF,
    "correct_campus_place": STAFF,
    "withdraw_campus_places": STAFF,
    "set_calendar": STAFF,
    "record_absence": STAFF,
    "change_absence": STAFF,
    "withdraw_absence": STAFF,
    "plan_duties": STAFF,
    "change_duty_table": STAFF,
    "withdraw_duty_table": STAFF,
    "swap_duties": STAFF,
    "replace_duty": STAFF,
    "withdraw_duty_change": STAFF,
    "mark_duties": STAFF,
}

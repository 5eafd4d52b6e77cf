"""Who may do what on the safety log; part of the one table in `rights`."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.right import ASKING, STAFF, Right

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
    "issue_emergency_plan": STAFF,
    "end_emergency_plan": STAFF,
    "withdraw_emergency_plan": STAFF,
    "issue_regulation": STAFF,
    "end_regulation": STAFF,
    "withdraw_regulation": STAFF,
    "register_device": ASKING,
    "register_devices": ASKING,
    "correct_device": ASKING,
    "replace_device": ASKING,
    "end_devices": ASKING,
    "withdraw_devices": ASKING,
    "send_devices": ASKING,
    "return_devices": ASKING,
    "withdraw_services": ASKING,
    "open_device_round": ASKING,
    "enter_device_checks": ASKING,
    "close_device_round": ASKING,
    "withdraw_device_round": ASKING,
    "record_safety_event": ASKING,
    "correct_safety_event": ASKING,
    "void_safety_event": ASKING,
    "attach_event_document": ASKING,
    "drop_event_document": ASKING,
    "set_event_rule": STAFF,
    "withdraw_event_rules": STAFF,
    "load_event_rules": STAFF,
    "record_liaison": ASKING,
    "correct_liaison": ASKING,
    "void_liaison": ASKING,
}

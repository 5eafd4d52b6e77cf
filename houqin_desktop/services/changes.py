"""What a command touched, by topic, so that screens know when to look again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from houqin_desktop.services.words.safety_subjects import SAFETY_SUBJECTS


class Topic(Enum):
    """What a screen can listen for."""

    ASSETS = "assets"
    DISPOSALS = "disposals"
    PEOPLE = "people"
    STOREROOMS = "storerooms"
    DEPARTMENTS = "departments"
    STOCK = "stock"
    SLIPS = "slips"
    SETTINGS = "settings"
    COUNTS = "counts"
    PROCUREMENT = "procurement"
    EQUIPMENT = "equipment"
    TERM = "term"
    SAFETY = "safety"
    JOURNAL = "journal"


_TOPICS = {
    "asset": Topic.ASSETS,
    "custody": Topic.ASSETS,
    "value_change": Topic.ASSETS,
    "asset_split": Topic.ASSETS,
    "posting": Topic.ASSETS,
    "import_batch": Topic.ASSETS,
    "card_field": Topic.ASSETS,
    "card_value": Topic.ASSETS,
    "asset_picture": Topic.ASSETS,
    "import_undo": Topic.ASSETS,
    "voucher": Topic.DISPOSALS,
    "voucher_sheet": Topic.DISPOSALS,
    "voucher_printing": Topic.DISPOSALS,
    "signature": Topic.DISPOSALS,
    "signature_scan": Topic.DISPOSALS,
    "returned_page": Topic.DISPOSALS,
    "appraisal_page": Topic.DISPOSALS,
    "disposal": Topic.DISPOSALS,
    "disposal_line": Topic.DISPOSALS,
    "residual": Topic.DISPOSALS,
    "appraisal": Topic.DISPOSALS,
    "disposal_appraisal": Topic.DISPOSALS,
    "disposal_paper": Topic.DISPOSALS,
    "disposal_report": Topic.DISPOSALS,
    "reversal": Topic.DISPOSALS,
    "stock_item": Topic.STOCK,
    "stock_minimum": Topic.STOCK,
    "stock_posting": Topic.STOCK,
    "slip": Topic.SLIPS,
    "slip_line": Topic.SLIPS,
    "slip_document": Topic.SLIPS,
    "handed_card": Topic.SLIPS,
    "handover_stock": Topic.SLIPS,
    "handover_key": Topic.SLIPS,
    "carried_loan": Topic.SLIPS,
    "loan_renewal": Topic.SLIPS,
    "compensation": Topic.SLIPS,
    "gate_return": Topic.SLIPS,
    "reservation": Topic.SLIPS,
    "count_session": Topic.COUNTS,
    "count_room": Topic.COUNTS,
    "count_line": Topic.COUNTS,
    "count_surplus": Topic.COUNTS,
    "count_finding": Topic.COUNTS,
    "roster": Topic.EQUIPMENT,
    "roster_member": Topic.EQUIPMENT,
    "equipment_rule": Topic.EQUIPMENT,
    "count_sheet": Topic.COUNTS,
    "count_signature": Topic.COUNTS,
    "kit": Topic.TERM,
    "kit_line": Topic.TERM,
    "term_plan": Topic.TERM,
    "term_group": Topic.TERM,
    "term_issue": Topic.TERM,
    "term_check": Topic.TERM,
    "supplier": Topic.PROCUREMENT,
    "budget_line": Topic.PROCUREMENT,
    "purchase_request": Topic.PROCUREMENT,
    "request_line": Topic.PROCUREMENT,
    "request_choice": Topic.PROCUREMENT,
    "purchase": Topic.PROCUREMENT,
    "purchase_line": Topic.PROCUREMENT,
    "quotation": Topic.PROCUREMENT,
    "acceptance": Topic.PROCUREMENT,
    "acceptance_line": Topic.PROCUREMENT,
    "accepted_serial": Topic.PROCUREMENT,
    "stocked_line": Topic.PROCUREMENT,
    "handed_receipt": Topic.PROCUREMENT,
    "accounts_entry": Topic.PROCUREMENT,
    "person": Topic.PEOPLE,
    "appointment": Topic.PEOPLE,
    "operator": Topic.PEOPLE,
    "recovery_code": Topic.PEOPLE,
    "storeroom": Topic.STOREROOMS,
    "place": Topic.STOREROOMS,
    "department": Topic.DEPARTMENTS,
    "setting": Topic.SETTINGS,
    **dict.fromkeys(SAFETY_SUBJECTS, Topic.SAFETY),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics that one command touched; empty for a command that was only repeated."""

    topics: frozenset[Topic] = frozenset()

    @classmethod
    def of_tables(cls, tables: Iterable[str]) -> Changes:
        """Return the topics behind the changed tables; every change also moves the journal."""
        topics = {_TOPICS[table] for table in tables if table in _TOPICS}
        return cls(frozenset(topics | {Topic.JOURNAL}))

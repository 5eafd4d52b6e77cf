"""The queries of `check`: each returns the rows that should not be there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from houqin_desktop.storage.appraisal import (
    AppraisalLine,
    AppraisalRow,
    AppraiserRow,
    DisposalAppraisal,
)
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    ImportBatch,
    ImportLayout,
    ImportUndo,
    Posting,
    ValueChangeRow,
)
from houqin_desktop.storage.backup import Backup, Restoration
from houqin_desktop.storage.base import BaseModel, db, table_name
from houqin_desktop.storage.book import CategoryRow, Command, NumberSequence, Setting
from houqin_desktop.storage.card import AssetPicture, CardFieldRow, CardValue
from houqin_desktop.storage.count import (
    CountFinding,
    CountLine,
    CountRoom,
    CountSession,
    CountSurplus,
)
from houqin_desktop.storage.count_signing import CountSheet, CountSignature
from houqin_desktop.storage.disposal import (
    Disposal,
    DisposalLine,
    DisposalPaper,
    DisposalReport,
    Residual,
)
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.handover import CarriedLoan, HandoverKey, HandoverStock
from houqin_desktop.storage.loan import (
    Compensation,
    GateReturn,
    HandedCard,
    LoanRenewal,
    Reservation,
)
from houqin_desktop.storage.migrations import migrations
from houqin_desktop.storage.migrations.m0001_first_schema import VIRTUAL_LOCATIONS
from houqin_desktop.storage.migrations.m0004_card_blocks import BUILT_IN
from houqin_desktop.storage.operators import Operator, RecoveryCode
from houqin_desktop.storage.people import Appointment, Department, Location, Person, Storeroom
from houqin_desktop.storage.place import Place
from houqin_desktop.storage.procurement import PROCUREMENT_TABLES
from houqin_desktop.storage.returned import AppraisalPage, ReturnedPage
from houqin_desktop.storage.reversal import Reversal
from houqin_desktop.storage.roster import Roster, RosterMember
from houqin_desktop.storage.safety_tables import SAFETY_TABLES
from houqin_desktop.storage.slip import Slip, SlipDocument, SlipLine
from houqin_desktop.storage.split import AssetSplit
from houqin_desktop.storage.stock import StockItem, StockMinimum, StockPosting
from houqin_desktop.storage.term import Kit, KitLine, TermCheck, TermGroup, TermIssue, TermPlan
from houqin_desktop.storage.voucher import (
    Attachment,
    Signature,
    SignatureScan,
    Voucher,
    VoucherPrinting,
    VoucherSheet,
)

JOURNALLED: tuple[type[BaseModel], ...] = (
    Setting,
    Location,
    Person,
    Department,
    Storeroom,
    Place,
    Appointment,
    Roster,
    RosterMember,
    EquipmentRule,
    Operator,
    RecoveryCode,
    ImportBatch,
    ImportUndo,
    ImportLayout,
    Asset,
    Custody,
    ValueChangeRow,
    AssetSplit,
    CardFieldRow,
    CardValue,
    NumberSequence,
    Attachment,
    AssetPicture,
    Voucher,
    VoucherSheet,
    VoucherPrinting,
    Signature,
    SignatureScan,
    Disposal,
    DisposalLine,
    Residual,
    AppraisalRow,
    AppraiserRow,
    AppraisalLine,
    DisposalAppraisal,
    DisposalPaper,
    DisposalReport,
    Reversal,
    StockItem,
    StockMinimum,
    Slip,
    SlipLine,
    StockPosting,
    Kit,
    KitLine,
    TermPlan,
    TermGroup,
    TermIssue,
    TermCheck,
    Posting,
    ReturnedPage,
    AppraisalPage,
    CountSession,
    CountRoom,
    CountLine,
    CountSurplus,
    CountFinding,
    CountSheet,
    CountSignature,
    HandedCard,
    HandoverStock,
    HandoverKey,
    CarriedLoan,
    LoanRenewal,
    Compensation,
    GateReturn,
    Reservation,
    Backup,
    Restoration,
    Command,
    SlipDocument,
    *PROCUREMENT_TABLES,
    *SAFETY_TABLES,
)
# Rows of the schema: what each is called, and what of it no command ever changes.
_SHIPPED_ROWS = (
    ("单据种类", "SELECT kind, prefix FROM voucher_kind"),
    (
        "签批步骤",
        "SELECT route||'·'||step, json_array(stage, post, body, needs_document) FROM route_step",
    ),
    ("虚拟位置", "SELECT code, kind FROM location WHERE kind = 'virtual'"),
    ("自带栏目", "SELECT key, shape FROM card_field WHERE built_in = 1"),
)
# Rows that the schema itself brings along and that no command ever wrote.
SEEDED = {table_name(Location): len(VIRTUAL_LOCATIONS), table_name(CardFieldRow): len(BUILT_IN)}
UNCHECKED_TABLES = {
    table_name(CategoryRow),
    "voucher_kind",
    "route_step",
    "journal",
    # Sums of the postings, kept beside them by triggers; a rule of `check` adds them up again.
    "stock_balance",
    "stock_worth",
    # May be purged, so it is in no journal; a rule of `check` holds it against the rows.
    "personal_value",
}


@contextmanager
def as_far_as_readable() -> Iterator[None]:
    """Read text that is no UTF-8 any more with a mark in its place, so that it shows as changed."""
    connection = db.connection()
    before = connection.text_factory
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        connection.text_factory = before


def count(table: str) -> int:
    """Return the number of rows of a table named in this module."""
    (number,) = db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(number)


def faults(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that should find nothing."""
    return iter(db.execute_sql(sql, values))


def schema_differences() -> list[str]:
    """Return what is not as the program ships it: tables, indexes, triggers, rows of the schema.

    A step that is missing from a route would let an application be approved without a signature.
    """
    here = _schema(db.connection())
    names = {name for name, _ in _shipped_schema().symmetric_difference(here)}
    return sorted(names)


@cache
def _shipped_schema() -> frozenset[tuple[str, str]]:
    pristine = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in migrations():
            step(pristine)
        return frozenset(_schema(pristine))
    finally:
        pristine.close()


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"
    )
    shipped = {(name, sql) for name, sql in rows}
    for title, question in _SHIPPED_ROWS:
        shipped |= {(f"{title} {key}", words) for key, words in connection.execute(question)}
    return shipped


def book_path() -> Path:
    """Return the path of the open book."""
    return Path(str(db.database))

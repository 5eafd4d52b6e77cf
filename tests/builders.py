"""A school in small: a book with people, posts and rooms, and the shortest ways to fill it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.calendar import FixedClock, PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.commands import Result
from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    RecordPrinting,
    RecordSignature,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.papers.case_view import DisposalCase
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, Appoint
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.session import Session, create_book, open_session
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.stock.drafts import ReceiptLine, ReceiveStock
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import attachments_folder
from houqin_desktop.storage.journal import head

FOUNDED = date(2025, 9, 1)
TODAY = date(2026, 11, 22)
CENTRAL = "总保管室"
ROOM, OTHER_ROOM = "电脑室", "体育室"
DEPARTMENT = "信息组"
HEAD_KEEPER, KEEPER, OTHER_KEEPER = "王保管", "吴电脑", "周体育"
DIRECTOR, LEADER, ACCOUNTANT, PRINCIPAL = "赵总务", "钱主管", "孙财务", "李校长"
COLLEAGUE = "郑老师"
POSTS = (
    (DIRECTOR, Post.GENERAL_AFFAIRS_DIRECTOR, None),
    (LEADER, Post.SUPERVISING_LEADER, None),
    (ACCOUNTANT, Post.FINANCE, None),
    (PRINCIPAL, Post.PRINCIPAL, None),
    (KEEPER, Post.STOREKEEPER, ROOM),
    (OTHER_KEEPER, Post.STOREKEEPER, OTHER_ROOM),
)
SMALL_STEPS = ("storekeeper", "general_affairs", "central_storeroom", "supervising_leader")
LARGE_STEPS = (
    "central_storeroom",
    "finance",
    "principals_meeting",
    "education_bureau",
    "finance_bureau",
)
COMPUTER = "A02010105"
CAR = "A02030599"
BUILDING = "A01010500"
# Small enough for the small route, even ten of them in one application.
SMALL_VALUE = 120_000


def clock_at(day: date) -> FixedClock:
    """A clock that stands at eight in the morning of a day."""
    return FixedClock(datetime(day.year, day.month, day.day, 8))


@dataclass
class Book:
    """An open book and the handiest ways to work with it."""

    session: Session

    @property
    def path(self) -> Path:
        return self.session.book_path

    @property
    def today(self) -> date:
        return self.session.clock.today()

    def move_to(self, day: date) -> None:
        """Let the office clock stand at another day."""
        self.session.clock = clock_at(day)

    def advance(self, days: int = 1) -> date:
        """Let days pass."""
        self.move_to(self.today + timedelta(days=days))
        return self.today

    def run(self, draft: Draft, **options: Any) -> Result:
        return self.session.run(draft, **options)

    def make(self, draft: Draft, **options: Any) -> str:
        """Run a command and return the number of what it made."""
        number = self.run(draft, **options).number
        assert number is not None
        return number

    def asset(self, **values: Any) -> str:
        """Register a card that any route would take; return its number."""
        filled: dict[str, Any] = {
            "name": "台式计算机",
            "original_value": SMALL_VALUE,
            "acquired_on": PartialDate(1995, 9),
            "category": COMPUTER,
            "unit": "台",
            "storeroom": ROOM,
            **values,
        }
        on = filled.pop("on", None)
        return self.make(RegisterAsset(**filled), on=on)

    def apply(self, *codes: str, **values: Any) -> str:
        """Open a case for these cards; return its number."""
        filled: dict[str, Any] = {
            "kind": VoucherKind.SCRAP,
            "reason": DisposalReason.WORN_OUT,
            **values,
        }
        on = filled.pop("on", None)
        return self.make(ApplyDisposal(assets=codes, **filled), on=on)

    def listed(self, name: str, on: date | None = None) -> list[dict[str, Any]]:
        """Return a register as its rows, title to cell."""
        found = register(self.session, name, on)
        titles = [column.title for column in found.columns]
        rows = found.rows(found.index().keys)
        return [dict(zip(titles, row, strict=True)) for row in rows]

    def receive(self, item: str, quantity: int, amount: int, **options: Any) -> str:
        """Let pieces of an item come into the 总保管室; return the number of the receipt."""
        lines = (ReceiptLine(item=item, quantity=quantity, amount=amount),)
        room = options.pop("storeroom", CENTRAL)
        draft = ReceiveStock(storeroom=room, source=ReceiptSource.OPENING, lines=lines)
        return self.make(draft, **options)

    def sign_slip(self, number: str) -> None:
        """Print a slip and let every hand sign it in its turn."""
        self.run(RecordPrinting(number=number))
        while due := [step for step in slip_view(number, self.session.clock).steps if step.is_due]:
            self.run(RecordSignature(number=number, step=due[0].key))

    def small_case(self) -> str:
        return self.apply(self.asset())

    def large_case(self) -> str:
        return self.apply(self.asset(original_value=860_000))

    def sign(self, number: str, step: str, **values: Any) -> Result:
        """Sign one step as its post-holder, with a document number where one is due."""
        on = values.pop("on", None)
        needs = ROUTES[lookup.voucher(number).route].step(step).document_title
        if needs:
            values.setdefault("document_number", f"{step}〔2026〕1号")
        return self.run(RecordSignature(number=number, step=step, **values), on=on)

    def sign_all(self, number: str) -> None:
        """Sign every step that is still open."""
        voucher = lookup.voucher(number)
        route = ROUTES[voucher.route]
        while due := route.due(signed_steps(voucher)):
            self.sign(number, due[0].key)

    def write_off(self, number: str) -> None:
        self.sign_all(number)
        self.run(WriteOffDisposal(number=number))

    def case(self, number: str) -> DisposalCase:
        return disposal_case(number, self.session.clock)

    def rows(self, table: str, where: str = "1", *values: Any) -> list[dict[str, Any]]:
        """Read rows as the file holds them."""
        cursor = db.execute_sql(f'SELECT * FROM "{table}" WHERE {where} ORDER BY 1', values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def card(self, code: str) -> dict[str, Any]:
        """Read one card's row."""
        (row,) = self.rows("asset", "code = ?", code)
        return row

    def custody(self, code: str) -> list[dict[str, Any]]:
        return self.rows("custody", "asset_id = ?", self.card(code)["id"])

    def value(self, sql: str, *values: Any) -> Any:
        """Read one value."""
        return db.execute_sql(sql, values).fetchone()[0]

    def require_whole(self) -> None:
        """Run every invariant of the program's own check."""
        report = run_checks()
        assert report.ok, [(found.id, found.faults) for found in report.invariants if found.faults]

    @contextmanager
    def refusing(self, code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
        """Expect a refusal with this code, a sentence, and not one row written."""
        before = head()
        with pytest.raises(Refused) as caught:
            yield caught
        assert caught.value.code == code, caught.value.sentence
        assert not caught.value.sentence.isascii()
        assert head() == before
        assert not db.connection().in_transaction

    def refuses(self, draft: Draft, code: str, **options: Any) -> None:
        """Expect the book to refuse a command, and to stay as it is to the last byte."""
        before = self.fingerprint()
        with self.refusing(code):
            self.run(draft, **options)
        assert self.fingerprint() == before

    def fingerprint(self) -> str:
        """Return what every byte of the book comes to, as SQLite sees them now."""
        return sha256(db.connection().serialize()).hexdigest()


def found_school(path: Path) -> None:
    """Write the book that every test starts from."""
    create_book(path, school="示范小学", keeper=HEAD_KEEPER, clock=clock_at(FOUNDED))
    session = open_session(path, clock=clock_at(FOUNDED))
    for room in (ROOM, OTHER_ROOM):
        session.run(AddStoreroom(name=room))
    session.run(AddDepartment(name=DEPARTMENT))
    for name, post, room_name in POSTS:
        session.run(AddPerson(name=name))
        session.run(Appoint(person=name, post=post, storeroom=room_name))
    session.run(AddPerson(name=COLLEAGUE))
    session.close()


def copy_with_attachments(book: Path, place: Path) -> None:
    """Copy a closed book with what is attached to it."""
    shutil.copyfile(book, place)
    shutil.copytree(attachments_folder(book), attachments_folder(place), dirs_exist_ok=True)


def copy_book(template: Path, folder: Path) -> Path:
    """Copy a closed book with its attachments folder."""
    path = folder / "账簿.sqlite"
    shutil.copyfile(template, path)
    attachments_folder(path).mkdir(exist_ok=True)
    return path

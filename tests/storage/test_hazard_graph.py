"""The triggers strike a hazard off exactly when all is there that is wanted, whoever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.hazard.drafts import RegisterHazard
from houqin_desktop.storage.base import db
from houqin_desktop.storage.hazard import Hazard
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, Book
from tests.hazard_graph import DEEDS, TODAY, Deed, walked

MOST = 12


class Hands:
    """Hands behind the program's back: each deed is a row, and nothing else is asked."""

    def __init__(self, book: Book) -> None:
        book.run(AddCampusPlaces(names=("东校门",)))
        code = book.make(
            RegisterHazard(
                place="东校门", description="门锁坏", category="围墙校门", department=DEPARTMENT
            )
        )
        row = Hazard.find(code=code)
        assert row is not None
        self.hazard, self.department = row.id, row.department_id
        self.people = {"anna": lookup.person(KEEPER).id, "bert": lookup.person(COLLEAGUE).id}
        self.connection: sqlite3.Connection = db.connection()

    def insert(self, table: str, **values: Any) -> int:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        row_id = self.connection.execute(sql, tuple(values.values())).lastrowid
        assert row_id is not None
        return row_id

    def one(self, sql: str) -> int:
        return int(self.connection.execute(sql).fetchone()[0])

    def do(self, deed: Deed) -> None:
        what, how = deed
        if what == "notice":
            self._notice()
        elif what == "no notice":
            self.connection.execute(
                "UPDATE voucher SET state = 'withdrawn' WHERE kind = 'rectification_notice'"
            )
        else:
            self._step(what, how)

    def _step(self, what: str, how: str) -> None:
        position = self.one("SELECT count(*) + 1 FROM hazard_step")
        beside: dict[str, dict[str, Any]] = {
            "grade": {"severity": {"G": "general", "S": "serious", "M": "major"}.get(how)},
            "plan": {"measures": "换锁", "due_on": TODAY.isoformat()},
            "rectify": {"details": "换了锁"},
            "fail": {"details": "没有锁上"},
            "void": {"details": "不是隐患"},
        }
        values = beside.get(what, {})
        if what == "plan":
            values["on_the_spot"] = int(how.startswith("spot"))
            whole = {"amount_fen": 0, "emergency_plan": "预案", "interim": "围挡"}
            values |= whole if "whole" in how else {}
        if what == "report" and how:
            named = {"body": "消防大队", "document_number": "7号"}
            values = named | {"document_on": TODAY.isoformat()}
        self.insert(
            "hazard_step",
            hazard_id=self.hazard,
            position=position,
            kind=what,
            person_id=self.people.get(how, self.people["anna"]),
            happened_on=TODAY.isoformat(),
            **values,
        )

    def _notice(self) -> None:
        serial = self.one("SELECT count(*) + 1 FROM voucher WHERE kind = 'rectification_notice'")
        voucher = self.insert(
            "voucher",
            kind="rectification_notice",
            year=2026,
            serial=serial,
            number=f"ZG2026{serial:04d}",
            route="notice_director",
            state="signing",
            version=1,
            dated_on=TODAY.isoformat(),
            prepared_by_id=self.people["anna"],
        )
        self.insert(
            "slip",
            id=voucher,
            taker_id=self.people["bert"],
            taker_department_id=self.department,
        )
        self.insert("rectification_notice", id=voucher, inspected_on=TODAY.isoformat())
        self.insert("notice_line", slip_id=voucher, position=1, hazard_id=self.hazard)

    @contextmanager
    def for_now(self) -> Iterator[None]:
        """Let what is done inside be undone."""
        self.connection.execute("SAVEPOINT deed")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK TO deed")
            self.connection.execute("RELEASE deed")

    def may(self, deed: Deed) -> bool:
        with self.for_now():
            try:
                self.do(deed)
            except sqlite3.IntegrityError:
                return False
            return True


def test_the_triggers_allow_exactly_what_the_notebook_allows(book: Book):
    hands = Hands(book)
    looked_at = 0
    for way, notebook in walked(MOST):
        with hands.for_now():
            for deed in way:
                hands.do(deed)
            for deed in DEEDS:
                if deed == ("notice", "") and notebook.notice:
                    continue
                if deed[0] == "no notice" and not notebook.notice:
                    continue
                allowed = notebook.after(deed) is not None
                assert hands.may(deed) == allowed, (way, notebook, deed)
                looked_at += 1
    assert looked_at > 1000

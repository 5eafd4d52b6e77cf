"""The register goes out and comes in again, into the same book and into an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.documents.fonts import unprintable
from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus, ValueType
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.values import names_nothing
from houqin_desktop.services.assets.drafts import ChangeValue, RegisterAsset
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import Session, open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.ledger_match import cards_by_code
from tests.builders import COLLEAGUE, COMPUTER, DEPARTMENT, KEEPER, ROOM, TODAY, Book, clock_at
from tests.builders import copy_book as copied

STANDARD = [
    "资产编号",
    "资产名称",
    "分类代码",
    "分类",
    "规格型号",
    "品牌",
    "单位",
    "数量",
    "单价",
    "原值",
    "累计折旧",
    "净值",
    "取得日期",
    "存放地点",
    "保管室",
    "使用部门",
    "使用人",
    "责任人",
    "保管人",
    "状态",
]
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: text.strip("-/\\—－―~*") != ""
)
NAMES = WORDS.filter(lambda text: any(char.isalpha() for char in text))
DATES = st.one_of(
    st.builds(PartialDate, st.integers(1950, 2025)),
    st.builds(PartialDate, st.integers(1950, 2025), st.integers(1, 12)),
    st.builds(PartialDate.of, st.dates(date(1950, 1, 1), date(2025, 12, 31))),
)
CARDS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "original_value": st.integers(0, 10**12),
        "quantity": st.integers(1, 500),
    },
    optional={
        "code": st.from_regex(r"[A-Z]{2}[0-9]{6}", fullmatch=True),
        "specification": WORDS,
        "brand": WORDS,
        "unit": st.sampled_from(["台", "张", "套"]),
        "category": st.sampled_from([COMPUTER, "A05010000"]),
        "acquired_on": DATES,
        "in_service_on": DATES,
        "place": WORDS.filter(lambda text: not names_nothing(text)),
        "storeroom": st.just(ROOM),
        "using_department": st.just(DEPARTMENT),
        "holder": st.just(COLLEAGUE),
        "responsible": st.just(KEEPER),
        "keeper": st.just(COLLEAGUE),
        "remarks": WORDS,
        "life_months": st.integers(1, 600),
        "status": st.sampled_from([AssetStatus.IDLE, AssetStatus.SEALED, AssetStatus.LENT_OUT]),
        "acquisition_method": st.sampled_from(list(AcquisitionMethod)),
        "value_type": st.sampled_from(list(ValueType)),
        "fiscal_funds": st.integers(0, 10**9),
        "supplier": WORDS,
        "serial_number": WORDS,
        "warranty_until": st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    },
)


def contents() -> list[dict[str, Any]]:
    """Return all cards in words, without what only one book can have."""
    codes = [row[0] for row in db.execute_sql("SELECT code FROM asset ORDER BY code")]
    own = {"id", "open_case", "opening_value_fen"}
    own |= {f"{role}_number" for role in ("holder", "responsible", "keeper")}
    cards = cards_by_code(codes)
    return [{k: v for k, v in cards[code].items() if k not in own} for code in codes]


@contextmanager
def another_book(template: Path, folder: Path) -> Iterator[Session]:
    close_database()
    folder.mkdir()
    session = open_session(copied(template, folder), clock=clock_at(TODAY))
    yield session
    session.close()


def exported(book: Book, path: Path, ids: list[int] | None = None) -> list[tuple[Any, ...]]:
    write_assets(book.session, path, ids)
    return list(read_workbook(path).sheets[0].rows)


def test_the_columns_have_the_standard_names_in_their_order(book: Book, tmp_path: Path):
    book.asset()
    header = exported(book, tmp_path / "台账.xlsx")[0]
    assert list(header[: len(STANDARD)]) == STANDARD
    assert header[-2:] == ("备注", "导出记号")


def test_an_empty_register_exports_its_header(book: Book, tmp_path: Path):
    assert list(exported(book, tmp_path / "台账.xlsx")[0]) == [*STANDARD, "备注", "导出记号"]


def test_a_card_is_exported_as_the_register_shows_it(book: Book, tmp_path: Path):
    code = book.asset(
        name="=1+1", quantity=2, original_value=100_001, acquired_on=PartialDate(2025, 12)
    )
    rows = exported(book, tmp_path / "台账.xlsx")
    cells = dict(zip(*rows, strict=True))
    assert cells["资产编号"] == code
    assert cells["资产名称"] == "=1+1"
    assert (cells["数量"], cells["单价"], cells["原值"]) == (2.0, 500.01, 1000.01)
    # Twelve months, December to November, of 1000.01 / 72.
    assert cells["累计折旧"] == 166.68
    assert cells["净值"] == 833.33
    assert cells["取得日期"] == "2025-12"
    assert (cells["分类"], cells["状态"], cells["保管室"]) == ("台式计算机", "在用", ROOM)


def test_only_what_is_seen_is_exported_in_the_order_in_which_it_is_seen(book: Book, tmp_path: Path):
    codes = [book.asset(name=name) for name in ("甲", "乙", "丙")]
    ids = [book.card(codes[2])["id"], book.card(codes[0])["id"]]
    rows = exported(book, tmp_path / "台账.xlsx", ids)
    assert [row[1] for row in rows[1:]] == ["丙", "甲"]


def test_a_card_that_has_left_the_register_is_not_in_the_whole_register(book: Book, tmp_path: Path):
    book.write_off(book.small_case())
    kept = book.asset(name="留下")
    rows = exported(book, tmp_path / "台账.xlsx")
    assert [row[0] for row in rows[1:]] == [kept]


def test_an_export_imports_again_into_its_book_without_a_difference(book: Book, tmp_path: Path):
    code = book.asset(acquired_on=PartialDate(2024, 3), holder=COLLEAGUE, remarks="-5 度以下停用")
    book.run(ChangeValue(code=code, delta=30_000, reason="加内存"))
    book.apply(book.asset(name="在办"))
    path = tmp_path / "台账.xlsx"
    write_assets(book.session, path)
    found = plan_import(book.session, read_workbook(path))
    assert found.counts["unchanged"] == found.counts["found"] == 2
    assert [issue.message for issue in found.issues] == []


def test_a_thing_that_is_called_like_a_total_comes_back(book: Book, tmp_path: Path):
    book.asset(name="总计")
    path = tmp_path / "台账.xlsx"
    write_assets(book.session, path)
    assert plan_import(book.session, read_workbook(path)).counts["unchanged"] == 1


def test_a_person_of_a_common_name_comes_back_without_a_doubt(book: Book, tmp_path: Path):
    book.run(AddPerson(name=COLLEAGUE))
    number = book.value("SELECT max(number) FROM person WHERE name = ?", COLLEAGUE)
    book.asset(holder=number)
    path = tmp_path / "台账.xlsx"
    write_assets(book.session, path)
    found = plan_import(book.session, read_workbook(path))
    assert found.counts["unchanged"] == 1
    assert [issue.message for issue in found.issues] == []


@pytest.mark.usefixtures("book")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CARDS, min_size=1, max_size=4, unique_by=lambda card: card.get("code", id(card))))
def test_an_export_imports_into_an_empty_book_as_the_same_cards(template, tmp_path_factory, cards):
    folder = tmp_path_factory.mktemp("round")
    path = folder / "台账.xlsx"
    with another_book(template, folder / "one") as session:
        for card in cards:
            session.run(RegisterAsset(**card))
        write_assets(session, path)
        first = contents()
        again = plan_import(session, read_workbook(path))
        assert again.counts["unchanged"] == len(cards)
        # What no paper can show is pointed out each time that it comes by.
        assert [one for one in again.issues if not unprintable(str(one.value))] == []
    with another_book(template, folder / "other") as session:
        import_plan(session, plan_import(session, read_workbook(path)))
        assert contents() == first

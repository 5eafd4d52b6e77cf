"""The columns of a card's type and those of the school: filled in, sorted, found, out and in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import BUILT_IN, CardBlock, CardField, FieldShape
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import match_header
from houqin_desktop.domain.money import plain_money
from houqin_desktop.domain.plain_text import clean_text
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.custom_fields import (
    DeclareField,
    ExtendField,
    RetireField,
    ShortenField,
)
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.registers.column_filters import typed
from houqin_desktop.services.registers.listing import Sort, register
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from houqin_desktop.storage.card import values_of_card
from houqin_desktop.storage.migrations import m0004_card_blocks
from tests.builders import BUILDING, CAR, COMPUTER, Book

HEADER = ("资产编号", "资产名称", "分类代码", "数量", "原值")


def details(book: Book, code: str) -> dict[str, str]:
    return values_of_card(book.card(code)["id"])


def blocks(book: Book, code: str) -> dict[str, dict[str, str]]:
    return {title: dict(fields) for title, fields in asset_card(book.session, code).blocks}


def cell(book: Book, code: str, title: str) -> Any:
    found = register(book.session, "assets")
    titles = [column.title for column in found.columns]
    (row,) = found.rows([book.card(code)["id"]])
    return row[titles.index(title)]


def bring(book: Book, header: tuple[Any, ...], *rows: tuple[Any, ...], name: str = "a") -> Any:
    workbook = Workbook(f"{name}.xlsx", "cd" * 32, (SheetGrid("台账", (header, *rows)),))
    return plan_import(book.session, workbook)


def test_the_book_knows_the_very_columns_that_the_program_declares(book: Book):
    stored = [
        (row["key"], row["title"], row["shape"], row["prefixes"], row["choices"], row["unit"])
        for row in book.rows("card_field", "built_in = 1")
    ]
    declared = [
        (
            one.key,
            one.title,
            one.shape.value,
            "|".join(one.prefixes),
            "\n".join(word for word, _ in one.choices),
            one.unit,
        )
        for one in BUILT_IN
    ]
    assert sorted(stored) == sorted(declared)
    assert len(m0004_card_blocks.BUILT_IN) == len(BUILT_IN)


def test_no_column_of_the_program_takes_a_word_of_the_ledgers():
    taken = [one.title for one in BUILT_IN if match_header(one.title) is not None]
    # Where a sheet has no other place, 坐落位置 is the place; beside one it is this column.
    assert taken == ["坐落位置"]


def test_a_vehicle_shows_its_own_block(book: Book):
    code = book.asset(
        name="轿车",
        category=CAR,
        details=(
            ("车牌号", "湘C12345"),
            ("编制情况", "在编"),
            ("座位数", "5"),
            ("累计里程", "120,300.5"),
        ),
    )
    assert blocks(book, code)["车辆"] == {
        "车牌号": "湘C12345",
        "编制情况": "在编",
        "座位数": "5",
        "累计里程": "120300.5 公里",
    }
    assert cell(book, code, "编制情况") == "在编"
    book.require_whole()


def test_a_building_gets_its_life_from_its_structure(book: Book):
    code = book.asset(name="教学楼", category=BUILDING, original_value=10**8)
    assert book.card(code)["life_months"] is None
    book.run(CorrectAsset(code=code, details=(("建筑结构", "砖混结构"), ("自用价值", "1000000"))))
    assert book.card(code)["life_months"] == 360
    assert blocks(book, code)["房屋"]["自用价值"] == "¥1,000,000.00"
    other = book.asset(name="综合楼", category=BUILDING, details=(("建筑结构", "steel"),))
    assert book.card(other)["life_months"] == 600


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (("没有这一栏", "x"), "unknown_field"),
        (("座位数", "若干"), "bad_number"),
        (("座位数", "1e5"), ""),
        (("座位数", "1.23456"), "bad_number"),
        (("座位数", "NaN"), "bad_number"),
        (("编制情况", "编外"), "bad_choice"),
        (("注册登记日期", "2024-02-31"), "bad_date"),
        (("建筑面积", "100"), "field_category"),
        (("车牌号", "长" * 501), "too_long"),
    ],
)
def test_a_value_that_does_not_fit_its_column_is_refused(
    book: Book, written: tuple[str, str], code: str
):
    car = book.asset(name="轿车", category=CAR)
    if not code:
        book.run(CorrectAsset(code=car, details=(written,)))
        assert details(book, car)["seats"] == "100000"
        return
    book.refuses(CorrectAsset(code=car, details=(written,)), code)


def test_an_emptied_value_is_gone_from_card_and_register_and_kept_in_the_journal(book: Book):
    car = book.asset(name="轿车", category=CAR, details=(("车牌号", "湘C1"),))
    book.run(CorrectAsset(code=car, details=(("车牌号", ""),)))
    assert details(book, car) == {}
    assert cell(book, car, "车牌号") is None
    assert "车辆" not in blocks(book, car)
    book.refuses(CorrectAsset(code=car, details=(("车牌号", ""),)), "nothing_changed")
    book.require_whole()


def test_a_correction_of_a_column_is_taken_back(book: Book):
    car = book.asset(name="轿车", category=CAR, details=(("座位数", "5"),))
    book.run(CorrectAsset(code=car, name="客车", details=(("座位数", "7"), ("车牌号", "湘C1"))))
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))
    assert details(book, car) == {"seats": "5"}
    assert book.card(car)["name"] == "轿车"


def test_the_card_tells_when_a_column_was_changed(book: Book):
    car = book.asset(name="轿车", category=CAR)
    book.advance()
    book.run(CorrectAsset(code=car, details=(("车牌号", "湘C1"),)))
    assert any("车牌号" in event.text for event in asset_card(book.session, car).history)


def test_a_part_of_a_batch_carries_the_columns_over(book: Book):
    book.run(DeclareField(title="校区", shape=FieldShape.TEXT))
    code = book.asset(quantity=10, details=(("校区", "东"),))
    part = book.run(SplitAsset(code=code, quantity=4)).ids[1]
    assert details(book, part) == details(book, code) != {}
    book.require_whole()


def declare(book: Book, title: str, shape: FieldShape, **values: Any) -> None:
    book.run(DeclareField(title=title, shape=shape, **values))


def test_a_school_adds_columns_of_every_shape_for_one_category_or_all(book: Book):
    declare(book, "校区", FieldShape.CHOICE, choices=("东校区", "西校区"))
    declare(book, "内存", FieldShape.NUMBER, category="A02010000", unit="GB")
    declare(book, "押金", FieldShape.MONEY)
    declare(book, "检定日期", FieldShape.DATE)
    declare(book, "班级", FieldShape.TEXT)
    written = (
        ("校区", "西校区"),
        ("内存", "16"),
        ("押金", "50"),
        ("检定日期", "2025-03"),
        ("班级", "三（2）班"),
    )
    code = book.asset(details=written)
    assert blocks(book, code)["自定义"] == {
        "校区": "西校区",
        "内存": "16 GB",
        "押金": "¥50.00",
        "检定日期": "2025-03",
        "班级": "三（2）班",
    }
    book.refuses(
        CorrectAsset(code=book.asset(category=CAR), details=(("内存", "8"),)), "field_category"
    )
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": "", "shape": FieldShape.TEXT}, "field_title"),
        ({"title": "长" * 21, "shape": FieldShape.TEXT}, "field_title"),
        ({"title": "车牌号", "shape": FieldShape.TEXT}, "field_exists"),
        ({"title": "校区", "shape": FieldShape.TEXT}, "field_exists"),
        ({"title": "使用人", "shape": FieldShape.TEXT}, "field_taken"),
        ({"title": "购置时间", "shape": FieldShape.DATE}, "field_taken"),
        ({"title": "栏", "shape": FieldShape.CHOICE}, "field_choices"),
        ({"title": "栏", "shape": FieldShape.TEXT, "choices": ("甲",)}, "field_choices"),
        ({"title": "栏", "shape": FieldShape.TEXT, "unit": "个"}, "field_unit"),
        ({"title": "栏", "shape": FieldShape.TEXT, "category": "A99"}, "unknown_category"),
    ],
)
def test_a_column_that_would_confuse_is_refused(book: Book, values: dict[str, Any], code: str):
    declare(book, "校区", FieldShape.TEXT)
    book.refuses(DeclareField(**values), code)


def test_a_retired_column_keeps_what_is_in_it_and_takes_nothing_more(book: Book):
    declare(book, "班级", FieldShape.TEXT)
    code = book.asset(details=(("班级", "一班"),))
    book.run(RetireField(title="班级"))
    assert blocks(book, code)["自定义"] == {"班级": "一班"}
    book.refuses(CorrectAsset(code=code, details=(("班级", "二班"),)), "field_retired")
    book.run(CorrectAsset(code=code, details=(("班级", ""),)))
    book.run(RetireField(title="班级", restore=True))
    book.run(CorrectAsset(code=code, details=(("班级", "二班"),)))
    book.require_whole()


def test_a_choice_is_added_and_none_is_lost(book: Book):
    declare(book, "校区", FieldShape.CHOICE, choices=("东校区", "西校区"))
    code = book.asset(details=(("校区", "东校区"),))
    book.run(ExtendField(title="校区", choices=("北校区", "东校区")))
    book.run(CorrectAsset(code=code, details=(("校区", "北校区"),)))
    assert [one for one, _ in card_fields()["校区"].choices] == ["东校区", "西校区", "北校区"]
    book.refuses(ExtendField(title="校区", choices=("东校区",)), "nothing_changed")
    book.refuses(ExtendField(title="车牌号", choices=("东",)), "unknown_field")


def test_an_added_choice_is_undone_and_taken_up_again_while_no_card_has_it(book: Book):
    def offered() -> list[str]:
        return [one for one, _ in card_fields()["校区"].choices]

    declare(book, "校区", FieldShape.CHOICE, choices=("东校区", "西校区"))
    added = book.run(ExtendField(title="校区", choices=("北校区", "南校区"))).command_id
    taken_off = book.run(UndoCommand(command_id=added)).command_id
    assert offered() == ["东校区", "西校区"]
    book.refuses(UndoCommand(command_id=taken_off), "cannot_undo")
    book.run(ExtendField(title="校区", choices=("北校区",)))
    shorter = book.run(ShortenField(title="校区", choices=("北校区",))).command_id
    book.run(UndoCommand(command_id=shorter))
    assert offered() == ["东校区", "西校区", "北校区"]
    book.asset(details=(("校区", "北校区"),))
    book.refuses(ShortenField(title="校区", choices=("北校区",)), "in_use")
    book.refuses(ShortenField(title="校区", choices=("东校区",)), "field_choices")
    book.refuses(ShortenField(title="校区", choices=("没有的",)), "field_choices")
    book.refuses(
        ShortenField(title="校区", choices=("东校区", "西校区", "北校区")), "field_choices"
    )
    book.require_whole()


def test_the_register_sorts_narrows_and_finds_by_a_column_of_the_school(book: Book):
    declare(book, "内存", FieldShape.NUMBER, unit="GB")
    declare(book, "校区", FieldShape.TEXT)
    codes = [
        book.asset(details=(("内存", size), ("校区", place)))
        for size, place in (("16", "东校区"), ("8.5", "西校区"), ("128", "东校区"))
    ]
    plain = book.asset()
    found = register(book.session, "assets")
    ids = {book.card(code)["id"]: code for code in (*codes, plain)}

    def listed(index: Any) -> list[str]:
        return [ids[key] for key in index.keys]

    assert listed(found.index((), (Sort("内存"),))) == [codes[1], codes[0], codes[2], plain]
    assert listed(found.index((), (Sort("内存", descending=True),))) == [
        codes[2],
        codes[0],
        codes[1],
        plain,
    ]
    column = next(one for one in found.columns if one.title == "内存")
    assert listed(found.index((typed(column, ">8.6"),))) == [codes[0], codes[2]]
    campus = next(one for one in found.columns if one.title == "校区")
    assert listed(found.index((typed(campus, "dxq"),))) == [codes[0], codes[2]]
    texts = found.texts([book.card(code)["id"] for code in codes])
    assert ["xxq" in text for text in texts] == [False, True, False]


def test_an_open_register_learns_of_a_new_column(book: Book):
    found = register(book.session, "assets")
    before = len(found.columns)
    declare(book, "校区", FieldShape.TEXT)
    found.index()
    assert [one.title for one in found.columns][before:] == ["校区"]


def test_the_columns_go_out_and_come_in_again_unchanged(book: Book, tmp_path: Path):
    declare(book, "校区", FieldShape.CHOICE, choices=("东校区", "西校区"))
    declare(book, "检定日期", FieldShape.DATE)
    book.asset(
        code="CAR1", name="轿车", category=CAR, details=(("车牌号", "湘C1"), ("座位数", "5"))
    )
    book.asset(
        code="HOUSE1",
        name="教学楼",
        category=BUILDING,
        details=(("坐落位置", "学府路 1 号"), ("建筑面积", "1200.5"), ("自用价值", "9.9")),
        place="东院",
    )
    book.asset(code="PC1", details=(("校区", "东校区"), ("检定日期", "2025-03-01")))
    path = tmp_path / "台账.xlsx"
    write_assets(book.session, path)
    header, *rows = read_workbook(path).sheets[0].rows
    car = dict(zip(header, rows[0], strict=True))
    assert (car["车牌号"], car["座位数"]) == ("湘C1", 5)
    again = plan_import(book.session, read_workbook(path))
    assert [(c.title, c.old, c.new) for row in again.rows for c in row.changes] == []
    assert again.counts["unchanged"] == 3, again.issues
    assert not [issue for issue in again.issues if "没有对应" in issue.message]


def test_a_ledger_brings_the_columns_of_type_and_school_in(book: Book):
    declare(book, "校区", FieldShape.CHOICE, choices=("东校区", "西校区"))
    plan = bring(
        book,
        (*HEADER, "车牌号", "座位数", "校 区", "注册登记日期", "颜色"),
        ("C1", "轿车", CAR, 1, 100000, "湘C1", 5, "东校区", "2015.9", "黑"),
        ("C2", "轿车", CAR, 1, 100000, "湘C2", "若干", "南校区", "2016-05-01", "白"),
        ("P1", "电脑", COMPUTER, 1, 5000, "湘C3", None, "西校区", None, None),
    )
    import_plan(book.session, plan)
    assert details(book, "C1") == {
        "plate_number": "湘C1",
        "seats": "5",
        "custom_0001": "东校区",
        "licensed_on": "2015-09",
    }
    assert details(book, "C2") == {"plate_number": "湘C2", "licensed_on": "2016-05-01"}
    assert details(book, "P1") == {"custom_0001": "西校区"}
    written = dict(asset_card(book.session, "C2").as_written)
    assert (written["座位数"], written["校区"]) == ("若干", "南校区")
    assert dict(asset_card(book.session, "P1").as_written) == {"车牌号": "湘C3"}
    assert [book.card(code)["unverified"] for code in ("C1", "C2", "P1")] == [0, 1, 1]
    notes = [issue.header for issue in plan.issues if "没有对应" in issue.message]
    assert notes == ["颜色"]
    book.require_whole()


def test_a_ledger_corrects_the_columns_and_an_empty_cell_erases_nothing(book: Book):
    book.asset(code="C1", name="轿车", category=CAR, details=(("车牌号", "湘C1"), ("座位数", "5")))
    plan = bring(
        book,
        ("资产编号", "资产名称", "数量", "原值", "车牌号", "座位数"),
        ("C1", "轿车", 1, 1200, "湘C9", None),
    )
    assert [(c.title, c.old, c.new) for row in plan.rows for c in row.changes] == [
        ("车牌号", "湘C1", "湘C9")
    ]
    import_plan(book.session, plan)
    assert details(book, "C1") == {"plate_number": "湘C9", "seats": "5"}


def test_what_was_changed_here_since_the_export_is_not_written_over(book: Book, tmp_path: Path):
    book.asset(code="C1", name="轿车", category=CAR, details=(("车牌号", "湘C1"),))
    path = tmp_path / "台账.xlsx"
    write_assets(book.session, path)
    book.run(CorrectAsset(code="C1", details=(("车牌号", "湘C8"),)))
    plan = plan_import(book.session, read_workbook(path))
    assert plan.counts["unchanged"] == 1
    assert any("保留账上的" in issue.message for issue in plan.issues)


SHAPES = st.sampled_from(list(FieldShape))
CHOICES = (("a", "甲"), ("b", "乙"))


def field(shape: FieldShape) -> CardField:
    choices = CHOICES if shape is FieldShape.CHOICE else ()
    return CardField("key", "栏", shape, CardBlock.CUSTOM, (), choices)


WRITTEN = {
    FieldShape.TEXT: st.text(st.characters(exclude_categories=["C"]), max_size=200),
    FieldShape.NUMBER: st.decimals(-(10**9), 10**9, places=3).map(lambda n: f"{n:f}"),
    FieldShape.MONEY: st.integers(0, 10**11).map(plain_money),
    FieldShape.DATE: st.builds(
        PartialDate, st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28)
    ).map(lambda day: day.text),
    FieldShape.CHOICE: st.sampled_from(["甲", "乙", "a", "b"]),
}


@given(data=st.data(), shape=SHAPES)
def test_what_is_stored_is_written_and_read_as_the_same(data: st.DataObject, shape: FieldShape):
    one = field(shape)
    stored = one.read(data.draw(WRITTEN[shape]))
    assert one.read(one.written(stored)) == stored
    if shape is FieldShape.NUMBER:
        assert Decimal(one.written(stored)) == Decimal(stored)


@given(text=st.text(max_size=30), shape=SHAPES)
def test_any_text_is_stored_in_one_spelling_or_refused_with_a_sentence(
    text: str, shape: FieldShape
):
    one = field(shape)
    sentence = ""
    try:
        stored = one.read(text)
    except Refused as refusal:
        sentence = refusal.sentence
        stored = one.read("")
    assert one.read(one.written(stored)) == stored
    assert not sentence or not sentence.isascii()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_domain_stores_the_schema_takes(book: Book, data: st.DataObject):
    shape = data.draw(SHAPES)
    title = f"栏{shape.label}"
    if title not in card_fields():
        choices = ("甲", "乙") if shape is FieldShape.CHOICE else None
        declare(book, title, shape, choices=choices)
    written = data.draw(WRITTEN[shape])
    if shape is FieldShape.CHOICE:
        written = {"a": "甲", "b": "乙"}.get(written, written)
    code = book.asset(details=((title, written),))
    stored = details(book, code)
    # A draft brings every text into one spelling before anything is stored.
    spelt = clean_text(written)
    assert list(stored.values()) == ([card_fields()[title].read(spelt)] if spelt else [])

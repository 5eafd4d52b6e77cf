"""Bringing ledgers in: one test for each ruling of DECISIONS, Import."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.recognising import LedgerIssue
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import WithdrawDisposal
from houqin_desktop.services.importing.choices import ledger_choices, sheet_words
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddPerson
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, KEEPER, ROOM, Book

SAMPLES = Path(__file__).parents[1] / "samples"
HEADER = ("资产编号", "资产名称", "数量", "原值", "取得日期")
ROW = ("TY001", "台式电脑", 2, 7600, "2015-09-01")


def workbook(*rows: tuple[Any, ...]) -> Workbook:
    width = max(map(len, rows))
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Workbook("旧台账.xlsx", "ab" * 32, (SheetGrid("台账", filled),))


def plan(book: Book, *rows: tuple[Any, ...]) -> ImportPlan:
    return plan_import(book.session, workbook(*rows))


def bring_in(book: Book, *rows: tuple[Any, ...], **options: Any) -> str | None:
    return import_plan(book.session, plan(book, *rows), **options)


def one_row(book: Book, header: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    """Bring in one row with further columns; return its card."""
    bring_in(book, (*HEADER, *header), (*ROW, *row))
    return book.card("TY001")


def heaps(found: ImportPlan) -> dict[str, int]:
    return {name: count for name, count in found.counts.items() if count}


def issues(found: ImportPlan, severity: str) -> list[LedgerIssue]:
    return [issue for issue in found.issues if issue.severity.value == severity]


def test_new_rows_become_cards_with_their_posting_in_one_batch(book: Book):
    number = bring_in(book, HEADER, ROW, ("TY002", "投影仪", 1, "5,000元", "1995"))
    assert number == "DR20260001"
    (batch,) = book.rows("import_batch")
    assert batch | {"id": 0} == {
        "id": 0,
        "number": "DR20260001",
        "file_name": "旧台账.xlsx",
        "file_hash": "ab" * 32,
        "imported_on": "2026-11-22",
        "found": 2,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "doubtful": 0,
    }
    card = book.card("TY002")
    assert (card["original_value_fen"], card["acquired_on"]) == (500_000, "1995")
    assert (card["import_batch_id"], card["import_origin"]) == (batch["id"], "台账!3")
    assert card["unverified"] == 0
    (posting,) = book.rows("posting", "asset_id = ?", card["id"])
    assert (posting["quantity"], posting["value_fen"]) == (1, 500_000)
    book.require_whole()


def test_a_dry_run_writes_nothing(book: Book):
    before = book.fingerprint()
    assert heaps(plan(book, HEADER, ROW)) == {"found": 1, "added": 1}
    assert book.fingerprint() == before


def test_the_same_file_again_adds_nothing_and_writes_nothing(book: Book):
    rows = (("资产名称", "数量", "原值"), ("课桌", 1, 100), ("课桌", 1, 100), ("椅", 1, "50"))
    bring_in(book, *rows)
    before = book.fingerprint()
    assert heaps(plan(book, *rows)) == {"found": 3, "unchanged": 3}
    assert bring_in(book, *rows) is None
    assert book.fingerprint() == before


def test_the_same_file_again_with_one_row_more_adds_only_that(book: Book):
    rows = (("序号", "资产名称", "数量", "原值"), (1, "课桌", 1, 100), (2, "椅", 1, 50))
    bring_in(book, *rows)
    longer = (rows[0], (1, "新柜", 1, 80), (2, "课桌", 1, 100), (3, "椅", 1, 50))
    assert heaps(plan(book, *longer)) == {"found": 3, "added": 1, "unchanged": 2}


def test_a_row_without_a_number_gets_the_next_one_that_is_free(book: Book):
    first = book.asset()
    header = ("资产编号", "资产名称", "数量", "原值")
    bring_in(book, header, ("", "课桌", 1, 100), ("ZC2026000003", "柜", 1, 9), ("", "椅", 1, 50))
    by_name = {row["name"]: row["code"] for row in book.rows("asset")}
    assert first == "ZC2026000001"
    assert by_name["课桌"] == "ZC2026000002"
    assert by_name["椅"] == "ZC2026000004"
    assert book.asset(name="下一张") == "ZC2026000005"


def test_the_same_number_is_the_same_card_in_any_spelling(book: Book):
    bring_in(book, HEADER, ROW)
    spelled = (" ｔｙ００１ ", *ROW[1:])
    assert heaps(plan(book, HEADER, spelled)) == {"found": 1, "unchanged": 1}


def test_the_same_number_with_another_name_is_doubtful_and_never_an_update(book: Book):
    bring_in(book, HEADER, ROW)
    found = plan(book, HEADER, ("TY001", "空调", 1, 3000, "2020"), ("TY002", "桌", 1, 9, ""))
    assert heaps(found) == {"found": 2, "added": 1, "unchanged": 1, "doubtful": 1}
    (doubt,) = issues(found, "doubtful")
    assert (doubt.row, doubt.column, doubt.value) == (2, "B", "空调")
    import_plan(book.session, found)
    assert book.card("TY001")["name"] == "台式电脑"
    assert book.card("TY001")["original_value_fen"] == 760_000


def test_a_name_that_differs_by_a_blank_is_the_same_name(book: Book):
    bring_in(book, HEADER, ROW)
    assert heaps(plan(book, HEADER, ("TY001", "台式 电脑", *ROW[2:]))) == {
        "found": 1,
        "unchanged": 1,
    }


def test_cells_that_differ_are_shown_and_then_corrected_with_their_history(book: Book):
    header = (*HEADER, "存放地点", "使用人", "使用部门", "保管室")
    bring_in(book, header, (*ROW, "一楼", COLLEAGUE, DEPARTMENT, ROOM))
    changed = ("TY001", "台式电脑", 3, 9000, "2015-09-01", "二楼", "新同事", "新部门", CENTRAL)
    found = plan(book, header, changed)
    assert heaps(found) == {"found": 1, "updated": 1}
    shown = {(c.title, c.old, c.new) for c in found.rows[0].changes}
    assert ("存放地点", "一楼", "二楼") in shown
    assert ("原值", "7600.00", "9000.00") in shown
    assert ("数量", "2", "3") in shown
    assert {issue.column for issue in issues(found, "note")} >= {"C", "D", "F", "G"}
    import_plan(book.session, found)
    card = book.card("TY001")
    assert (card["quantity"], card["original_value_fen"], card["place"]) == (3, 900_000, "二楼")
    assert len(book.custody("TY001")) == 2
    assert heaps(plan(book, header, changed)) == {"found": 1, "unchanged": 1}
    book.require_whole()


def test_an_empty_cell_never_erases(book: Book):
    header = (*HEADER, "存放地点", "使用人", "备注")
    bring_in(book, header, (*ROW, "一楼", COLLEAGUE, "旧"))
    assert heaps(plan(book, header, (*ROW[:4], "", "", "/", ""))) == {"found": 1, "unchanged": 1}


def test_a_vaguer_date_does_not_overwrite_a_day_in_it(book: Book):
    bring_in(book, HEADER, ROW)
    for vague in ("2015", "2015-09"):
        assert heaps(plan(book, HEADER, (*ROW[:4], vague))) == {"found": 1, "unchanged": 1}
    assert heaps(plan(book, HEADER, (*ROW[:4], "2016"))) == {"found": 1, "updated": 1}


def test_one_refused_row_means_that_nothing_is_written(book: Book):
    rows = (HEADER, ROW, ("TY002", "桌", "若干", 100, ""))
    before = book.fingerprint()
    with pytest.raises(Refused) as refused:
        bring_in(book, *rows)
    assert refused.value.code == "rows_rejected"
    assert "第 3 行" in refused.value.sentence
    assert book.fingerprint() == before


def test_refused_rows_stay_out_when_they_are_to_be_skipped(book: Book):
    rows = (HEADER, ROW, ("TY002", "桌", "若干", 100, ""))
    assert bring_in(book, *rows, skip_rejected=True) == "DR20260001"
    assert [row["code"] for row in book.rows("asset")] == ["TY001"]
    assert book.value("SELECT rejected FROM import_batch") == 1


@pytest.mark.parametrize("row", [("TY2", "桌", "若干", 9, ""), ("TY2", "桌", 1, "约500", "")])
def test_a_value_or_quantity_that_cannot_be_read_refuses_the_row(book: Book, row):
    found = plan(book, HEADER, row)
    assert heaps(found) == {"found": 1, "rejected": 1}
    assert issues(found, "refused")[0].row == 2


def test_a_doubtful_field_stays_empty_and_its_words_stay_with_the_card(book: Book):
    bring_in(book, HEADER, (*ROW[:4], "95年"))
    card = book.card("TY001")
    assert card["acquired_on"] is None
    assert card["unverified"] == 1
    assert json.loads(card["as_written"]) == {"取得日期": "95年"}


def test_a_character_that_cannot_be_printed_is_doubtful_and_comes_in_as_written(
    book: Book, tmp_path: Path
):
    page = openpyxl.Workbook()
    for row in (
        (*HEADER, "存放地点"),
        (*ROW, "藏书室\U00012000"),
        ("TY002", "桌", 1, 9, "", "㛃𬭛"),
    ):
        page.worksheets[0].append(row)
    page.save(tmp_path / "旧.xlsx")
    found = plan_import(book.session, read_workbook(tmp_path / "旧.xlsx"))
    (doubt,) = issues(found, "doubtful")
    assert (doubt.row, doubt.header) == (2, "存放地点")
    assert "U+12000" in doubt.message
    assert "印不出来" in doubt.message
    import_plan(book.session, found)
    card = book.card("TY001")
    assert (card["place"], card["unverified"]) == ("藏书室\U00012000", 1)
    assert book.card("TY002")["unverified"] == 0


@pytest.mark.parametrize("written", ["1995", "2015-09"])
def test_a_month_or_a_year_alone_is_kept_as_it_is_and_not_doubtful(book: Book, written):
    bring_in(book, HEADER, (*ROW[:4], written))
    assert book.card("TY001")["acquired_on"] == written
    assert book.card("TY001")["unverified"] == 0


def test_unknown_departments_are_made_once(book: Book):
    header = (*HEADER, "使用部门")
    bring_in(book, header, (*ROW, "教务处"), ("TY002", "桌", 1, 9, "", "教务处"))
    assert book.value("SELECT count(*) FROM department WHERE name = '教务处'") == 1
    assert book.card("TY001")["using_department_id"] == book.card("TY002")["using_department_id"]


def test_a_known_room_holds_its_cards(book: Book):
    card = one_row(book, ("保管室",), (ROOM,))
    assert book.value("SELECT name FROM storeroom WHERE id = ?", card["storeroom_id"]) == ROOM
    assert card["unverified"] == 0


def test_an_unknown_room_is_not_made_and_its_cards_go_to_the_central_one_flagged(book: Book):
    card = one_row(book, ("保管室",), ("地下室",))
    name = book.value("SELECT name FROM storeroom WHERE id = ?", card["storeroom_id"])
    assert name == CENTRAL
    assert card["unverified"] == 1
    assert json.loads(card["as_written"]) == {"保管室": "地下室"}
    assert book.value("SELECT count(*) FROM storeroom WHERE name = '地下室'") == 0


def test_unknown_people_are_made_without_a_post(book: Book):
    bring_in(book, (*HEADER, "使用人", "责任人", "保管人"), (*ROW, "新人", "新人", KEEPER))
    (person,) = book.rows("person", "name = '新人'")
    assert book.rows("appointment", "person_id = ?", person["id"]) == []
    (custody,) = book.custody("TY001")
    assert custody["holder_id"] == custody["responsible_id"] == person["id"]
    assert custody["keeper_id"] == book.value("SELECT id FROM person WHERE name = ?", KEEPER)


@pytest.mark.parametrize("written", ["张三、李四", "张三等", DEPARTMENT])
def test_what_is_no_one_persons_name_makes_no_person(book: Book, written):
    card = one_row(book, ("使用人",), (written,))
    assert card["unverified"] == 1
    assert json.loads(card["as_written"]) == {"使用人": written}
    assert book.value("SELECT count(*) FROM person WHERE name = ?", written) == 0


def test_a_name_that_two_people_have_is_doubtful(book: Book):
    book.run(AddPerson(name=COLLEAGUE))
    found = plan(book, (*HEADER, "使用人"), (*ROW, COLLEAGUE))
    assert "不止一人" in issues(found, "doubtful")[0].message


def test_no_ledger_puts_a_card_on_somebody_who_has_left(book: Book):
    """A new card stays without him, a known one keeps whom it has; nothing else is held up."""
    book.run(RecordDeparture(person=COLLEAGUE))
    bring_in(book, (*HEADER, "使用人"), (*ROW, KEEPER), ("TY002", "桌", 1, 9, "", COLLEAGUE))
    book.advance()
    rows = (
        (*ROW, COLLEAGUE, "一楼"),
        ("TY002", "桌", 1, 9, "", COLLEAGUE, "二楼"),
        ("TY003", "柜", 1, 9, "", COLLEAGUE, "三楼"),
    )
    found = plan(book, (*HEADER, "使用人", "存放地点"), *rows)
    doubtful = issues(found, "doubtful")
    assert [issue.row for issue in doubtful] == [2, 4]
    assert "已于 2026-11-22 离岗" in doubtful[0].message
    import_plan(book.session, found)
    assert [book.card(f"TY00{at}")["place"] for at in (1, 2, 3)] == ["一楼", "二楼", "三楼"]
    assert book.custody("TY003") == []
    assert len(book.custody("TY001")) == len(book.custody("TY002")) == 1
    assert json.loads(book.card("TY003")["as_written"]) == {"使用人": COLLEAGUE}


@pytest.mark.parametrize("written", ["报废", "已报废", "待报废", "已处置"])
def test_a_row_marked_as_scrapped_comes_in_as_pending_with_a_flag(book: Book, written):
    card = one_row(book, ("状态",), (written,))
    assert card["status"] == "pending_disposal"
    assert card["unverified"] == 1


@pytest.mark.parametrize(("written", "status"), [("闲置", "idle"), ("正常使用", "in_use")])
def test_a_new_card_takes_a_known_word_for_its_status(book: Book, written, status):
    card = one_row(book, ("使用状况",), (written,))
    assert card["status"] == status
    assert card["unverified"] == 0


def test_depreciation_net_value_and_status_are_compared_and_never_written(book: Book):
    header = (*HEADER, "折旧年限", "累计折旧", "净值", "状态")
    bring_in(book, header, (*ROW, 6, 7600, 0, "在用"))
    card = book.card("TY001")
    found = plan(book, header, (*ROW, 6, 100, 7500, "闲置"))
    assert heaps(found) == {"found": 1, "unchanged": 1}
    assert [issue.column for issue in issues(found, "note")] == ["I", "G", "H"]
    assert book.card("TY001") == card
    assert issues(plan(book, header, (*ROW, 6, 7600, 0, "在用")), "note") == []


def test_the_same_number_twice_in_one_file_is_refused_unless_it_is_the_same_row(book: Book):
    found = plan(book, HEADER, ROW, ROW, ("TY001", "台式电脑", 1, 3800, "2015"))
    assert heaps(found) == {"found": 3, "added": 1, "unchanged": 1, "rejected": 1, "doubtful": 1}
    assert "第 2 行" in issues(found, "refused")[0].message


def test_a_card_in_an_open_case_is_not_changed_by_a_ledger(book: Book):
    bring_in(book, HEADER, ROW)
    case = book.apply("TY001")
    found = plan(book, HEADER, ("TY001", "台式电脑", 5, 7600, "2015-09-01"))
    assert heaps(found) == {"found": 1, "unchanged": 1, "doubtful": 1}
    assert case in issues(found, "doubtful")[0].message
    book.run(WithdrawDisposal(number=case, opinion="撤回"))
    found = plan(book, HEADER, ("TY001", "台式电脑", 5, 7600, "2015-09-01"))
    assert heaps(found) == {"found": 1, "updated": 1}


def test_a_plan_made_before_something_else_was_entered_is_refused(book: Book):
    found = plan(book, HEADER, ROW)
    book.asset()
    with book.refusing("plan_stale"):
        import_plan(book.session, found)


def test_a_doubtful_update_flags_the_card_and_keeps_both_words(book: Book):
    bring_in(book, HEADER, (*ROW[:4], "95年"))
    book.run(CorrectAsset(code="TY001", verified=True))
    bring_in(book, (*HEADER, "存放地点", "使用人"), (*ROW[:4], "", "二楼", "张三、李四"))
    card = book.card("TY001")
    assert card["unverified"] == 1
    assert json.loads(card["as_written"]) == {"取得日期": "95年", "使用人": "张三、李四"}


def test_a_failure_half_way_leaves_the_book_as_it_was(book: Book, monkeypatch):
    from houqin_desktop.services.importing import new_cards

    before = book.fingerprint()
    found = plan(book, (*HEADER, "使用部门", "使用人"), (*ROW, "教务处", "新人"))

    def fail(*_arguments: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(new_cards, "write_columns", fail)
    with pytest.raises(OSError, match="disk"):
        import_plan(book.session, found)
    assert book.fingerprint() == before


def test_a_command_id_brings_a_ledger_in_once(book: Book):
    found = plan(book, HEADER, ROW)
    assert import_plan(book.session, found, command_id="导入一") == "DR20260001"
    assert import_plan(book.session, found, command_id="导入一") == "DR20260001"
    assert book.value("SELECT count(*) FROM import_batch") == 1


def test_acquired_after_the_business_date_refuses_the_import(book: Book):
    with book.refusing("future_date"):
        import_plan(book.session, plan(book, HEADER, (*ROW[:4], "2026-11")), on=date(2026, 10, 1))


def test_the_life_of_the_category_is_taken_where_the_ledger_has_none(book: Book):
    header = (*HEADER, "分类代码", "折旧年限")
    rows = ((*ROW, "A02010105", ""), ("TY002", "电脑", 1, 100, "2015", "A02010105", 5))
    bring_in(book, header, *rows)
    assert book.card("TY001")["life_months"] == 72
    assert book.card("TY001")["minimum_life_months"] == 72
    assert book.card("TY002")["life_months"] == 60


def test_words_from_the_sheet_stay_text_even_if_they_look_like_formulas(book: Book):
    assert one_row(book, ("备注",), ("=1+1",))["remarks"] == "=1+1"


@pytest.mark.parametrize(
    ("name", "counts", "value_fen", "pending"),
    [
        (
            "固定资产清单_合并标题行.xlsx",
            {"found": 42, "added": 42, "doubtful": 42},
            740_265_000,
            17,
        ),
        ("学校平台_资产导入模板.xls", {"found": 1, "added": 1}, 218_000, 0),
        ("学校平台_办公用品导入模板.xls", {"found": 1, "added": 1, "doubtful": 1}, 218_000, 0),
        ("学校平台_采购清单导入模板.xls", {"found": 1, "added": 1}, 5_200_000, 0),
    ],
)
def test_the_samples_come_in_sensibly(book: Book, name, counts, value_fen, pending):
    source = read_workbook(SAMPLES / name)
    found = plan_import(book.session, source)
    assert heaps(found) == counts
    import_plan(book.session, found)
    assert book.value("SELECT sum(original_value_fen) FROM asset") == value_fen
    scrapped = book.value("SELECT count(*) FROM asset WHERE status = 'pending_disposal'")
    assert scrapped == pending
    assert book.value("SELECT count(*) FROM asset WHERE acquired_on IS NULL") == 0
    again = plan_import(book.session, source)
    assert again.counts["unchanged"] == counts["found"]
    book.require_whole()


def test_a_sheet_called_after_a_storeroom_goes_into_it(book: Book):
    page = SheetGrid(ROOM, (("资产名称", "数量", "原值"), ("电脑", 1, 3800)))
    import_plan(book.session, plan_import(book.session, Workbook("a.xlsx", "ab" * 32, (page,))))
    sql = "SELECT s.name FROM asset a JOIN storeroom s ON s.id = a.storeroom_id"
    assert book.value(sql) == ROOM
    assert book.value("SELECT place FROM asset") == ROOM


def test_a_range_of_numbers_becomes_a_card_each_and_the_same_file_adds_none(book: Book):
    rows = (HEADER, ("TY030-032", "课桌", 3, 100, "2015"))
    bring_in(book, *rows)
    cards = [book.card(f"TY03{at}") for at in range(3)]
    assert [(c["code"], c["quantity"], c["original_value_fen"]) for c in cards] == [
        ("TY030", 1, 3334),
        ("TY031", 1, 3333),
        ("TY032", 1, 3333),
    ]
    assert heaps(plan(book, *rows)) == {"found": 3, "unchanged": 3}
    book.require_whole()


ROOM_LEDGER = ("资产编号", "资产名称", "存放地点")


def test_a_room_ledger_without_values_brings_its_places_to_cards_that_are_known(book: Book):
    bring_in(book, HEADER, ROW)
    sheet = (ROOM_LEDGER, ("TY001", "台式电脑", "三楼东"), ("TY009", "讲台", "三楼东"))
    found = plan(book, *sheet)
    assert heaps(found) == {"found": 2, "updated": 1, "rejected": 1}
    (refused,) = issues(found, "refused")
    assert (refused.row, "名义金额" in refused.message) == (3, True)
    with pytest.raises(Refused, match="整个文件都没有写入"):
        import_plan(book.session, found)
    import_plan(book.session, found, skip_rejected=True)
    card = book.card("TY001")
    assert (card["place"], card["quantity"], card["original_value_fen"]) == ("三楼东", 2, 760_000)


def test_an_empty_quantity_or_value_erases_nothing(book: Book):
    bring_in(book, HEADER, ROW)
    found = plan(book, HEADER, ("TY001", "台式电脑", "", "", "2015-09-01"))
    assert heaps(found) == {"found": 1, "unchanged": 1}


def test_a_price_without_pieces_says_nothing_against_the_value_of_a_known_card(book: Book):
    bring_in(book, HEADER, ROW)
    found = plan(book, ("资产编号", "资产名称", "单价"), ("TY001", "台式电脑", 3800))
    assert heaps(found) == {"found": 1, "unchanged": 1}


def test_nominal_values_are_chosen_for_new_cards_and_touch_no_known_one(book: Book):
    bring_in(book, HEADER, ROW)
    source = workbook(ROOM_LEDGER, ("TY001", "台式电脑", ""), ("TY009", "讲台", "三楼东"))
    words = sheet_words({"台账": {"nominal": True}})
    choices = ledger_choices(source, words)
    found = plan_import(book.session, source, choices)
    assert heaps(found) == {"found": 2, "added": 1, "unchanged": 1, "doubtful": 1}
    import_plan(book.session, found)
    card = book.card("TY009")
    assert (card["original_value_fen"], card["value_type"]) == (100, "nominal")
    assert card["unverified"] == 1
    assert book.card("TY001")["value_type"] == "original"
    later = plan_import(book.session, replace(source, digest="cd" * 32, name="再来.xlsx"))
    assert [table.nominal for table in later.ledger.tables] == [True]
    book.require_whole()


@pytest.mark.parametrize(
    "word",
    ["张三 李四", "张三13812345678", "王五(兼)", "全体教师", "各班", "3班", "班主任", "李老师",
     "赵六已退休", "一年级组"],
)  # fmt: skip
def test_a_word_that_is_no_name_makes_no_person(book: Book, word: str):
    before = book.value("SELECT count(*) FROM person")
    card = one_row(book, ("使用人",), (word,))
    assert book.value("SELECT count(*) FROM person") == before
    assert json.loads(card["as_written"]) == {"使用人": word}


@pytest.mark.parametrize("name", ["欧阳修文", "全小红", "张 三", "阿依古丽·买买提", "Tom"])
def test_a_name_makes_a_person(book: Book, name: str):
    one_row(book, ("使用人",), (name,))
    assert book.value("SELECT count(*) FROM person WHERE name = ?", name) == 1

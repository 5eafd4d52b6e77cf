"""Cards and stock in one count: counted together, told apart in figures, words and columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from houqin_desktop.documents.workbooks.count import write_count_sheet
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.count import CountHandling, CountResult, CountScope
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import ListSheet, PaperKind
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    SettleDifference,
)
from houqin_desktop.services.count.report import count_report
from houqin_desktop.services.count.sheets import CountPapers
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.count.workbooks import OF_CARDS, read_sheet
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.undoing.withdrawing import WithdrawCards
from tests.builders import HEAD_KEEPER, KEEPER, ROOM, Book


@pytest.fixture
def stocked(book: Book) -> Book:
    """A room with two cards and two items."""
    for code in ("PC1", "PC2"):
        book.asset(code=code, original_value=350_000)
    for code, amount in (("CHALK", 1_000), ("INK", 5_000)):
        book.run(AddItem(code=code, name=code, kind=StockKind.MATERIAL, unit="盒"))
        book.receive(code, 10, amount, storeroom=ROOM)
    return book


def counted(book: Book, things: CountScope, **pieces: int) -> str:
    number = book.make(OpenCount(rooms=(ROOM,), things=things))
    lines = tuple(CountedLine(code=code, quantity=found) for code, found in pieces.items())
    book.run(RecordCountLines(number=number, room=ROOM, lines=lines))
    return number


def titles(sheet: ListSheet) -> list[str]:
    return [one.full_title for one in sheet.columns]


def report_words(book: Book, number: str) -> str:
    parts = count_report(CountView(book.session, number)).parts
    return "".join("".join(words) for _, words in parts)


def test_each_difference_of_a_count_of_both_gets_the_document_of_its_kind(stocked: Book) -> None:
    book = stocked
    number = counted(book, CountScope.ALL, PC1=1, PC2=0, CHALK=10, INK=8)
    book.run(RecordSurplus(number=number, room=ROOM, name="台灯", value=9_900))
    for code in ("PC2", "INK"):
        book.run(
            ExplainDifference(
                number=number, result=CountResult.SHORTAGE, code=code, cause="说不清",
                handling=CountHandling.WRITE_OFF,
            )
        )  # fmt: skip
    book.run(
        ExplainDifference(
            number=number, result=CountResult.SURPLUS, surplus=1, cause="捐赠",
            handling=CountHandling.ENTER,
        )
    )  # fmt: skip
    book.run(FinishCountRoom(number=number, room=ROOM, counted_by=KEEPER))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    settled = [
        book.make(SettleDifference(number=number, result=one.result, code=one.code or None,
                                   surplus=one.surplus))
        for one in CountView(book.session, number).differences
    ]  # fmt: skip
    assert sorted(document[:2] for document in settled) == ["BS", "PK", "ZC"]
    (card,) = (document for document in settled if document.startswith("ZC"))
    with pytest.raises(Refused, match="盘盈立的卡，清查已经签字"):
        book.run(WithdrawCards(assets=(card,)))
    cards, stock = CountView(book.session, number).parts
    assert (cards.label, cards.figures.shortage.value_fen) == ("资产", 350_000)
    assert (stock.label, stock.figures.shortage.value_fen) == ("物品", 1_000)
    assert cards.figures.balances
    assert stock.figures.balances
    book.require_whole()


def test_a_paper_of_stock_has_no_words_of_cards(stocked: Book) -> None:
    number = counted(stocked, CountScope.STOCK, CHALK=9)
    view = CountView(stocked.session, number)
    papers = CountPapers(stocked.session, view)
    assert view.title.endswith("物品清查")
    for sheet in (papers.by_class(), papers.by_room(), papers.shortage(), papers.surplus()):
        assert sheet.title.startswith("物品")
        words = "".join(titles(sheet))
        assert not any(word in words for word in ("净值", "原值", "折旧", "件数", "使用人"))
        assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}
    said = report_words(stocked, number)
    assert "账面数量 20，金额 60.00 元" in said
    assert "件" not in said
    assert "净值" not in said


def test_a_paper_of_cards_keeps_the_columns_of_the_finance_bureau(stocked: Book) -> None:
    number = counted(stocked, CountScope.ASSETS, PC1=0)
    papers = CountPapers(stocked.session, CountView(stocked.session, number))
    assert {"账面数件数", "账面数原值", "账面数净值"} <= set(titles(papers.by_class()))
    assert {"原值", "累计折旧", "净值"} <= set(titles(papers.shortage()))
    assert "账面 2 件，金额 7,000.00 元，净值" in report_words(stocked, number)


def test_a_paper_of_both_adds_each_up_and_leaves_net_value_to_the_cards(stocked: Book) -> None:
    number = counted(stocked, CountScope.ALL, PC1=1, CHALK=10)
    papers = CountPapers(stocked.session, CountView(stocked.session, number))
    sheet = papers.by_class()
    assert [one.title for one in sheet.sections] == ["资产", "物品"]
    net = titles(sheet).index("账面数净值")
    assert [row[net] is None for row in sheet.rows] == [False, True]
    assert "资产 1 件、物品数量 10" in sheet.notes[-1]
    said = report_words(stocked, number)
    assert "资产：基准日账面 2 件" in said
    assert "物品：基准日账面数量 20" in said


def test_pieces_of_cards_and_boxes_of_chalk_are_never_one_sum(stocked: Book) -> None:
    number = counted(stocked, CountScope.ALL, PC1=1, PC2=1, CHALK=10, INK=10)
    both = CountPapers(stocked.session, CountView(stocked.session, number)).filled(ROOM)
    assert {one.kind for one in both.columns if one.summed} == {PaperKind.MONEY}
    alone = counted(stocked, CountScope.STOCK, CHALK=10, INK=10)
    stock = CountPapers(stocked.session, CountView(stocked.session, alone)).filled(ROOM)
    assert PaperKind.COUNT in {one.kind for one in stock.columns if one.summed}


def test_the_sheet_of_a_room_goes_out_and_comes_back_by_a_real_workbook(
    stocked: Book, tmp_path: Path
) -> None:
    """Of cards and stock: what is typed into the file is what is found, and nothing else is."""
    session = stocked.session
    number = stocked.make(OpenCount(rooms=(ROOM,), things=CountScope.ALL))
    path = tmp_path / "电脑室.xlsx"
    assert write_count_sheet(session, number, ROOM, path) == 4
    file = load_workbook(path)
    (page,) = file.worksheets
    at = {str(cell.value): place for place, cell in enumerate(page[1], start=1)}
    nothing: tuple[int | None, str | None, int | None] = (None, None, None)
    typed = {"CHALK": (7, None, None), "INK": (10, "损坏", 2), "PC1": (1, None, None)}
    for row in range(2, page.max_row + 1):
        code = str(page.cell(row, at["编号"]).value)
        pieces, condition, affected = typed.get(code, nothing)
        page.cell(row, at["实盘数"]).value = pieces
        page.cell(row, at["状况"]).value = condition
        page.cell(row, at["其中件数"]).value = affected
    file.save(path)
    draft = read_sheet(read_workbook(path), number, ROOM)
    stocked.run(draft)
    found = {line.code: line.results for line in CountView(session, number).lines}
    assert found == {"CHALK": "盘亏", "INK": "损坏待报废", "PC1": "相符", "PC2": "未盘"}
    again = tmp_path / "再来.xlsx"
    write_count_sheet(session, number, ROOM, again)
    assert read_sheet(read_workbook(again), number, ROOM).lines == draft.lines
    stocked.require_whole()


def test_the_workbook_of_stock_alone_asks_for_no_places_and_people(
    stocked: Book, tmp_path: Path
) -> None:
    number = stocked.make(OpenCount(rooms=(ROOM,), things=CountScope.STOCK))
    path = tmp_path / "物品.xlsx"
    assert write_count_sheet(stocked.session, number, ROOM, path) == 2
    (page,) = load_workbook(path).worksheets
    titles = [str(cell.value) for cell in page[1]]
    assert not OF_CARDS & set(titles)
    page.cell(2, titles.index("实盘数") + 1).value = 10
    assert page.parent is not None
    page.parent.save(path)
    (line,) = read_sheet(read_workbook(path), number, ROOM).lines
    assert line.quantity == 10

"""A count: frozen at 基准日, moves netted, differences explained, settled, signed off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.count import CountHandling, CountResult, FoundCondition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    DropSurplus,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    ReopenCountRoom,
    SettleDifference,
    WithdrawCount,
)
from houqin_desktop.services.count.sheets import CountPapers
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.people import Storeroom
from tests.builders import CENTRAL, COLLEAGUE, HEAD_KEEPER, KEEPER, OTHER_ROOM, ROOM, TODAY, Book
from tests.photos import write_photo


@pytest.fixture
def number(book: Book) -> str:
    """A count of two rooms: PC1 to PC3 and CHAIRS in the one, BALL in the other."""
    for place, code in enumerate(("PC2", "PC10", "PC1"), 1):
        book.asset(code=code, place=f"{place}排", holder=COLLEAGUE, original_value=350_001)
    book.asset(code="CHAIRS", name="椅子", quantity=45, original_value=100_000, unit="把")
    book.asset(code="BALL", name="篮球架", storeroom=OTHER_ROOM)
    return book.make(OpenCount())


def found(book: Book, number: str, *lines: CountedLine, room: str = ROOM) -> None:
    book.run(RecordCountLines(number=number, room=room, lines=lines))


def all_there(book: Book, number: str, room: str = ROOM) -> None:
    """Count every line of a room as the books have it."""
    waiting = [
        CountedLine(code=line.code, quantity=line.booked.quantity)
        for line in CountView(book.session, number).lines
        if line.room == room and line.found is None
    ]
    found(book, number, *waiting, room=room)


def results(book: Book, number: str) -> dict[str, str]:
    return {line.code: line.results for line in CountView(book.session, number).lines}


def differences(book: Book, number: str) -> set[tuple[str, CountResult, int]]:
    return {
        (one.code or one.name, one.result, one.amount.quantity)
        for one in CountView(book.session, number).differences
    }


def test_lines_are_numbered_in_walking_order_and_wait(book: Book, number: str):
    view = CountView(book.session, number)
    assert number == "PD20260001"
    assert [(line.position, line.code) for line in view.sheet(ROOM)] == [
        (1, "PC2"),
        (2, "PC10"),
        (3, "PC1"),
        (4, "CHAIRS"),
    ]
    assert set(results(book, number).values()) == {"未盘"}
    assert view.total.balances
    book.require_whole()


def test_several_rooms_are_counted_at_once(book: Book, number: str):
    found(book, number, CountedLine(line=1, quantity=1), CountedLine(line=2, quantity=1))
    found(book, number, CountedLine(line=1, quantity=1), room=OTHER_ROOM)
    progress = {
        one.name: (one.counted, one.expected) for one in CountView(book.session, number).rooms
    }
    assert progress == {CENTRAL: (0, 0), ROOM: (2, 4), OTHER_ROOM: (1, 1)}


def test_equal_counts_are_kept_as_proof(book: Book, number: str):
    all_there(book, number)
    assert {results(book, number)[code] for code in ("PC1", "PC2", "CHAIRS")} == {"相符"}
    rows = book.rows("count_line", "counted_quantity = booked_quantity")
    assert len(rows) == 4
    assert differences(book, number) == set()


def test_a_move_made_meanwhile_is_shown_and_is_no_difference(book: Book, number: str):
    book.run(CorrectAsset(code="PC1", storeroom=OTHER_ROOM, reason="调整"))
    view = CountView(book.session, number)
    (line,) = [line for line in view.lines if line.code == "PC1"]
    assert (line.sheet_room, line.room) == (ROOM, OTHER_ROOM)
    assert line.moves == (f"{TODAY} 由{ROOM}转至{OTHER_ROOM}",)
    all_there(book, number)
    all_there(book, number, OTHER_ROOM)
    assert set(results(book, number).values()) == {"相符"}
    assert CountView(book.session, number).total.balances


def test_what_was_counted_before_it_moved_stays_counted(book: Book, number: str):
    all_there(book, number)
    book.advance()
    book.run(CorrectAsset(code="PC1", storeroom=OTHER_ROOM, reason="调整"))
    assert results(book, number)["PC1"] == "相符"


def test_pieces_and_values_that_changed_meanwhile_are_netted(book: Book, number: str):
    book.run(SplitAsset(code="CHAIRS", quantity=5))
    book.run(ChangeValue(code="PC1", delta=5_000, reason="加内存"))
    book.run(CorrectAsset(code="PC2", quantity=2, reason="少登了一台"))
    new = book.asset(name="新打印机", storeroom=ROOM)
    book.write_off(book.apply("BALL"))
    all_there(book, number)
    assert results(book, number)["BALL"] == "已转出"
    assert results(book, number)[new] == "相符"
    total = CountView(book.session, number).total
    assert total.balances
    assert total.books.closing == total.counted
    held = sum(row["original_value_fen"] for row in book.rows("asset", "status <> 'disposed'"))
    assert total.counted.value_fen == held


def test_a_baseline_in_the_past_counts_back(book: Book):
    book.asset(code="OLD", quantity=3, original_value=30_000)
    then = book.today
    book.advance(10)
    book.run(CorrectAsset(code="OLD", quantity=5, reason="补登"))
    number = book.make(OpenCount(baseline_on=then))
    (line,) = CountView(book.session, number).lines
    assert (line.frozen.quantity, line.booked.quantity) == (3, 5)
    assert line.moves == (f"{book.today} 更正数量",)


def test_every_difference_has_its_pieces(book: Book, number: str):
    found(
        book,
        number,
        CountedLine(code="PC1", quantity=0),
        CountedLine(code="PC2", quantity=1, holder=KEEPER),
        CountedLine(code="PC10", quantity=1, condition=FoundCondition.IDLE),
        CountedLine(code="CHAIRS", quantity=43, condition=FoundCondition.DAMAGED, affected=2),
        CountedLine(code="BALL", quantity=1),
    )
    assert differences(book, number) == {
        ("PC1", CountResult.SHORTAGE, 1),
        ("PC2", CountResult.WRONG_USER, 1),
        ("PC10", CountResult.IDLE, 1),
        ("CHAIRS", CountResult.SHORTAGE, 2),
        ("CHAIRS", CountResult.DAMAGED, 2),
        ("BALL", CountResult.WRONG_PLACE, 1),
    }
    assert CountView(book.session, number).total.balances
    book.require_whole()


def test_an_empty_place_erases_no_place(book: Book, number: str):
    found(book, number, CountedLine(code="PC2", quantity=1, place=""))
    assert results(book, number)["PC2"] == "相符"
    assert book.card("PC2")["place"] == "1排"


def test_a_recount_drops_the_difference_and_keeps_the_row(book: Book, number: str):
    found(book, number, CountedLine(code="PC1", quantity=0))
    found(book, number, CountedLine(code="PC1", quantity=1))
    assert differences(book, number) == set()
    assert [row["dropped"] for row in book.rows("count_finding")] == [1]
    found(book, number, CountedLine(code="PC1", quantity=0))
    assert differences(book, number) == {("PC1", CountResult.SHORTAGE, 1)}


def test_counting_is_taken_back_at_one_key(book: Book, number: str):
    found(book, number, CountedLine(code="PC1", quantity=1, place="窗边", holder=KEEPER, note="旧"))
    before = book.rows("count_line", "counted_quantity IS NOT NULL")
    found(book, number, CountedLine(code="PC1", quantity=0), CountedLine(code="PC2", quantity=1))
    with book.refusing("which_line"):
        found(book, number, CountedLine(quantity=1))
    again = book.value("SELECT id FROM command ORDER BY seq DESC LIMIT 1")
    book.run(UndoCommand(command_id=again))
    assert book.rows("count_line", "counted_quantity IS NOT NULL") == before


def test_a_surplus_is_a_line_with_a_photo_that_becomes_a_card_after_the_sign_off(
    book: Book, number: str, tmp_path: Path
):
    photo = write_photo(tmp_path / "台灯.jpg", "台灯")
    book.run(
        RecordSurplus(
            number=number, room=ROOM, name="台灯", quantity=2, value=6_000, place="讲台",
            photo=str(photo),
        )
    )  # fmt: skip
    assert differences(book, number) == {("台灯", CountResult.SURPLUS, 2)}
    explain(book, number, CountResult.SURPLUS, CountHandling.ENTER, surplus=1)
    settle = SettleDifference(number=number, result=CountResult.SURPLUS, surplus=1)
    with book.refusing("count_open"):
        book.run(settle)
    close(book, number)
    code = book.make(settle)
    card = book.card(code)
    assert (card["name"], card["quantity"], card["place"]) == ("台灯", 2, "讲台")
    assert (card["acquisition_method"], card["original_value_fen"]) == ("surplus", 6_000)
    assert len(book.rows("asset_picture", "asset_id = ?", card["id"])) == 1
    with book.refusing("already_settled"):
        book.run(settle)
    book.require_whole()


def explain(
    book: Book, number: str, result: CountResult, handling: CountHandling, **which: Any
) -> None:
    draft = ExplainDifference(
        number=number, result=result, handling=handling, cause="查明", **which
    )
    book.run(draft)


def close(book: Book, number: str) -> None:
    for room in (CENTRAL, ROOM, OTHER_ROOM):
        if any(
            line.room == room and line.found is None
            for line in CountView(book.session, number).lines
        ):
            all_there(book, number, room)
        book.run(FinishCountRoom(number=number, room=room, counted_by=KEEPER))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))


def test_a_difference_drafts_the_document_that_follows(book: Book, number: str):
    found(
        book,
        number,
        CountedLine(code="PC1", quantity=0),
        CountedLine(code="PC2", quantity=1, holder=KEEPER),
        CountedLine(code="CHAIRS", quantity=45, condition=FoundCondition.DAMAGED, affected=2),
        CountedLine(code="BALL", quantity=1, place="墙边"),
    )
    explain(book, number, CountResult.SHORTAGE, CountHandling.WRITE_OFF, code="PC1")
    explain(book, number, CountResult.DAMAGED, CountHandling.WRITE_OFF, code="CHAIRS")
    explain(book, number, CountResult.WRONG_USER, CountHandling.CORRECT, code="PC2")
    explain(book, number, CountResult.WRONG_PLACE, CountHandling.CORRECT, code="BALL")
    settled = {
        (one.result, one.code): book.make(
            SettleDifference(number=number, result=one.result, code=one.code)
        )
        for one in CountView(book.session, number).differences
    }
    lost = book.case(settled[CountResult.SHORTAGE, "PC1"])
    broken = book.case(settled[CountResult.DAMAGED, "CHAIRS"])
    assert [(line.code, line.quantity) for line in lost.lines] == [("PC1", 1)]
    assert [line.quantity for line in broken.lines] == [2]
    assert {lost.number[:2], broken.number[:2]} == {"BS"}
    assert book.custody("PC2")[-1]["holder_id"] == book.value(
        "SELECT id FROM person WHERE name = ?", KEEPER
    )
    assert book.card("BALL")["place"] == "墙边"
    # What was found stays what it was, though the books were put right since.
    assert differences(book, number) == {
        ("PC1", CountResult.SHORTAGE, 1),
        ("PC2", CountResult.WRONG_USER, 1),
        ("CHAIRS", CountResult.DAMAGED, 2),
        ("BALL", CountResult.WRONG_PLACE, 1),
    }
    with book.refusing("already_settled"):
        found(book, number, CountedLine(code="PC1", quantity=1))
    close(book, number)
    book.require_whole()


def test_a_thing_in_another_room_drafts_its_transfer_or_names_one_that_is_about_it(
    book: Book, number: str
):
    found(book, number, CountedLine(code="BALL", quantity=1))
    explain(book, number, CountResult.WRONG_PLACE, CountHandling.TRANSFER, code="BALL")
    draft = {"number": number, "result": CountResult.WRONG_PLACE, "code": "BALL"}
    with book.refusing("unknown_voucher"):
        book.run(SettleDifference(**draft, document="DB20260001"))  # type: ignore[arg-type]
    slip = book.make(SettleDifference(**draft))  # type: ignore[arg-type]
    view = slip_view(slip, book.session.clock)
    assert (view.kind, [row[1] for row in view.rows]) == (VoucherKind.TRANSFER, ["BALL"])
    assert Storeroom.get_by_id(book.card("BALL")["storeroom_id"]).name == OTHER_ROOM
    book.sign_slip(slip)
    assert Storeroom.get_by_id(book.card("BALL")["storeroom_id"]).name == ROOM
    book.require_whole()


def test_a_count_is_signed_off_whole_and_locked(book: Book, number: str):
    with book.refusing("rooms_unfinished"):
        book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    with book.refusing("room_uncounted"):
        book.run(FinishCountRoom(number=number, room=ROOM, counted_by=KEEPER))
    found(book, number, CountedLine(code="PC1", quantity=0))
    for room in (CENTRAL, ROOM, OTHER_ROOM):
        if room != CENTRAL:
            all_there(book, number, room)
        book.run(FinishCountRoom(number=number, room=room, counted_by=KEEPER))
    with book.refusing("room_finished"):
        found(book, number, CountedLine(code="PC1", quantity=1))
    with book.refusing("unexplained"):
        book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    explain(
        book, number, CountResult.SHORTAGE, CountHandling.COMPENSATE, code="PC1",
        liable=COLLEAGUE, compensation=50_000,
    )  # fmt: skip
    with book.refusing("no_signers"):
        book.run(CloseCount(number=number, signers=""))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    for draft in (
        RecordCountLines(number=number, room=ROOM, lines=(CountedLine(line=1, quantity=1),)),
        RecordSurplus(number=number, room=ROOM, name="台灯"),
        ReopenCountRoom(number=number, room=ROOM),
        WithdrawCount(number=number, reason="试试"),
        CloseCount(number=number, signers=HEAD_KEEPER),
    ):
        with book.refusing("count_closed"):
            book.run(draft)
    assert CountView(book.session, number).total.balances
    book.require_whole()


def test_what_left_meanwhile_need_not_be_counted_to_sign_off(book: Book, number: str):
    book.write_off(book.apply("BALL"))
    book.advance()
    close(book, number)
    assert differences(book, number) == set()
    assert results(book, number)["BALL"] == "已转出"
    book.require_whole()


def test_a_scope_of_rooms_and_categories(book: Book, number: str):
    other = book.make(OpenCount(rooms=(OTHER_ROOM,), categories=("A02010100",)))
    assert [line.code for line in CountView(book.session, other).lines] == ["BALL"]
    with book.refusing("room_not_counted"):
        found(book, other, CountedLine(code="PC1", quantity=1))
    found(book, other, CountedLine(code="PC1", quantity=1), room=OTHER_ROOM)
    assert differences(book, other) == {("PC1", CountResult.WRONG_PLACE, 1)}
    with book.refusing("empty_count"):
        book.run(OpenCount(categories=("A05000000",)))


@pytest.mark.parametrize("days", [-400, 1])
def test_the_day_of_counting_lies_between_the_baseline_and_today(
    book: Book, number: str, days: int
):
    lines = (CountedLine(line=1, quantity=1),)
    with book.refusing("counted_on"):
        book.run(
            RecordCountLines(
                number=number, room=ROOM, lines=lines, counted_on=TODAY + timedelta(days)
            )
        )


def test_a_keeper_counts_his_own_room_also_what_belongs_elsewhere(book: Book, number: str):
    book.session.choose_actor(KEEPER)
    found(book, number, CountedLine(code="BALL", quantity=1))
    with book.refusing("not_own"):
        found(book, number, CountedLine(line=1, quantity=1), room=OTHER_ROOM)
    with book.refusing("not_allowed"):
        book.run(CloseCount(number=number, signers=KEEPER))


def test_a_surplus_that_was_none_is_taken_off(book: Book, number: str):
    book.run(RecordSurplus(number=number, room=ROOM, name="台灯"))
    book.run(DropSurplus(number=number, surplus=1))
    assert differences(book, number) == set()
    book.run(RecordSurplus(number=number, room=ROOM, name="台灯"))
    assert [one.position for one in CountView(book.session, number).surplus] == [2]


def test_a_count_that_was_opened_by_mistake_is_withdrawn(book: Book, number: str):
    opened = book.value("SELECT id FROM command WHERE verb = 'open_count'")
    book.run(UndoCommand(command_id=opened))
    with book.refusing("count_withdrawn"):
        found(book, number, CountedLine(line=1, quantity=1))
    assert CountView(book.session, number).state == "已撤销"
    book.require_whole()


def test_one_thing_is_counted_once_in_a_sheet(book: Book, number: str):
    with book.refusing("repeated_line"):
        found(book, number, CountedLine(line=1, quantity=1), CountedLine(code="PC2", quantity=0))


def test_the_journal_tells_of_a_count_in_the_words_of_the_school(book: Book, number: str):
    found(book, number, CountedLine(code="PC1", quantity=0))
    register_ = register(book.session, "journal")
    told = [
        (row[5], row[-2])
        for row in register_.rows(register_.index().keys[:8])
        if row[4] == "登记盘点"
    ]
    words = dict(told)
    assert "实盘数 0" in str(words["盘点行"])
    assert "差异 盘亏" in str(words["盘点差异"])


def test_on_paper_nothing_found_is_a_nought_and_not_counted_is_blank(book: Book, number: str):
    found(book, number, CountedLine(code="PC1", quantity=0))
    papers = CountPapers(book.session, CountView(book.session, number))
    sheet = papers.filled(ROOM)
    at = next(at for at, one in enumerate(sheet.columns) if one.full_title == "实盘数量")
    assert {row[1]: row[at] for row in sheet.rows} == {
        "PC1": 0,
        "PC2": None,
        "PC10": None,
        "CHAIRS": None,
    }
    assert not sheet.columns[at].dashed

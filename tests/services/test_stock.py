"""Stock comes in, lies somewhere and goes back; nothing appears and nothing vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import (
    AddItem,
    CorrectItem,
    ReceiptLine,
    ReceiveStock,
    RetireItem,
    SetMinimum,
)
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.stock.pictures import PictureItem
from houqin_desktop.services.stock.present import item_card
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import Book
from tests.photos import write_photo


@pytest.fixture
def chalk(book: Book) -> str:
    return book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒")).number or ""


def lies(book: Book, item: str) -> list[tuple[str, int, int]]:
    return [
        (row["保管室或个人"], row["数量"], row["金额"])
        for row in book.listed("stock")
        if row["物品编号"] == item
    ]


def test_what_comes_in_lies_in_the_room_with_its_value(book: Book, chalk: str) -> None:
    number = book.receive(chalk, 30, 4_500)
    assert number.startswith("RK")
    assert lies(book, chalk) == [("总保管室", 30, 4_500)]
    book.require_whole()


def test_an_unsigned_receipt_is_taken_back_and_its_number_stays(book: Book, chalk: str) -> None:
    number = book.receive(chalk, 30, 4_500)
    book.run(WithdrawSlip(number=number))
    assert lies(book, chalk) == []
    assert slip_view(number, book.session.clock).state_label == "已撤销"
    book.require_whole()


def test_a_signed_receipt_is_only_reversed_by_a_red_document(book: Book, chalk: str) -> None:
    number = book.receive(chalk, 30, 4_500)
    book.sign_slip(number)
    assert slip_view(number, book.session.clock).state_label == "已办结"
    with pytest.raises(Refused) as refused:
        book.run(WithdrawSlip(number=number))
    assert refused.value.code in ("state", "already_signed")
    red = book.run(ReverseSlip(number=number, reason="数量录错")).number or ""
    assert lies(book, chalk) == [("总保管室", 30, 4_500)]
    book.sign_slip(red)
    assert lies(book, chalk) == []
    assert slip_view(number, book.session.clock).state_label == "已冲销"
    with pytest.raises(Refused) as again:
        book.run(ReverseSlip(number=number, reason="再来一次"))
    assert again.value.code == "already_reversed"
    book.require_whole()


def test_undo_takes_a_receipt_back(book: Book, chalk: str) -> None:
    draft = ReceiveStock(
        storeroom="总保管室",
        source=ReceiptSource.DONATION,
        lines=(ReceiptLine(item=chalk, quantity=2, price=100),),
    )
    done = book.run(draft)
    book.run(UndoCommand(command_id=done.command_id))
    assert lies(book, chalk) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"quantity": 0, "amount": 1}, "bad_quantity"),
        ({"quantity": 1}, "value_wanted"),
        ({"quantity": 2, "amount": 3, "price": 1}, "value_disagrees"),
        ({"quantity": 2, "amount": -3}, "negative_value"),
        ({"item": "没有的", "quantity": 2, "amount": 3}, "unknown_item"),
    ],
)
def test_a_wrong_line_is_refused_and_nothing_is_written(
    book: Book, chalk: str, line: dict[str, object], code: str
) -> None:
    values = {"item": chalk} | line
    with pytest.raises(Refused) as refused:
        book.run(
            ReceiveStock(
                storeroom="总保管室",
                source=ReceiptSource.OTHER,
                lines=(ReceiptLine(**values),),  # type: ignore[arg-type]
            )
        )
    assert refused.value.code == code
    assert refused.value.sentence.startswith("第 1 行：")
    assert book.value("SELECT count(*) FROM voucher") == 0


def test_an_item_is_named_with_its_specification_where_several_have_the_name(book: Book) -> None:
    names = [("得力 打印纸", "A4 70g"), ("得力 打印纸", "A3"), ("得力", "")]
    codes = [
        book.run(AddItem(name=name, specification=more, kind=StockKind.MATERIAL, unit="包")).number
        for name, more in names
    ]
    called = ("得力 打印纸 A4 70g", "得力 打印纸 A3", "得力")
    assert [find_item(words).code for words in called] == codes
    for words, code in (("得力 打印纸", "ambiguous_item"), ("得力 打印纸 A4", "unknown_item")):
        with pytest.raises(Refused) as refused:
            find_item(words)
        assert refused.value.code == code


def test_the_catalogue_is_corrected_and_corrected_back(book: Book, chalk: str) -> None:
    done = book.run(CorrectItem(item=chalk, minimum=20, pack_unit="箱", pack_size=12))
    assert book.listed("items")[0]["最低库存"] == 20
    assert book.listed("items")[0]["状态"] == "低于最低库存"
    book.run(UndoCommand(command_id=done.command_id))
    assert book.listed("items")[0]["最低库存"] is None


def test_an_item_has_one_photo_that_is_changed_taken_off_and_put_back(
    book: Book, chalk: str, tmp_path: Path
) -> None:
    photos = [str(write_photo(tmp_path / f"{name}.png", name)) for name in ("front", "box")]
    book.run(PictureItem(item=chalk, photo=photos[0]))
    done = book.run(PictureItem(item=chalk, photo=photos[1]))
    shown = item_card(chalk).photo
    assert shown is not None
    assert (shown.name, shown.added_on, shown.fault) == ("box.png", book.today, "")
    book.run(UndoCommand(command_id=done.command_id))
    again = item_card(chalk).photo
    assert again is not None
    assert again.path.read_bytes() == Path(photos[0]).read_bytes()
    book.run(PictureItem(item=chalk))
    assert item_card(chalk).photo is None
    for photo, code in ((None, "nothing_changed"), (str(tmp_path / "没有.png"), "file_missing")):
        with pytest.raises(Refused) as refused:
            book.run(PictureItem(item=chalk, photo=photo))
        assert refused.value.code == code
    scan = tmp_path / "说明书.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    with pytest.raises(Refused) as refused:
        book.run(PictureItem(item=chalk, photo=str(scan)))
    assert refused.value.code == "picture_kind"
    book.require_whole()


def test_an_item_of_which_there_is_some_is_not_put_out_of_use(book: Book, chalk: str) -> None:
    number = book.receive(chalk, 1, 100)
    with pytest.raises(Refused) as refused:
        book.run(RetireItem(item=chalk))
    assert refused.value.code == "still_there"
    book.run(WithdrawSlip(number=number))
    book.run(RetireItem(item=chalk))
    book.run(RetireItem(item=chalk, restore=True))
    book.run(SetMinimum(item="白粉笔", storeroom="总保管室", quantity=5))
    book.require_whole()

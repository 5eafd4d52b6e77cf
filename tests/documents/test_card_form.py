"""资产卡片 on paper, read back: everything the card says, front and back, with room for hands."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

from houqin_desktop.documents.card_form import render_cards
from houqin_desktop.documents.layout import MM
from houqin_desktop.documents.preview import page_count, page_image, page_size
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.domain.card_sheet import CardSheet
from houqin_desktop.domain.label import scan_code
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.card_sheet import card_sheet, card_sheets
from houqin_desktop.services.assets.custom_fields import DeclareField
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.pictures import AttachToAsset, TurnPicture
from tests.builders import CAR, COLLEAGUE, KEEPER, OTHER_ROOM, Book
from tests.documents.reading import fonts, pdfium_pages, poppler_pages, squeezed


def card_pdf(*sheets: CardSheet) -> bytes:
    """The PDF of cards."""
    target = io.BytesIO()
    render_cards(sheets, target)
    return target.getvalue()


def a_life(book: Book) -> CardSheet:
    """A card that was corrected, improved, handed on and applied for."""
    book.move_to(date(2026, 1, 5))
    code = book.asset(
        code="A-1",
        specification="联想 启天 M430",
        original_value=860_050,
        acquired_on=PartialDate(2010, 9, 1),
        holder=KEEPER,
        remarks="捐赠人要求放在低年级使用，不得外借，故障时先联系捐赠单位的售后电话再报修，"
        "并由信息组在登记本上记录故障现象。",
    )
    book.advance(10)
    book.run(CorrectAsset(code=code, place="二楼机房", storeroom=OTHER_ROOM, holder=COLLEAGUE))
    book.advance(10)
    book.run(ChangeValue(code=code, delta=120_000, reason="加装固态硬盘"))
    book.advance(10)
    book.apply(code)
    return card_sheet(book.session, code)


def test_everything_the_card_says_stands_on_its_front(book):
    sheet = a_life(book)
    front, _ = pdfium_pages(card_pdf(sheet))
    card = asset_card(book.session, "A-1")
    for _, pairs in card.blocks:
        for label, value in pairs:
            assert squeezed(label) in front
            assert squeezed(value) in front
    assert "人民币" not in front
    assert "（玖仟捌佰元零伍角整）" in front
    assert "A-1" in front
    assert "示范小学固定资产卡片" in front


def test_its_life_stands_on_the_back(book):
    _, back = poppler_pages(card_pdf(a_life(book)))
    for words in (
        "变动记录", "价值变动", "使用人、责任人、保管人", "大修记录", "附属设备",
        "王保管登记入账", "更正：", "加装固态硬盘", "+1,200.00", "9,800.50", "8,600.50",
        "2026-01-15", KEEPER, COLLEAGUE, "BF20260001",
    ):  # fmt: skip
        assert words in back
    assert "（背面）" in back


def test_a_long_life_goes_on_behind_under_the_same_header(book):
    sheet = a_life(book)
    record = sheet.records[0]
    rows = tuple((f"2026-02-{n % 28 + 1:02d}", f"第{n}次更正：存放地点", "") for n in range(120))
    longer = replace(sheet, records=(replace(record, rows=rows), *sheet.records[1:]))
    pages = poppler_pages(card_pdf(longer))
    whole = "".join(pages)
    assert [n for n in range(120) if f"第{n}次更正" not in whole] == []
    assert "变动记录（续）" in pages[2]
    assert all(f"第{n}页共{len(pages)}页" in page for n, page in enumerate(pages, 1))


def test_every_card_begins_on_the_front_of_a_sheet(book):
    sheet = a_life(book)
    longer = (replace(sheet, blocks=sheet.blocks * times) for times in range(2, 9))
    long = next(one for one in longer if page_count(card_pdf(one)) == 3)
    pages = pdfium_pages(card_pdf(long, sheet, sheet))
    starts = [at for at, page in enumerate(pages) if "第1页" in page]
    assert starts == [0, 4, 6]
    assert pages[3] == ""


def test_many_cards_come_in_the_order_in_which_they_were_asked_for(book):
    codes = [book.asset(code=f"Z-{n}") for n in (3, 1, 2)]
    told = []
    sheets = card_sheets(book.session, codes, tick=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    pages = pdfium_pages(card_pdf(*sheets))
    assert [next(code for code in codes if code in page) for page in pages[::2]] == codes


@pytest.mark.parametrize("size", [(1600, 900), (600, 1800)])
@pytest.mark.parametrize("turned", [0, 90])
def test_the_picture_of_the_card_stands_upright_on_the_paper(book, tmp_path, size, turned):
    code = book.asset()
    path = tmp_path / "照片.jpg"
    camera = Image.Exif()
    # Held sideways: the camera says so, and what is seen is turned back by a quarter.
    camera[274] = 6
    Image.new("RGB", size[::-1], "#0b6e6e").save(path, exif=camera)
    book.run(AttachToAsset(code=code, file=str(path)))
    if turned:
        book.run(TurnPicture(code=code, picture=1, degrees=turned))
        size = size[::-1]
    data = card_pdf(card_sheet(book.session, code))
    document = pypdfium2.PdfDocument(data)
    wide, high = page_size(data, 0)
    (image,) = [
        one for page in document for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    ]
    left, bottom, right, top = image.get_bounds()
    assert 0 < left < right < wide
    assert 30 < bottom < top < high
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
    document.close()


def test_the_boxes_have_room_for_a_hand(book):
    """R3: at least 25 x 12 mm, measured from the PDF below the title of the box."""
    data = card_pdf(a_life(book))
    document = pypdfium2.PdfDocument(data)
    frames = [
        one.get_bounds() for one in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    ]
    document.close()
    width, height = next(
        (right - left, top - bottom)
        for left, bottom, right, top in frames
        if right - left > 170 * MM and 17 * MM < top - bottom < 21 * MM
    )
    assert width / 4 >= 25 * MM
    assert height - 6 * MM >= 12 * MM


def test_fonts_are_embedded_and_the_same_card_gives_the_same_bytes(book):
    sheet = a_life(book)
    assert card_pdf(sheet) == card_pdf(sheet)
    for row in fonts(card_pdf(sheet)):
        assert row[-5:-2] == ["yes", "yes", "yes"]


def test_a_card_whose_photo_is_gone_is_printed_without_it(book, tmp_path):
    code = book.asset()
    path = tmp_path / "照片.jpg"
    Image.new("RGB", (80, 60), "#0b6e6e").save(path)
    book.run(AttachToAsset(code=code, file=str(path)))
    whole = card_sheet(book.session, code)
    assert whole.photo is not None
    Path(whole.photo.path).unlink()
    assert card_sheet(book.session, code).photo is None
    assert "照片" not in "".join(pdfium_pages(card_pdf(whole)))


def test_the_columns_of_its_type_and_of_the_school_stand_on_the_card(book):
    book.run(DeclareField(title="捐赠单位", shape=FieldShape.TEXT))
    code = book.asset(
        name="轿车",
        category=CAR,
        details=(("车牌号", "湘C12345"), ("座位数", "5"), ("捐赠单位", "莲城企业家协会")),
    )
    front = pdfium_pages(card_pdf(card_sheet(book.session, code)))[0]
    for words in ("车辆", "车牌号", "湘C12345", "座位数", "捐赠单位", "莲城企业家协会"):
        assert words in front


@pytest.mark.parametrize("code", ["TY2026000001", "资产-01"])
def test_a_scanner_reads_from_the_card_what_it_reads_from_the_label(book, code):
    book.asset(code=code)
    sheet = card_sheet(book.session, code)
    assert sheet.scan_code == scan_code(code, book.card(code)["id"])
    image = page_image(card_pdf(sheet), 0, 1600)
    pixels = Image.frombuffer(
        "RGB", (image.width, image.height), image.pixels, "raw", "BGRX", image.stride
    )
    assert [found.text for found in zxingcpp.read_barcodes(pixels)] == [sheet.scan_code]

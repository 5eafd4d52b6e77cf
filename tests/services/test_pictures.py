"""Photos and scans of a card: kept by content, one of them the main one, removed by a mark."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from houqin_desktop.domain.picture import Picture, read_picture
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.pictures import (
    MOST_PICTURES,
    AttachToAsset,
    CardPicture,
    ChoosePicture,
    DetachPicture,
    TurnPicture,
)
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from tests.builders import Book
from tests.photos import write_photo

PDF = b"%PDF-1.7\n1 0 obj\n"


def attach(book: Book, code: str, path: Path, **values: str) -> None:
    book.run(AttachToAsset(code=code, file=str(path), **values))


def pictures(book: Book, code: str) -> tuple[CardPicture, ...]:
    return asset_card(book.session, code).pictures


def undo(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


@pytest.fixture
def code(book: Book, tmp_path: Path) -> str:
    """A card with three pictures, a scan among them."""
    number = book.asset()
    scan = tmp_path / "发票.pdf"
    scan.write_bytes(PDF)
    attach(book, number, scan)
    attach(book, number, write_photo(tmp_path / "正面.jpg", "front"))
    attach(book, number, write_photo(tmp_path / "铭牌.png", "plate"), name="铭牌特写")
    return number


def test_the_first_photo_is_the_main_picture_and_stands_first(book: Book, code: str):
    found = pictures(book, code)
    assert [(one.ordinal, one.name, one.main, one.is_pdf) for one in found] == [
        (2, "正面", True, False),
        (1, "发票", False, True),
        (3, "铭牌特写", False, False),
    ]
    assert all(one.path.is_file() and not one.fault for one in found)
    book.require_whole()


def test_another_picture_becomes_the_main_one(book: Book, code: str):
    book.run(ChoosePicture(code=code, picture=3))
    assert [one.ordinal for one in pictures(book, code) if one.main] == [3]
    book.refuses(ChoosePicture(code=code, picture=3), "nothing_changed")
    book.refuses(ChoosePicture(code=code, picture=1), "picture_kind")
    book.refuses(ChoosePicture(code=code, picture=9), "unknown_picture")
    undo(book)
    assert [one.ordinal for one in pictures(book, code) if one.main] == [2]
    book.require_whole()


def test_a_removed_picture_leaves_its_file_and_the_main_place_to_the_next(book: Book, code: str):
    path = pictures(book, code)[0].path
    book.run(DetachPicture(code=code, picture=2))
    assert path.is_file()
    assert [(one.ordinal, one.main) for one in pictures(book, code)] == [(3, True), (1, False)]
    book.refuses(DetachPicture(code=code, picture=2), "unknown_picture")
    undo(book)
    assert [one.name for one in pictures(book, code)] == ["铭牌特写", "发票", "正面"]
    book.require_whole()


def test_a_picture_is_turned_by_hand_and_back(book: Book, code: str):
    for degrees in (90, 180):
        book.run(TurnPicture(code=code, picture=2, degrees=degrees))
    assert pictures(book, code)[0].turned == 270
    undo(book)
    assert pictures(book, code)[0].turned == 90
    book.refuses(TurnPicture(code=code, picture=2, degrees=45), "degrees")


def test_an_attached_picture_is_taken_back(book: Book, code: str, tmp_path: Path):
    attach(book, code, write_photo(tmp_path / "背面.jpg", "back"))
    undo(book)
    assert [one.name for one in pictures(book, code)] == ["正面", "发票", "铭牌特写"]


def test_the_same_picture_twice_is_refused_on_one_card_and_shared_by_two(
    book: Book, code: str, tmp_path: Path
):
    front = tmp_path / "正面.jpg"
    book.refuses(AttachToAsset(code=code, file=str(front)), "picture_exists")
    other = book.asset()
    attach(book, other, front)
    assert pictures(book, other)[0].path == pictures(book, code)[0].path


@pytest.mark.parametrize(
    ("name", "content", "code", "word"),
    [
        ("照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "file_kind", "HEIC"),
        ("动图.gif", b"GIF89a" + b"\0" * 20, "file_kind", "JPG"),
        ("程序.jpg", b"MZ\x90\0" + b"\0" * 20, "file_kind", "JPG"),
        ("空.jpg", b"", "file_size", "空"),
        ("半截.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 20, "picture_broken", "重新拷贝"),
        ("半截.png", b"\x89PNG\r\n\x1a\n", "picture_broken", "重新拷贝"),
        ("太大.jpg", b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024), "file_size", "20 MB"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(
    book: Book, tmp_path: Path, name: str, content: bytes, code: str, word: str
):
    number = book.asset()
    path = tmp_path / name
    path.write_bytes(content)
    book.refuses(AttachToAsset(code=number, file=str(path)), code)
    assert pictures(book, number) == ()


def test_a_picture_of_too_many_pixels_is_refused(book: Book, tmp_path: Path):
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (50_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    bomb = tmp_path / "巨图.png"
    bomb.write_bytes(header + b"\0" * 40)
    book.refuses(AttachToAsset(code=book.asset(), file=str(bomb)), "picture_size")


def test_a_card_takes_so_many_pictures_and_no_more(book: Book, tmp_path: Path):
    number = book.asset()
    for at in range(MOST_PICTURES):
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(PDF + str(at).encode())
        attach(book, number, path)
    path = tmp_path / "再来.pdf"
    path.write_bytes(PDF)
    book.refuses(AttachToAsset(code=number, file=str(path)), "too_many")


def test_a_missing_and_an_altered_file_are_said_on_the_card_and_in_the_check(book: Book, code: str):
    front, scan, _ = pictures(book, code)
    front.path.unlink()
    scan.path.write_bytes(PDF + b"more")
    assert [one.fault for one in pictures(book, code)] == ["文件不见了", "文件被改动过", ""]
    faults = next(one.faults for one in run_checks().invariants if one.id == "I33")
    assert len(faults) == 2
    assert all(f"资产 {code} 的图片" in fault for fault in faults)


def test_a_part_of_a_batch_has_the_same_pictures(book: Book, tmp_path: Path):
    number = book.asset(quantity=5)
    attach(book, number, write_photo(tmp_path / "一.jpg", "one"))
    part = book.run(SplitAsset(code=number, quantity=2)).ids[1]
    assert [one.path for one in pictures(book, part)] == [
        one.path for one in pictures(book, number)
    ]
    book.require_whole()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_says_which_way_the_camera_was_held(tmp_path: Path, orientation: int):
    path = write_photo(tmp_path / "照.jpg", orientation=orientation)
    found = read_picture(path.read_bytes())
    assert found is not None
    assert found.orientation == orientation
    assert found.upright == (160, 90)
    turned = orientation >= 5
    assert (found.width, found.height) == ((90, 160) if turned else (160, 90))


@pytest.mark.parametrize("order", ["big", "little"])
def test_both_ways_of_writing_exif_are_read(order: str):
    picture = Image.new("RGB", (30, 20))
    exif = Image.Exif()
    exif.endian = ">" if order == "big" else "<"
    exif[0x0112] = 6
    data = BytesIO()
    picture.save(data, "JPEG", exif=exif.tobytes())
    assert read_picture(data.getvalue()) == Picture(30, 20, 6)


def test_a_photo_without_exif_lies_as_it_is(tmp_path: Path):
    path = write_photo(tmp_path / "照.png", size=(40, 30))
    assert read_picture(path.read_bytes()) == Picture(40, 30, 1)

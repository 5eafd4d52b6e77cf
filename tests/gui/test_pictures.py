"""Photos come to a card by drop, paste and choice, are shown upright, and say what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from houqin_desktop.gui.assets.card_dialog import CardDialog
from houqin_desktop.gui.assets.picture_dialog import PictureDialog
from houqin_desktop.gui.assets.picture_images import image_of
from houqin_desktop.gui.assets.picture_intake import MOST_AT_ONCE
from houqin_desktop.gui.assets.picture_strip import Thumbnail
from houqin_desktop.services.assets.pictures import AttachToAsset, TurnPicture, pictures_of
from tests.photos import write_photo


@pytest.fixture
def code(book, window):
    """A card without pictures, chosen in the register."""
    number = book.asset()
    window.assets.open_card(number)
    return number


def pictures(book, code):
    return pictures_of(book.card(code)["id"])


def files(*paths) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def enter(widget, mime: QMimeData) -> QDragEnterEvent:
    """Carry something over a widget."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    QApplication.sendEvent(widget, entering)
    return entering


def drop(widget, mime: QMimeData) -> bool:
    """Carry something over a widget and let it go there; say whether it was taken."""
    if not enter(widget, mime).isAccepted():
        return False
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    letting = QDropEvent(QPointF(20, 20), offered, mime, left, shift)
    QApplication.sendEvent(widget, letting)
    # Whoever dragged it keeps it: a move taken at its word would throw the photo away.
    return letting.isAccepted() and letting.dropAction() is Qt.DropAction.CopyAction


def test_photos_dropped_on_the_panel_are_on_the_card(book, window, code, tmp_path):
    paths = [write_photo(tmp_path / f"{name}.jpg", name) for name in ("正面", "反面")]
    assert drop(window.assets.card, files(*paths))
    assert [(one.name, one.main) for one in pictures(book, code)] == [
        ("正面", True),
        ("反面", False),
    ]
    assert len(window.assets.card.findChildren(Thumbnail)) == 2
    assert not window.assets.card.property("dropping")


def test_a_photo_dropped_on_the_open_card_is_on_it(book, window, open_dialog, code, tmp_path):
    window.assets.does.show_card()
    card = open_dialog(CardDialog)
    assert drop(card, files(write_photo(tmp_path / "正面.jpg")))
    assert len(card.card.pictures) == 1
    assert card.findChildren(Thumbnail)
    card.accept()


def test_what_is_refused_is_said_and_the_rest_goes_in(book, window, code, tmp_path):
    heic = tmp_path / "手机.heic"
    heic.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    good = write_photo(tmp_path / "正面.jpg")
    drop(window.assets.card, files(heic, good, good))
    assert [one.name for one in pictures(book, code)] == ["正面"]
    said = window.assets.bar.text
    assert "HEIC" in said
    assert "没有重复存入" in said


def test_the_card_offers_itself_only_for_pictures_and_only_while_one_is_chosen(
    window, book, tmp_path
):
    photo = files(write_photo(tmp_path / "正面.jpg"))
    panel = window.assets.card
    enter(panel, photo)
    assert not panel.property("dropping")
    window.assets.open_card(book.asset())
    text = QMimeData()
    text.setText("不是图片")
    enter(panel, text)
    assert not panel.property("dropping")
    enter(panel, photo)
    assert panel.property("dropping")


def test_too_many_files_at_once_are_refused(book, window, code, tmp_path):
    paths = [tmp_path / f"{at}.jpg" for at in range(MOST_AT_ONCE + 1)]
    drop(window.assets.card, files(*paths))
    assert str(MOST_AT_ONCE) in window.assets.bar.text
    assert pictures(book, code) == ()


def test_a_screenshot_is_pasted(book, window, code):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#0b6e6e"))
    QGuiApplication.clipboard().setImage(image)
    window.assets.actions_of_page["asset.paste"].trigger()
    (one,) = pictures(book, code)
    assert one.name.startswith("截图 2026-11-22")
    assert QImage(str(one.path)).size() == QSize(40, 30)


def test_copied_files_are_pasted_and_an_empty_clipboard_says_what_to_do(
    book, window, code, tmp_path
):
    QGuiApplication.clipboard().setMimeData(files(write_photo(tmp_path / "正面.jpg")))
    window.assets.does.intake.paste()
    assert [one.name for one in pictures(book, code)] == ["正面"]
    QGuiApplication.clipboard().setText("字")
    window.assets.does.intake.paste()
    assert "剪贴板里没有图片" in window.assets.bar.text
    assert len(pictures(book, code)) == 1


def test_a_file_is_chosen(book, window, code, tmp_path):
    path = write_photo(tmp_path / "正面.jpg")
    window.assets.actions_of_page["asset.picture"].trigger()
    (chooser,) = window.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    assert [one.name for one in pictures(book, code)] == ["正面"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_shown_upright_however_the_camera_was_held(book, code, tmp_path, orientation):
    path = write_photo(tmp_path / "照.jpg", orientation=orientation)
    book.run(AttachToAsset(code=code, file=str(path)))
    image = image_of(pictures(book, code)[0], QSize(80, 80))
    assert (image.width(), image.height()) == (80, 45)
    corners = {
        name: image.pixelColor(x, y)
        for name, x, y in (("upper left", 6, 4), ("upper right", 74, 4), ("lower left", 6, 40))
    }
    assert corners["upper left"].red() > corners["upper left"].green()
    for name in ("upper right", "lower left"):
        assert corners[name].green() > corners[name].red()


def test_a_photo_turned_by_hand_is_shown_so(book, code, tmp_path):
    book.run(AttachToAsset(code=code, file=str(write_photo(tmp_path / "照.jpg"))))
    book.run(TurnPicture(code=code, picture=1, degrees=90))
    image = image_of(pictures(book, code)[0], QSize(80, 80))
    assert (image.width(), image.height()) == (45, 80)
    assert image.pixelColor(40, 6).red() > image.pixelColor(40, 6).green()


def viewer(window, open_dialog, book, code, tmp_path):
    for name in ("正面", "反面"):
        photo = write_photo(tmp_path / f"{name}.jpg", name)
        book.run(AttachToAsset(code=code, file=str(photo)))
    window.assets.refresh()
    window.assets.card.picture_opened.emit(1)
    return open_dialog(PictureDialog)


def test_the_viewer_steps_zooms_turns_chooses_and_removes(
    book, window, open_dialog, code, tmp_path
):
    dialog = viewer(window, open_dialog, book, code, tmp_path)
    assert dialog.picture.name == "正面"
    before = dialog.view.transform().m11()
    dialog.buttons["larger"].click()
    assert dialog.view.transform().m11() > before
    dialog.buttons["after"].click()
    assert dialog.picture.name == "反面"
    dialog.buttons["main"].click()
    assert [one.name for one in pictures(book, code) if one.main] == ["反面"]
    dialog.buttons["turn"].click()
    assert dialog.picture.turned == 90
    dialog.buttons["remove"].click()
    assert [one.name for one in pictures(book, code)] == ["正面"]
    dialog.buttons["remove"].click()
    assert pictures(book, code) == ()
    assert not dialog.isVisible()


def test_a_missing_and_a_broken_file_are_said(book, window, open_dialog, code, tmp_path):
    scan = tmp_path / "坏.pdf"
    scan.write_bytes(b"%PDF-1.7 broken")
    book.run(AttachToAsset(code=code, file=str(scan)))
    book.run(AttachToAsset(code=code, file=str(write_photo(tmp_path / "正面.jpg"))))
    pictures(book, code)[0].path.unlink()
    window.assets.refresh()
    faults = {one.picture.name: one.fault for one in window.assets.card.findChildren(Thumbnail)}
    assert faults == {"正面": "文件不见了", "坏": "打不开"}
    window.assets.card.picture_opened.emit(2)
    dialog = open_dialog(PictureDialog)
    assert "从备份找回" in dialog.fault.text()
    dialog.accept()


def test_a_thumbnail_has_a_name_and_opens_by_key(book, window, open_dialog, code, tmp_path, qtbot):
    book.run(AttachToAsset(code=code, file=str(write_photo(tmp_path / "正面.jpg"))))
    window.assets.refresh()
    (small,) = window.assets.card.findChildren(Thumbnail)
    assert small.accessibleName() == "主图 正面"
    small.setFocus()
    qtbot.keyClick(small, Qt.Key.Key_Space)
    open_dialog(PictureDialog).accept()

"""One preview for every paper: what is shown is what is printed, saved and put on record."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtPrintSupport import QPrinter

from houqin_desktop.documents.preview import page_count, page_size, page_text
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.messages import Toast
from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services.settings import ChangeSetting

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
LABEL = (60 * MM, 40 * MM)


def pdf_of(*sizes: tuple[float, float]) -> bytes:
    """Draw a page of each size with its number on it."""
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.drawString(20, 20, f"page {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def paper(title: str = "卡片", *sizes: tuple[float, float], **options) -> Paper:
    pdf = pdf_of(*(sizes or (A4,)))
    return Paper(title, lambda _progress: pdf, f"{title}.pdf", **{"form": "card", **options})


@pytest.fixture
def opened(window, qtbot):
    """Return the function that opens papers and gives the dialog that shows them."""

    def open_papers(*papers: Paper) -> PrintDialog:
        open_print(window, window.desk, "打印", papers, refused=window.page.refuse)
        qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)), timeout=5000)
        dialog: PrintDialog
        (dialog,) = window.findChildren(PrintDialog)
        return dialog

    return open_papers


def pdf_printer(path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_pages_are_turned_and_counted(opened):
    dialog = opened(paper("卡片", A4, A4, A4))
    assert dialog.page_words.text() == "第 1 页 共 3 页"
    assert not dialog.back_button.isEnabled()
    dialog.next_button.click()
    dialog.next_button.click()
    assert dialog.page_words.text() == "第 3 页 共 3 页"
    assert not dialog.next_button.isEnabled()


def test_page_fits_the_width_until_somebody_zooms(opened):
    dialog = opened(paper())
    fitting = dialog.view.paper.pixmap().width()
    dialog.larger_button.click()
    assert dialog.view.paper.pixmap().width() > fitting
    dialog.smaller_button.click()
    dialog.smaller_button.click()
    assert dialog.view.paper.pixmap().width() < fitting
    dialog.fit_button.click()
    assert dialog.view.paper.pixmap().width() == fitting


def test_bytes_saved_are_the_bytes_shown(opened, tmp_path):
    dialog = opened(paper("卡片", A4, A4))
    shown = dialog.pdf
    dialog.save_to(str(tmp_path / "卡片.pdf"))
    assert (tmp_path / "卡片.pdf").read_bytes() == shown


def test_another_of_the_papers_can_be_chosen(opened, qtbot):
    dialog = opened(paper("卡片", A4), paper("台账", A4, A4))
    assert page_count(dialog.pdf) == 1
    dialog.choice.set_value(1)
    dialog.choose_paper(1)
    qtbot.waitUntil(lambda: page_count(dialog.pdf) == 2, timeout=5000)
    assert dialog.paper.title == "台账"


def test_what_was_saved_is_said_over_the_dialog_that_stays(opened, window, qtbot, tmp_path):
    dialog = opened(paper("卡片", A4), paper("台账", A4))
    for name in ("卡片", "台账"):
        dialog.save_to(str(tmp_path / f"{name}.pdf"))
        qtbot.waitUntil(
            lambda words=f"已存 {name}.pdf": (
                [one.text for one in dialog.findChildren(Toast)] == [words]
            ),
            timeout=2000,
        )
        (said,) = dialog.findChildren(Toast)
        assert said.isVisible()
        assert dialog.rect().contains(said.geometry())
    dialog.close()
    assert window.toast.text == "已存 台账.pdf"
    assert window.toast.isVisible()


def test_what_the_last_paper_said_is_said_in_the_window(opened, window, qtbot, tmp_path):
    dialog = opened(paper("卡片", A4))
    dialog.save_to(str(tmp_path / "卡片.pdf"))
    qtbot.waitUntil(lambda: not window.findChildren(PrintDialog), timeout=2000)
    assert window.toast.isVisible()
    assert len(window.findChildren(Toast)) == 1


def test_paper_that_cannot_be_drawn_says_why_and_the_one_before_stays(opened, qtbot):
    def refuse(_progress):
        raise Refused("有一个字印不出来。请改用常用字。", code="missing_glyph")

    dialog = opened(paper("卡片", A4), Paper("坏的", refuse, "坏.pdf", form="card"))
    dialog.choice.set_value(1)
    dialog.choose_paper(1)
    qtbot.waitUntil(lambda: bool(dialog.bar.text), timeout=5000)
    assert dialog.paper.title == "卡片"
    assert dialog.choice.value() == 0


def test_every_page_comes_out_in_its_own_size(opened, tmp_path):
    dialog = opened(paper("标签", LABEL, A4, (A4[1], A4[0])))
    path = tmp_path / "纸.pdf"
    dialog.print_on(pdf_printer(path))
    for number, (wide, high) in enumerate((LABEL, A4, (A4[1], A4[0]))):
        printed = page_size(path.read_bytes(), number)
        assert printed == pytest.approx((wide, high), abs=1.5)


def test_printer_is_remembered_for_each_kind_of_paper(opened, window, tmp_path):
    dialog = opened(paper(form="label"))
    printer = pdf_printer(tmp_path / "纸.pdf")
    printer.setPrinterName("")
    dialog.print_on(printer)
    assert window.desk.memory.get("printer.label") == printer.printerName()
    assert window.desk.memory.get("printer.card") is None


def test_printing_that_the_book_refuses_is_not_done(opened, book, tmp_path):
    wrong = ChangeSetting(key="splitting_days", value="若干")
    dialog = opened(paper(record=lambda: wrong))
    target = tmp_path / "卡片.pdf"
    dialog.save_to(str(target))
    assert "若干" in dialog.bar.text
    assert not target.exists()
    dialog.print_on(pdf_printer(target))
    assert not target.exists()


def test_printing_is_put_on_record_by_its_command(opened, book, window, tmp_path):
    dialog = opened(paper(record=lambda: ChangeSetting(key="splitting_days", value="15")))
    dialog.print_on(pdf_printer(tmp_path / "纸.pdf"))
    assert book.value("SELECT value FROM setting WHERE key = 'splitting_days'") == "15"
    assert "已打印" in window.toast.text
    assert not dialog.isVisible()


def test_note_tells_that_it_is_a_reprint(opened):
    dialog = opened(paper(note="第 2 次打印，纸上标明“重印 1”"))
    assert "重印 1" in dialog.note.text()


def test_memory_of_printers_outlives_the_window(tmp_path):
    memory = Memory(tmp_path / "window.json")
    memory.put("printer.label", "标签机")
    memory.save()
    assert Memory(tmp_path / "window.json").get("printer.label") == "标签机"


def test_text_of_the_paper_is_what_was_drawn(opened):
    dialog = opened(paper("卡片", A4, A4))
    dialog.turn(1)
    assert "page 2" in page_text(dialog.pdf, dialog.view.at)

"""Monday morning: a messy ledger becomes a clean register, a room gets labels, a form returns.

All of it through the window: the ledger of three thousand rows in its four sheets, the labels of
one room, and the disposal form that comes back as a photo, turned upside down.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import openpyxl
import pypdfium2
import pytest

from houqin_desktop.documents.preview import page_count
from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.gui.assets.label_dialog import LabelDialog
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.importing.import_dialog import ImportDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.returned.actions import ReturnedPapers
from houqin_desktop.gui.returned.results_dialog import ResultsDialog
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.registers.listing import Filter
from tests.builders import OTHER_ROOM, ROOM
from tests.documents.test_label_paper import codes_on

SHEETS = (ROOM, OTHER_ROOM, "一年级教室", "食堂")
ROWS = 3_000
HEADER = (
    "序号",
    "财产编号",
    "品名",
    "规格型号",
    "单位",
    "数量",
    "单价",
    "金额",
    "购置时间",
    "保管人",
)
THINGS = (
    ("台式电脑", "台", 4_600),
    ("课 桌", "张", 120),
    ("投影仪", "台", 5_200),
    ("篮球架", "副", 2_300),
)
DOUBTFUL = "95年"
DATES = ("2015年9月", "2016.9.1", "2017/09", "20180901", 42248, "同上", DOUBTFUL)


def write_ledger(path: Path) -> tuple[int, int]:
    """Write the ledger as a school keeps one; return its cards and those with a doubtful date."""
    chance = Random(20_261_123)
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    number = doubtful = 0
    for sheet in SHEETS:
        page = workbook.create_sheet(sheet)
        page.append((f"示范小学固定资产明细账（{sheet}）",))
        page.merge_cells("A1:J1")
        page.append((f"部门：{sheet}", None, None, None, "单位：元"))
        page.append(HEADER)
        before = "2015年9月"
        total = 0.0
        for at in range(1, ROWS // len(SHEETS) + 1):
            number += 1
            name, unit, price = chance.choice(THINGS)
            count = chance.randint(1, 4)
            date = chance.choice(DATES if at > 1 else DATES[:4])
            doubtful += DOUBTFUL in (date, before if date == "同上" else date)
            before = before if date == "同上" else str(date)
            amount = price * count
            total += amount
            page.append(
                (
                    *(at, f"TY2015{number:06d}", name, f"型号{number % 40}", unit),
                    f"{count}{unit}" if at % 7 == 0 else count,
                    f"{price:,}.00元" if at % 5 == 0 else price,
                    amount,
                    date,
                    chance.choice(("吴电脑", "周体育", "郑老师")),
                )
            )
            if at % 40 == 0:
                page.append((None, None, "过次页", None, None, None, None, total))
                page.append((None, None, "承前页", None, None, None, None, total))
                page.append(HEADER)
                # 同上 at the top of a page is left to a person: the line above is another page's.
                before = DOUBTFUL
        page.append((None, None, "合计", None, None, None, None, total))
        page.append(("制表人：周建国",))
    workbook.save(path)
    return number, doubtful


@pytest.fixture
def window(book, qtbot):
    made = MainWindow(book.session)
    qtbot.addWidget(made)
    made.show()
    made.show_page("assets")
    yield made
    made.close()


def the(window, kind):
    """Return the one open dialog of a kind."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def come_in(window, path: Path, qtbot) -> None:
    window.actions_of_window["book.import"].trigger()
    dialog = the(window, ImportDialog)
    dialog.file.set_value(str(path))
    qtbot.waitUntil(lambda: dialog.look is not None or bool(dialog.bar.text), timeout=60_000)
    with qtbot.waitSignal(dialog.imported, timeout=120_000):
        dialog.import_button.click()


def narrowed(window, qtbot, *filters: Filter):
    panel = window.assets.panel
    panel.clear()
    for one in filters:
        panel.chips.put(one)
    return panel.model.rowCount()


def test_a_messy_ledger_labels_of_a_room_and_a_form_that_comes_back(
    window, book, tmp_path: Path, qtbot
):
    path = tmp_path / "旧台账.xlsx"
    cards, doubtful = write_ledger(path)
    come_in(window, path, qtbot)
    assert narrowed(window, qtbot) == cards
    assert narrowed(window, qtbot, Filter("unverified", "", "待核实")) == doubtful
    of_room = narrowed(window, qtbot, Filter("storeroom", ROOM, ROOM))
    assert of_room == ROWS // len(SHEETS)
    book.require_whole()

    window.assets.panel.view.selectAll()
    window.assets.actions_of_page["asset.labels"].trigger()
    labels = the(window, LabelDialog)
    labels.size_choice.set_value("3x8")
    labels.print_labels()
    qtbot.waitUntil(lambda: bool(labels.findChildren(PrintDialog)), timeout=60_000)
    preview = labels.findChildren(PrintDialog)[0]
    assert page_count(preview.pdf) == -(-of_room // 24)
    assert len(codes_on(preview.pdf, 0)) == 24
    preview.close()
    labels.close()

    code = "TY2015000001"
    book.run(CorrectAsset(code=code, status=AssetStatus.PENDING_DISPOSAL))
    window.assets.open_card(code)
    window.assets.actions_of_page["asset.dispose"].trigger()
    apply = the(window, ApplyDialog)
    apply.save_button.click()
    qtbot.waitUntil(lambda: window.disposals.case is not None)
    number = window.disposals.case.number
    window.disposals.actions_of_page["disposal.print"].trigger()
    qtbot.waitUntil(lambda: bool(window.disposals.findChildren(PrintDialog)))
    paper = tmp_path / "单.pdf"
    the(window, PrintDialog).save_to(str(paper))
    assert book.case(number).paper == "未签回"

    scans = photographed(paper, tmp_path)
    window.findChild(ReturnedPapers).file(scans)
    qtbot.waitUntil(lambda: bool(window.findChildren(ResultsDialog)), timeout=60_000)
    results = the(window, ResultsDialog)
    assert results.title.text() == f"归档 {len(scans)} 页"
    results.close()
    assert book.case(number).paper == "已签回"
    book.require_whole()


def photographed(paper: Path, folder: Path) -> list[Path]:
    """Return photos of the signed paper as a telephone takes them: turned, as JPEG."""
    document = pypdfium2.PdfDocument(paper)
    found = []
    for at, page in enumerate(document):
        image = page.render(scale=170 / 72).to_pil().convert("RGB")
        target = folder / f"IMG_{at}.jpg"
        image.rotate(180, expand=True).save(target, quality=80)
        found.append(target)
    document.close()
    return found

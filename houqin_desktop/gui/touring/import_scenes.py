"""The page of an import in its states: columns to look at, findings, conflicts, look-alikes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QDialog

from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.ledger.choices import NO_CHOICES, LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.gui.importing.batches_dialog import BatchesDialog
from houqin_desktop.gui.importing.import_dialog import ImportDialog
from houqin_desktop.gui.touring.books import write_doubtful_ledger
from houqin_desktop.services.importing.differences import export_mark
from houqin_desktop.services.importing.look import look_at
from houqin_desktop.services.registers.exporting import export_columns, export_rows
from houqin_desktop.services.registers.listing import register

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

# Cards of the demo school whose value changed after this entry of the journal, and others.
EXPORTED_AT: Final = 9_900
CHANGED, UNTOUCHED = (33, 877), (40, 41, 42)


def import_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the page with an old ledger, and with a workbook that went out and came back."""
    dialog = ImportDialog(window, window.desk)
    dialog.open()
    yield "导入·选文件", dialog
    with tempfile.TemporaryDirectory() as folder:
        old = read_workbook(write_doubtful_ledger(Path(folder)))
    dialog.show_look(look_at(window.session, old, NO_CHOICES))
    dialog.pages.sheets.view.go_to(4, 6)
    yield "导入·试算结果", dialog
    dialog.pages.setCurrentIndex(1)
    yield "导入·发现", dialog
    QDialog.reject(dialog)
    dialog = ImportDialog(window, window.desk)
    dialog.open()
    dialog.show_look(look_at(window.session, _returned(window.session), NO_CHOICES))
    yield "导入·回来的表格", dialog
    dialog.pages.setCurrentIndex(2)
    dialog.pages.changes.table.lines.tick([0], on=True)
    yield "导入·更正与冲突", dialog
    dialog.pages.setCurrentIndex(3)
    dialog.pages.likeness.table.lines.tick([0], on=False)
    yield "导入·相似的行", dialog
    QDialog.reject(dialog)
    dialog = ImportDialog(window, window.desk)
    dialog.open()
    headless = Workbook("没有表头.xlsx", "0" * 64, (SheetGrid("抄来的", _HEADLESS),))
    dialog.show_look(look_at(window.session, headless, NO_CHOICES))
    yield "导入·没有找到表头", dialog
    QDialog.reject(dialog)
    yield from _item_scenes(window)
    batches = BatchesDialog(window, window.desk)
    batches.open()
    yield "导入批次", batches
    batches.close()


def _item_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the page with a ledger of items: its fields, what is refused, what is like another."""
    dialog = ImportDialog(window, window.desk)
    dialog.open()
    ledger = Workbook("低值易耗品.xlsx", "1" * 64, (SheetGrid("库房", _ITEMS),))
    dialog.show_look(look_at(window.session, ledger, LedgerChoices(kind=LedgerKind.STOCK)))
    dialog.pages.sheets.view.go_to(3, 5)
    yield "导入·物品台账", dialog
    dialog.pages.setCurrentIndex(1)
    yield "导入·物品台账的发现", dialog
    QDialog.reject(dialog)
    dialog = ImportDialog(window, window.desk, LedgerKind.STOCK)
    dialog.open()
    grid = SheetGrid("目录", (_KNOWN_HEADER, *_known_items(window.session)))
    catalogue = Workbook("物品目录.xlsx", "2" * 64, (grid,))
    dialog.show_look(look_at(window.session, catalogue, LedgerChoices(kind=LedgerKind.STOCK)))
    dialog.pages.setCurrentIndex(2)
    yield "导入·物品的更正", dialog
    QDialog.reject(dialog)


def _known_items(session: Session) -> Iterator[tuple[Any, ...]]:
    """Yield some items of the catalogue, each with another minimum and another note."""
    items = register(session, "items")
    titles = [column.title for column in items.columns]
    for row in items.rows(list(items.index().keys)[:6]):
        said = dict(zip(titles, row, strict=False))
        yield said["物品编号"], said["物品名称"], said["单位"], 35, "开学前清点过"


_KNOWN_HEADER: Final = ("物品编号", "物品名称", "单位", "最低库存", "备注")


_ITEMS: Final = (
    ("物品名称", "规格型号", "物品类别", "单位", "换算", "最低库存", "总保管室", "电脑1室", "单价",
     "金额"),
    ("白粉笔", "无尘 48 支", "材料", "盒", "24盒/箱", 60, 40, 8, 1.5, 72),
    ("鼠标", "USB 有线", "低值易耗品", "个", "", 5, 12, 30, 18, 756),
    ("网线", "超五类", "材料", "米", "305米/箱", "", "约500", "", 2, ""),
    ("硒鼓", "388A", "材料", "支", "", 2, 4, 1, 150, 700),
)  # fmt: skip
_HEADLESS: Final = (
    ("甲", "乙", "丙", "丁"),
    ("课桌", 45, 3800, "2015年9月"),
    ("讲台", 12, 2600, "2016年3月"),
)


def _returned(session: Session) -> Workbook:
    """Return a workbook that was exported earlier and edited since."""
    columns = export_columns()
    titles = [column.title for column in columns]
    rows: list[list[Any]] = [
        list(row) for row in export_rows(session, columns, [*CHANGED, *UNTOUCHED])
    ]
    (entry,) = register(session, "journal").rows([EXPORTED_AT])
    for row in rows:
        row[titles.index("导出记号")] = export_mark(EXPORTED_AT, str(entry[-1]))
    for row, (title, value) in zip(rows, _EDITS, strict=True):
        row[titles.index(title)] = value
    again = list(rows[2])
    again[titles.index("资产编号")] = "XC20260001"
    rows.append(again)
    grid = SheetGrid("固定资产台账", (tuple(titles), *map(tuple, rows)))
    return Workbook("资产台账.xlsx", "0" * 64, (grid,))


_EDITS: Final = (
    ("原值", 140_000),
    ("原值", 500_000),
    ("存放地点", "综合楼一楼"),
    ("备注", "暑期清点过"),
    ("取得日期", "95年"),
)

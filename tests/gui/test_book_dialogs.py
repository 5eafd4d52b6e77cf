"""Bringing a ledger in, taking it out, checking the book, changing its parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.gui.book.backup_actions import BackupActions
from houqin_desktop.gui.book.backups_dialog import BackupsDialog
from houqin_desktop.gui.book.check_dialog import CheckDialog
from houqin_desktop.gui.book.journal_dialog import JournalDialog
from houqin_desktop.gui.book.settings_dialog import SettingsDialog
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.help.help_dialog import HelpDialog
from houqin_desktop.gui.importing.import_dialog import ImportDialog
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.rings import back_up_by_itself
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.settings import ChangeSetting


@pytest.fixture
def ledger(tmp_path) -> Path:
    """Return a ledger of three cards with titles above its header."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["示范小学固定资产明细账"])
    sheet.append(["序号", "财产编号", "品名", "规格型号", "单位", "数量", "金额", "购置时间"])
    for number in range(1, 4):
        sheet.append([number, f"TY199500{number:04d}", "电脑", "486", "台", 1, 8600, "1995年9月"])
    sheet.append(["合计", None, None, None, None, 3, 25800, None])
    path: Path = tmp_path / "旧台账.xlsx"
    book.save(path)
    return path


def try_out(window, path, qtbot):
    dialog = ImportDialog(window, window.desk)
    dialog.open()
    dialog.file.set_value(str(path))
    qtbot.waitUntil(lambda: dialog.plan is not None or bool(dialog.bar.text), timeout=10_000)
    return dialog


def test_first_run_only_looks(window, book, ledger, qtbot):
    dialog = try_out(window, ledger, qtbot)
    assert dialog.plan.counts["added"] == 3
    assert "新增" in dialog.counts.text()
    assert dialog.import_button.isEnabled()
    assert book.rows("asset") == []


def test_import_writes_everything_and_the_page_shows_it(window, book, ledger, qtbot):
    book.asset(name="原有的话筒")
    window.show_page("people")
    window.book.open_import()
    (dialog,) = window.findChildren(ImportDialog)
    dialog.file.set_value(str(ledger))
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.import_button.click()
    assert len(book.rows("asset")) == 4
    assert window.toast.text.startswith("已导入")
    assert window.page is window.assets
    assert window.assets.panel.model.rowCount() == 3
    assert window.assets.panel.chips.chip("batch") is not None
    book.require_whole()


def test_same_file_again_has_nothing_to_write(window, book, ledger, qtbot):
    dialog = try_out(window, ledger, qtbot)
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.import_button.click()
    again = try_out(window, ledger, qtbot)
    assert again.plan.counts["unchanged"] == 3
    assert not again.import_button.isEnabled()


def test_file_that_is_no_workbook_is_refused_in_place(window, tmp_path, qtbot):
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"no workbook")
    dialog = try_out(window, path, qtbot)
    assert dialog.plan is None
    assert dialog.bar.text
    assert not dialog.import_button.isEnabled()


def test_export_of_what_is_seen_and_of_everything(window, book, tmp_path, qtbot):
    from houqin_desktop.documents.workbooks.reader import read_workbook

    book.asset()
    book.asset(name="篮球", storeroom="体育室")
    window.assets.refresh()
    qtbot.waitUntil(lambda: window.assets.panel.model.texts.is_complete, timeout=2000)
    window.assets.panel.search.setText("篮球")
    for seen, rows in ((True, 2), (False, 3)):
        path = tmp_path / f"{seen}.xlsx"
        window.book.export_to(path, seen=seen)
        qtbot.waitUntil(lambda path=path: path.name in window.toast.text, timeout=10_000)
        assert len(read_workbook(path).sheets[0].rows) == rows


def test_cancelled_export_leaves_no_file(book, tmp_path):
    from houqin_desktop.gui.background import Cancelled

    for _ in range(3):
        book.asset()

    def stop(_done):
        raise Cancelled

    path = tmp_path / "台账.xlsx"
    import houqin_desktop.documents.workbooks.asset as workbook

    before = workbook.TICK
    workbook.TICK = 1
    try:
        with pytest.raises(Cancelled):
            write_assets(book.session, path, tick=stop)
    finally:
        workbook.TICK = before
    assert list(tmp_path.glob("*.xlsx")) == []


def test_check_runs_beside_the_window_and_lists_every_invariant(window, book, qtbot):
    book.asset()
    window.actions_of_window["book.check"].trigger()
    qtbot.waitUntil(
        lambda: any(d.isVisible() for d in window.findChildren(CheckDialog)), timeout=10_000
    )
    (dialog,) = window.findChildren(CheckDialog)
    assert dialog.table.lines.rowCount() > 10
    assert all(line[0] == "符合" for line in dialog.table.lines.lines)
    assert dialog.warning.text == ""
    assert not dialog.restore_button.isVisible()


def test_changed_parameter_is_written_by_its_command(window, book):
    window.actions_of_window["book.settings"].trigger()
    (dialog,) = window.findChildren(SettingsDialog)
    dialog.field("disposal_unit_limit_fen").setText("8,000")
    dialog.save()
    assert book.value("SELECT value FROM setting WHERE key = 'disposal_unit_limit_fen'") == "800000"
    changed = book.value("SELECT count(*) FROM command WHERE verb = 'change_setting'")
    assert changed == 1


def test_what_is_said_of_a_changed_parameter_is_its_title(window):
    window.actions_of_window["book.settings"].trigger()
    (dialog,) = window.findChildren(SettingsDialog)
    dialog.field("splitting_days").setText("45")
    dialog.save()
    assert "拆单提醒天数" in window.toast.text
    assert "splitting_days" not in window.toast.text


def test_a_restoration_begins_in_the_folder_where_backups_are_written(window, book, tmp_path):
    book.run(ChangeSetting(key="backup_folder", value=str(tmp_path)))
    window.actions_of_window["book.restore"].trigger()
    (dialog,) = window.findChildren(BackupsDialog)
    dialog.findChild(QPushButton, "other").click()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert Path(chooser.directory().absolutePath()) == tmp_path
    chooser.reject()


def test_the_newest_backup_is_first_and_chosen_whichever_way_it_was_made(window, book, tmp_path):
    kept = back_up_by_itself(book.session)
    book.run(AddPerson(name="后来的人"))
    made = make_backup(book.session, tmp_path / "手动.zip")
    window.actions_of_window["book.restore"].trigger()
    (dialog,) = window.findChildren(BackupsDialog)
    assert dialog.panel.chosen_cells()["文件名"] == made.path.name
    dialog.reject()
    book.run(AddPerson(name="更晚的人"))
    latest = back_up_by_itself(book.session)
    assert kept is not None
    assert latest is not None
    names = [row["文件名"] for row in book.listed("backups")]
    assert names == [latest.paths[0].name, made.path.name, kept.paths[0].name]


@pytest.mark.parametrize("work", ["back_up", "export"])
def test_a_refusal_goes_once_the_same_is_done_after_all(window, book, tmp_path, qtbot, work):
    book.asset()
    window.assets.refresh()
    (backups,) = window.findChildren(BackupActions)
    path = tmp_path / "U盘" / "文件"
    does = {
        "back_up": lambda: backups.back_up(path),
        "export": lambda: window.book.export_to(path, seen=False),
    }[work]
    does()
    qtbot.waitUntil(lambda: path.name in window.assets.bar.text, timeout=10_000)
    path.parent.mkdir()
    does()
    qtbot.waitUntil(lambda: path.name in window.toast.text, timeout=10_000)
    assert window.assets.bar.text == ""


def test_a_refusal_of_a_command_goes_once_a_command_is_done(window, book):
    page = window.page
    assert run_command(page, window.desk, AddPerson(name="")) is None
    assert page.bar.text != ""
    assert run_command(page, window.desk, AddPerson(name="丁")) is not None
    assert page.bar.text == ""


def test_journal_and_keys_open(window, book):
    book.asset()
    window.actions_of_window["book.journal"].trigger()
    (journal,) = window.findChildren(JournalDialog)
    assert journal.panel.model.rowCount() == book.value("SELECT count(*) FROM journal")
    window.actions_of_window["window.keys"].trigger()
    assert window.findChildren(HelpDialog)


def test_cancelled_import_leaves_the_book_as_it_was(window, book, ledger, qtbot):
    from houqin_desktop.gui.background import Cancelled
    from houqin_desktop.services.importing.verbs import import_plan

    dialog = try_out(window, ledger, qtbot)
    before = book.fingerprint()

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        import_plan(book.session, dialog.plan, tick=stop)
    assert book.fingerprint() == before


def test_progress_is_counted_and_escape_asks_to_stop(window, qtbot):
    import threading

    from houqin_desktop.gui.lending import lend

    go_on = threading.Event()

    def work(progress):
        progress(3, 10)
        go_on.wait(5)
        progress(4, 10)

    answers: list[object] = []
    dialog = lend(window, window.desk, "正在试", work, done=answers.append, refused=answers.append)
    qtbot.waitUntil(lambda: dialog.count.text() == "3 / 10", timeout=5000)
    dialog.reject()
    assert "停下" in dialog.count.text()
    go_on.set()
    qtbot.waitUntil(lambda: "已取消" in window.toast.text, timeout=5000)
    assert answers == []

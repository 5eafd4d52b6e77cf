"""The 1995 computers of the demo school leave by the window alone and by `do` alone: same rows."""

from __future__ import annotations

import json
from datetime import datetime

from houqin_desktop.cli.doing import do_lines
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import open_session
from tests.builders import copy_with_attachments
from tests.gui.test_window_disposal import press_primary, print_to, sign
from tests.scenarios.told_rows import told

NOW = datetime(2026, 11, 22, 9, 0)
CODES = [f"TY1995{serial:06d}" for serial in range(1, 25)]
NOTE = "主板老化，无法修复"
DOCUMENTS = ("校办纪要〔2026〕12号", "教资〔2026〕30号", "财资〔2026〕8号")

LINES = [
    {
        "command": "apply_disposal",
        "kind": "scrap",
        "assets": CODES,
        "reason": "worn_out",
        "reason_note": NOTE,
    },
    {"command": "record_printing", "number": "$1.number"},
    {"command": "record_signature", "number": "$1.number", "step": "finance", "opinion": "同意"},
    {
        "command": "record_signature",
        "number": "$1.number",
        "step": "central_storeroom",
        "opinion": "同意",
    },
    *(
        {
            "command": "record_signature",
            "number": "$1.number",
            "step": step,
            "opinion": "同意",
            "document_number": document,
            "document_on": "2026-11-22",
        }
        for step, document in zip(
            ("principals_meeting", "education_bureau", "finance_bureau"), DOCUMENTS, strict=True
        )
    ),
    {"command": "write_off_disposal", "number": "$1.number"},
    {
        "command": "record_residual",
        "number": "$1.number",
        "method": "交有资质单位回收",
        "amount": "300.00",
        "deposit_slip": "JK0001",
    },
]


def opened(demo, folder):
    path = folder / "book.houqin"
    copy_with_attachments(demo, path)
    return open_session(path, clock=FixedClock(NOW))


def by_window(demo, folder, qtbot):
    session = opened(demo, folder)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.show_page("disposal")
    view = window.disposals.pending.view
    model = window.disposals.pending.model
    qtbot.waitUntil(lambda: model.texts.is_complete, timeout=2000)
    model.set_query("TY1995")
    view.selectAll()
    dialog = press_primary(window, ApplyDialog)
    dialog.field("reason_note").set_value(NOTE)
    dialog.save_button.click()
    print_to(window, folder / "paper.pdf")
    sign(window, step="finance")
    sign(window)
    for document in DOCUMENTS:
        sign(window, document_number=document)
    press_primary(window, DraftDialog).save_button.click()
    dialog = press_primary(window, DraftDialog)
    dialog.field("method").set_value("交有资质单位回收")
    dialog.field("amount").set_value(30_000)
    dialog.field("deposit_slip").set_value("JK0001")
    dialog.save_button.click()
    window.close()
    report = run_checks()
    session.close()
    assert report.ok, [i for i in report.invariants if not i.ok]
    return session.book_path


def by_lines(demo, folder):
    session = opened(demo, folder)
    assert do_lines(session, [json.dumps(line) for line in LINES], as_json=True) == 0
    assert run_checks().ok
    session.close()
    return session.book_path


def test_window_alone_and_lines_alone_write_the_same_rows(demo_template, tmp_path, qtbot):
    (tmp_path / "window").mkdir()
    (tmp_path / "lines").mkdir()
    seen = told(by_window(demo_template, tmp_path / "window", qtbot))
    typed = told(by_lines(demo_template, tmp_path / "lines"))
    assert seen.keys() == typed.keys()
    for table in seen:
        assert seen[table] == typed[table], table
    gone = [row for row in seen["asset"] if dict(row)["code"] in CODES]
    assert {dict(row)["status"] for row in gone} == {"disposed"}


def test_six_actions_lead_from_the_demo_book_to_a_printed_approval_form(
    demo_template, tmp_path, qtbot
):
    session = opened(demo_template, tmp_path)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    primary = iter(("申请报废 24 项", "打印单据"))
    window.actions_of_window["page.disposal"].trigger()
    assert window.disposals.primary.text().strip().startswith(next(primary))
    dialog = press_primary(window, ApplyDialog)
    dialog.save_button.click()
    assert window.disposals.primary.text().strip().startswith(next(primary))
    # The fifth is 保存 PDF or 打印 in the preview, the sixth the chooser's own button.
    paper = tmp_path / "审批表.pdf"
    print_to(window, paper)
    assert paper.read_bytes().startswith(b"%PDF")
    case = window.disposals.case
    assert case is not None
    assert case.large
    assert case.times_printed == 1
    window.close()
    session.close()

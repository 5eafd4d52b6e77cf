"""The arrow of ARCHITECTURE.md, proven: who may import whom, and what waits until it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.services.session import create_book

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = sorted((ROOT / "houqin_desktop" / "domain").rglob("*.py"))

# Each costs a tenth of a second or more at start, and most days need none of them.
IMPORTED_WHEN_NEEDED = (
    "reportlab",
    "openpyxl",
    "python_calamine",
    "rustpy_xlsxwriter",
    "pypinyin",
    "pypdfium2",
    "segno",
    "defusedxml",
)
# What only the command line, or a page, dialog or paper that nobody asked for yet, has need of.
NOT_AT_START = (
    *IMPORTED_WHEN_NEEDED,
    "houqin_desktop.cli.grammar",
    "houqin_desktop.documents.workbooks.parser",
    "PySide6.QtNetwork",
    "houqin_desktop.gui.assets.page",
    "houqin_desktop.gui.book.first_book_dialog",
    "houqin_desktop.gui.file_choosers",
    "houqin_desktop.gui.help.help_dialog",
    "houqin_desktop.services.disposal.verbs",
    "houqin_desktop.storage.backup_file",
    "houqin_desktop.storage.migrations.m0001_first_schema",
)
# What the first page has no need of while it is drawn; its list is asked for afterwards.
NOT_FOR_THE_FIRST_LOOK = (
    *NOT_AT_START,
    "houqin_desktop.domain.category",
    "houqin_desktop.domain.disposal",
    "houqin_desktop.domain.duty_card",
    "houqin_desktop.domain.routes",
    "houqin_desktop.domain.voucher",
    "houqin_desktop.gui.doorbell",
    "houqin_desktop.services.registers.listing",
    "houqin_desktop.services.todo.day_list",
    "houqin_desktop.storage.asset",
    "houqin_desktop.storage.disposal",
    "houqin_desktop.storage.slip",
    "houqin_desktop.storage.voucher",
)
# What the first page has no need of either, once it shows its list and its figures.
NOT_FOR_THE_FIRST_PAGE = (
    *NOT_AT_START,
    "zxingcpp",
    "PIL",
    "multiprocessing",
    "houqin_desktop.domain.ledger.values",
    "houqin_desktop.services.backups.making",
    "houqin_desktop.services.undoing.verbs",
    "houqin_desktop.gui.forms.form_dialog",
    "houqin_desktop.gui.printing.papers",
    "houqin_desktop.gui.registers.panel",
)
SHOWN = """
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.theme import apply_theme, make_application
from houqin_desktop.services.session import open_session
application = make_application(["houqin", "-platform", "offscreen"])
apply_theme(application)
window = MainWindow(open_session(Path({book!r}), clock=SystemClock()))
loaded = set()
class Eye(QObject):
    def eventFilter(self, page, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.update(sys.modules)
        return False
eye = Eye()
window.stack.page_made.connect(lambda key, page: page.installEventFilter(eye))
window.show()
while not loaded:
    application.processEvents()
"""
FILLED = f"""{SHOWN}
loaded = sys.modules
while not any(label.property("look") == "big" for label in window.findChildren(QLabel)):
    application.processEvents()
"""
SEARCHED = """
import gc, os
os.environ.update(XDG_DATA_HOME={folder!r}, QT_QPA_PLATFORM="offscreen")
from houqin_desktop import app
app.load_before_qt()
assert not gc.isenabled()
loaded = []
def stand(_application):
    if gc.isenabled() and gc.get_freeze_count():
        loaded.append("searched")
    return 0
from PySide6.QtWidgets import QApplication
QApplication.exec = stand
assert app.main(["--book", {book!r}]) == 0
"""
FACES = "houqin_desktop.app, houqin_desktop.cli, houqin_desktop.gui.main_window"


def test_every_import_contract_holds():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(linter), "--no-logo"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_domain_imports_nothing_but_the_standard_library():
    allowed = {*sys.stdlib_module_names, "houqin_desktop"}
    strangers = []
    for path in DOMAIN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            strangers += [f"{path.name}: {n}" for n in names if n.split(".")[0] not in allowed]
    assert strangers == []


def test_starting_the_program_imports_nothing_that_can_wait():
    assert loaded_by(f"import {FACES}", IMPORTED_WHEN_NEEDED) == []


def test_the_frame_of_the_window_loads_nothing_that_only_a_page_or_the_command_line_needs():
    start = "import houqin_desktop.app, houqin_desktop.gui.start"
    fittings = (
        "import houqin_desktop.gui.pages as pages\n"
        "for name in pages.FITTINGS: __import__(f'houqin_desktop.gui.{name}')"
    )
    assert loaded_by(f"{start}\n{fittings}", NOT_FOR_THE_FIRST_LOOK) == []


def test_what_knows_nothing_of_qt_is_loaded_before_qt_reads_along():
    assert loaded_by("from houqin_desktop import app\napp.load_before_qt()", ("PySide6",)) == []


def test_what_is_left_over_is_searched_for_again_once_the_window_stands(tmp_path: Path):
    book = tmp_path / "school.houqin"
    create_book(book, school="示范小学", keeper="周建国", clock=SystemClock())
    assert loaded_by(SEARCHED.format(book=str(book), folder=str(tmp_path)), ("searched",)) == [
        "searched"
    ]


def test_the_first_page_is_drawn_without_what_its_list_needs(tmp_path: Path):
    book = tmp_path / "school.houqin"
    create_book(book, school="示范小学", keeper="周建国", clock=SystemClock())
    assert loaded_by(SHOWN.format(book=str(book)), NOT_FOR_THE_FIRST_LOOK) == []


def test_the_first_page_is_drawn_without_what_python_can_know_of_styles_and_boxes(
    tmp_path: Path,
):
    book = tmp_path / "school.houqin"
    create_book(book, school="示范小学", keeper="周建国", clock=SystemClock())
    known = "from PySide6 import QtWidgets\nassert 'QPushButton' in vars(QtWidgets)\n"
    unknown = "assert not {'QStyle', 'QMessageBox', 'QFileDialog'} & vars(QtWidgets).keys()"
    assert loaded_by(f"{SHOWN.format(book=str(book))}\n{known}{unknown}", ()) == []


def test_the_first_page_shows_its_list_without_what_only_later_clicks_need(tmp_path: Path):
    book = tmp_path / "school.houqin"
    create_book(book, school="示范小学", keeper="周建国", clock=SystemClock())
    assert loaded_by(FILLED.format(book=str(book)), NOT_FOR_THE_FIRST_PAGE) == []


def loaded_by(statements: str, names: tuple[str, ...]) -> list[str]:
    """Return which of these modules a fresh Python has loaded after the statements.

    Statements that look at an earlier moment put what was there into `loaded`.
    """
    question = (
        f"import sys\nloaded = sys.modules\n{statements}\n"
        f"print(*[name for name in {names!r} if name in loaded])"
    )
    result = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split()

"""The arrow of ARCHITECTURE.md, proven: who may import whom, and what waits until it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

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
    question = (
        f"import sys, {FACES}\n"
        f"print(*[name for name in {IMPORTED_WHEN_NEEDED!r} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []

"""A god-window is prevented by arithmetic: no module, class or function grows past its limit."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES, CLASS_LINES, FUNCTION_LINES = 400, 200, 40
PROGRAM = sorted((ROOT / "houqin_desktop").rglob("*.py"))
FORBIDDEN_NAMES = ("utils", "util", "helpers", "helper", "manager", "common", "misc")

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def definitions(path: Path) -> Iterator[tuple[Definition, int]]:
    """Give each class and function with its length in lines, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Definition):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        name = path.relative_to(ROOT)
        # A released migration is frozen: its length is its history.
        if "migrations" in name.parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES:
            yield f"{name}: {lines} lines"
        for node, length in definitions(path):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            if length > limit:
                yield f"{name}:{node.lineno} {node.name}: {length} lines"


def test_modules_classes_and_functions_stay_small():
    assert list(too_long(PROGRAM)) == []


@pytest.mark.parametrize("word", FORBIDDEN_NAMES)
def test_no_module_is_named_for_nothing(word):
    assert [path for path in PROGRAM if word in path.stem.split("_")] == []


def test_every_module_begins_by_saying_what_it_is():
    silent = []
    for path in PROGRAM:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body and ast.get_docstring(tree) is None:
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []

"""Every refusal of the program says what happened and what to do, blames nobody, has a number.

The sentences are read from the source, so that none is forgotten which no test provokes.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from houqin_desktop.domain.errors import error_number

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sorted((ROOT / "houqin_desktop").rglob("*.py"))
# What a person can do next; or that nothing is left to do.
WAY_OUT = re.compile(
    "请|可[用填选编列打改]|现有|用 commands|须|要么|例如|只能|表单是|不用|不再"
    "|没有(改|重复|变|更正|要)"
)
BLAMING = re.compile("非法|失败|致命|错误的")


@cache
def refusals() -> list[tuple[str, ast.Call]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in PROGRAM
        if "Refused(" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
        and node.args
    ]


def sentence_of(call: ast.Call) -> str | None:
    """Return the sentence as it is written; None where it is put together elsewhere."""
    written = call.args[0]
    if isinstance(written, ast.Constant):
        return str(written.value)
    if isinstance(written, ast.JoinedStr):
        parts = written.values
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
    return None


def written() -> dict[str, str]:
    return {
        place: sentence for place, call in refusals() if (sentence := sentence_of(call)) is not None
    }


def codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for place, call in refusals():
        for keyword in call.keywords:
            if keyword.arg == "code" and isinstance(keyword.value, ast.Constant):
                found.setdefault(str(keyword.value.value), place)
    return found


def test_there_are_refusals_to_be_read():
    assert len(written()) > 200


def test_every_refusal_says_what_to_do():
    dumb = {
        place: sentence
        for place, sentence in written().items()
        # A sentence that is all taken from elsewhere ends with what was taken.
        if not WAY_OUT.search(sentence) and not sentence.endswith("{}")
    }
    assert dumb == {}, "say what the person can do now: 请…"


def test_every_refusal_is_a_whole_chinese_sentence():
    halves = {
        place: sentence
        for place, sentence in written().items()
        if not sentence.endswith(("。", "{}")) or sentence.isascii()
    }
    assert halves == {}


def test_no_refusal_blames_anybody():
    assert {p: s for p, s in written().items() if BLAMING.search(s)} == {}


def test_every_refusal_has_a_code():
    nameless = [
        place for place, call in refusals() if not any(k.arg == "code" for k in call.keywords)
    ]
    assert nameless == []


def test_no_two_codes_share_a_number():
    numbers: dict[str, str] = {}
    for code in codes():
        assert numbers.setdefault(error_number(code), code) == code

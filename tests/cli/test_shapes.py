"""The answers in JSON: their keys, their types, null for the unknown; and the exit codes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from unicodedata import east_asian_width

import pytest

from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.registers.listing import REGISTERS
from houqin_desktop.services.reports.catalogue import REPORTS
from tests.builders import ROOM
from tests.cli.speaking import application, card, line, signature

MONEY = re.compile(r"-?[0-9]+\.[0-9]{2}")
MONEY_COLUMNS = {"原值", "单价", "累计折旧", "净值"}
NEEDED = {
    *("add_person", "appoint", "end_appointment", "add_department", "add_storeroom"),
    *("change_setting", "register_asset", "correct_asset", "change_value", "apply_disposal"),
    *("change_disposal", "record_signature", "return_disposal", "reject_disposal"),
    *("withdraw_disposal", "write_off_disposal", "record_residual"),
}


@pytest.fixture
def filled(cli):
    """Return a command line whose book holds cards and an open case that was signed once."""
    cli.done(
        card(code="PC-1", quantity=2, holder="P0001"),
        card(code="PC-2", name="裸卡", category=None, unit=None, acquired_on="1995"),
        application("PC-1"),
        signature("BF20260001"),
    )
    return cli


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_answers_with_the_same_five_keys(filled, register):
    answer = filled.json("list", register)
    assert list(answer) == ["register", "as_of", "columns", "rows", "totals"]
    assert answer["register"] == register
    assert answer["as_of"] == "2026-11-22"
    for row in answer["rows"]:
        assert list(row) == answer["columns"]
        for name, cell in row.items():
            assert cell is None or type(cell) in (int, str), (name, cell)
            assert cell != "", name
            if name in MONEY_COLUMNS:
                assert MONEY.fullmatch(cell)
    assert list(answer["totals"]) == ["行数", "数量", "原值"]
    assert answer["totals"]["行数"] == len(answer["rows"])


def test_the_asset_register_writes_money_as_text_dates_as_known_and_the_unknown_as_null(filled):
    first, second = filled.json("list", "assets")["rows"]
    assert first["原值"] == "1200.00"
    assert first["单价"] == "600.00"
    assert first["数量"] == 2
    assert first["取得日期"] == "1995-09"
    assert first["使用人"] == "王保管"
    assert second["取得日期"] == "1995"
    for name in ("分类", "分类代码", "单位", "使用人", "使用部门", "备注", "入账日期"):
        assert second[name] is None


def test_a_card_is_shown_in_the_shape_of_every_record(filled):
    shown = filled.json("show", "pc-1")
    assert list(shown) == [
        *("kind", "number", "fields", "lines", "signatures", "history", "missing", "next")
    ]
    assert (shown["kind"], shown["number"]) == ("asset", "PC-1")
    assert (shown["lines"], shown["signatures"], shown["next"]) == ([], [], None)
    assert list(shown["fields"]) == filled.json("list", "assets")["columns"]
    assert all(list(event) == ["on", "text", "number"] for event in shown["history"])
    assert "责任人待补" in shown["missing"]


def test_a_case_is_shown_in_the_shape_of_every_record(filled):
    shown = filled.json("show", "bf20260001")
    assert list(shown) == [
        *("kind", "number", "fields", "lines", "signatures", "history", "missing", "next")
    ]
    assert (shown["kind"], shown["number"]) == ("disposal", "BF20260001")
    fields = shown["fields"]
    assert (fields["数量"], fields["版本"], fields["打印次数"]) == (2, 1, 0)
    assert fields["原值合计"] == "1200.00"
    (row,) = shown["lines"]
    assert (row["序号"], row["数量"], row["原值"], row["规格型号"]) == (1, 2, "1200.00", None)
    signed, due, *_ = shown["signatures"]
    assert list(signed) == [
        *("step", "title", "signer", "state", "signed_on", "opinion", "document_number", "version")
    ]
    assert (signed["step"], signed["signed_on"]) == ("storekeeper", "2026-11-22")
    assert (due["step"], due["signed_on"], due["opinion"]) == ("general_affairs", None, None)
    assert all(list(event) == ["on", "text", "number"] for event in shown["history"])
    assert list(shown["next"]) == ["command", "title"]


def test_every_command_is_listed_with_its_arguments(cli):
    listed = cli.say("commands", "--json").document
    assert {entry["command"] for entry in listed} >= NEEDED
    for entry in listed:
        assert list(entry) == ["command", "title", "arguments"]
        for argument in entry["arguments"]:
            assert list(argument) == ["name", "title", "type", "required", "choices"]
            assert type(argument["required"]) is bool
            assert (argument["choices"] is None) == (argument["type"] != "choice")


def test_the_listed_commands_are_the_ones_that_do_takes(cli):
    listed = {entry["command"] for entry in cli.say("commands", "--json").document}
    answers = cli.do(*[line(name, nonsense=1) for name in all_commands()])
    for (name, spec), answer in zip(all_commands().items(), answers, strict=True):
        expected = "unknown_argument" if spec.listed else "unknown_command"
        assert answer["code"] == expected, name
        assert (name in listed) == spec.listed


def test_a_line_that_was_done_and_one_that_was_refused_have_their_shapes(cli):
    done, refused = cli.do(line("add_person", name="新人"), line("add_person"))
    assert done == {
        "line": 1,
        "ok": True,
        "command": "add_person",
        "command_id": done["command_id"],
        "seq": done["seq"],
        "number": "P0009",
        "ids": ["P0009"],
        "repeated": False,
    }
    assert type(done["seq"]) is int
    assert list(refused) == ["line", "ok", "refused", "code", "article"]
    assert (refused["line"], refused["ok"], refused["code"]) == (2, False, "missing")


def test_the_check_names_the_head_and_every_invariant(filled):
    checked = filled.json("check")
    assert list(checked) == ["ok", "head", "invariants"]
    assert checked["ok"] is True
    assert list(checked["head"]) == ["seq", "hash"]
    assert re.fullmatch("[0-9a-f]{64}", checked["head"]["hash"])
    for invariant in checked["invariants"]:
        assert list(invariant) == ["id", "ok", "checked", "faults"]
        assert invariant["faults"] == []


@pytest.mark.parametrize("words", [("list", "assets"), ("show", "P-1"), ("check",), ("print",)])
def test_options_may_stand_before_and_after_the_command(filled, words):
    before = filled.say("--json", "--as", "P0001", "--book", filled.book, *words)
    after = filled.say(*words, "--book", filled.book, "--as", "P0001", "--json")
    assert before == after


def test_without_json_a_register_is_a_table_and_the_sentence_stands_beside_it(filled):
    answer = filled.ask("list", "storerooms")
    head, *rows = answer.table
    assert head[0] == "保管室"
    assert all(len(row) == len(head) for row in rows)
    assert ROOM in [row[0] for row in rows]
    assert answer.err == "共 3 条，数量 3，原值 2,400.00 元\n"


def test_a_refusal_is_one_document_on_stdout_and_one_sentence_on_stderr(cli):
    answer = cli.ask("show", "没有", "--json")
    assert answer.code == 1
    assert list(answer.document) == ["refused", "code", "article"]
    assert answer.err == answer.document["refused"] + "\n"
    plain = cli.ask("show", "没有")
    assert (plain.code, plain.out) == (1, "")
    assert plain.err == answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), "没有“nonsense”"),
        (("list",), "缺少：REGISTER"),
        (("list", "nonsense"), "没有“nonsense”。可填：assets, pending"),
        (("list", "it's"), "没有“it's”"),
        (("list", "assets", "--wher", "x"), "不认识的参数：--wher x"),
        (("list", "assets", "--where"), "--where 后面缺少值"),
        (("list", "assets", "--sort", "--json"), "--sort 后面缺少值"),
        (("show", "a", "b"), "不认识的参数：b"),
        (("import", "people", "x.xlsx"), "没有“people”。可填：assets"),
        (("--nonsense",), "不认识的参数：--nonsense"),
    ],
)
def test_wrong_use_ends_with_two_and_says_in_chinese_what_is_wrong(cli, words, said):
    answer = cli.say(*words)
    assert answer.code == 2
    assert said in answer.err
    assert answer.err.endswith("--help 查看写法。\n")
    if "--json" not in words:
        assert answer.out == ""
        assert cli.say("--json", *words).document["code"] == "wrong_use"


def test_help_breaks_no_word_that_is_to_be_typed(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = cli.say("report", "--help").out.splitlines()
    assert {name for line in lines for name in re.findall(r"[a-z_]{4,}", line)} >= {*REPORTS}
    assert all(sum(1 + (east_asian_width(c) in "WF") for c in line) <= 80 for line in lines)


@pytest.mark.parametrize("words", [(), ("list",), ("do",), ("import",), ("new",)])
def test_help_is_chinese_and_ends_well(cli, words):
    answer = cli.say(*words, "--help")
    assert answer.code == 0
    assert answer.out.startswith("用法：")
    for english in ("usage", "positional", "options", "show this help"):
        assert english not in answer.out


def test_a_defect_ends_with_three_and_says_that_nothing_was_saved(filled):
    with closing(sqlite3.connect(filled.book)) as book:
        book.execute("DROP TABLE residual")
    answer = filled.ask("show", "BF20260001", "--json")
    assert answer.code == 3
    assert answer.document["code"] == "defect"
    assert "没有保存" in answer.err
    assert "Traceback" not in answer.err
    log = filled.book.parent / "data" / "houqin_desktop" / "houqin.log"
    assert "OperationalError" in log.read_text("utf-8")

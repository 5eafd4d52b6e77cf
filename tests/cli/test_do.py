"""`do`: lines of JSON, each its own transaction; what is refused stops nobody else."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.builders import COLLEAGUE, HEAD_KEEPER, KEEPER
from tests.cli.speaking import application, card, ended, line, require_sentence, signature, start

TOO_LONG = "x" * 2001


def test_a_refused_line_stops_neither_the_next_nor_undoes_the_one_before(cli):
    first, second, third = cli.do(
        line("add_person", name="甲"), line("add_person"), line("add_person", name="乙")
    )
    assert [first["ok"], second["ok"], third["ok"]] == [True, False, True]
    assert [answer["line"] for answer in (first, second, third)] == [1, 2, 3]
    names = [row["姓名"] for row in cli.json("list", "people")["rows"]]
    assert names[-2:] == ["甲", "乙"]


def test_any_refused_line_makes_the_exit_code_one(cli):
    good, bad = b'{"command":"add_person","name":"a"}\n', b'{"command":"add_person"}\n'
    assert cli.ask("do", "-", stdin=good).code == 0
    assert cli.ask("do", "-", stdin=good + bad + good).code == 1
    assert cli.ask("do", "-", stdin=b"").code == 0


def test_without_json_each_line_is_a_row_and_each_refusal_a_sentence_with_its_line(cli):
    answer = cli.ask(
        "do", "-", stdin=b'{"command":"add_person","name":"a"}\n\n{"command":"nonsense"}\n'
    )
    assert answer.out == "1\tadd_person\tP0009\n"
    assert answer.err.startswith("输入第 3 行：没有命令“nonsense”")


def test_a_file_of_an_office_pc_is_read_with_its_mark_and_its_line_ends(cli, tmp_path):
    path = tmp_path / "命令.jsonl"
    rows = [json.dumps(line("add_person", name=name), ensure_ascii=False) for name in ("郝", "㛃")]
    path.write_bytes("\r\n\r\n".join(["\ufeff" + rows[0], rows[1], ""]).encode())
    answers = cli.ask("do", path, "--json").documents
    assert [(answer["line"], answer["ok"]) for answer in answers] == [(1, True), (3, True)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"{", "bad_json"),
        (b'{"command":"add_person","name":"a"', "bad_json"),
        (b"[1]", "bad_json"),
        (b"null", "bad_json"),
        (b'"add_person"', "bad_json"),
        (b"NaN", "bad_json"),
        (b'{"command":"add_person","name":NaN}', "bad_json"),
        (b"[" * 100_000, "bad_json"),
        (b'{"command":"add_person","name":1' + b"0" * 5000 + b"}", "bad_json"),
        (b'{"command":"add_person","arguments":["a"]}', "bad_json"),
        (b"{}", "no_command"),
        (b'{"command":null}', "no_command"),
        (b'{"command":"found_book"}', "unknown_command"),
        (b'{"command":"import_assets"}', "unknown_command"),
        (b'{"command":"add_person","name":"\\ud800"}', "bad_encoding"),
        (b'{"command":"add_person","\\ud800":"a"}', "bad_encoding"),
        (b'{"command":"add_person","name":"a","command_id":"\\ud800"}', "bad_encoding"),
        (b'{"command":"add_person","name":"\xff\xfe"}', "bad_encoding"),
        (b'{"command":"add_person","name":"a","command_id":"a\\u0000b"}', "bad_text"),
        (b'{"command":"add_person","name":"a","command_id":""}', "bad_text"),
        (b'{"command":"add_person","name":"a","command_id":7}', "bad_text"),
        (b'{"command":"add_person","name":"a","as":7}', "bad_text"),
        (b'{"command":"add_person","name":"a","on":20260301}', "bad_text"),
    ],
)
def test_a_line_that_is_no_command_is_refused_and_the_next_is_read(cli, written, code):
    good = b'\n{"command":"add_person","name":"\xe7\x94\xb2"}\n'
    refused, done = cli.ask("do", "-", "--json", stdin=written + good).documents
    assert refused["code"] == code
    require_sentence(refused["refused"])
    assert done["ok"]


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (0, "quantity"),
        (-1, "quantity"),
        (1_000_001, "quantity"),
        (10**9, "quantity"),
        (10**50, "bad_number"),
        (1e9, "bad_number"),
        (1.0, "bad_number"),
        (True, "bad_number"),
        ("3", "bad_number"),
        ([3], "bad_number"),
    ],
)
def test_a_quantity_that_is_no_count_is_refused(cli, quantity, code):
    assert cli.refusals(card(quantity=quantity)) == [code]


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1.00", "value"),
        ("1000000000000.01", "value"),
        ("99999999999999.00", "bad_money"),
        ("8,600.00", "bad_money"),
        ("8600.001", "bad_money"),
        ("1e5", "bad_money"),
        (".5", "bad_money"),
        ("1.", "bad_money"),
        ("+5", "bad_money"),
        ("１２", "bad_money"),
        ("NaN", "bad_money"),
        ("", "bad_money"),
        (TOO_LONG, "too_long"),
        (8600, "bad_text"),
        (8600.5, "bad_text"),
        (True, "bad_text"),
    ],
)
def test_an_amount_that_is_no_plain_money_is_refused(cli, amount, code):
    assert cli.refusals(card(original_value=amount)) == [code]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2024-02-31", "bad_date"),
        ("0001-01-01", "bad_date"),
        ("2026-13", "bad_date"),
        ("2015.1", "bad_date"),
        ("95", "bad_date"),
        ("2026-1-1", "bad_date"),
        ("", "bad_date"),
        ("9999-12-31", "future_date"),
        ("2026-11-23", "future_date"),
        (1995, "bad_text"),
    ],
)
def test_a_day_that_no_thing_can_come_from_is_refused(cli, day, code):
    assert cli.refusals(card(acquired_on=day)) == [code]


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2026-11-23", "future_date"),
        ("9999-12-31", "future_date"),
        ("2024-02-31", "bad_date"),
        ("2026-11", "bad_date"),
        ("0001-01-01", "bad_date"),
        ("", "bad_text"),
        (True, "bad_text"),
    ],
)
def test_a_business_day_that_is_none_or_lies_ahead_is_refused(cli, on, code):
    assert cli.refusals(card(on=on)) == [code]


def test_a_business_day_of_the_past_stands_in_the_journal(cli):
    number = cli.number(card(on="2026-03-01"))
    assert number == "ZC2026000001"
    newest = cli.json("list", "journal")["rows"][0]
    assert (newest["业务日期"], newest["经办人"]) == ("2026-03-01", HEAD_KEEPER)
    assert newest["记录时间"].startswith("2026-11-22")


def test_a_text_keeps_its_words_and_loses_only_what_no_eye_sees(cli):
    hostile = {
        "=1+1": "=1+1",
        "<b>&amp;": "<b>&amp;",
        "😀𠮷": "😀𠮷",
        "a\tb": "a b",
        "张\u3000三": "张 三",
        "\u202e反\u0007\u200b": "反",
        "'; DROP TABLE asset; --": "'; DROP TABLE asset; --",
        "x" * 2000: "x" * 2000,
        "%s{0}$1": "%s{0}$1",
    }
    cli.done(*(card(name=name, code=f"H{at}") for at, name in enumerate(hostile)))
    rows = cli.json("list", "assets")["rows"]
    assert [row["资产名称"] for row in rows] == list(hostile.values())
    for at, kept in enumerate(hostile.values()):
        assert cli.json("show", f"H{at}")["fields"]["资产名称"] == kept
    cli.head()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "empty_name"),
        (" \u3000\u200b\u0000", "empty_name"),
        (TOO_LONG, "too_long"),
        (None, "missing"),
        (7, "bad_text"),
        (["a"], "bad_text"),
        ({"a": 1}, "bad_text"),
    ],
)
@pytest.mark.parametrize("verb", ["add_person", "add_department", "add_storeroom"])
def test_a_name_that_is_none_is_refused(cli, verb, name, code):
    assert cli.refusals(line(verb, name=name)) == [code]


def test_the_same_id_with_the_same_content_is_done_once(cli):
    sent = line("add_person", name="甲", command_id="id-1")
    first, second, third = cli.done(sent, sent, line("add_person", name=" 甲 ", command_id="id-1"))
    assert first["repeated"] is False
    assert second == first | {"line": 2, "repeated": True}
    assert third == first | {"line": 3, "repeated": True}
    assert len([r for r in cli.json("list", "people")["rows"] if r["姓名"] == "甲"]) == 1


def test_the_same_id_with_another_content_is_refused(cli):
    cli.done(line("add_person", name="甲", command_id="id-1"))
    codes = cli.refusals(
        line("add_person", name="乙", command_id="id-1"),
        line("add_department", name="甲", command_id="id-1"),
        line("add_person", name="甲", command_id="id-1", on="2026-11-21"),
    )
    assert codes == ["command_id_reused"] * 3


def test_the_id_of_a_refused_line_is_free_again(cli):
    cli.refusals(line("add_person", name="", command_id="id-1"))
    cli.done(line("add_person", name="甲", command_id="id-1"))


def test_a_line_may_speak_of_what_an_earlier_one_made(cli):
    answers = cli.done(
        line("add_person", name="甲"),
        card(holder="$1.number"),
        application("$2.number"),
        signature("$3.number"),
    )
    assert [answer["number"] for answer in answers] == [
        *("P0009", "ZC2026000001", "BF20260001", "BF20260001")
    ]
    assert cli.json("show", "ZC2026000001")["fields"]["使用人"] == "甲"


@pytest.mark.parametrize("reference", ["$1.number", "$2.number", "$9.number", "$0.number"])
def test_what_was_refused_or_is_still_to_come_cannot_be_spoken_of(cli, reference):
    refused, second = cli.do(line("add_person"), line("add_person", name=reference))
    assert not refused["ok"]
    assert second["code"] == "bad_reference"
    require_sentence(second["refused"])


def test_who_did_it_is_said_by_number_or_by_a_name_that_only_one_has(cli):
    cli.done(
        line("add_person", name="甲", **{"as": "P0002"}),
        card(**{"as": KEEPER}),
        line("add_person", name="甲"),
    )
    who = [row["经办人"] for row in cli.json("list", "journal")["rows"] if row["对象"] == "操作"][
        :3
    ]
    assert who == [HEAD_KEEPER, KEEPER, "赵总务"]
    assert cli.refusals(
        line("add_person", name="丙", **{"as": "甲"}),
        line("add_person", name="丙", **{"as": "没有"}),
    ) == ["ambiguous_person", "unknown_person"]


def test_a_name_that_two_people_have_is_refused_naming_both(cli):
    cli.done(line("add_person", name="张伟"), line("add_person", name="张伟"))
    (answer,) = cli.do(card(holder="张伟"))
    assert answer["code"] == "ambiguous_person"
    assert "P0009 张伟、P0010 张伟" in answer["refused"]
    assert cli.number(card(holder="p0010"))
    refused = cli.refused("list", "people", "--as", "张伟")
    assert refused["code"] == "ambiguous_person"


def test_arguments_may_stand_beside_the_command_or_in_an_object_of_their_own(cli):
    cli.done(
        {"command": "add_person", "arguments": {"name": "甲"}, "on": "2026-03-01"},
        {"command": "add_person", "name": "乙", "as": None, "on": None, "command_id": None},
    )


def test_the_head_keeper_of_an_earlier_day_can_be_entered_later(cli):
    assert cli.refusals(
        line("appoint", person=HEAD_KEEPER, post="head_storekeeper", from_on="2025-01-01")
    ) == ["already_held"]
    earlier = {"from_on": "2025-01-01", "to_on": "2025-08-31"}
    cli.done(line("appoint", person=HEAD_KEEPER, post="head_storekeeper", **earlier))
    inside = earlier | {"from_on": "2025-02-01"}
    assert cli.refusals(line("appoint", person=KEEPER, post="head_storekeeper", **inside)) == [
        "term_overlap"
    ]


def test_who_was_appointed_by_mistake_is_put_right_on_the_same_day(cli):
    mistaken, right = cli.done(
        line("appoint", person=COLLEAGUE, post="finance"),
        line("appoint", person=KEEPER, post="finance"),
    )
    assert mistaken["number"] != right["number"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("school_name", "", "setting_empty"),
        ("asset_prefix", "<b> =", "setting"),
        ("asset_prefix", "X" * 13, "setting"),
        ("splitting_days", "9" * 100, "setting"),
        ("splitting_days", "-1", "setting"),
        ("splitting_days", "1.5", "setting"),
        ("disposal_unit_limit_fen", "0", "setting"),
        ("disposal_unit_limit_fen", "a lot", "bad_money"),
        ("is_demo", "1", "unknown_setting"),
        ("colour", "red", "unknown_setting"),
    ],
)
def test_a_parameter_that_no_rule_could_use_is_refused(cli, key, value, code):
    assert cli.refusals(line("change_setting", key=key, value=value)) == [code]


def test_a_number_made_with_a_prefix_of_the_school_is_found_again(cli):
    cli.done(line("change_setting", key="asset_prefix", value="ｑy-"))
    number = cli.number(card())
    assert number == "QY-2026000001"
    assert cli.json("show", number)["number"] == number
    cli.done(application(number))


def test_a_scan_that_cannot_be_kept_leaves_the_box_unsigned(cli, tmp_path):
    number = cli.number(application(cli.number(card())))
    text, empty = tmp_path / "说明.txt", tmp_path / "空.pdf"
    text.write_text("不是扫描件", "utf-8")
    empty.write_bytes(b"")
    codes = cli.refusals(
        signature(number, scan=str(tmp_path / "没有.pdf")),
        signature(number, scan=str(text)),
        signature(number, scan=str(empty)),
        signature(number, scan=str(tmp_path)),
    )
    assert codes == ["file_missing", "file_kind", "file_size", "file_missing"]
    assert cli.json("show", number)["signatures"][0]["state"] == "待签"


def test_a_defect_in_one_line_says_that_the_earlier_ones_stand(cli):
    with closing(sqlite3.connect(cli.book)) as book:
        book.execute("DROP TABLE department")
    rows = (line("add_person", name="甲"), line("add_department", name="乙"), line("add_person"))
    answer = cli.ask("do", "-", "--json", stdin="\n".join(map(json.dumps, rows)).encode())
    assert answer.code == 3
    done, defect = answer.documents
    assert (done["ok"], defect["code"]) == (True, "defect")
    assert answer.err.startswith(
        "输入第 2 行没有做完，以后的行没有做；以前成功的行已经在账簿里。\n没有保存"
    )
    assert cli.json("list", "people")["rows"][-1]["姓名"] == "甲"


def test_a_name_that_no_paper_can_print_is_saved_and_it_is_said(cli):
    words = json.dumps(line("add_person", name="\U00020bb7野"), ensure_ascii=False)
    answer = cli.ask("do", "-", stdin=words.encode())
    assert answer.code == 0
    assert "U+20BB7" in answer.err
    assert "印不出来" in answer.err
    assert "印不出来" not in cli.ask("do", "-", stdin=b'{"command":"add_person","name":"a"}').err


def test_a_command_is_undone_by_its_id_in_the_arguments_which_the_line_may_have_too(cli):
    (done,) = cli.done(card())
    wanted = {"command_id": done["command_id"]}
    (answer,) = cli.do(line("undo_command", **wanted))
    assert answer["code"] == "needs_arguments"
    assert '"arguments": {"command_id"' in answer["refused"]
    undoing = line("undo_command", arguments=wanted, command_id="第一次撤销")
    first, again = cli.done(undoing, undoing)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["command_id"] == "第一次撤销"


@pytest.mark.parametrize("day", ["1900-01-01", "3026-01-01"])
def test_a_day_of_a_year_that_nobody_can_mean_is_refused_also_in_a_row(cli, day):
    row = {"from_on": "2026-05-01", "name": "劳动节"}
    codes = cli.refusals(
        line("record_absence", person=HEAD_KEEPER, from_on=day, reason="病假"),
        line("set_calendar", days=[row, row | {"from_on": day}]),
    )
    assert codes == ["unlikely_date", "unlikely_date"]


def test_a_row_with_a_word_that_rows_have_not_is_refused(cli):
    (answer,) = cli.do(line("set_calendar", days=[{"day": "2026-05-01"}]))
    assert answer["code"] == "unknown_argument"
    assert answer["refused"].startswith("第 1 行：这一行没有参数“day”。可填：")


def test_lines_after_the_file_was_replaced_are_refused_and_not_said_as_booked(cli, tmp_path):
    older = shutil.copyfile(cli.book, tmp_path / "older")
    left = older.read_bytes()
    program = start("--book", cli.book, "do", "-", "--json", data=tmp_path / "data")
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps(line("add_person", name="甲")).encode() + b"\n")
    program.stdin.flush()
    assert json.loads(program.stdout.readline())["ok"]
    older.replace(cli.book)
    more = [json.dumps(line("add_person", name=name)) + "\n" for name in ("乙", "丙")]
    answer = ended(program, "".join(more).encode())
    assert answer.code == 1
    assert [(one["ok"], one["code"]) for one in answer.documents] == [(False, "book_lost")] * 2
    assert answer.documents[0]["refused"].startswith("数据文件被移动、删除、换掉，或U盘被拔出")
    assert cli.book.read_bytes() == left

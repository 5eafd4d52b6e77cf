"""At the command line the password comes from the environment and never from the words."""

from __future__ import annotations

import re

import pytest

from houqin_desktop.documents.preview import page_text
from houqin_desktop.domain.operators import new_secret
from houqin_desktop.services.session import open_session
from tests.builders import HEAD_KEEPER, KEEPER, TODAY, clock_at
from tests.cli.speaking import application, card, line, signature

PASSWORD, OTHER = "qingqing-1", "lanlan-22"


@pytest.fixture
def guarded(cli, monkeypatch):
    """Return the program over a book whose head storekeeper has a password."""
    cli.done(line("add_operator", person=KEEPER), line("set_password", password=PASSWORD))
    return cli


@pytest.mark.parametrize("words", [("--as", "P0001"), ()])
def test_without_the_password_nothing_is_shown_nor_done(guarded, monkeypatch, words):
    assert guarded.refused("list", "people", *words)["code"] == "password"
    monkeypatch.setenv("HOUQIN_PASSWORD", OTHER)
    assert guarded.refused("list", "people", *words)["code"] == "password"
    monkeypatch.setenv("HOUQIN_PASSWORD", "")
    assert guarded.refused("check", *words)["code"] == "password"
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    assert guarded.json("list", "people", *words)["rows"]


def test_wrong_passwords_make_the_next_command_line_wait(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", OTHER)
    codes = [guarded.refused("list", "people")["code"] for _ in range(4)]
    assert codes == ["password", "password", "password", "password_wait"]


def test_who_has_no_password_says_only_who_he_is(guarded):
    assert guarded.json("list", "people", "--as", KEEPER)["rows"]
    assert guarded.refused("list", "people", "--as", "赵总务")["code"] == "not_operator"


def test_the_password_of_the_environment_counts_as_given_again(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    guarded.done(line("set_password", password=OTHER))
    assert guarded.refused("list", "people")["code"] == "password"
    monkeypatch.setenv("HOUQIN_PASSWORD", OTHER)
    code = guarded.number(card())
    case = guarded.number(application(code))
    guarded.done(line("withdraw_disposal", number=case))


def test_a_line_in_the_name_of_another_needs_that_ones_password(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    guarded.done(line("set_password", person=KEEPER, password=OTHER))
    assert guarded.refusals(card(**{"as": KEEPER})) == ["password"]
    guarded.done(card(**{"as": HEAD_KEEPER}))


def test_a_refused_password_is_not_said_again(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", "verysecret")
    answer = guarded.ask("list", "people", "--json")
    assert "verysecret" not in answer.out + answer.err
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    (refused,) = guarded.do(line("set_password", password="kurz"))
    assert refused["code"] == "weak_password"
    assert "kurz" not in str(refused)


def test_the_kind_of_a_password_is_said(cli):
    (found,) = [one for one in cli.json("commands") if one["command"] == "set_password"]
    assert {a["name"]: a["type"] for a in found["arguments"]}["password"] == "secret"
    assert "use_recovery_code" not in {one["command"] for one in cli.json("commands")}
    assert cli.refusals(line("use_recovery_code", person="P0001", code="x", password=OTHER)) == [
        "unknown_command"
    ]


def test_a_signature_is_recorded_by_an_operator_of_the_post(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    case = guarded.number(application(guarded.number(card())))
    guarded.done(signature(case, step="storekeeper", **{"as": KEEPER}))


def test_a_recovery_code_is_written_to_a_paper_and_said_nowhere(guarded, monkeypatch, tmp_path):
    paper = tmp_path / "恢复码.pdf"
    assert guarded.refused("recovery-code", paper)["code"] == "password"
    assert not paper.exists()
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    answer = guarded.ask("recovery-code", paper, "--json")
    assert answer.document == {"file": str(paper)}
    text = page_text(paper.read_bytes(), 0)
    (code,) = re.findall(r"(?:[A-Z0-9]{4}-){4}[A-Z0-9]{4}", text)
    assert code not in answer.out + answer.err
    session = open_session(guarded.book, clock=clock_at(TODAY))
    session.recover(HEAD_KEEPER, code, new_secret(OTHER))
    session.close()
    monkeypatch.setenv("HOUQIN_PASSWORD", OTHER)
    assert guarded.json("check")["ok"]


def test_only_the_administrator_makes_one(guarded, tmp_path):
    paper = tmp_path / "恢复码.pdf"
    refused = guarded.refused("recovery-code", paper, "--as", KEEPER)
    assert refused["code"] == "not_allowed"
    assert not paper.exists()


def test_operators_are_a_list(guarded, monkeypatch):
    monkeypatch.setenv("HOUQIN_PASSWORD", PASSWORD)
    rows = guarded.json("list", "operators")["rows"]
    assert [(row["姓名"], row["管理员"], row["密码"], row["状态"]) for row in rows] == [
        (HEAD_KEEPER, "是", "已设", "可登录"),
        (KEEPER, None, "未设", "可登录"),
    ]

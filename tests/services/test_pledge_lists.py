"""The lists, reports and the day's list of the letters say what is computed, and no more."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin_desktop.services.gate.drafts import RevealPersonal
from houqin_desktop.services.gate.private import revealed
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.pledge.drafts import (
    AddTenant,
    AdoptPledgeTexts,
    EndTenancy,
    KeepTenantTelephone,
    WritePledgeText,
)
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import COLLEAGUE, DIRECTOR, Book
from tests.pledging import (
    FIRE,
    OFFICE,
    SAFETY,
    SHOP,
    TEACHER,
    TENANT,
    covered,
    fill_pledges,
    opened,
    rent,
    signed,
)


@pytest.fixture
def school(book: Book, tmp_path: Path) -> Book:
    """A school with letters in every state."""
    fill_pledges(book, tmp_path)
    return book


def waiting(book: Book, key: str) -> list[str]:
    groups = {group.key: group.lines for group in today_list(book.session)}
    return [line.text for line in groups.get(key, ())]


def test_missing_list_and_coverage_agree_with_each_other(school: Book):
    listed = school.listed("pledges_missing")
    sheet = report(school.session, "pledge_coverage")
    for topic, signer, must, done, unsigned, rate in sheet.rows:
        own = [row for row in listed if (row["责任状"], row["签订人类别"]) == (topic, signer)]
        assert (len(own), must) == (unsigned, done + unsigned)  # type: ignore[operator]
        assert rate == f"{1000 * int(done or 0) / int(must or 1) // 1 / 10:.1f} %" or unsigned
    kinds = [(SAFETY, kind) for kind in (TEACHER, OFFICE, TENANT)] + [(FIRE, TEACHER)]
    found = {(row[0], row[1]): (row[2], row[3]) for row in sheet.rows}
    for topic, kind in kinds:
        assert found[topic.label, kind.label] == covered(school, kind, topic)
    assert (FIRE.label, OFFICE.label) not in found


def test_each_letter_is_listed_with_its_state(school: Book):
    rows = {row["单号"]: row for row in school.listed("pledges")}
    assert [rows[f"ZR2026000{at}"]["状态"] for at in range(1, 6)] == [
        "已签",
        "待双方签字",
        "已撤销",
        "待双方签字",
        "已签",
    ]
    assert rows["ZR20260004"]["签订人"] == "信息组"
    assert rows["ZR20260004"]["负责人"] == "吴电脑"
    assert rows["ZR20260005"]["签订人"] == SHOP
    assert {row["单号"] for row in school.listed("slips")}.isdisjoint(rows)


def test_a_telephone_is_seen_whole_by_right_and_on_record(book: Book):
    book.run(AddTenant(name=SHOP))
    look = RevealPersonal(record=SHOP, purpose="漏水，要联系")
    book.refuses(look, "not_allowed")
    book.session.choose_actor(DIRECTOR)
    book.refuses(look, "nothing_kept")
    book.run(KeepTenantTelephone(tenant=SHOP, telephone="13800138000"))
    assert revealed(book.session, look) == (("联系电话", "13800138000"),)
    (reading,) = book.rows("personal_reading")
    assert (reading["record_code"], reading["purpose"]) == (SHOP, "漏水，要联系")


def test_contracts_papers_and_versions_are_listed(school: Book):
    tenants = [row for row in school.listed("tenants") if row["租赁单位"] == SHOP]
    assert [(row["租用场所"], row["状态"], row["未签责任状"]) for row in tenants] == [
        ("南门 1 号", "履行中", 1),
        ("东门", "已终止", 0),
    ]
    assert tenants[0]["证照"] == 2
    assert tenants[0]["联系电话"] == "138****8000"
    told = school.value("SELECT group_concat(coalesce(before, '') || after) FROM journal")
    assert "13800138000" not in told
    assert "0013" not in told
    texts = school.listed("pledge_texts")
    kind = (SAFETY.label, TEACHER.label)
    teachers = [row for row in texts if (row["责任状"], row["签订人类别"]) == kind]
    assert [(row["版次"], row["状态"]) for row in teachers] == [(2, "在用"), (1, "旧版")]


def test_ledger_of_an_earlier_day_knows_nothing_of_what_came_later(school: Book):
    day = school.today
    before = report(school.session, "pledge_ledger").rows
    school.advance(3)
    (later,) = opened(school, COLLEAGUE, topic=FIRE)
    signed(school, later)
    school.run(RecordDeparture(person=COLLEAGUE))
    assert report(school.session, "pledge_ledger", on=day).rows == before
    now = report(school.session, "pledge_ledger").rows
    assert len(now) == len(before) - 2
    unsigned = report(school.session, "pledge_ledger", by="unsigned").rows
    assert len(unsigned) == len(school.listed("pledges_missing"))


def test_the_day_reminds_of_letters_once_the_year_is_so_many_days_old(book: Book):
    book.move_to(date(2026, 9, 10))
    book.run(AdoptPledgeTexts())
    assert waiting(book, "pledges_unsigned") == []
    book.move_to(date(2026, 9, 15))
    assert "1 个部门没有签《安全工作责任状》" in waiting(book, "pledges_unsigned")
    book.run(ChangeSetting(key="pledge_days", value="60"))
    assert waiting(book, "pledges_unsigned") == []


def test_the_day_reminds_of_contracts_and_papers_that_end(school: Book):
    assert waiting(school, "tenants_due") == [f"{SHOP}的健康证 2026-12-02 到期"]
    school.move_to(date(2027, 8, 5))
    said = waiting(school, "tenants_due")
    assert f"{SHOP}租用南门 1 号的合同 2027-08-31 到期" in said
    assert f"{SHOP}的健康证 2026-12-02 已过期" in said
    school.run(EndTenancy(tenant=SHOP, contract=1, reason="不租了"))
    assert waiting(school, "tenants_due") == []


def test_a_text_that_asks_for_signing_anew_brings_everybody_back(school: Book):
    before = len(school.listed("pledges_missing"))
    school.run(WritePledgeText(topic=SAFETY, signer=TEACHER, goals="再改", anew=True))
    assert len(school.listed("pledges_missing")) == before + 1


def test_a_school_without_letters_is_left_in_peace(book: Book):
    rent(book)
    book.advance(60)
    assert waiting(book, "pledges_unsigned") == []
    assert report(book.session, "pledge_coverage").rows == ()


def test_day_before_the_end_is_a_day_of_the_contract(book: Book):
    rent(book)
    book.run(AdoptPledgeTexts())
    book.move_to(date(2027, 7, 31))
    assert covered(book, TENANT)[0] == 1
    book.move_to(date(2027, 7, 31) + timedelta(days=1))
    assert covered(book, TENANT)[0] == 0

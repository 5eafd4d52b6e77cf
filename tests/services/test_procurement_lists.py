"""Every paper of procurement is on a list with how far it has come, and on one thread."""

from __future__ import annotations

from houqin_desktop.services.procurement.thread import thread
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip
from houqin_desktop.services.slips.labels import labels_of_slip
from tests.builders import Book
from tests.procuring import SHOPS, fill_procurement


def test_a_list_says_how_far_every_paper_has_come(book: Book):
    fill_procurement(book)
    requests = {row["单号"]: row["进度"] for row in book.listed("requests")}
    assert requests == {
        "CG20260003": "部分采购",
        "CG20260002": "待申请人签",
        "CG20260001": "待验收",
    }
    purchases = {row["单号"]: row["进度"] for row in book.listed("purchases")}
    assert purchases == {
        "DD20260003": "待采购经办人签",
        "DD20260002": "待验收",
        "DD20260001": "待验收",
    }
    acceptances = {row["单号"]: row["进度"] for row in book.listed("acceptances")}
    assert acceptances == {
        "YS20260002": "待采购员、验收人、使用部门、保管员签",
        "YS20260001": "已完成",
    }


def test_the_ledger_of_procurement_follows_a_line_to_who_got_it(book: Book):
    fill_procurement(book)
    (row,) = [row for row in book.listed("procurement") if row["物品名称"] == "荧光教鞭"]
    assert (row["申请数"], row["批准数"], row["已订"], row["已验收"]) == (10, 8, 8, 7)
    assert row["实付金额"] == 7 * 500
    assert (row["供应商"], row["采购单"], row["验收单"]) == (SHOPS[0], "DD20260001", "YS20260001")
    assert row["发放单"].startswith("LY")


def test_the_budget_says_what_is_reserved_spent_and_left(book: Book):
    fill_procurement(book)
    (row,) = [row for row in book.listed("budget") if row["状态"] != "停用"]
    spent = 2 * 300_000 + 7 * 500
    assert (row["已申请未验收"], row["已支出"]) == (500, spent)
    assert row["余额"] == 600_000 - 500 - spent
    assert row["状态"] == "超预算"


def test_suppliers_and_accounts_add_up_what_was_accepted_and_what_is_owed(book: Book):
    fill_procurement(book)
    shops = {row["供应商"]: row for row in book.listed("suppliers")}
    assert shops[SHOPS[0]]["采购次数"] == 2
    assert shops[SHOPS[0]]["验收金额"] == 2 * 300_000 + 7 * 500 + 4_000
    assert shops[SHOPS[0]]["退换件数"] == 1
    assert shops["GONE"]["状态"] == "停用"
    assert [row["状态"] for row in book.listed("accounts")] == ["已入账"]


def test_a_thread_is_the_same_from_whichever_of_its_papers_it_is_asked(book: Book):
    fill_procurement(book)
    (receipt,) = [row["入库单号"] for row in book.listed("accounts")]
    papers = [one.number for one in thread("CG20260001")]
    assert papers[:4] == ["CG20260001", "DD20260001", "YS20260001", receipt]
    assert papers[4].startswith("LY")
    assert [one[:2] for one in papers[5:]] == ["ZC", "ZC"]
    for number in papers[:5]:
        assert [one.number for one in thread(number)] == papers


def test_a_red_document_is_on_the_thread_of_what_it_reverses(book: Book):
    fill_procurement(book)
    papers = thread("CG20260001")
    handed = next(one.number for one in papers if one.number.startswith("LY"))
    book.sign_slip(handed)
    red = book.make(ReverseSlip(number=handed, reason="发错了"))
    assert red in [one.number for one in thread("CG20260001")]


def test_the_cards_that_a_receipt_made_get_their_labels_at_once(book: Book):
    fill_procurement(book)
    (receipt,) = [row["入库单号"] for row in book.listed("accounts")]
    labels = labels_of_slip(book.session, receipt)
    assert [label.name for label in labels] == ["航拍无人机"] * 2
    assert len({label.code for label in labels}) == 2
    with book.refusing("no_labels"):
        labels_of_slip(book.session, "DD20260001")


def test_a_paper_that_waits_for_hands_does_not_ask_for_what_follows_it_yet(book: Book):
    fill_procurement(book)
    for number, word in (("CG20260002", "没有采购"), ("YS20260002", "没有入库")):
        assert not any(word in one for one in slip_view(number, book.session.clock).missing)
        book.sign_slip(number)
        assert any(word in one for one in slip_view(number, book.session.clock).missing)

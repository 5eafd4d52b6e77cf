"""The journal is read in the words of the school."""

from __future__ import annotations

from houqin_desktop.services.registers.listing import register


def rows_of(book):
    journal = register(book.session, "journal")
    titles = [column.title for column in journal.columns]
    rows = journal.rows(journal.index().keys)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_what_was_done_to_a_card_is_said_with_its_number_and_chinese_words(book):
    code = book.asset(original_value=860_000)
    number = book.apply(code)
    cards = [row for row in rows_of(book) if row["对象编号"] == code]
    assert cards[0]["变动前"] == "状态 在用"
    assert cards[0]["变动后"] == "状态 待报废"
    assert "原值 8,600.00" in cards[-1]["变动后"]
    assert "保管室 电脑室" in cards[-1]["变动后"]
    assert any(row["对象编号"] == number for row in rows_of(book))


def test_no_machine_word_is_left_in_the_journal(book):
    book.write_off(book.large_case())
    for row in rows_of(book):
        for title in ("变动前", "变动后"):
            words = str(row[title])
            assert "{" not in words
            assert "_id" not in words
            assert "_fen" not in words

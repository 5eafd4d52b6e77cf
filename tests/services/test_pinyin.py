"""助记码: a thing is found by its words, its full pinyin, its initials, and either reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from houqin_desktop.services.assets.categories import categories
from houqin_desktop.services.registers.pinyin import (
    natural,
    order_key,
    search_text,
    search_texts,
    searchable,
    sort_key,
    spell,
)
from houqin_desktop.services.registers.search import narrow

NAMES = sorted(
    {one.name for one in categories().values() if all("一" <= c <= "鿿" for c in one.name)}
)[:2000:4]
HETERONYMS = {
    "音乐室": ("yys", "yls", "yinyueshi"),
    "重型货架": ("zxhj", "cxhj"),
    "单杠": ("dg", "sg", "dangang"),
    "长条桌": ("ctz", "ztz"),
    "会计室": ("kjs", "hjs", "kuaijishi"),
    "校车": ("xc", "jj", "xiaoche"),
    "文件柜": ("wjg", "wjj", "wenjiangui"),
    "绿植": ("lz", "lvzhi", "luzhi"),
    "朝阳区": ("cyq", "zyq"),
    "女厕所": ("ncs", "nvcesuo", "nucesuo"),
}


def test_five_hundred_names_are_found_by_full_pinyin_and_by_initials():
    assert len(NAMES) == 500
    texts = [search_text(name) for name in NAMES]
    for at, name in enumerate(NAMES):
        full = "".join(one[0] for one in pinyin(name, style=Style.NORMAL)).lower()
        first = "".join(one[0][0] for one in pinyin(name, style=Style.NORMAL)).lower()
        for query in (name, full, first, full[: len(full) // 2 + 1]):
            assert at in narrow(texts, query), (name, query)


@pytest.mark.parametrize(("word", "queries"), HETERONYMS.items())
def test_either_reading_of_a_character_finds_the_thing(word, queries):
    for query in queries:
        assert narrow([search_text(word)], query) == [0], query


def test_last_figures_of_a_number_and_a_model_find_the_card():
    texts = [search_text("TY2012000035", "台式计算机", "启天M4500"), search_text("TY2012000036")]
    assert narrow(texts, "0035") == [0]
    assert narrow(texts, "m4500 tsj") == [0]
    assert narrow(texts, "Ｍ４５００") == [0]
    assert narrow(texts, "0035 0036") == []


def test_figures_in_a_name_count_by_their_value():
    assert sorted(["A-10", "A-2", "A-1"], key=natural) == ["A-1", "A-2", "A-10"]
    rooms = ["三（10）班", "三（2）班", "二（1）班", "音乐室"]
    assert sorted(rooms, key=order_key) == ["二（1）班", "三（2）班", "三（10）班", "音乐室"]


MIXED = st.text(st.sampled_from("课桌椅第三行长重（）0129aB.- 、·\n\x01"), max_size=14)


@given(MIXED)
def test_letters_and_figures_among_characters_change_no_spelling(text):
    found = searchable(text).split("\n")
    plain = text.lower().replace("（", "(").replace("）", ")")
    if not plain.isascii():
        assert "\n".join(found).startswith(plain)
        for spelling in spell(plain):
            assert spelling in "\n".join(found)
        usual = lazy_pinyin(
            text.replace("（", "(").replace("）", ")"),
            style=Style.TONE3,
            neutral_tone_with_five=True,
        )
        assert sort_key(text) == " ".join(usual).lower()


def test_the_search_texts_of_many_rows_are_those_of_each_row():
    rows = [("TY001", "课桌", None), ("TY002", "课桌", "重庆造"), ("TY003", None, "")]
    assert search_texts(list(zip(*rows, strict=True))) == [
        search_text(*filter(None, row)) for row in rows
    ]

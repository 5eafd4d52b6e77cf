"""The guard against buying twice knows a thing by any of its names, and nags about nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.likeness.matching import Strength
from houqin_desktop.services.likeness.words import matcher
from tests.likeness.pairs import (
    HELD_OUT,
    LATER,
    LEAST_PRECISION,
    LEAST_RECALL,
    TUNED,
    pairs,
    score,
)
from tests.likeness.saying import said, says_like

STRONG, WEAK, NONE = Strength.STRONG, Strength.WEAK, Strength.NONE


@pytest.mark.parametrize("part", [TUNED, HELD_OUT, LATER])
def test_of_the_labelled_set_almost_all_is_found_and_little_is_said_in_vain(part: str):
    found = score(part, says_like)
    assert found.recall >= LEAST_RECALL[part]
    assert found.precision >= LEAST_PRECISION


def test_one_that_always_speaks_or_knows_only_the_same_name_is_found_out():
    assert score(HELD_OUT, lambda _: True).precision < LEAST_PRECISION
    assert score(HELD_OUT, lambda pair: pair.wanted == pair.name).recall < LEAST_RECALL[HELD_OUT]


def test_whatever_is_like_a_wording_is_filed_under_one_of_its_keys():
    judge, lost = matcher(), []
    for pair in filter(says_like, pairs()):
        asked, held = judge.read(pair.wanted), judge.read(pair.name, pair.specification)
        if judge.asked_keys(asked).isdisjoint(judge.keys(held)):
            lost.append((pair.wanted, pair.name))
    assert lost == []


@given(
    st.text(
        st.sampled_from("投影仪打印机硒鼓纸A4a三年级上下册数学（）、 ·5号用子桌椅一箱\x00\n①㎡"),
        max_size=12,
    )
)
def test_whatever_is_typed_is_understood_or_not_and_is_like_itself(typed: str):
    judge = matcher()
    wording = judge.read(typed, typed)
    alike = judge.compare(wording, wording)
    assert (alike.strength is not NONE) == bool(wording.plain)
    assert not judge.asked_keys(wording).isdisjoint(judge.keys(wording))


@pytest.mark.parametrize(
    ("wanted", "name", "strength"),
    [
        ("投影仪", "投影机", STRONG),
        ("投影仪", "投影幕布", NONE),
        ("螺丝刀", "螺丝", NONE),
        ("电风扇", "吊扇", WEAK),
        ("吊扇", "壁扇", NONE),
        ("电池", "对讲机电池", NONE),
        ("硒鼓", "打印机硒鼓", STRONG),
        ("铝合金文件柜", "教师用文件柜", STRONG),
        ("touyingyi", "投影机", STRONG),
        ("tyy", "投影仪", STRONG),
        ("dyj", "打印纸", NONE),
        ("投影义", "投影仪", WEAK),
        ("三上数学", "数学教科书三年级上册", STRONG),
        ("三上数学", "数学教科书四年级上册", NONE),
        ("会议室用黑色垃圾袋大号", "垃圾袋", STRONG),
        ("手风琴 六十贝斯", "手风琴", STRONG),
        ("阅览桌椅", "阅览桌", STRONG),
        ("拔河用绳", "拔河绳", WEAK),
        ("显微镜", "显微镜物镜", NONE),
        ("乐谱架子", "谱架", WEAK),
        ("电钢", "电钢琴", WEAK),
        ("打印", "打印机", NONE),
        ("书架", "餐盘架", NONE),
        ("书架", "衬布架", NONE),
        ("语文组打印机", "激光打印机", WEAK),
        ("", "投影仪", NONE),
        ("。", "投影仪", NONE),
        ("不知何物的东西", "不知何物的东西", STRONG),
    ],
)
def test_the_last_noun_decides(wanted: str, name: str, strength: Strength):
    assert said(wanted, name).strength is strength


@pytest.mark.parametrize(
    ("wanted", "specification", "strength"),
    [
        ("A4复印纸", "A4 70g", STRONG),
        ("A4复印纸", "A3 80g", WEAK),
        ("1.2米复印纸", "1200mm", STRONG),
        ("4分复印纸", "DN15", STRONG),
        ("红色复印纸", "黄色", WEAK),
        ("388A复印纸", "CC388A", STRONG),
    ],
)
def test_another_size_is_like_but_less(wanted: str, specification: str, strength: Strength):
    assert said(wanted, "复印纸", specification).strength is strength


@pytest.mark.parametrize(
    ("wanted", "name", "reason"),
    [
        ("投影仪", "投影仪", "名称相同"),
        ("投影仪", "投影机", "“投影仪”就是“投影机”"),
        ("电风扇", "吊扇", "“吊扇”是“电风扇”的一种"),
        ("硒古", "硒鼓", "可能是“硒鼓”写错了字"),
        ("电钢", "电钢琴", "可能是“电钢琴”的简称"),
        ("消毒药水", "消毒液", "可能是“消毒水”的另一种说法"),
        ("xigu", "硒鼓", "拼音相符"),
        ("A3复印纸", "A4复印纸", "名称相同，规格不同（A3、A4）"),
    ],
)
def test_the_reason_is_said_in_words(wanted: str, name: str, reason: str):
    assert said(wanted, name).reason == reason

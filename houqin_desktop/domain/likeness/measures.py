"""Measures and models in a wording: A4, 240升, 0.5, T8, 388A; and whether two sides agree on them.

A measure is kept under its dimension in one unit, so that 1.2米 and 1200mm are the same. What only
one side says is no disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = r"\d+(?:\.\d+)?"
# Dimension, its unit in words, and how many of the smallest unit that is.
_UNITS: Mapping[str, tuple[str, float]] = {
    "毫米": ("长", 1),
    "mm²": ("截面", 1),
    "mm2": ("截面", 1),
    "平方": ("截面", 1),
    "mm": ("长", 1),
    "厘米": ("长", 10),
    "cm": ("长", 10),
    "米": ("长", 1000),
    "m": ("长", 1000),
    "英寸": ("寸", 1),
    "寸": ("寸", 1),
    "吋": ("寸", 1),
    "公斤": ("重", 1000),
    "千克": ("重", 1000),
    "kg": ("重", 1000),
    "克": ("重", 1),
    "g": ("重", 1),
    "毫升": ("容", 1),
    "ml": ("容", 1),
    "升": ("容", 1000),
    "l": ("容", 1000),
    "千瓦": ("功率", 1000),
    "kw": ("功率", 1000),
    "瓦": ("功率", 1),
    "w": ("功率", 1),
    "伏": ("电压", 1),
    "v": ("电压", 1),
    "安": ("电流", 1),
    "a": ("电流", 1),
    "匹": ("匹", 1),
    "p": ("极", 1),
    "开": ("开", 1),
    "k": ("开", 1),
    "号": ("号", 1),
    "#": ("号", 1),
    "分": ("分", 1),
    "色": ("色", 1),
    "孔": ("孔", 1),
    "位": ("位", 1),
    "口": ("口", 1),
    "层": ("层", 1),
    "门": ("门", 1),
    "节": ("节", 1),
    "格": ("格", 1),
    "人": ("人", 1),
    "页": ("页", 1),
    "键": ("键", 1),
    "列": ("列", 1),
}
_CHINESE = {
    "一": 1,
    "单": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "八": 8,
}
_SPELLED_UNITS = "孔位口层门节格号寸匹分开色列"
_BY_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# 12×30, 1200*600: sizes are compared as they are written.
_SIZE = re.compile(rf"{_NUMBER}(?:mm|cm|m|米)?(?:[×x*]{_NUMBER}(?:mm|cm|m|米)?)+")
_MEASURE = re.compile(rf"({_NUMBER})({_BY_UNIT})(?![a-z])")
_SPELLED = re.compile(rf"([{''.join(_CHINESE)}])([{_SPELLED_UNITS}])")
_PAPER = re.compile(r"(?<![a-z0-9])([ab][0-9])(?![0-9])")
_PIPE = re.compile(r"dn(\d+)")
_PIPE_OF = {"4": "15", "6": "20"}
_MODEL = re.compile(r"[a-z0-9]*(?:[a-z]+[-/]?\d|\d[-/]?[a-z])[a-z0-9./+-]*")
_BARE = re.compile(rf"(?<![a-z0-9]){_NUMBER}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Measures:
    """What a wording says about size and model: values by dimension, and models."""

    values: Mapping[str, frozenset[str]]
    models: frozenset[str] = frozenset()

    def against(self, other: Measures) -> str | None:
        """Return where the two disagree, as one says it (A4、A3); "" where they agree on something.

        None says that they have nothing to compare.
        """
        shared = self.values.keys() & other.values.keys()
        for dimension in sorted(shared):
            mine, its = self.values[dimension], other.values[dimension]
            if not mine & its:
                return f"{_said(mine)}、{_said(its)}"
        if self.models and other.models:
            if any(one in two or two in one for one in self.models for two in other.models):
                return ""
            if not shared:
                return f"{_said(self.models)}、{_said(other.models)}"
        return "" if shared else None


def read_measures(text: str) -> tuple[str, Measures]:
    """Return a plain text without its measures and models, and these."""
    values: dict[str, set[str]] = {}
    for pattern, dimension in ((_PAPER, "纸"), (_PIPE, "管")):
        for found in pattern.findall(text):
            values.setdefault(dimension, set()).add(found.upper())
        text = pattern.sub(" ", text)
    text = _SIZE.sub(" ", text)
    for number, unit in _MEASURE.findall(text):
        _take(values, float(number), unit)
    text = _MEASURE.sub(" ", text)
    for number, unit in _SPELLED.findall(text):
        _take(values, _CHINESE[number], unit)
    models = frozenset(_MODEL.findall(text))
    text = _BARE.sub(" ", _MODEL.sub(" ", text))
    kept = {dimension: frozenset(found) for dimension, found in values.items()}
    return text, Measures(kept, models)


def _take(values: dict[str, set[str]], number: float, unit: str) -> None:
    dimension, times = _UNITS[unit]
    written = f"{number * times:g}"
    if dimension == "分" and written in _PIPE_OF:
        dimension, written = "管", _PIPE_OF[written]
    values.setdefault(dimension, set()).add(written)


def _said(words: frozenset[str]) -> str:
    return "/".join(sorted(words))

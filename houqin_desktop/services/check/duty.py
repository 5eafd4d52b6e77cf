"""Invariants of the tables of duties that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

DUTY_RULES: Final = (
    RowRule(
        "I100",
        "同一张值班表里没有人一天排两个班",
        "duty",
        "SELECT t.code, p.name, a.from_on FROM duty a JOIN duty b ON b.table_id = a.table_id"
        " AND b.holder_id = a.holder_id AND b.id > a.id AND b.from_on <= a.to_on"
        " AND a.from_on <= b.to_on JOIN duty_table t ON t.id = a.table_id"
        " JOIN person p ON p.id = a.holder_id",
        "值班表 {0} 里{1}在 {2} 有两个班",
    ),
    RowRule(
        "I101",
        "值班人就是原排的人，或最后一次调班换上的人",
        "duty_change",
        "SELECT t.code, d.from_on, p.name FROM duty d JOIN duty_table t ON t.id = d.table_id"
        " JOIN person p ON p.id = d.holder_id WHERE d.holder_id IS NOT coalesce("
        "(SELECT c.into_id FROM duty_change c WHERE c.duty_id = d.id AND c.withdrawn = 0"
        " ORDER BY c.id DESC LIMIT 1), d.planned_id)",
        "值班表 {0} 里 {1} {2}的班和调班记录不符",
    ),
    RowRule(
        "I102",
        "点名都在班次的日期里",
        "duty_mark",
        "SELECT t.code, m.on_day FROM duty_mark m JOIN duty d ON d.id = m.duty_id"
        " JOIN duty_table t ON t.id = d.table_id"
        " WHERE m.on_day NOT BETWEEN d.from_on AND d.to_on",
        "值班表 {0} 里 {1} 的点名不在班次的日期里",
    ),
)

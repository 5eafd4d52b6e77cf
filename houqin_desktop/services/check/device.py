"""Invariants of 安全设备, 安全活动, 周边环境, 预案 and 制度 that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule


def _corrections(identity: str, table: str, what: str) -> RowRule:
    return RowRule(
        identity,
        f"被更正的{what}都已作废",
        table,
        f"SELECT o.code, n.code FROM {table} n JOIN {table} o ON o.id = n.corrects_id"
        " WHERE n.voided = 0 AND (o.voided = 0 OR EXISTS (SELECT 1 FROM"
        f" {table} t WHERE t.corrects_id = o.id AND t.id > n.id AND t.voided = 0))",
        f"{what} {{0}} 已由 {{1}} 更正，却没有作废或更正了两次",
    )


DEVICE_RULES: Final = (
    RowRule(
        "I90",
        "预案和制度同一天只有一版施行",
        "issued_version",
        "SELECT coalesce(p.code, r.code) FROM issued_version v JOIN issued_version o"
        " ON o.id > v.id AND o.plan_id IS v.plan_id AND o.regulation_id IS v.regulation_id"
        " AND o.withdrawn = 0 AND o.from_on <= coalesce(v.to_on, '9999-12-31')"
        " AND v.from_on <= coalesce(o.to_on, '9999-12-31')"
        " LEFT JOIN emergency_plan p ON p.id = v.plan_id"
        " LEFT JOIN regulation r ON r.id = v.regulation_id WHERE v.withdrawn = 0",
        "{0} 同一天有两个版本施行",
    ),
    RowRule(
        "I91",
        "更换下来的安全设备都已停用",
        "safety_device",
        "SELECT o.code, n.code FROM safety_device n JOIN safety_device o ON o.id = n.replaces_id"
        " WHERE n.withdrawn = 0 AND (o.ended_on IS NULL OR EXISTS (SELECT 1 FROM safety_device t"
        " WHERE t.replaces_id = o.id AND t.id > n.id AND t.withdrawn = 0))",
        "设备 {0} 已换成 {1}，却没有停用或换了两次",
    ),
    RowRule(
        "I92",
        "停用的安全设备没有送修在外",
        "device_service",
        "SELECT d.code FROM device_service s JOIN safety_device d ON d.id = s.device_id"
        " WHERE s.withdrawn = 0 AND s.returned_on IS NULL AND (d.withdrawn = 1"
        " OR d.ended_on IS NOT NULL OR EXISTS (SELECT 1 FROM device_service t"
        " WHERE t.device_id = s.device_id AND t.id > s.id AND t.withdrawn = 0"
        " AND t.returned_on IS NULL))",
        "设备 {0} 已停用却送修在外，或送修了两次",
    ),
    RowRule(
        "I93",
        "巡检结果都在巡检期间",
        "device_check",
        "SELECT r.code, d.code FROM device_check c JOIN device_round r ON r.id = c.round_id"
        " JOIN safety_device d ON d.id = c.device_id WHERE c.result IS NOT NULL"
        " AND (r.withdrawn = 1 OR c.checked_on < r.opened_on"
        " OR (c.recording_days IS NOT NULL AND d.kind <> 'camera'))",
        "巡检 {0} 的设备 {1} 结果不对",
    ),
    _corrections("I94", "safety_event", "安全活动"),
    _corrections("I95", "liaison", "周边联络"),
)

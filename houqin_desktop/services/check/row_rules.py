"""Invariants that one query can state: each finds the rows that break it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowRule:
    """An invariant: its number, its title, the table it counts, the query, the sentence."""

    id: str
    title: str
    table: str
    sql: str
    sentence: str


_BALANCES = (
    "WITH line AS ("
    " SELECT asset_id, to_location_id AS place, quantity FROM posting"
    " UNION ALL SELECT asset_id, from_location_id, -quantity FROM posting),"
    " balance AS (SELECT asset_id, place, sum(quantity) AS pieces FROM line"
    " GROUP BY asset_id, place)"
)

ROW_RULES = (
    RowRule(
        "I7",
        "一项操作一次记完",
        "command",
        "SELECT command_id FROM (SELECT command_id, max(seq) - min(seq) + 1 AS span, count(*) AS n"
        " FROM journal GROUP BY command_id) WHERE span <> n"
        " UNION SELECT id FROM command WHERE seq NOT IN (SELECT seq FROM journal"
        " WHERE subject = 'command' AND subject_key = command.id)",
        "操作 {0} 的流水不完整",
    ),
    RowRule(
        "I8",
        "数量收支相抵",
        "posting",
        _BALANCES + " SELECT asset_id FROM balance GROUP BY asset_id HAVING sum(pieces) <> 0",
        "资产 {0} 的数量收支不平",
    ),
    RowRule(
        "I9",
        "各处数量不为负",
        "posting",
        _BALANCES + " SELECT b.asset_id, l.code FROM balance b JOIN location l ON l.id = b.place"
        " WHERE l.kind <> 'virtual' AND b.pieces < 0",
        "资产 {0} 在 {1} 的数量为负",
    ),
    RowRule(
        "I10",
        "一张卡片只在一处",
        "asset",
        _BALANCES + " SELECT a.code FROM asset a JOIN storeroom s ON s.id = a.storeroom_id"
        " LEFT JOIN balance b ON b.asset_id = a.id AND b.place = CASE a.status"
        " WHEN 'disposed' THEN (SELECT id FROM location WHERE code = 'DISPOSED')"
        " ELSE s.location_id END WHERE b.pieces IS NOT iif(a.withdrawn_code IS NULL, a.quantity,"
        " NULL)",
        "资产 {0} 的卡片与移动记录不符",
    ),
    RowRule(
        "I11",
        "责任人员任期衔接",
        "custody",
        "SELECT a.code FROM custody c JOIN asset a ON a.id = c.asset_id"
        " WHERE c.to_on IS NULL AND a.status = 'disposed'"
        " UNION SELECT a.code FROM custody c JOIN asset a ON a.id = c.asset_id"
        " WHERE c.to_on IS NULL GROUP BY c.asset_id HAVING count(*) > 1",
        "资产 {0} 的责任人员任期有误",
    ),
    RowRule(
        "I12",
        "资产编号唯一",
        "asset",
        "SELECT code FROM asset GROUP BY upper(code) HAVING count(*) > 1",
        "资产编号 {0} 重复",
    ),
    RowRule(
        "I13",
        "原值等于期初加变动",
        "asset",
        "SELECT a.code FROM asset a WHERE a.original_value_fen <> a.opening_value_fen +"
        " (SELECT coalesce(sum(v.delta_fen), 0) FROM value_change v WHERE v.asset_id = a.id)",
        "资产 {0} 的原值与变动记录不符",
    ),
    RowRule(
        "I14",
        "一个总保管室直管各分保管室",
        "storeroom",
        "SELECT name FROM storeroom WHERE level = 'branch'"
        " AND parent_id IS NOT (SELECT id FROM storeroom WHERE level = 'central')"
        " UNION SELECT '总保管室'"
        " WHERE (SELECT count(*) FROM storeroom WHERE level = 'central') <> 1"
        " UNION SELECT s.name FROM storeroom s WHERE s.closed = 1 AND EXISTS (SELECT 1 FROM asset a"
        " WHERE a.storeroom_id = s.id AND a.status <> 'disposed')",
        "{0} 的层级或撤销有误",
    ),
    RowRule(
        "I38",
        "存放地点在本室之内",
        "place",
        "SELECT s.name, p.name FROM place p JOIN storeroom s ON s.id = p.storeroom_id"
        " JOIN place o ON o.id = p.parent_id WHERE o.storeroom_id <> p.storeroom_id"
        " OR o.kind = 'spot' OR p.kind <> 'spot' OR (p.closed = 0 AND o.closed = 1)",
        "{0}的存放地点 {1} 放错了地方",
    ),
    RowRule(
        "I39",
        "停用的保管室没有保管员在任",
        "storeroom",
        "SELECT DISTINCT s.name FROM storeroom s JOIN appointment a ON a.storeroom_id = s.id"
        " WHERE s.closed = 1"
        " AND coalesce(a.to_on, '9999-12-31') > coalesce(s.closed_on, '')",
        "{0} 停用以后还有人保管",
    ),
    RowRule(
        "I35",
        "拆分前后数量和金额不变",
        "asset_split",
        "SELECT a.code, p.code FROM asset_split s JOIN asset a ON a.id = s.asset_id"
        " JOIN asset p ON p.id = s.part_id WHERE NOT EXISTS (SELECT 1 FROM posting o"
        " JOIN posting i ON i.id = s.in_posting_id JOIN location l ON l.code = 'SPLIT'"
        " WHERE o.id = s.out_posting_id AND o.asset_id = a.id AND i.asset_id = p.id"
        " AND o.to_location_id = l.id AND i.from_location_id = l.id"
        " AND o.quantity = s.quantity AND i.quantity = s.quantity"
        " AND o.value_fen = s.value_fen AND i.value_fen = s.value_fen)"
        " OR s.value_fen <> coalesce((SELECT -o.delta_fen FROM value_change o"
        " JOIN value_change i ON i.id = s.in_change_id AND i.asset_id = p.id"
        " WHERE o.id = s.out_change_id AND o.asset_id = a.id AND o.delta_fen = -i.delta_fen), 0)"
        " UNION SELECT '流水', '合计' WHERE (SELECT coalesce(sum(CASE WHEN t.code = 'SPLIT'"
        " THEN o.quantity ELSE -o.quantity END), 0) FROM posting o"
        " JOIN location f ON f.id = o.from_location_id JOIN location t ON t.id = o.to_location_id"
        " WHERE 'SPLIT' IN (f.code, t.code)) <> 0",
        "资产 {0} 拆出 {1} 的数量或金额不符",
    ),
    RowRule(
        "I20",
        "处置必有已下账的单据",
        "asset",
        "SELECT a.code FROM asset a WHERE (a.status = 'disposed' AND a.withdrawn_code IS NULL)"
        " <> EXISTS (SELECT 1"
        " FROM disposal_line l JOIN voucher v ON v.id = l.disposal_id"
        " WHERE l.asset_id = a.id AND l.dropped = 0 AND v.state = 'executed'"
        " AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.disposal_id = v.id"
        " AND r.posted_on IS NOT NULL))",
        "资产 {0} 的处置没有对应的单据",
    ),
    RowRule(
        "I31",
        "红字冲销只一次，资产全数回账",
        "reversal",
        "SELECT v.number FROM reversal r JOIN voucher v ON v.id = r.id"
        " WHERE (v.state = 'executed') <> (r.posted_on IS NOT NULL)"
        " OR (SELECT count(*) FROM reversal o JOIN voucher w ON w.id = o.id"
        " WHERE o.disposal_id = r.disposal_id"
        " AND w.state IN ('signing', 'approved', 'executed')) > 1"
        " OR (v.state = 'executed' AND EXISTS (SELECT 1 FROM disposal_line l"
        " WHERE l.disposal_id = r.disposal_id AND l.dropped = 0 AND NOT EXISTS (SELECT 1"
        " FROM posting p JOIN location f ON f.id = p.from_location_id AND f.code = 'DISPOSED'"
        " WHERE p.voucher_id = r.id AND p.asset_id = l.asset_id AND p.quantity = l.quantity"
        " AND p.value_fen = l.original_value_fen)))",
        "红字冲销单 {0} 与账不符",
    ),
    RowRule(
        "I21",
        "批准必有全部签字",
        "voucher",
        "SELECT v.number FROM voucher v JOIN route_step r ON r.route = v.route"
        " WHERE v.state IN ('approved', 'executed') AND NOT EXISTS (SELECT 1 FROM signature s"
        " WHERE s.voucher_id = v.id AND s.version = v.version AND s.step = r.step"
        " AND s.decision = 'agree')",
        "单据 {0} 签字不全",
    ),
    RowRule(
        "I22",
        "签字人当日在岗，签的是存档的纸",
        "signature",
        "SELECT v.number, s.step FROM signature s JOIN voucher v ON v.id = s.voucher_id"
        " LEFT JOIN disposal d ON d.id = v.id"
        " LEFT JOIN voucher_sheet p ON p.voucher_id = s.voucher_id AND p.version = s.version"
        " WHERE p.digest IS NOT s.digest OR (s.person_id IS NOT NULL"
        " AND s.post NOT IN ('giver', 'taker', 'witness', 'user') AND NOT EXISTS (SELECT 1"
        " FROM appointment a WHERE a.person_id = s.person_id AND a.from_on <= s.signed_on"
        " AND coalesce(a.to_on, '9999-12-31') >= s.signed_on AND (a.post = s.post"
        " OR (s.post = 'storekeeper' AND a.post = 'head_storekeeper'))))",
        "单据 {0} 的签字 {1} 有误",
    ),
    RowRule(
        "I23",
        "小件单据不含大件大额",
        "disposal",
        "SELECT v.number FROM voucher v JOIN disposal d ON d.id = v.id JOIN disposal_line l"
        " ON l.disposal_id = d.id AND l.dropped = 0 WHERE v.route = 'disposal_small'"
        " GROUP BY v.id HAVING max(l.original_value_fen >= d.unit_limit_fen * l.quantity)"
        " OR sum(l.original_value_fen) >= d.total_limit_fen",
        "单据 {0} 应走大件审批",
    ),
    RowRule(
        "I24",
        "办理中的资产只在一张单据",
        "disposal_line",
        "SELECT a.code FROM disposal_line l JOIN voucher v ON v.id = l.disposal_id"
        " JOIN asset a ON a.id = l.asset_id"
        " WHERE (l.open = 1) <> (l.dropped = 0 AND v.state IN ('signing', 'approved'))"
        " OR (l.open = 1 AND (a.status <> 'pending_disposal' OR a.quantity <> l.quantity"
        " OR a.original_value_fen <> l.original_value_fen))",
        "资产 {0} 与办理中的单据不符",
    ),
    RowRule(
        "I29",
        "每条流水都有经办人",
        "journal",
        "SELECT j.seq FROM journal j LEFT JOIN person p ON p.id = j.actor_id WHERE p.id IS NULL",
        "流水 {0} 没有经办人",
    ),
    RowRule(
        "I30",
        "单号连续无缺",
        "voucher",
        "SELECT kind, year FROM voucher GROUP BY kind, year HAVING max(serial) <> count(*)",
        "{0} {1} 年的单号不连续",
    ),
    RowRule(
        "I32",
        "撤回的导入整批撤净",
        "import_undo",
        "SELECT b.number FROM import_batch b WHERE EXISTS (SELECT 1 FROM import_undo u"
        " WHERE u.id = b.id) <> EXISTS (SELECT 1 FROM asset a WHERE a.import_batch_id = b.id"
        " AND a.withdrawn_code IS NOT NULL) AND b.added > 0 AND NOT EXISTS (SELECT 1 FROM journal j"
        " WHERE j.subject = 'import_batch' AND j.subject_key = CAST(b.id AS TEXT)"
        " AND j.verb = 'import_stock') OR EXISTS (SELECT 1 FROM import_undo u JOIN slip s"
        " ON s.import_batch_id = u.id JOIN voucher v ON v.id = s.id WHERE u.id = b.id"
        " AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher w ON w.id = red.id WHERE red.original_id = s.id AND w.state = 'executed'))"
        " OR EXISTS (SELECT 1 FROM import_undo u"
        " JOIN asset a ON a.import_batch_id = u.id WHERE u.id = b.id AND a.withdrawn_code IS NULL)",
        "批次 {0} 没有撤净",
    ),
)

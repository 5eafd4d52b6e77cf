"""检查数据: every invariant of the book, each with its number, from one list.

The window, the command line, the property tests, the kill tests and every backup run these same
functions. Nothing is repaired here; what does not hold is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import Any

from houqin_desktop.services.assets.categories import categories
from houqin_desktop.services.assets.depreciation import card_accumulated
from houqin_desktop.services.check.count import COUNT_RULES
from houqin_desktop.services.check.device import DEVICE_RULES
from houqin_desktop.services.check.duty import DUTY_RULES
from houqin_desktop.services.check.equipment import EQUIPMENT_RULES
from houqin_desktop.services.check.gate import GATE_RULES, personal_faults
from houqin_desktop.services.check.hazard import HAZARD_RULES
from houqin_desktop.services.check.inspection import INSPECTION_RULES
from houqin_desktop.services.check.pledge import PLEDGE_RULES
from houqin_desktop.services.check.procurement import PROCUREMENT_RULES
from houqin_desktop.services.check.repair import REPAIR_RULES
from houqin_desktop.services.check.row_rules import ROW_RULES
from houqin_desktop.services.check.stock import STOCK_RULES
from houqin_desktop.services.check.term import TERM_RULES
from houqin_desktop.services.registers.reference import SUBJECTS
from houqin_desktop.storage import attachments
from houqin_desktop.storage.anchor import doubt_of_book, known_anchor
from houqin_desktop.storage.asset import Asset, value_changes
from houqin_desktop.storage.base import UNREADABLE, table_name
from houqin_desktop.storage.book_place import sync_warning
from houqin_desktop.storage.checking import (
    JOURNALLED,
    SEEDED,
    as_far_as_readable,
    book_path,
    count,
    faults,
    schema_differences,
)
from houqin_desktop.storage.count_signing import sheets_signed, words_signed
from houqin_desktop.storage.file_faults import file_faults
from houqin_desktop.storage.journal import Chain, ChainFault, read_chain, stored_images
from houqin_desktop.storage.voucher import Attachment

MOST_FAULTS = 20
EVERY_ROW_RULE = (
    *ROW_RULES,
    *STOCK_RULES,
    *COUNT_RULES,
    *EQUIPMENT_RULES,
    *TERM_RULES,
    *PROCUREMENT_RULES,
    *REPAIR_RULES,
    *DUTY_RULES,
    *DEVICE_RULES,
    *INSPECTION_RULES,
    *GATE_RULES,
    *PLEDGE_RULES,
    *HAZARD_RULES,
)


@dataclass(frozen=True, slots=True)
class InvariantResult:
    """One invariant: how many things were looked at, and what is wrong with them."""

    id: str
    title: str
    checked: int
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Say whether the invariant holds."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The head of the journal, every invariant of the book, and a warning of where it lies."""

    seq: int
    hash: str
    invariants: tuple[InvariantResult, ...]
    warning: str = ""

    @property
    def ok(self) -> bool:
        """Say whether every invariant holds."""
        return all(invariant.ok for invariant in self.invariants)


Finding = tuple[int, list[str]]
Check = Callable[[Chain], Finding]


def _gapless(chain: Chain) -> Finding:
    return chain.count, [fault.sentence for fault in chain.numbering]


def _chained(chain: Chain) -> Finding:
    return chain.count, [fault.sentence for fault in chain.hashes]


def _anchored(_chain: Chain) -> Finding:
    """Hold the book against the head that this computer remembers of it, if it does."""
    book = book_path()
    found = doubt_of_book(book)
    sentences = [] if found is None else [found.sentence(book.name)]
    return int(known_anchor(book) is not None), sentences


def _in_time(chain: Chain) -> Finding:
    return chain.count, [fault.sentence for fault in chain.times]


def _projected(chain: Chain) -> Finding:
    """Hold every row of the file against what the journal says that it should be."""
    found = [fault.sentence for fault in chain.images]
    checked = 0
    for model in JOURNALLED:
        name = table_name(model)
        subject = SUBJECTS[name]
        expected = dict(chain.replay.get(name, {}))
        unexpected = 0
        for key, image in stored_images(model):
            checked += 1
            wanted = expected.pop(key, None)
            if wanted is None:
                unexpected += 1
                if unexpected > SEEDED.get(name, 0):
                    found.append(f"{subject} {key} 不是经本程序登记的")
            elif wanted != image and not _same(wanted, image, chain, name):
                found.append(f"{subject} {key} 的内容与流水不符")
        found.extend(f"{subject} {key} 在流水中有、账簿中没有" for key in expected)
    return checked, found


def _same(wanted: str | dict[str, Any], image: str, chain: Chain, table: str) -> bool:
    """Compare a row with what the flow says; what the schema got later holds its default."""
    expected: dict[str, Any] = json.loads(wanted) if isinstance(wanted, str) else wanted
    stored: dict[str, Any] = json.loads(image)
    later = stored.keys() - expected.keys()
    defaults = chain.defaults.get(table, {}) if later else {}
    return stored == {**{name: defaults.get(name) for name in later}, **expected}


def _depreciation_within_value(_chain: Chain) -> Finding:
    """Look at cards whose value changed; on others the arithmetic cannot pass the value."""
    changed = [row[0] for row in faults("SELECT DISTINCT asset_id FROM value_change")]
    found = []
    for key in changed:
        asset = Asset.get_by_id(key)
        written_off = card_accumulated(asset, value_changes(key), 2999 * 12)
        if not 0 <= written_off <= asset.original_value_fen:
            found.append(f"{asset.code} 的累计折旧超过原值")
    return len(changed), found


def _signed_off_as_signed(_chain: Chain) -> Finding:
    """Hold every signed-off count against the words that were signed."""
    signed = sheets_signed()
    found = [
        f"清查 {number} 的内容与签字时不同"
        for number, row in signed
        if row.sheet != words_signed(row.session_id)
        or sha256(row.sheet.encode("utf-8")).hexdigest() != row.digest
    ]
    return len(signed), found


def _personal_kept(_chain: Chain) -> Finding:
    return personal_faults()


def _attachments_whole(_chain: Chain) -> Finding:
    found = []
    rows = list(Attachment.select())
    cards = dict(
        faults(
            "SELECT p.sha256, group_concat(a.code, '、') FROM asset_picture p"
            " JOIN asset a ON a.id = p.asset_id GROUP BY p.sha256"
        )
    )
    for row in rows:
        path = attachments.stored_path(row.sha256, row.extension)
        name = f"资产 {cards[row.sha256]} 的图片 {row.name}" if row.sha256 in cards else row.name
        if not path.is_file():
            found.append(f"附件 {name} 的文件不见了（{path.name}）")
        elif attachments.content_hash(path) != row.sha256:
            found.append(f"附件 {name} 的文件被改动过（{path.name}）")
    return len(rows), found


def _file_whole(_chain: Chain) -> Finding:
    wrong = file_faults(lambda table: SUBJECTS.get(table, f" {table} "))
    return 1, [*wrong, *(f"{name} 与程序自带的定义不同" for name in schema_differences())]


def _code_table_whole(_chain: Chain) -> Finding:
    """Hold the code table, which no journal row stands for, against the one that ships."""
    shipped = _shipped_codes()
    stored = set(faults("SELECT code, name, parent, level FROM category"))
    wrong = sorted({code for code, *_ in shipped ^ stored})
    return len(shipped), [f"分类代码 {code} 与程序自带的不同" for code in wrong]


@cache
def _shipped_codes() -> frozenset[tuple[str, str, str | None, int]]:
    return frozenset((c.code, c.name, c.parent, c.level) for c in categories().values())


def _by_rows(table: str, sql: str, sentence: str, _chain: Chain) -> Finding:
    return count(table), [sentence.format(*row) for row in faults(sql)]


def _checks() -> Iterator[tuple[str, str, Check]]:
    """Yield every invariant in the order of its number."""
    yield "I2", "流水号连续无缺", _gapless
    yield "I3", "流水环环相扣", _chained
    yield "I4", "账簿与本机记得的相符", _anchored
    yield "I5", "账簿等于流水重演", _projected
    yield "I28", "记录时间不倒退", _in_time
    for rule in EVERY_ROW_RULE:
        yield rule.id, rule.title, partial(_by_rows, rule.table, rule.sql, rule.sentence)
    yield "I42", "签结的清查和签字时一样", _signed_off_as_signed
    yield "I86", "个人信息与登记相符，到期清除", _personal_kept
    yield "D9", "累计折旧不超过原值", _depreciation_within_value
    yield "I33", "附件齐全未改", _attachments_whole
    yield "I34", "文件结构完好", _file_whole
    yield "D6", "分类代码表未改", _code_table_whole


def run_checks(cancelled: Callable[[], bool] = lambda: False) -> CheckReport:
    """Check every invariant of the open book.

    :param cancelled: asked between two invariants; true ends the check with what it has so far.
    """
    results = []
    with as_far_as_readable():
        chain = _journal()
        for identity, title, check in _checks():
            if cancelled():
                break
            checked, found = _look(check, chain)
            shown = found[:MOST_FAULTS]
            if len(found) > MOST_FAULTS:
                shown.append(f"……共 {len(found)} 处")
            results.append(InvariantResult(identity, title, checked, tuple(shown)))
    return CheckReport(chain.count, chain.head, tuple(results), sync_warning(book_path()))


def _journal() -> Chain:
    try:
        return read_chain()
    except UNREADABLE:
        return Chain(hashes=[ChainFault(0, "流水读不出来，文件可能已损坏")])


def _look(check: Check, chain: Chain) -> Finding:
    try:
        return check(chain)
    except UNREADABLE:
        return 0, ["这一项读不出来，文件可能已损坏"]

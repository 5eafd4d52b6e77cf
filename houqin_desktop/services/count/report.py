"""清查报告 in words: what was counted, what it came to, what is done about the differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.count import CountResult
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.movement import Amount
from houqin_desktop.services.count.line_views import CountPart, DifferenceView
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.settings import school_name


@dataclass(frozen=True, slots=True)
class CountReport:
    """The parts of the report, each a heading with its paragraphs."""

    school: str
    title: str
    number: str
    signed_on: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    enclosures: tuple[str, ...]


def count_report(view: CountView) -> CountReport:
    """Return the report of a count as it stands."""
    on = view.closed_on
    return CountReport(
        school=school_name(),
        title=f"{school_name()}关于{view.title}的报告",
        number=view.number,
        signed_on="（尚未签结）" if on is None else chinese_date(on),
        parts=(
            ("一、清查的范围和时间", _scope(view)),
            ("二、清查的结果", _outcome(view)),
            ("三、差异的原因和处理", _handled(view)),
            ("四、清查意见", (view.row.note or "以上情况属实，请予审批。",)),
            *_signatures(view),
        ),
        enclosures=("盘点表", "盘盈表", "盘亏（损失）表", "清查汇总表"),
    )


def _said(part: CountPart, what: str, amount: Amount) -> str:
    return f"{part.pieces(what, amount.quantity)}，金额 {format_money(amount.value_fen)} 元"


def _signatures(view: CountView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who signed, in which post; nothing before the sign-off."""
    if not view.signed:
        return ()
    hands = tuple(f"{who}，{chinese_date(on)}。" for who, on in view.signed)
    return (("五、签字", (*hands, f"签字内容摘要 {view.digest[:16]}。")),)


def _scope(view: CountView) -> tuple[str, ...]:
    rooms = [one for one in view.rooms if one.expected]
    done = sum(one.finished_on is not None for one in rooms)
    counters = sorted({one.counted_by for one in rooms if one.counted_by})
    things = "和".join(part.label for part in view.parts)
    who = f"盘点人：{'、'.join(counters)}。" if counters else ""
    return (
        (
            f"本次清查以{chinese_date(view.baseline_on)}为基准日，共 {len(rooms)} 个保管室、"
            f"{len(view.lines):,} 项{things}，已盘完 {done} 个保管室。{who}"
        ),
    )


def _outcome(view: CountView) -> tuple[str, ...]:
    several = len(view.parts) > 1
    words = [
        (f"{part.label}：" if several else "") + sentence
        for part in view.parts
        for sentence in _figures(part)
    ]
    matching = sum(
        any(one.result is CountResult.MATCHES for one in line.findings) for line in view.lines
    )
    words.append(f"账实相符 {matching:,} 项，{_counts(view)}。")
    return tuple(words)


def _figures(part: CountPart) -> Iterator[str]:
    total, books = part.figures, part.figures.books
    net = f"，净值 {format_money(books.net_fen)} 元" if part.of_cards else ""
    yield (
        f"{_said(part, '基准日账面', books.opening)}；{_said(part, '其后增加', books.added)}，"
        f"{_said(part, '减少', books.removed)}；{_said(part, '账面', books.closing)}{net}。"
    )
    yield (
        f"{_said(part, '盘盈', total.surplus)}；{_said(part, '盘亏', total.shortage)}；"
        f"{_said(part, '实盘', total.counted)}。"
    )
    if total.uncounted.quantity:
        yield f"{_said(part, '还没有盘', total.uncounted)}。"


def _counts(view: CountView) -> str:
    parts = []
    for result in CountResult:
        number = sum(one.result is result for one in view.differences)
        if number:
            parts.append(f"{result.label} {number:,} 项")
    return "、".join(parts) or "没有差异"


def _handled(view: CountView) -> tuple[str, ...]:
    if not view.differences:
        return ("账面与实物一致，没有需要处理的差异。",)
    return tuple(f"{at}. {_words(one)}" for at, one in enumerate(view.differences, 1))


def _words(one: DifferenceView) -> str:
    what = f"{one.room} {one.name}（{one.code or f'盘盈{one.surplus}'}）{one.result.label}"
    handled = "原因和处理待定"
    if one.handling is not None:
        handled = f"原因：{one.cause}；处理：{one.handling.label}"
    pays = "" if one.compensation_fen is None else f"，赔偿 {format_money(one.compensation_fen)} 元"
    liable = f"，责任人 {one.liable}" if one.liable else ""
    document = f"，{one.document_words}" if one.document else ""
    pieces = f"{one.amount.quantity:,} {one.unit}，金额 {format_money(one.amount.value_fen)} 元"
    return f"{what} {pieces}。{handled}{liable}{pays}{document}。"

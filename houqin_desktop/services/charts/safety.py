"""The charts of 安全一览: hazards by month and by age, coverage of the letters, what falls due.

Every bar is counted by the register that it leads to, narrowed as the list is narrowed when
somebody follows it (I26); the coverage of the letters is that of their own report.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import month_index, month_start, month_text
from houqin_desktop.domain.hazard import HazardState
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.charts.chart import Bar, BarGroup, Chart, Lead, Tone
from houqin_desktop.services.pledge.standing import coverage, obligations
from houqin_desktop.services.registers.column_filters import ticked, typed
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.registers.rows import RowsRegister

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

MONTHS: Final = 12
# Days since it was found, from and to; the colour says how long that is.
AGES: Final = (
    (0, 7, Tone.PLAIN),
    (8, 15, Tone.PLAIN),
    (16, 30, Tone.SOON),
    (31, 90, Tone.LATE),
    (91, None, Tone.LATE),
)
FOUND, CLOSED = "发现日期", "销号日期"
LATE, SOON = "已逾期", "将到期"
# So many days ahead a round of the plan is said to fall due.
DAYS_AHEAD: Final = 30
_OPEN: Final = Filter("open", "yes", "未销号")


def safety_charts(session: Session) -> list[Chart]:
    """Return the charts in the order in which they are drawn."""
    hazards = _register(session, "hazards")
    return [
        by_month(session, hazards),
        by_age(session, hazards),
        letters(session),
        due(session),
    ]


def _register(session: Session, name: str) -> RowsRegister:
    found = register(session, name)
    assert isinstance(found, RowsRegister)
    return found


def _typed(source: RowsRegister, title: str, words: str) -> Filter:
    return typed(next(one for one in source.columns if one.title == title), words)


def by_month(session: Session, hazards: RowsRegister) -> Chart:
    """Return hazards found and struck off in each of the last twelve months; no void ones."""
    state = next(one for one in hazards.columns if one.title == "状态")
    standing = ticked(state, [one.label for one in HazardState if one is not HazardState.VOID])
    now = month_index(session.clock.today())
    months = [month_start(index) for index in range(now - MONTHS + 1, now + 1)]
    leads = [
        Lead("hazards", (_typed(hazards, title, f"{month:%Y-%m}"), standing))
        for month in months
        for title in (FOUND, CLOSED)
    ]
    counts = hazards.counts(lead.filters for lead in leads)
    tones = (Tone.PLAIN, Tone.DONE)
    bars = [
        Bar(count, count, f"{count:,}", tones[at % 2], lead)
        for at, (count, lead) in enumerate(zip(counts, leads, strict=True))
    ]
    groups = tuple(
        BarGroup(f"{month.month}月", tuple(bars[2 * at : 2 * at + 2]))
        for at, month in enumerate(months)
    )
    found, closed = sum(counts[::2]), sum(counts[1::2])
    return Chart(
        "hazards_by_month",
        f"隐患发现和销号（{month_text(now - MONTHS + 1)}至{month_text(now)}）",
        groups,
        f"发现 {found:,} 项，销号 {closed:,} 项；作废的不计。",
        "近 12 个月没有登记隐患。",
        series=(("发现", Tone.PLAIN), ("销号", Tone.DONE)),
    )


def by_age(session: Session, hazards: RowsRegister) -> Chart:
    """Return the hazards that are not struck off by the days since they were found."""
    today = session.clock.today()
    leads = [
        Lead("hazards", (_OPEN, _typed(hazards, FOUND, _found_between(today, least, most))))
        for least, most, _ in AGES
    ]
    counts = hazards.counts(lead.filters for lead in leads)
    groups = tuple(
        BarGroup(_age_words(least, most), (Bar(count, count, f"{count:,} 项", tone, lead),))
        for (least, most, tone), count, lead in zip(AGES, counts, leads, strict=True)
    )
    return Chart(
        "open_by_age",
        "未销号隐患发现了多久",
        groups,
        f"未销号 {sum(counts):,} 项，按发现日期到今天的天数。",
        "没有未销号的隐患。",
        lying=True,
    )


def _found_between(today: date, least: int, most: int | None) -> str:
    last = (today - timedelta(days=least)).isoformat()
    if most is None:
        return f"<={last}"
    return f"{(today - timedelta(days=most)).isoformat()}..{last}"


def _age_words(least: int, most: int | None) -> str:
    return f"{least} 天以上" if most is None else f"{least}–{most} 天"


def letters(session: Session) -> Chart:
    """Return for each letter and kind of signer how many must sign and how many have."""
    every = obligations(session.clock.today())
    groups = []
    for topic in PledgeTopic:
        for signer in PledgeSigner:
            own = [one for one in every if one.topic is topic and one.signatory.signer is signer]
            if not own:
                continue
            sums = coverage(own)
            filters = (
                Filter("topic", topic.value, topic.label),
                Filter("signer", signer.value, signer.label),
            )
            words = f"{sums.signed:,}/{sums.must:,}（{sums.rate}），未签 {sums.unsigned:,}"
            tone = Tone.SOON if sums.unsigned else Tone.DONE
            lead = Lead("pledges_missing", filters)
            bar = Bar(sums.signed, sums.unsigned, words, tone, lead, whole=sums.must)
            groups.append(BarGroup(f"{topic.label[:2]}·{signer.label}", (bar,)))
    whole = coverage(every)
    return Chart(
        "letters",
        "责任状签订",
        tuple(groups),
        f"应签 {whole.must:,}，已签 {whole.signed:,}，签订率 {whole.rate}。",
        "今年的责任状文本还没有写定。",
        lying=True,
    )


def due(session: Session) -> Chart:
    """Return what is late and what falls due in the next days: rounds of the plan, devices."""
    plan, devices = _register(session, "inspection_plan"), _register(session, "devices_due")
    today = session.clock.today()
    late_rounds = _typed(plan, "应查日期", f"<{today}")
    soon = _typed(plan, "下次", f"{today}..{today + timedelta(days=DAYS_AHEAD)}")
    kinds = list(dict.fromkeys(str(cell) for cell in devices.column("要办的事")))
    leads = [Lead("inspection_plan", (late_rounds,)), Lead("inspection_plan", (soon,))]
    leads += [
        Lead("devices_due", (Filter("due", kind, kind), Filter("late", value, words)))
        for kind in kinds
        for value, words in (("yes", LATE), ("no", SOON))
    ]
    counts = plan.counts(lead.filters for lead in leads[:2])
    counts += devices.counts(lead.filters for lead in leads[2:])
    tones = (Tone.LATE, Tone.SOON)
    bars = [
        Bar(count, count, f"{count:,}", tones[at % 2], lead)
        for at, (count, lead) in enumerate(zip(counts, leads, strict=True))
    ]
    groups = tuple(
        BarGroup(label, tuple(bars[2 * at : 2 * at + 2]))
        for at, label in enumerate(("排查", *kinds))
    )
    return Chart(
        "checks_due",
        "到期的排查、检查、维修和报废",
        groups,
        f"已逾期 {sum(counts[::2]):,} 项，将到期 {sum(counts[1::2]):,} 项。",
        "没有到期的排查、检查、维修和报废。",
        series=((LATE, Tone.LATE), (SOON, Tone.SOON)),
    )

"""Personal values in clear: looked at or taken out by right and on record, purged when over age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.personal import PersonalKind, month_of
from houqin_desktop.domain.settings import PERSONAL_MONTHS
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordPersonalExport,
    RevealPersonal,
)
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.outings import find_outing
from houqin_desktop.services.gate.personal import Masks, due_month, keep_again
from houqin_desktop.services.gate.view import GateBook
from houqin_desktop.services.gate.visits import find_visit
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.undoing.verbs import cannot_undo
from houqin_desktop.storage.gate import visits_between
from houqin_desktop.storage.personal import (
    PersonalPurge,
    PersonalReading,
    counts_before,
    purge_before,
)
from houqin_desktop.storage.pledge import (
    Tenant,
    TenantTelephone,
    contract_ends,
    telephone_keys,
    telephones,
)

_CLEAR: Final = (
    PaperColumn("来访编号", PaperKind.CENTRED),
    PaperColumn("来访时间", PaperKind.CENTRED),
    PaperColumn("来访人"),
    PaperColumn("证件类型", PaperKind.CENTRED),
    PaperColumn("证件号码"),
    PaperColumn("联系电话"),
    PaperColumn("单位或关系", wraps=True),
    PaperColumn("人数", PaperKind.COUNT),
    PaperColumn("车牌", PaperKind.CENTRED),
    PaperColumn("被访人", wraps=True),
    PaperColumn("事由", wraps=True),
    PaperColumn("准入", PaperKind.CENTRED),
    PaperColumn("离开时间", PaperKind.CENTRED),
)

for _verb, _reason in {
    "reveal_personal": "看过的就是看过了，记录要如实留存。不再需要的，请合上窗口。",
    "record_personal_export": "名单已经导出，记录要如实留存。不再需要的，请删除导出的文件。",
    "purge_personal": "清除的个人信息没有留下，登记本身还在。请以纸质回执为准。",
}.items():
    cannot_undo(_verb, _reason)


@command("查看个人信息", RevealPersonal)
def reveal_personal(task: Task, draft: RevealPersonal) -> Outcome:
    """Put on record that somebody looks at the values of a visit, an outing or a tenant, and why.

    :raises Refused: without a purpose, for a number that nothing has, or where nothing was kept.
    """
    code, _ = _kept(draft.record)
    _require_purpose(draft.purpose)
    task.insert(
        PersonalReading,
        read_on=task.on,
        read_by_id=task.require_actor().id,
        record_code=code,
        exported=False,
        purpose=draft.purpose,
    )
    return Outcome(code, (code,))


@command("导出来访人名单", RecordPersonalExport)
def record_personal_export(task: Task, draft: RecordPersonalExport) -> Outcome:
    """Put on record that somebody takes a list with everything in clear out of the book, and why.

    :raises Refused: without a purpose, or for a stretch that ends before it begins.
    """
    _require_purpose(draft.purpose)
    if draft.to_on < draft.from_on:
        raise Refused(
            f"止日 {draft.to_on} 早于起日 {draft.from_on}。请核对日期。", code="time_order"
        )
    task.insert(
        PersonalReading,
        read_on=task.on,
        read_by_id=task.require_actor().id,
        from_on=draft.from_on,
        to_on=draft.to_on,
        exported=True,
        purpose=draft.purpose,
    )
    return Outcome(None, (draft.from_on.isoformat(), draft.to_on.isoformat()))


def _require_purpose(purpose: str) -> None:
    if not purpose.strip():
        raise Refused("查看或导出个人信息要写明用途，会留下记录。请填写原因。", code="no_reason")


def _kept(words: str) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    """Return the number of a record, or the name of a tenant, and the hashes that it holds."""
    tenant = Tenant.find(name=words.strip())
    if tenant is not None:
        key = telephone_keys().get(tenant.id)
        if key is None:
            raise Refused(
                f"{tenant.name}没有登记电话，没有可看的。请先登记电话。", code="nothing_kept"
            )
        return tenant.name, (("联系电话", key),)
    if words.strip().upper().startswith("WC"):
        outing = find_outing(words)
        return outing.code, (
            ("学生姓名", outing.pupil_key),
            ("接领人", outing.fetcher_key),
            ("接领人电话", outing.telephone_key),
        )
    visit = find_visit(words)
    return visit.code, (
        ("来访人姓名", visit.name_key),
        ("证件号码", visit.credential_key),
        ("联系电话", visit.telephone_key),
    )


def revealed(session: Session, draft: RevealPersonal) -> tuple[tuple[str, str], ...]:
    """Put the look on record and return what was looked at, title by title.

    :raises Refused: for somebody without the right.
    """
    return clear_values(session.run(draft).number or "")


def clear_values(code: str) -> tuple[tuple[str, str], ...]:
    """Return what is personal of a record in clear, once the look is on record."""
    _, keys = _kept(code)
    masks = Masks(key for _, key in keys)
    return tuple((title, masks.clear(key)) for title, key in keys if key)


@command("清除到期个人信息", PurgePersonal)
def purge_personal(task: Task, _draft: PurgePersonal) -> Outcome:
    """Let every value go that was kept as long as the parameter says; rows and counts stay.

    The journal never had them, so its chain and what it replays to are as before. The telephone of
    a tenant is kept from the end of its contract on, and anew while the contract runs.

    :raises Refused: when nothing is over age.
    """
    months, first = due_month(task.today)
    counts = counts_before(first)
    if not counts:
        raise Refused(
            f"{first} 以前没有到期的个人信息，没有要清除的。参数“{PERSONAL_MONTHS.title}”"
            f"现在是 {months} 个月，请到期再办。",
            code="nothing_due",
        )
    for telephone, end in _telephones_on_contract(first):
        on = min(end, task.today)
        key = keep_again(telephone.telephone_key, on)
        task.insert(TenantTelephone, tenant_id=telephone.tenant_id, telephone_key=key, kept_on=on)
    task.insert(
        PersonalPurge,
        purged_on=task.today,
        keep_months=months,
        first_kept=first,
        names=counts.get(PersonalKind.NAME, 0),
        credentials=counts.get(PersonalKind.CREDENTIAL, 0),
        telephones=counts.get(PersonalKind.TELEPHONE, 0),
    )
    purge_before(first)
    return Outcome(None, (first,))


def _telephones_on_contract(first: str) -> Iterator[tuple[TenantTelephone, date]]:
    """Yield telephones that would go and whose contract ends in a kept month, with its last day."""
    due = [one for one in telephones().values() if month_of(one.kept_on) < first]
    kept, ends = Masks(one.telephone_key for one in due), contract_ends()
    for one in due:
        end = ends.get(one.tenant_id)
        if end is not None and month_of(end) >= first and kept.is_kept(one.telephone_key):
            yield one, end


def clear_list(session: Session, first: str, last: str) -> ListSheet:
    """Return the visitors of some days with everything in clear, once the export is on record.

    :param first: the first day, as 2026-11-01.
    """
    end = date.fromisoformat(last) + timedelta(days=1)
    visits = visits_between(first, str(end))
    book = GateBook.of(visits)
    clear = book.masks.clear
    rows: list[tuple[SheetCell, ...]] = [
        (
            visit.code,
            minute_of(visit.came_on, visit.came_at),
            clear(visit.name_key),
            "" if visit.credential is None else visit.credential.label,
            clear(visit.credential_key),
            clear(visit.telephone_key),
            visit.organisation,
            visit.heads,
            visit.plate,
            book.host(visit),
            visit.purpose,
            "是" if visit.admitted else "否",
            minute_of(visit.left_on, visit.left_at),
        )
        for visit in visits
    ]
    return ListSheet(
        name="personal_export",
        title="来访人名单（含个人信息）",
        school=school_name(),
        fields=(("期间", f"{first} 至 {last}"), ("来访", f"{len(rows)} 起")),
        columns=_CLEAR,
        sections=(PaperSection("", tuple(rows)),) if rows else (),
        printed=printed_words(session, "来访人名单"),
        notes=("本名单含个人信息，只供所写用途，用完请销毁。",),
        grand_total=False,
    )


def due_words(session: Session) -> str:
    """Return what a purge would let go today, in one sentence."""
    months, first = due_month(session.clock.today())
    counts = counts_before(first)
    told = "、".join(f"{kind.label} {counts[kind]} 项" for kind in PersonalKind if kind in counts)
    longer = sum(1 for _ in _telephones_on_contract(first))
    kept = f"其中 {longer} 家租赁单位的电话从合同结束起算，接着保存。" if longer else ""
    return (
        f"个人信息保存 {months} 个月，{first} 以前的到期：{told or '没有'}。{kept}"
        "清除后不能恢复；登记、人次和流水都还在。"
    )

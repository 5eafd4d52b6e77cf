"""租赁单位: registered, corrected, withdrawn; their licences and when these expire."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.personal import PersonalKind
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.gate.personal import keep_personal
from houqin_desktop.services.pledge.contracts import write_contract
from houqin_desktop.services.pledge.drafts import (
    AddTenant,
    AddTenantPaper,
    CorrectTenant,
    DropTenantPaper,
    KeepTenantTelephone,
    WithdrawTenant,
)
from houqin_desktop.services.pledge.finding import find_tenant
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.pledge import Tenant, TenantPaper, TenantTelephone
from houqin_desktop.storage.pledge_sums import letters_of_tenant

cannot_undo("keep_tenant_telephone", "电话另外存放，不进流水。登记错了请再登记一次。")
_FIELDS = ("name", "contact", "remarks")
_CONTRACT = ("place", "contract_number", "from_on", "to_on")


@command("登记租赁单位", AddTenant)
def add_tenant(task: Task, draft: AddTenant) -> Outcome:
    """Write a new tenant with its first contract; one of this name that was withdrawn comes back.

    :raises Refused: without a name, for one that is there, or a contract that is half said.
    """
    values = {name: getattr(draft, name) or "" for name in _FIELDS}
    found = _free_name(values["name"])
    if found is None:
        tenant = task.insert(Tenant, **values, withdrawn=False, **_derived(values))
    else:
        tenant = found
        task.update(tenant, withdrawn=False, **values, **_derived(values))
    if draft.telephone:
        _keep_telephone(task, tenant, draft.telephone)
    said = [name for name in _CONTRACT if getattr(draft, name)]
    if said:
        if not (draft.place and draft.from_on and draft.to_on):
            raise Refused(
                "合同没有写全。请填写租用场所、合同起日和止日，或都留空以后再登记。",
                code="contract_incomplete",
            )
        write_contract(task, tenant, draft.place, draft.contract_number, draft.from_on, draft.to_on)
    return Outcome(tenant.name, (tenant.name,))


def _free_name(name: str) -> Tenant | None:
    if not name:
        raise Refused("租赁单位名称不能为空。请填写名称。", code="empty_name")
    found = Tenant.find(name=name)
    if found is not None and not found.withdrawn:
        raise Refused(f"租赁单位“{name}”已经登记过。请直接选用。", code="tenant_exists")
    return found


def _keep_telephone(task: Task, tenant: Tenant, telephone: str) -> None:
    task.insert(
        TenantTelephone,
        tenant_id=tenant.id,
        telephone_key=keep_personal(PersonalKind.TELEPHONE, telephone, task.on),
        kept_on=task.on,
    )


@command("登记租赁单位电话", KeepTenantTelephone)
def keep_tenant_telephone(task: Task, draft: KeepTenantTelephone) -> Outcome:
    """Keep the telephone of a tenant apart; lists show it masked, and it goes in time.

    :raises Refused: without digits.
    """
    tenant = find_tenant(draft.tenant)
    if not any(letter.isdigit() for letter in draft.telephone):
        raise Refused("没有写电话号码。请填写，例如 13800001234。", code="empty_name")
    _keep_telephone(task, tenant, draft.telephone)
    return Outcome(tenant.name, (tenant.name,))


@command("更正租赁单位", CorrectTenant)
def correct_tenant(task: Task, draft: CorrectTenant) -> Outcome:
    """Change what is said of a tenant; an empty text clears a field.

    :raises Refused: for a name that another has, or when it is so already.
    """
    tenant = find_tenant(draft.tenant)
    changed = {name: getattr(draft, name) for name in _FIELDS if getattr(draft, name) is not None}
    if "name" in changed and changed["name"] != tenant.name:
        taken = _free_name(changed["name"])
        if taken is not None:
            raise Refused(
                f"“{changed['name']}”是撤销过的租赁单位。请先恢复它，或换一个名称。",
                code="tenant_exists",
            )
    values = {name: getattr(tenant, name) for name in _FIELDS} | changed
    if not task.update(tenant, **changed, **_derived(values)):
        raise Refused(f"{tenant.name}本来就是这样，没有改动。请核对内容。", code="no_change")
    return Outcome(tenant.name, (tenant.name,))


@command("撤销租赁单位", WithdrawTenant)
def withdraw_tenant(task: Task, draft: WithdrawTenant) -> Outcome:
    """Take a tenant off the lists that was registered by mistake, or put it back.

    :raises Refused: while a letter of it stands, or when it is so already.
    """
    tenant = find_tenant(draft.tenant, in_use=False)
    numbers = [] if draft.restore else letters_of_tenant(tenant.id)
    if numbers:
        raise Refused(
            f"{tenant.name}已有责任状 {'、'.join(numbers)}，不能撤销。合同到期或终止请登记终止。",
            code="in_use",
        )
    if not task.update(tenant, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "撤销了"
        raise Refused(f"{tenant.name}已经{state}。请核对名称。", code="no_change")
    return Outcome(tenant.name, (tenant.name,))


@command("登记租赁证照", AddTenantPaper)
def add_tenant_paper(task: Task, draft: AddTenantPaper) -> Outcome:
    """Write a licence or other paper of a tenant, with its last day and its scan.

    :raises Refused: without a title.
    """
    tenant = find_tenant(draft.tenant)
    if not draft.title:
        raise Refused("没有写是什么证照。请填写，例如“营业执照”。", code="empty_name")
    file = None if not draft.file else keep_attachment(task, Path(draft.file)).sha256
    task.insert(
        TenantPaper,
        tenant_id=tenant.id,
        position=len(TenantPaper.picked("tenant_id = ?", tenant.id)) + 1,
        title=draft.title,
        number=draft.number or "",
        expires_on=draft.expires_on,
        sha256=file,
        dropped=False,
    )
    return Outcome(tenant.name, (tenant.name,))


@command("取下租赁证照", DropTenantPaper)
def drop_tenant_paper(task: Task, draft: DropTenantPaper) -> Outcome:
    """Take a paper off a tenant because a newer one came or it was a mistake, or put it back.

    :raises Refused: for a number that the tenant has not, or no change.
    """
    tenant = find_tenant(draft.tenant)
    row = TenantPaper.find(tenant_id=tenant.id, position=draft.paper)
    if row is None:
        raise Refused(
            f"{tenant.name}没有第 {draft.paper} 份证照。请核对是第几份。", code="unknown_document"
        )
    if not task.update(row, dropped=not draft.restore):
        state = "在用" if draft.restore else "取下了"
        raise Refused(f"{row.title}本来就{state}。请核对是第几份。", code="no_change")
    return Outcome(tenant.name, (tenant.name,))


def _derived(values: dict[str, str]) -> dict[str, str]:
    words = search_text(*(values[name] for name in _FIELDS))
    return {"sort_key": sort_key(values["name"]), "search_text": words}


@undoes("add_tenant")
def _off_the_lists(deed: Deed) -> WithdrawTenant:
    return WithdrawTenant(tenant=deed.number or "")


@undoes("withdraw_tenant")
def _other_way(deed: Deed) -> WithdrawTenant:
    ((tenant, _),) = deed.still(Tenant)
    return WithdrawTenant(tenant=tenant.name, restore=tenant.withdrawn or None)


@undoes("correct_tenant")
def _as_before(deed: Deed) -> CorrectTenant:
    ((tenant, touched),) = deed.still(Tenant)
    before = touched.before or {}
    wanted = {name: before[name] for name in _FIELDS if name in before}
    return CorrectTenant(tenant=tenant.name, **wanted)


@undoes("add_tenant_paper")
def _without_paper(deed: Deed) -> DropTenantPaper:
    ((paper, _),) = deed.still(TenantPaper)
    return DropTenantPaper(tenant=deed.number or "", paper=paper.position)


@undoes("drop_tenant_paper")
def _paper_the_other_way(deed: Deed) -> DropTenantPaper:
    ((paper, _),) = deed.still(TenantPaper)
    return DropTenantPaper(
        tenant=deed.number or "", paper=paper.position, restore=paper.dropped or None
    )

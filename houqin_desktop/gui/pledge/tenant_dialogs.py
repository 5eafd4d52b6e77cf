"""The forms of the tenants: who rents, contracts, papers with the days they expire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.pickers import Choice, PickerField
from houqin_desktop.gui.loan.finders import listed
from houqin_desktop.services.pledge.drafts import (
    AddTenancy,
    AddTenant,
    AddTenantPaper,
    CorrectTenancy,
    CorrectTenant,
    DropTenantPaper,
    EndTenancy,
    KeepTenantTelephone,
)
from houqin_desktop.services.pledge.tenant_view import tenant_view

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

_OF_TENANT = ("name", "contact", "remarks")


def add_tenant_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记租赁单位, the first contract with it."""
    dialog = DraftDialog(
        parent, desk, "登记租赁单位", AddTenant, done="已登记租赁单位", adds_again=True
    )
    dialog.help_text = "连同现在的合同一起登记；合同还没有签的，那几栏都不填，签了再“续签合同”。"
    dialog.field("place").setPlaceholderText("如：南门门面 1 号")
    return dialog


class CorrectTenantDialog(DraftDialog):
    """更正租赁单位: begins with what is written; what is emptied is cleared."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        tenant = tenant_view(name, desk.session.clock.today())
        self._present = {key: str(getattr(tenant, key)) for key in _OF_TENANT}
        super().__init__(
            parent,
            desk,
            f"更正租赁单位 {name}",
            CorrectTenant,
            known={"tenant": name},
            prefilled=self._present,
            done="已更正",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        changed = {
            key: value or "" for key, value in values.items() if (value or "") != self._present[key]
        }
        return CorrectTenant(**self._known, **changed)


def telephone_dialog(parent: QWidget, desk: Desk, name: str) -> DraftDialog:
    """Return the form 登记电话."""
    dialog = DraftDialog(
        parent,
        desk,
        f"登记电话 {name}",
        KeepTenantTelephone,
        known={"tenant": name},
        done="电话已另存",
    )
    dialog.help_text = "电话属于个人信息：另外存放，不进流水，列表只显示首尾，到保存期限清除。"
    return dialog


def contract_dialog(parent: QWidget, desk: Desk, name: str) -> DraftDialog:
    """Return the form 续签合同, for the same place as the last contract."""
    contracts = tenant_view(name, desk.session.clock.today()).contracts
    dialog = DraftDialog(
        parent,
        desk,
        f"续签合同 {name}",
        AddTenancy,
        known={"tenant": name},
        prefilled={"place": contracts[-1].place} if contracts else {},
        done="已登记合同",
    )
    dialog.help_text = "再登记一份合同：到期续签，或另租一处。新合同要另签责任状。"
    return dialog


def correct_contract_dialog(parent: QWidget, desk: Desk, name: str, position: int) -> DraftDialog:
    """Return the form 更正合同, filled in as it stands."""
    contracts = tenant_view(name, desk.session.clock.today()).contracts
    (own,) = (one for one in contracts if one.position == position)
    return DraftDialog(
        parent,
        desk,
        f"更正合同 {name} {own.place}",
        CorrectTenancy,
        known={"tenant": name, "contract": position},
        prefilled={
            "place": own.place,
            "contract_number": own.number,
            "from_on": own.from_on,
            "to_on": own.to_on,
        },
        done="已更正",
    )


def end_dialog(parent: QWidget, desk: Desk, name: str, position: int) -> DraftDialog:
    """Return the form 终止合同."""
    dialog = DraftDialog(
        parent,
        desk,
        f"终止合同 {name}",
        EndTenancy,
        known={"tenant": name, "contract": position, "restore": None},
        prefilled={"ended_on": desk.session.clock.today()},
        notes=("reason",),
        done="合同已终止",
        verb="终止合同",
    )
    dialog.help_text = "从那天起不再要求签责任状；合同和签过的责任状都留着。"
    return dialog


def paper_dialog(parent: QWidget, desk: Desk, name: str) -> DraftDialog:
    """Return the form 登记证照."""
    dialog = DraftDialog(
        parent,
        desk,
        f"登记证照 {name}",
        AddTenantPaper,
        known={"tenant": name},
        fields={"file": FileField("选择扫描件", SCANS, "没有可不选")},
        done="已登记证照",
        adds_again=True,
    )
    dialog.field("title").setPlaceholderText("如：营业执照、食品经营许可证、健康证")
    return dialog


class DropPaperDialog(DraftDialog):
    """取下证照: which of the papers of a tenant is no longer one of them."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        choices = [
            Choice(str(one.position), one.title, f"有效期至 {one.expires_on or '长期'}")
            for one in tenant_view(name, desk.session.clock.today()).papers
        ]
        super().__init__(
            parent,
            desk,
            f"取下证照 {name}",
            DropTenantPaper,
            known={"tenant": name, "restore": None},
            fields={"paper": PickerField(listed(choices), "选一份")},
            done="已取下",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        return super().draft(values | {"paper": int(values["paper"])})

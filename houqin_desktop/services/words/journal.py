"""The journal in the words of the school: 状态 在用 where the row image says status in_use.

The images themselves stay as they were written; this is only how they are read. What is there for
the machine alone (sort keys, hashes, frozen sheets) is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from houqin_desktop.domain.asset import (
    AcquisitionMethod,
    AssetStatus,
    CategoryEdition,
    ProcurementForm,
    ValueType,
)
from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.domain.count import CountHandling, CountResult
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.disposal_papers import paper_spec
from houqin_desktop.domain.equipment import Audience
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.settings import SETTINGS
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.domain.voucher import Body, Decision, VoucherKind, VoucherState
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.drafts import COLUMN_OF, AssetFields
from houqin_desktop.services.words.safety import (
    SAFETY_ENUMS,
    SAFETY_FLAGS,
    SAFETY_PEOPLE,
    SAFETY_TITLES,
)
from houqin_desktop.storage.asset import ValueChangeKind, assets_by_id
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.people import Department, Person, Storeroom
from houqin_desktop.storage.place import Place
from houqin_desktop.storage.roster import Roster
from houqin_desktop.storage.voucher import Voucher

_ENUMS: dict[str, tuple[type[Labelled], ...]] = {
    "status": (AssetStatus,),
    "status_before": (AssetStatus,),
    "state": (VoucherState,),
    "kind": (VoucherKind, ValueChangeKind, PlaceKind, RosterKind, GroupKind),
    "audience": (Audience,),
    "basis": (KitBasis,),
    "season": (Season,),
    "post": (Post,),
    "level": (StoreroomLevel,),
    "decision": (Decision,),
    "body": (Body,),
    "reason": (DisposalReason,),
    "acquisition_method": (AcquisitionMethod,),
    "value_type": (ValueType,),
    "procurement_form": (ProcurementForm,),
    "shape": (FieldShape,),
    "category_edition": (CategoryEdition,),
    "result": (CountResult,),
    "handling": (CountHandling,),
}
for _column, _words in SAFETY_ENUMS.items():
    _ENUMS[_column] = (*_ENUMS.get(_column, ()), *_words)
_STEPS = {step.key: step.title for route in ROUTES.values() for step in route.steps}
_TITLES = {
    "code": "编号",
    "number": "编号",
    "name": "名称",
    **{COLUMN_OF.get(one.name, one.name): one.title for one in AssetFields.arguments()},
    "quantity": "数量",
    "original_value_fen": "原值",
    "opening_value_fen": "期初原值",
    "unverified": "待核实",
    "registered_on": "登记日期",
    "kind": "种类",
    "level": "层级",
    "closed": "停用",
    "closed_on": "停用日期",
    "walking_order": "路线次序",
    "post": "岗位",
    "person_id": "人员",
    "holder_id": "使用人",
    "responsible_id": "责任人",
    "keeper_id": "保管人",
    "applicant_id": "申请人",
    "prepared_by_id": "制单人",
    "printed_by_id": "打印人",
    "asset_id": "资产",
    "voucher_id": "单据",
    "disposal_id": "单据",
    "from_on": "起",
    "to_on": "止",
    "left_on": "离岗日期",
    "state": "状态",
    "version": "版本",
    "dated_on": "业务日期",
    "step": "步骤",
    "decision": "结论",
    "body": "单位",
    "signed_on": "签字日期",
    "opinion": "意见",
    "document_number": "文号",
    "document_on": "文件日期",
    "ordinal": "第几次",
    "printed_on": "打印日期",
    "reason": "原因",
    "reason_note": "原因说明",
    "residual_advice": "残值处理建议",
    "rule": "判定依据",
    "appraised_on": "鉴定日期",
    "appraisal_names": "鉴定人",
    "appraisal_conclusion": "鉴定结论",
    "written_off_on": "下账日期",
    "closing_note": "了结说明",
    "unit_limit_fen": "大件标准",
    "total_limit_fen": "大额标准",
    "position": "序号",
    "accumulated_fen": "累计折旧",
    "used_months": "已用月数",
    "status_before": "原状态",
    "dropped": "已剔除",
    "open": "在办",
    "changed_on": "变动日期",
    "delta_fen": "增减",
    "extra_months": "延长月数",
    "received_on": "收入日期",
    "method": "方式",
    "amount_fen": "金额",
    "deposit_slip": "缴款凭证",
    "value_fen": "价值",
    "posted_on": "移动日期",
    "conclusion": "结论",
    "paper": "材料",
    "has_original": "有纸质原件",
    "recorded_on": "登记日期",
    "addressee": "主送",
    "course": "经过",
    "liability": "责任与处理",
    "enclosures": "附件",
    "note": "备注",
    "part_id": "拆出的卡片",
    "split_on": "拆分日期",
    "kept_quantity": "留下数量",
    "kept_value_fen": "留下价值",
    "last": "已用到",
    "file_name": "文件",
    "imported_on": "导入日期",
    "undone_on": "撤回日期",
    "withdrawn": "随导入撤回",
    "withdrawn_code": "撤回前编号",
    "choice": "认法",
    "chosen_on": "认定日期",
    "found": "识别",
    "added": "新增",
    "updated": "更新",
    "unchanged": "未变",
    "rejected": "未登记",
    "doubtful": "待核实",
    "value": "值",
    "administrator": "管理员",
    "active": "可登录",
    "made_on": "制作日期",
    "ended_on": "失效日期",
    "used": "已使用",
    "field_key": "栏目",
    "title": "名称或职称",
    "shape": "填写内容",
    "choices": "选项",
    "retired": "停用",
    "added_on": "添加日期",
    "turned": "顺时针转（度）",
    "main": "主图",
    "removed": "已移除",
    "former_category_code": "原分类代码",
    "category_edition": "代码版本",
    "baseline_on": "基准日",
    "frozen_quantity": "冻结数",
    "booked_quantity": "账面数",
    "counted_quantity": "实盘数",
    "counted_on": "盘点日期",
    "counted_place": "实际地点",
    "counted_room_id": "实际保管室",
    "counted_holder_id": "实际使用人",
    "affected_quantity": "其中件数",
    "result": "差异",
    "cause": "差异原因",
    "handling": "处理",
    "liable_id": "责任人员",
    "compensation_fen": "赔偿",
    "document": "后续单据",
    "settled_on": "办理日期",
    "counted_by": "盘点人",
    "witnessed_by": "监盘人",
    "finished_on": "盘完日期",
    "signers": "签字人",
    "roster_id": "名单",
    "department_id": "部门",
    "audience": "配给谁",
    "words": "名称里的字",
    "basis": "按什么配",
    "grade": "年级",
    "season": "季",
    "begins_on": "开学日期",
    "heads": "人数",
    "classes": "班数",
    "planned_on": "计划日期",
    "done_on": "完成日期",
    **SAFETY_TITLES,
}
_PLACE_OF = {name: place for place, name in enumerate(_TITLES)}
_PEOPLE = (
    frozenset(name for name in _TITLES if name.endswith("_by_id"))
    | {
        "person_id",
        "holder_id",
        "responsible_id",
        "keeper_id",
        "applicant_id",
        "counted_holder_id",
        "liable_id",
    }
    | SAFETY_PEOPLE
)


_FLAGS = (
    frozenset(
        {
            "closed",
            "dropped",
            "open",
            "unverified",
            "administrator",
            "active",
            "used",
            "retired",
            "main",
            "removed",
        }
    )
    | SAFETY_FLAGS
)


class JournalWords:
    """Turns the images of some journal rows into words, with all names at hand."""

    def __init__(self, images: Iterable[tuple[str, str, str | None, str | None]]) -> None:
        """Look up the names behind rows of (subject, key, before, after)."""
        self._people = {row.id: row.name for row in Person.every()}
        self._rooms = {row.id: row.name for row in Storeroom.every()}
        self._fields = {field.key: field for field in card_fields().values()}
        self._departments = {row.id: row.name for row in Department.every()}
        self._places = {row.id: row.name for row in Place.every()}
        self._rosters = {row.id: row.name for row in Roster.every()}
        self._campus = {row.id: row.name for row in CampusPlace.every()}
        assets: set[int] = set()
        vouchers: set[int] = set()
        for subject, key, before, after in images:
            if subject == "asset":
                assets.add(int(key))
            elif subject in ("voucher", "disposal"):
                vouchers.add(int(key))
            for image in (_image(before), _image(after)):
                assets.update(_ids(image, "asset_id", "part_id"))
                vouchers.update(_ids(image, "voucher_id", "disposal_id"))
        self._assets = {asset.id: asset.code for asset in assets_by_id(sorted(assets))}
        found = (Voucher.find(id=key) for key in sorted(vouchers))
        self._vouchers = {row.id: row.number for row in found if row is not None}

    def subject(self, subject: str, key: str) -> str:
        """Return how a person calls the row of this key."""
        named: dict[str, dict[int, str]] = {
            "asset": self._assets,
            "voucher": self._vouchers,
            "disposal": self._vouchers,
            "person": self._people,
            "storeroom": self._rooms,
            "department": self._departments,
            "place": self._places,
            "roster": self._rosters,
            "campus_place": self._campus,
        }
        if subject == "setting":
            return SETTINGS[key].title if key in SETTINGS else key
        if subject in named:
            return named[subject].get(int(key), key)
        return key if key.isdecimal() else ""

    def words(self, image: str | None) -> str:
        """Return an image as 标题 值, in the order of the titles."""
        values = _image(image)
        field = self._fields.get(values.get("field_key", ""))
        if field is not None:
            values |= {"field_key": field.title, "value": field.shown(values.get("value", ""))}
        told = [name for name in values if name in _PLACE_OF and values[name] not in (None, "")]
        told.sort(key=_PLACE_OF.__getitem__)
        return "，".join(f"{_TITLES[name]} {self._value(name, values[name])}" for name in told)

    def _value(self, name: str, value: Any) -> str:
        if name in _PEOPLE:
            return self._people.get(value, str(value))
        known: dict[str, dict[int, str]] = {
            "storeroom_id": self._rooms,
            "counted_room_id": self._rooms,
            "using_department_id": self._departments,
            "department_id": self._departments,
            "roster_id": self._rosters,
            "campus_place_id": self._campus,
            "asset_id": self._assets,
            "part_id": self._assets,
            "voucher_id": self._vouchers,
            "disposal_id": self._vouchers,
        }
        if name in known:
            return known[name].get(value, str(value))
        if name.endswith("_fen"):
            return format_money(value)
        if name == "paper":
            return paper_spec(str(value)).title
        if name == "step":
            return _STEPS.get(value, str(value))
        for words in _ENUMS.get(name, ()):
            if value in list(words):
                return words(value).label
        if isinstance(value, bool) or name in _FLAGS:
            return "是" if value else "否"
        return str(value)


def _image(image: str | None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(image) if image else {}
    return loaded


def _ids(image: dict[str, Any], *names: str) -> set[int]:
    return {image[name] for name in names if isinstance(image.get(name), int)}

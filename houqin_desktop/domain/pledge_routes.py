"""Which hands a responsibility letter wants: the school or a department, and who promises."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.pledge import PledgeSigner
from houqin_desktop.domain.voucher import Body, Party, Route, Step

_SCHOOL: Final = Step(
    "principal", 1, "甲方（学校）", post=Post.PRINCIPAL, prompts=("校长签字",), seal=True
)


def _signer(title: str, *prompts: str) -> Step:
    return Step("signer", 1, title, party=Party.TAKER, prompts=prompts, seal=False)


PLEDGE_TEACHER: Final = Route(
    "pledge", "责任状", (_SCHOOL, _signer("乙方（责任人）", "责任人签字"))
)
PLEDGE_LAYERED: Final = Route(
    "pledge_layered",
    "责任状（部门与教职工）",
    (
        Step("head", 1, "甲方（部门）", party=Party.GIVER, prompts=("部门负责人签字",), seal=False),
        _signer("乙方（责任人）", "责任人签字"),
    ),
)
PLEDGE_DEPARTMENT: Final = Route(
    "pledge_department",
    "责任状（部门）",
    (_SCHOOL, _signer("乙方（部门）", "部门负责人签字")),
)
PLEDGE_TENANT: Final = Route(
    "pledge_tenant",
    "责任状（租赁单位）",
    (
        _SCHOOL,
        Step(
            "signer",
            1,
            "乙方（租赁单位）",
            body=Body.TENANT,
            prompts=("负责人签字", "身份证号（执照号）", "联系电话"),
        ),
    ),
)
PLEDGE_ROUTES: Final = {
    route.name: route
    for route in (PLEDGE_TEACHER, PLEDGE_LAYERED, PLEDGE_DEPARTMENT, PLEDGE_TENANT)
}


def pledge_route(signer: PledgeSigner, *, layered: bool) -> Route:
    """Return the route of a letter; a teacher may sign with the head of a department instead."""
    if signer is PledgeSigner.TENANT:
        return PLEDGE_TENANT
    if signer is PledgeSigner.DEPARTMENT:
        return PLEDGE_DEPARTMENT
    return PLEDGE_LAYERED if layered else PLEDGE_TEACHER

"""Slips (领用单, 借用单, 入库单 …): who gives, who takes, which boxes are signed by hand.

A slip is a voucher of one version. What is unsigned is taken back at one key; what is signed is
reversed by a red document that names it, once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from houqin_desktop.domain.inspection_routes import INSPECTION_ROUTES
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.pledge_routes import PLEDGE_ROUTES
from houqin_desktop.domain.procurement import PROCUREMENT_ROUTES
from houqin_desktop.domain.rectification_notice import NOTICE_ROUTES
from houqin_desktop.domain.repair_routes import REPAIR_ROUTES
from houqin_desktop.domain.sheet import PaperSheet, SignatureBox
from houqin_desktop.domain.voucher import Party, Route, Step, VoucherKind, VoucherState

_KEEPER: Final = Step("keeper", 1, "保管员", post=Post.STOREKEEPER, seal=False)
_DIRECTOR: Final = Step("director", 2, "总务主任", post=Post.GENERAL_AFFAIRS_DIRECTOR, seal=False)


def _party(key: str, title: str, party: Party) -> Step:
    return Step(key, 1, title, party=party, seal=False)


# Who supervises a hand-over: the first of these who neither gives nor takes.
HANDOVER_ROUTES: Final = (
    ("handover", "交接", Post.GENERAL_AFFAIRS_DIRECTOR),
    ("handover_leader", "主管领导监交", Post.SUPERVISING_LEADER),
    ("handover_principal", "校长监交", Post.PRINCIPAL),
)


def _handover(name: str, title: str, post: Post) -> Route:
    supervisor = Step("supervisor", 2, f"监交人（{post.label}）", post=post, seal=False, apart=True)
    return Route(
        name,
        title,
        (
            _party("giver", "移交人", Party.GIVER),
            _party("taker", "接收人", Party.TAKER),
            supervisor,
        ),
    )


SLIP_ROUTES: Final = (
    {
        route.name: route
        for route in (
            Route(
                "receipt", "入库", (_party("handler", "经办人", Party.GIVER), _KEEPER, _DIRECTOR)
            ),
            Route("issue", "领用", (_party("recipient", "领用人", Party.TAKER), _KEEPER)),
            Route("loan", "借用", (_party("borrower", "借用人", Party.TAKER), _KEEPER)),
            Route(
                "loan_outside",
                "校外借用",
                (
                    _party("borrower", "借用人", Party.TAKER),
                    _KEEPER,
                    Step("principal", 2, "校长", post=Post.PRINCIPAL),
                ),
            ),
            Route("take_back", "归还", (_party("returner", "归还人", Party.GIVER), _KEEPER)),
            Route("restock", "退库", (_party("returner", "退回人", Party.GIVER), _KEEPER)),
            Route(
                "transfer",
                "转移",
                (
                    _party("giver", "移交人", Party.GIVER),
                    _party("taker", "接收人", Party.TAKER),
                    Step(
                        "adjustment",
                        2,
                        "总务处审核调整意见",
                        post=Post.GENERAL_AFFAIRS_DIRECTOR,
                        by_office=True,
                    ),
                ),
            ),
            *(_handover(name, title, post) for name, title, post in HANDOVER_ROUTES),
            Route(
                "stocktake",
                "盘亏",
                (
                    _party("counter", "盘点人", Party.GIVER),
                    _party("witness", "监盘人", Party.WITNESS),
                    _DIRECTOR,
                    Step("accountant", 3, "财务", post=Post.FINANCE, seal=False),
                    Step("principal", 4, "校长", post=Post.PRINCIPAL),
                ),
            ),
            Route(
                "gate_pass",
                "物品出门",
                (
                    _party("carrier", "携出人", Party.TAKER),
                    Step(
                        "release",
                        1,
                        "总务处",
                        post=Post.GENERAL_AFFAIRS_DIRECTOR,
                    ),
                ),
            ),
            Route(
                "stock_reversal",
                "物品单据红字冲销",
                (
                    Step("head_keeper", 1, "总保管员", post=Post.HEAD_STOREKEEPER, seal=False),
                    _DIRECTOR,
                ),
            ),
        )
    }
    | PROCUREMENT_ROUTES
    | REPAIR_ROUTES
    | INSPECTION_ROUTES
    | PLEDGE_ROUTES
    | NOTICE_ROUTES
)

# What is asked for, ordered and accepted; nothing moves by them.
PAPERS_OF_BUYING: Final = frozenset(
    {VoucherKind.PURCHASE_REQUEST, VoucherKind.PURCHASE, VoucherKind.ACCEPTANCE}
)
# What has a list of its own, beside that of the slips that move things.
LISTED_APART: Final = PAPERS_OF_BUYING | {
    VoucherKind.INSPECTION,
    VoucherKind.REPAIR,
    VoucherKind.PLEDGE,
}
SLIP_KINDS: Final = PAPERS_OF_BUYING | frozenset(
    {
        VoucherKind.RECEIPT,
        VoucherKind.ISSUE,
        VoucherKind.LOAN,
        VoucherKind.TAKE_BACK,
        VoucherKind.RESTOCK,
        VoucherKind.TRANSFER,
        VoucherKind.HANDOVER,
        VoucherKind.STOCKTAKE,
        VoucherKind.GATE_PASS,
        VoucherKind.STOCK_REVERSAL,
        VoucherKind.REPAIR,
        VoucherKind.INSPECTION,
        VoucherKind.PLEDGE,
        VoucherKind.RECTIFICATION_NOTICE,
    }
)
# What moves nothing before its last signature.
MOVED_WHEN_SIGNED: Final = frozenset(
    {
        VoucherKind.TRANSFER,
        VoucherKind.HANDOVER,
        VoucherKind.STOCK_REVERSAL,
        VoucherKind.PURCHASE_REQUEST,
        VoucherKind.PURCHASE,
        VoucherKind.ACCEPTANCE,
        VoucherKind.REPAIR,
        VoucherKind.INSPECTION,
        VoucherKind.PLEDGE,
        VoucherKind.RECTIFICATION_NOTICE,
    }
)
_STATE_WORDS: Final = {
    VoucherState.SIGNING: "待签字",
    VoucherState.APPROVED: "已签齐",
    VoucherState.EXECUTED: "已办结",
    VoucherState.REJECTED: "不同意",
    VoucherState.WITHDRAWN: "已撤销",
}
REVERSED_WORD: Final = "已冲销"


def state_word(state: VoucherState, *, is_reversed: bool) -> str:
    """Return how far a slip has come, as one says it."""
    return REVERSED_WORD if is_reversed else _STATE_WORDS[state]


@dataclass(frozen=True, slots=True)
class SlipColumn:
    """One column of a slip's table: its title, and whether it holds figures."""

    title: str
    figures: bool = False


@dataclass(frozen=True)
class SlipSheet(PaperSheet):
    """Everything that the paper of a slip says, whichever kind it is; cells are texts.

    :param fields: what stands above the table, title and words.
    :param total: the words of the last row, then figures by the title of their column.
    :param stub: the words of the part that is torn off and stays with the other hand.
    """

    school: str
    title: str
    number: str
    version: int
    fields: tuple[tuple[str, str], ...]
    columns: tuple[SlipColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, tuple[tuple[str, str], ...]]
    paragraphs: tuple[str, ...]
    boxes: tuple[SignatureBox, ...]
    copies: str
    stub: str
    red: bool
    head: str

    def part_of(self, row: int) -> str:  # noqa: ARG002
        """Return the name of the part of the table in which a row (from 0) stands."""
        return ""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild the sheet that `to_json` wrote."""
        words: Mapping[str, Any] = json.loads(text)
        boxes = (SignatureBox(**{**b, "prompts": tuple(b["prompts"])}) for b in words["boxes"])
        total_words, figures = words["total"]
        return cls(
            **{
                **words,
                "fields": tuple((title, said) for title, said in words["fields"]),
                "columns": tuple(SlipColumn(**column) for column in words["columns"]),
                "rows": tuple(tuple(row) for row in words["rows"]),
                "total": (total_words, tuple((title, figure) for title, figure in figures)),
                "paragraphs": tuple(words["paragraphs"]),
                "boxes": tuple(boxes),
            }
        )

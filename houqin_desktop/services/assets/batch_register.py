"""批量登记: many new cards at once, as one command: all of them or none.

Each row is what registers one card, and is registered by the very rule that registers one.
"""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.verbs import register_asset
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument, in_row

MOST_ROWS = 1_000
"""So many take a second. A longer list is a ledger, which the import reads with its preview."""


@dataclass(frozen=True, kw_only=True)
class RegisterAssets(Draft):
    """The rows of a filled-in grid, each a new card."""

    rows: tuple[RegisterAsset, ...] = argument(
        "各行（每行填登记资产的栏目）", Kind.ROWS, rows=RegisterAsset
    )


@command("批量登记", RegisterAssets)
def register_assets(task: Task, draft: RegisterAssets) -> Outcome:
    """Write a new card for each row; the answer has their numbers in the order of the rows.

    :raises Refused: for the first row that the rules refuse, naming it; no card was written.
    """
    if not draft.rows:
        raise Refused("没有要登记的资产。请至少填一行。", code="no_assets")
    if len(draft.rows) > MOST_ROWS:
        raise Refused(
            f"一次最多登记 {MOST_ROWS} 行，这里有 {len(draft.rows)} 行。"
            "请分几次登记，或用“导入 Excel”。",
            code="too_many_rows",
        )
    codes = {}
    # A number that somebody chose is taken before the program gives the next one to another row.
    for at in sorted(range(len(draft.rows)), key=lambda at: draft.rows[at].code is None):
        with in_row(at + 1):
            codes[at] = register_asset(task, draft.rows[at]).ids[0]
    in_order = tuple(codes[at] for at in range(len(draft.rows)))
    return Outcome(in_order[0], in_order)

"""Every form that can be printed empty, by the name that the command line uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.disposal.sheet import blank_sheet


@dataclass(frozen=True, slots=True)
class BlankForm:
    """An empty form: its name, its title, and how it is drawn."""

    name: str
    title: str
    draw: Callable[[], bytes]


def _disposal(*, large: bool) -> bytes:
    from houqin_desktop.documents.disposal_blank import render_blank_disposal

    return render_blank_disposal(blank_sheet(large=large))


BLANK_FORMS: Final = (
    BlankForm("application", "固定资产报废（报损）申请单", lambda: _disposal(large=False)),
    BlankForm("approval", "大件（大额）固定资产报废（报损）审批表", lambda: _disposal(large=True)),
)


def blank_form(name: str) -> BlankForm:
    """Return the empty form of this name.

    :raises Refused: for a name that no form has.
    """
    found = next((form for form in BLANK_FORMS if form.name == name), None)
    if found is None:
        names = "、".join(f"{form.name}（{form.title}）" for form in BLANK_FORMS)
        raise Refused(f"没有表单“{name[:40]}”的空表。可打印：{names}。", code="unknown_form")
    return found

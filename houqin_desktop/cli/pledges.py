"""`pledges`: the letters that wait for hands as one PDF; `show` of a tenant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.pledge_papers import pledges_pdf
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.pledge.drafts import OpenPledges, PrintPledges
from houqin_desktop.services.pledge.hands import waiting_letters
from houqin_desktop.services.pledge.standing import missing
from houqin_desktop.services.pledge.tenant_view import tenant_view
from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class PledgeRequest:
    """Which letters are printed, and whether those that are wanting are opened first."""

    file: Path
    topic: str | None
    signer: str | None
    opened: bool
    preview: bool


def print_letters(session: Session, request: PledgeRequest, *, as_json: bool) -> int:
    """Print the letters that wait for hands; it counts as a printing without --preview.

    :raises Refused: where none waits.
    """
    session.require_other_file(request.file)
    topic = None if request.topic is None else PledgeTopic(request.topic)
    signer = None if request.signer is None else PledgeSigner(request.signer)
    if request.opened:
        _open(session, topic, signer)
    numbers = tuple(waiting_letters(topic, signer))
    if not numbers:
        raise Refused("没有等着签字的责任状，不用打印。请先开责任状。", code="nobody_left")
    data = pledges_pdf(numbers, lambda _done, _total: None, preview=request.preview)
    with beside(request.file, data):
        if not request.preview:
            session.run(PrintPledges(numbers=numbers))
    if as_json:
        answer_json({"file": str(request.file), "numbers": list(numbers)})
    tell(f"已写出 {request.file}（{len(numbers):,} 份责任状）")
    return DONE


def _open(session: Session, topic: PledgeTopic | None, signer: PledgeSigner | None) -> None:
    """Open what is wanting of each kind; a kind that cannot be opened says why."""
    wanting = {
        (one.topic, one.signatory.signer)
        for one in missing(session.clock.today())
        if one.letter is None
    }
    for wanted in [(t, s) for t in PledgeTopic for s in PledgeSigner if (t, s) in wanting]:
        if topic in (None, wanted[0]) and signer in (None, wanted[1]):
            try:
                session.run(OpenPledges(topic=wanted[0], signer=wanted[1]))
            except Refused as refusal:
                tell(refusal.sentence)


def show_tenant(session: Session, name: str) -> dict[str, Any]:
    """Return a tenant whole: contracts as its lines, papers as its history."""
    tenant = tenant_view(name, session.clock.today())
    return {
        "kind": "tenant",
        "number": tenant.name,
        "fields": {
            "租赁单位": tenant.name,
            "联系人": tenant.contact or None,
            "联系电话": tenant.telephone or None,
            "责任状": "、".join(tenant.letters) or None,
            "状态": tenant.state,
            "备注": tenant.remarks or None,
        },
        "lines": [
            {
                "第几份合同": one.position,
                "租用场所": one.place,
                "合同编号": one.number or None,
                "合同起日": one.from_on.isoformat(),
                "合同止日": one.to_on.isoformat(),
                "状态": one.state,
            }
            for one in tenant.contracts
        ],
        "signatures": [],
        "history": [
            {
                "on": None if one.expires_on is None else one.expires_on.isoformat(),
                "text": " ".join(filter(None, (one.title, one.number))),
                "number": None,
            }
            for one in tenant.papers
        ],
        "missing": list(tenant.unsigned),
        "next": None,
    }

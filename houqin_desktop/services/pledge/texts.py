"""What is promised: the texts of a school year by kind of signer, each version kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import (
    PledgeSigner,
    PledgeTopic,
    TextVersion,
    clauses,
    least_version,
)
from houqin_desktop.domain.school_year import read_school_year, school_year_of
from houqin_desktop.resources import resource_path
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.pledge.drafts import (
    AdoptPledgeTexts,
    WithdrawPledgeText,
    WritePledgeText,
)
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.pledge import PledgeText, texts_of
from houqin_desktop.storage.pledge_sums import letters

PARTS: Final = ("preamble", "goals", "duties", "appraisal", "supplement")

cannot_undo("adopt_pledge_texts", "各份文本已经编好版次。不用的请逐份“撤销责任状文本”。")


@dataclass(frozen=True, slots=True)
class TextInForce:
    """The latest text of one kind in a school year, and from which version on a letter counts."""

    text: PledgeText
    least: int


def year_of(task: Task, written: str | None) -> str:
    """Return the school year that a draft means, by default that of the business date.

    :raises Refused: for what names no school year.
    """
    return read_school_year(written) if written else school_year_of(task.on)


def texts_in_force(school_year: str) -> dict[tuple[PledgeTopic, PledgeSigner], TextInForce]:
    """Return what each kind of signer must sign in a school year, safety before fire."""
    versions: dict[tuple[PledgeTopic, PledgeSigner], list[PledgeText]] = {}
    for text in texts_of(school_year):
        versions.setdefault((text.topic, text.signer), []).append(text)
    order = [(topic, signer) for topic in PledgeTopic for signer in PledgeSigner]
    return {key: _in_force(versions[key]) for key in order if key in versions}


def _in_force(versions: Sequence[PledgeText]) -> TextInForce:
    least = least_version(TextVersion(one.version, one.anew) for one in versions)
    assert least is not None
    return TextInForce(versions[0], least)


def require_text(school_year: str, topic: PledgeTopic, signer: PledgeSigner) -> TextInForce:
    """Return the text that a letter has to have.

    :raises Refused: where the school year has none.
    """
    found = texts_in_force(school_year).get((topic, signer))
    if found is None:
        raise Refused(
            f"{school_year} 学年还没有{signer.label}的《{topic.label}》文本。"
            "请先“启用责任状文本”，或“改责任状文本”。",
            code="no_pledge_text",
        )
    return found


def text_parts(
    school_year: str, topic: PledgeTopic, signer: PledgeSigner, version: int
) -> list[tuple[str, str]]:
    """Return the parts of a version with their titles; those without words are left out."""
    text = PledgeText.find(school_year=school_year, topic=topic, signer=signer, version=version)
    titles = {one.name: one.title for one in WritePledgeText.arguments()}
    found = [] if text is None else [(titles[part], str(getattr(text, part))) for part in PARTS]
    return [(title, words) for title, words in found if words]


@cache
def starter_texts() -> dict[tuple[PledgeTopic, PledgeSigner], dict[str, str]]:
    """Return the texts that the program brings along, by topic and signer, part by part."""
    plain = json.loads(resource_path("data/pledge_texts.json").read_text(encoding="utf-8"))
    return {
        (PledgeTopic(topic), PledgeSigner(signer)): parts
        for topic, by_signer in plain.items()
        for signer, parts in by_signer.items()
    }


@command("启用责任状文本", AdoptPledgeTexts)
def adopt_pledge_texts(task: Task, draft: AdoptPledgeTexts) -> Outcome:
    """Give a school year its texts: those of the year before, else the starters.

    :raises Refused: where the year has every text already.
    """
    year = year_of(task, draft.school_year)
    first = int(year[:4]) - 1
    before = {
        key: {part: str(getattr(one.text, part)) for part in PARTS}
        for key, one in texts_in_force(f"{first}-{first + 1}").items()
    }
    written = []
    for (topic, signer), parts in (before or starter_texts()).items():
        if PledgeText.find(school_year=year, topic=topic, signer=signer) is None:
            _insert(task, year, topic, signer, parts, anew=False)
            written.append(f"{topic.label}（{signer.label}）")
    if not written:
        raise Refused(
            f"{year} 学年的责任状文本已经齐了。要改请用“改责任状文本”。", code="no_change"
        )
    return Outcome(year, tuple(written))


@command("改责任状文本", WritePledgeText)
def write_pledge_text(task: Task, draft: WritePledgeText) -> Outcome:
    """Write the next version of a text; letters that were signed before keep theirs.

    :raises Refused: without duties, or when nothing is otherwise than in the latest version.
    """
    year = year_of(task, draft.school_year)
    latest = latest_text(year, draft.topic, draft.signer)
    parts = {part: "" if latest is None else str(getattr(latest, part)) for part in PARTS}
    parts |= {part: getattr(draft, part) for part in PARTS if getattr(draft, part) is not None}
    if not clauses(parts["duties"]):
        raise Refused("没有写责任内容。请填写，每行一条。", code="empty_name")
    same = latest is not None and all(getattr(latest, part) == parts[part] for part in PARTS)
    if same and not draft.anew:
        raise Refused(
            f"{year} 学年{draft.signer.label}的《{draft.topic.label}》本来就是这样。"
            "请改动其中一项，或勾选“要求重新签订”。",
            code="no_change",
        )
    text = _insert(task, year, draft.topic, draft.signer, parts, anew=bool(draft.anew))
    return Outcome(_called(text), (str(text.version),))


@command("撤销责任状文本", WithdrawPledgeText)
def withdraw_pledge_text(task: Task, draft: WithdrawPledgeText) -> Outcome:
    """Take a version of a text out of force while no letter stands by it, or put it back.

    :raises Refused: for a version that is not there, one with letters, or no change.
    """
    year = year_of(task, draft.school_year)
    text = PledgeText.find(
        school_year=year, topic=draft.topic, signer=draft.signer, version=draft.version
    )
    if text is None:
        raise Refused(
            f"{year} 学年{draft.signer.label}的《{draft.topic.label}》没有第 {draft.version} 版。"
            "请核对版次。",
            code="unknown_pledge_text",
        )
    numbers = [] if draft.restore else _letters_under(text)
    if numbers:
        raise Refused(
            f"{_called(text)}已按这一版开出责任状 {numbers[0]} 等 {len(numbers)} 份，不能撤销。"
            "请改写新的一版，或先撤销这些责任状。",
            code="in_use",
        )
    if not task.update(text, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "撤销了"
        raise Refused(f"{_called(text)}本来就{state}。请核对版次。", code="no_change")
    return Outcome(_called(text), (str(text.version),))


def _letters_under(text: PledgeText) -> list[str]:
    return [
        one.number
        for one in letters(text.school_year)
        if one.stands and (one.topic, one.signer, one.version) == _key(text)
    ]


def _key(text: PledgeText) -> tuple[PledgeTopic, PledgeSigner, int]:
    return text.topic, text.signer, text.version


def latest_text(year: str, topic: PledgeTopic, signer: PledgeSigner) -> PledgeText | None:
    """Return the latest version of a text that is in force, or None."""
    found = PledgeText.picked(
        "school_year = ? AND topic = ? AND signer = ? AND withdrawn = 0",
        year,
        topic.value,
        signer.value,
        order="version DESC",
    )
    return found[0] if found else None


def _called(text: PledgeText) -> str:
    who = f"{text.school_year} 学年{text.signer.label}"
    return f"{who}《{text.topic.label}》第 {text.version} 版"


def _insert(
    task: Task,
    year: str,
    topic: PledgeTopic,
    signer: PledgeSigner,
    parts: dict[str, str],
    *,
    anew: bool,
) -> PledgeText:
    there = PledgeText.picked(
        "school_year = ? AND topic = ? AND signer = ?", year, topic.value, signer.value
    )
    return task.insert(
        PledgeText,
        school_year=year,
        topic=topic,
        signer=signer,
        version=len(there) + 1,
        anew=anew,
        written_on=task.on,
        withdrawn=False,
        **parts,
    )


@undoes("write_pledge_text")
def _without_version(deed: Deed) -> WithdrawPledgeText:
    ((text, _),) = deed.still(PledgeText)
    return _withdrawing(text)


@undoes("withdraw_pledge_text")
def _other_way(deed: Deed) -> WithdrawPledgeText:
    ((text, _),) = deed.still(PledgeText)
    return _withdrawing(text, restore=text.withdrawn)


def _withdrawing(text: PledgeText, *, restore: bool = False) -> WithdrawPledgeText:
    return WithdrawPledgeText(
        topic=text.topic,
        signer=text.signer,
        version=text.version,
        school_year=text.school_year,
        restore=restore or None,
    )

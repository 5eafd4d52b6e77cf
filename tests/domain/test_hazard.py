"""A hazard is struck off exactly when all is there that is wanted; who fixes does not check."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import (
    HazardState,
    HazardStepKind,
    Standing,
    effective,
    is_documented,
    require_step,
    standing_of,
    until,
)
from houqin_desktop.domain.hazard_severity import HazardSeverity
from tests.hazard_graph import ANNA, BERT, DEEDS, TODAY, Deed, Notebook, Step, Told, step_of

MOST = 12
CLOSING: tuple[Deed, ...] = (
    ("grade", "G"),
    ("plan", "spot"),
    ("rectify", "anna"),
    ("pass", "bert"),
    ("close_out", "bert"),
)


def told_after(told: Told, notebook: Notebook, deed: Deed) -> tuple[Told, Notebook] | None:
    """Return both after a deed, None where both refuse; they never differ."""
    wanted = notebook.after(deed)
    if deed[0] in ("notice", "no notice"):
        return None if wanted is None else (replace(told, noticed=wanted.notice), wanted)
    found = told.after(deed)
    assert (found is None) == (wanted is None), (told, notebook, deed)
    return None if found is None or wanted is None else (found, wanted)


def test_the_whole_graph_of_twelve_steps_strikes_off_exactly_what_has_all_that_is_wanted():
    ways: Counter[tuple[Told, Notebook]] = Counter({(Told(), Notebook()): 1})
    seen = set(ways)
    paths = 0
    for _ in range(MOST):
        following: Counter[tuple[Told, Notebook]] = Counter()
        for (told, notebook), many in ways.items():
            for deed in DEEDS:
                after = told_after(told, notebook, deed)
                if after is None:
                    continue
                following[after] += many
                is_closed = after[0].standing.state is HazardState.CLOSED
                assert is_closed == after[1].struck_off
                assert not is_closed or after[1].all_is_there
                if deed[0] == "close_out":
                    assert notebook.all_is_there
        ways = following
        seen |= set(ways)
        paths += sum(ways.values())
    ready = {notebook for told, notebook in seen if notebook.all_is_there}
    for notebook in ready - {one for one in ready if one.struck_off}:
        other = "bert" if notebook.fixed_by == "anna" else "anna"
        assert notebook.after(("close_out", other)) is not None
    assert len(seen) > 100
    assert paths > 10**8


def test_a_notebook_without_the_rule_about_the_checker_would_be_told_apart():
    told, notebook = Told(), Notebook()
    for deed in CLOSING[:3]:
        after = told_after(told, notebook, deed)
        assert after is not None
        told, notebook = after
    forgetful = replace(notebook, fixed_by="nobody")
    with pytest.raises(AssertionError):
        told_after(told, forgetful, ("pass", "anna"))


def test_a_retraction_takes_the_last_step_that_counts_away():
    steps = [step_of(deed) for deed in CLOSING]
    back = Step(HazardStepKind.RETRACT)
    states = [standing_of([*steps, *[back] * times]).state for times in range(len(steps) + 1)]
    assert states == [
        HazardState.CLOSED,
        HazardState.PASSED,
        HazardState.RECTIFIED,
        HazardState.PLANNED,
        HazardState.GRADED,
        HazardState.REGISTERED,
    ]
    again = [*steps, back, step_of(("close_out", "bert"))]
    assert standing_of(again) == standing_of(steps)
    assert effective(again) == [*steps[:-1], again[-1]]


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_is_retracted_leaves_no_trace_in_where_it_stands(deed: Deed):
    if deed[0] in ("notice", "no notice"):
        return
    steps = [step_of(one) for one in CLOSING[:4]]
    back = Step(HazardStepKind.RETRACT)
    assert standing_of([*steps, step_of(deed), back]) == standing_of(steps)


def test_a_past_day_sees_only_the_steps_of_by_then():
    steps = [
        replace(step_of(deed), happened_on=TODAY + timedelta(days=at))
        for at, deed in enumerate(CLOSING)
    ]
    back = Step(HazardStepKind.RETRACT, happened_on=TODAY + timedelta(days=9))
    closed_on = TODAY + timedelta(days=4)

    def seen_on(day: date) -> HazardState:
        return standing_of(until([*steps, back], day)).state

    assert seen_on(closed_on - timedelta(days=1)) is HazardState.PASSED
    assert seen_on(closed_on) is HazardState.CLOSED
    assert seen_on(closed_on + timedelta(days=4)) is HazardState.CLOSED
    assert seen_on(closed_on + timedelta(days=5)) is HazardState.PASSED


def test_a_failed_check_wants_a_new_outside_report():
    major = Standing(severity=HazardSeverity.MAJOR, planned=True, fixer_id=ANNA, reported=True)
    failed = major.after(Step(HazardStepKind.FAIL, BERT))
    fixed = failed.after(Step(HazardStepKind.RECTIFY, ANNA)).after(Step(HazardStepKind.PASS, BERT))
    with pytest.raises(Refused) as refused:
        require_step(fixed, HazardStepKind.CLOSE_OUT, "YHB20260001", noticed=True)
    assert refused.value.code == "outside_report_wanted"


def test_an_outside_report_is_a_file_or_named_whole():
    assert is_documented("", None, "", has_file=True)
    assert is_documented("湘消〔2026〕7号", TODAY, "消防大队", has_file=False)
    for number, on, body in (
        ("", TODAY, "消防大队"),
        ("湘消〔2026〕7号", None, "消防大队"),
        ("湘消〔2026〕7号", TODAY, ""),
    ):
        assert not is_documented(number, on, body, has_file=False)

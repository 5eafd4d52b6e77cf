"""Who may do what: one table, and the words in which it refuses."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.right import Right
from houqin_desktop.domain.rights import RIGHTS, Standing, may, only_own, refusal_of

NOBODY = Standing("郑老师")
ADMINISTRATOR = Standing("钱管理", administrator=True)


def holding(*posts: Post) -> Standing:
    return Standing("某人", {post: frozenset() for post in posts})


@pytest.mark.parametrize("command", sorted(RIGHTS))
def test_a_person_without_a_post_may_do_nothing(command: str):
    assert not may(command, NOBODY)
    assert refusal_of(command, "某事", NOBODY).startswith(
        "“某事”只在建账时" if RIGHTS[command].founder else "郑老师今天没有岗位，不能办“某事”"
    )


@pytest.mark.parametrize("command", sorted(RIGHTS))
def test_every_line_lets_somebody_in(command: str):
    right = RIGHTS[command]
    assert right.founder != bool(right.posts or right.own or right.administrator or right.anybody)


def test_the_refusal_names_the_posts_that_may():
    assert refusal_of("record_residual", "登记残值", holding(Post.PRINCIPAL)) == (
        "某人（校长）不能办“登记残值”。请由总保管员或财务办理。"
    )
    assert refusal_of("change_setting", "修改参数", holding(Post.STOREKEEPER)) == (
        "某人（分保管员）不能办“修改参数”。请由管理员办理。"
    )


def test_own_matters_are_named_as_such():
    right = Right(
        frozenset({Post.HEAD_STOREKEEPER}), own=frozenset({Post.STOREKEEPER, Post.FINANCE})
    )
    assert right.holders == "总保管员、分保管员（限本室）或财务（限本岗签字）"


def test_one_post_that_may_outweighs_others_that_may_only_in_their_own_matters():
    keeper = holding(Post.STOREKEEPER)
    both = holding(Post.STOREKEEPER, Post.HEAD_STOREKEEPER)
    assert only_own("apply_disposal", keeper) == {Post.STOREKEEPER}
    assert not only_own("apply_disposal", both)


def test_the_administrator_looks_after_parameters_and_people_but_not_after_assets():
    for command in ("change_setting", "add_person", "appoint"):
        assert may(command, ADMINISTRATOR)
    for command in ("register_asset", "write_off_disposal", "import_assets"):
        assert not may(command, ADMINISTRATOR)


def test_write_off_and_withdrawal_ask_for_the_password_again():
    assert {name for name, right in RIGHTS.items() if right.asks_password_again} >= {
        "write_off_disposal",
        "withdraw_disposal",
    }

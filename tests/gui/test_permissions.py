"""What a post does not allow is greyed, and says why."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.people import Post
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.commands_behind import COMMAND_OF
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.people.verbs import Appoint
from tests.builders import ACCOUNTANT, COLLEAGUE, KEEPER, TODAY


def test_actions_lead_to_commands_that_there_are():
    assert set(COMMAND_OF) <= set(ACTIONS)
    assert set(COMMAND_OF.values()) <= set(all_commands())


@pytest.fixture
def sit_down(window):
    """Return the function that lets somebody sit down at the window."""

    def sit(name):
        window.choose_actor(lookup.person(name).number)

    return sit


def actions(window):
    return [*((window.actions_of_window, one) for one in window.actions_of_window.ids())] + [
        (page.actions_of_page, one) for page in window.pages for one in page.actions_of_page.ids()
    ]


def test_the_head_storekeeper_is_forbidden_nothing(window):
    for held, action_id in actions(window):
        assert "不能办" not in held[action_id].toolTip()


def test_somebody_without_a_post_finds_every_command_greyed(window, sit_down):
    for key in ("assets", "disposal", "people"):
        window.show_page(key)
        sit_down(COLLEAGUE)
        here = {*window.page.actions_of_page.ids()} & set(COMMAND_OF)
        assert here
        for action_id in here:
            action = window.page.actions_of_page[action_id]
            assert not action.isEnabled()
            assert action.toolTip().startswith(f"{COLLEAGUE}今天没有岗位，不能办")
    assert not window.actions_of_window["book.import"].isEnabled()
    assert window.actions_of_window["book.journal"].isEnabled()


def test_the_reason_names_who_may(window, sit_down):
    sit_down(ACCOUNTANT)
    assert window.assets.actions_of_page["asset.register"].toolTip() == (
        f"{ACCOUNTANT}（财务）不能办“登记资产”。请由总保管员或分保管员（限本室）办理。"
    )
    sit_down(KEEPER)
    assert window.assets.actions_of_page["asset.register"].isEnabled()
    assert not window.actions_of_window["book.settings"].isEnabled()


def test_a_post_taken_up_opens_its_actions_at_once(window, sit_down, book):
    sit_down(COLLEAGUE)
    assert not window.assets.actions_of_page["asset.register"].isEnabled()
    actor, book.session.actor_number = book.session.actor_number, None
    result = book.run(Appoint(person=COLLEAGUE, post=Post.HEAD_STOREKEEPER, from_on=TODAY))
    book.session.actor_number = actor
    window.bus.changed.emit(result.changes)
    assert window.assets.actions_of_page["asset.register"].isEnabled()


def test_the_next_morning_the_posts_are_asked_anew(window, sit_down, book):
    sit_down(COLLEAGUE)
    tomorrow = book.today.replace(day=book.today.day + 1)
    book.session.actor_number = None
    window.bus.changed.emit(
        book.run(Appoint(person=COLLEAGUE, post=Post.HEAD_STOREKEEPER, from_on=tomorrow)).changes
    )
    sit_down(COLLEAGUE)
    assert not window.assets.actions_of_page["asset.register"].isEnabled()
    book.advance()
    window.show_page("assets")
    assert window.assets.actions_of_page["asset.register"].isEnabled()

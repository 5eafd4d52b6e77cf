"""Who may do what: one table, a line for each command.

A right belongs to a post, and a post to whoever holds it today: the paper of August names the
August holder, but the keyboard belongs to the people in office now. So the table is asked for the
posts of the day on the office's own clock, never for those of the business date. The administrator
(管理员) is no post: he looks after operators and parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.right import (
    ADMINISTRATOR_TITLE,
    ASKING,
    BUDGET,
    CARDS,
    HEAD,
    KEEPER,
    OFFICE,
    SIGNERS,
    SIGNING,
    STAFF,
    Right,
)
from houqin_desktop.domain.safety_rights import SAFETY_RIGHTS


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is today: name, posts with the rooms they are held for, administrator.

    :param barred: why the person may not sit down at all; such a person has no posts here.
    """

    name: str
    posts: Mapping[Post, frozenset[int]] = field(default_factory=dict)
    administrator: bool = False
    barred: str = ""

    @property
    def titles(self) -> str:
        """Return the posts as one reads them."""
        names = [post.label for post in Post if post in self.posts]
        names += [ADMINISTRATOR_TITLE] if self.administrator else []
        return "、".join(names)


RIGHTS: dict[str, Right] = {
    "found_book": Right(founder=True),
    "seed_demo_cards": Right(HEAD),
    "add_person": STAFF,
    "correct_person": STAFF,
    "correct_storeroom": STAFF,
    "correct_department": STAFF,
    "add_department": STAFF,
    "withdraw_person": STAFF,
    "withdraw_department": STAFF,
    "withdraw_storeroom": STAFF,
    "record_return": STAFF,
    "appoint": STAFF,
    "end_appointment": STAFF,
    "add_storeroom": STAFF,
    "close_storeroom": STAFF,
    "reopen_storeroom": STAFF,
    "add_place": CARDS,
    "correct_place": CARDS,
    "withdraw_place": CARDS,
    "change_setting": Right(administrator=True),
    "mark_setup": Right(HEAD, administrator=True),
    "register_asset": CARDS,
    "register_assets": CARDS,
    "withdraw_cards": CARDS,
    "correct_asset": CARDS,
    "split_asset": CARDS,
    "assign_cards": CARDS,
    "correct_cards": CARDS,
    "assign_categories": Right(HEAD),
    "declare_field": STAFF,
    "extend_field": STAFF,
    "shorten_field": STAFF,
    "retire_field": STAFF,
    "attach_to_asset": CARDS,
    "detach_picture": CARDS,
    "choose_picture": CARDS,
    "turn_picture": CARDS,
    "change_value": Right(HEAD | {Post.FINANCE}),
    "import_assets": Right(HEAD),
    "import_stock": Right(HEAD),
    "undo_import": Right(HEAD, asks_password_again=True),
    "apply_disposal": CARDS,
    "record_appraisal": CARDS,
    "change_disposal": CARDS,
    "withdraw_disposal": Right(HEAD, own=KEEPER, asks_password_again=True),
    "write_off_disposal": Right(HEAD, asks_password_again=True),
    "reverse_write_off": Right(HEAD),
    "post_reversal": Right(HEAD, asks_password_again=True),
    "record_disposal_paper": CARDS,
    "write_loss_report": CARDS,
    "record_residual": Right(HEAD | {Post.FINANCE}),
    "record_printing": Right(HEAD | SIGNERS, own=KEEPER),
    "record_signature": SIGNING,
    "attach_scan": SIGNING,
    "return_disposal": SIGNING,
    "reject_disposal": SIGNING,
    # A pile from the scanner has the papers of all rooms; each page says itself where it belongs.
    "file_returned_page": Right(HEAD | SIGNERS | KEEPER),
    "add_item": CARDS,
    "correct_item": Right(HEAD),
    "picture_item": CARDS,
    "retire_item": Right(HEAD),
    "set_minimum": CARDS,
    "receive_stock": CARDS,
    "issue_stock": CARDS,
    "lend": CARDS,
    "renew_loan": CARDS,
    "photograph_line": CARDS,
    "take_back": CARDS,
    "restock": CARDS,
    # Nothing moves before 总务处 has adjusted, and that signature a keeper may not put on record.
    "transfer": CARDS,
    "open_handover": STAFF,
    "record_compensation": CARDS,
    "withdraw_compensation": Right(HEAD),
    "issue_gate_pass": CARDS,
    "close_gate_pass": CARDS,
    "reserve": CARDS,
    "cancel_reservation": CARDS,
    # A request moves nothing; whoever keeps a room may put down what a department asks for.
    "request_purchase": ASKING,
    "decide_line": ASKING,
    "excuse_procurement": ASKING,
    "close_request": OFFICE,
    "order_purchase": OFFICE,
    "record_quotation": OFFICE,
    "accept_goods": CARDS,
    "stock_accepted": CARDS,
    "hand_out": CARDS,
    "enter_in_accounts": Right(HEAD | {Post.FINANCE, Post.GENERAL_AFFAIRS_DIRECTOR}),
    "add_supplier": OFFICE,
    "correct_supplier": OFFICE,
    "retire_supplier": OFFICE,
    "add_budget_line": BUDGET,
    "change_budget_line": BUDGET,
    "withdraw_budget_line": BUDGET,
    "attach_document": CARDS,
    "drop_document": CARDS,
    "withdraw_slip": CARDS,
    "reverse_slip": Right(HEAD, asks_password_again=True),
    "add_roster": STAFF,
    "correct_roster": STAFF,
    "withdraw_roster": STAFF,
    "join_roster": STAFF,
    "leave_roster": STAFF,
    "add_equipment_rule": STAFF,
    "change_equipment_rule": STAFF,
    "withdraw_equipment_rule": STAFF,
    "set_kit": STAFF,
    "withdraw_kit": STAFF,
    "open_term_plan": STAFF,
    "change_term_plan": STAFF,
    "withdraw_term_plan": STAFF,
    "set_term_groups": STAFF,
    "set_term_checks": STAFF,
    "tick_term_check": Right(HEAD | KEEPER | {Post.GENERAL_AFFAIRS_DIRECTOR}, administrator=True),
    "hand_out_term": CARDS,
    "withdraw_hand_out": CARDS,
    "sign_hand_out": Right(HEAD),
    "open_count": Right(HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}),
    "record_count_lines": CARDS,
    "record_surplus": CARDS,
    "drop_surplus": Right(HEAD),
    "finish_count_room": CARDS,
    "reopen_count_room": CARDS,
    "explain_difference": Right(HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}),
    "settle_difference": Right(HEAD),
    "close_count": Right(HEAD, asks_password_again=True),
    "withdraw_count": Right(HEAD, asks_password_again=True),
    "record_backup": STAFF,
    "record_restoration": Right(HEAD, administrator=True, asks_password_again=True),
    "add_operator": Right(administrator=True),
    "suspend_operator": Right(administrator=True),
    "make_administrator": Right(administrator=True),
    "unmake_administrator": Right(administrator=True),
    # Everybody his own; the verb asks for the administrator where it is another's.
    "set_password": Right(anybody=True, asks_password_again=True),
    "remove_password": Right(anybody=True, asks_password_again=True),
    "make_recovery_code": Right(administrator=True, asks_password_again=True),
    # The code on the paper stands in for the password that nobody remembers.
    "use_recovery_code": Right(anybody=True),
    "record_departure": STAFF,
    # What is taken back must be allowed to whoever takes it back: the verb asks for that itself.
    "undo_command": Right(anybody=True),
} | SAFETY_RIGHTS


def right_of(command: str) -> Right:
    """Return the line of a command; a command without one is a slip of whoever wrote it."""
    if command not in RIGHTS:
        raise LookupError(f"{command} has no line in domain/rights.py: who may do it?")
    return RIGHTS[command]


def may(command: str, standing: Standing) -> bool:
    """Say whether this person may carry out the command today, be it only in own matters."""
    right = right_of(command)
    if (right.posts | right.own) & standing.posts.keys():
        return True
    if right.administrator and standing.administrator:
        return True
    return right.anybody and bool(standing.titles)


def refusal_of(command: str, title: str, standing: Standing) -> str:
    """Return the sentence for somebody who may not, naming who may.

    :param title: what a person calls the command.
    """
    right = right_of(command)
    if right.founder:
        return f"“{title}”只在建账时做一次，不能再做。"
    if standing.barred:
        return standing.barred
    who = (
        f"{standing.name}（{standing.titles}）"
        if standing.titles
        else f"{standing.name}今天没有岗位，"
    )
    return f"{who}不能办“{title}”。请由{right.holders}办理。"


def only_own(command: str, standing: Standing) -> Collection[Post]:
    """Return the posts through which alone the command is open; none when it is open anyway."""
    right = right_of(command)
    if right.posts & standing.posts.keys() or (right.administrator and standing.administrator):
        return frozenset()
    return right.own & standing.posts.keys()

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

ADMINISTRATOR_TITLE = "管理员"


@dataclass(frozen=True, slots=True)
class Right:
    """Who may carry out one command.

    :param posts: posts that may, whatever the command is about.
    :param own: posts that may in their own matters: a 分保管员 for the cards of his rooms, a
        signer for the box of his post.
    :param administrator: whether the administrator may, by that alone.
    :param anybody: whether everyone may who is allowed to sit down at all: his own password.
    :param founder: whether it is the first command of a book in which there is nobody yet.
    :param asks_password_again: whether an operator who has a password gives it once more.
    """

    posts: frozenset[Post] = frozenset()
    own: frozenset[Post] = frozenset()
    administrator: bool = False
    anybody: bool = False
    founder: bool = False
    asks_password_again: bool = False

    @property
    def holders(self) -> str:
        """Return who may, as one reads it: 总保管员、分保管员（限本室）或管理员."""
        names = [post.label for post in Post if post in self.posts]
        names += [f"{post.label}（限{_own_word(post)}）" for post in Post if post in self.own]
        names += [ADMINISTRATOR_TITLE] if self.administrator else []
        names += ["有岗位的人"] if self.anybody else []
        return "、".join(names[:-1]) + ("或" if names[:-1] else "") + "".join(names[-1:])


def _own_word(post: Post) -> str:
    return "本室" if post.needs_storeroom else "本岗签字"


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


def _posts(*posts: Post) -> frozenset[Post]:
    return frozenset(posts)


_HEAD = _posts(Post.HEAD_STOREKEEPER)
_KEEPER = _posts(Post.STOREKEEPER)
_SIGNERS = _posts(
    Post.GENERAL_AFFAIRS_DIRECTOR, Post.SUPERVISING_LEADER, Post.FINANCE, Post.PRINCIPAL
)

_STAFF = Right(_HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}, administrator=True)
_CARDS = Right(_HEAD, own=_KEEPER)
_OFFICE = Right(_HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR})
_ASKING = Right(_HEAD | _KEEPER | {Post.GENERAL_AFFAIRS_DIRECTOR})
_BUDGET = Right(_HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.FINANCE})
_SIGNING = Right(_HEAD, own=_KEEPER | _SIGNERS)

RIGHTS: dict[str, Right] = {
    "found_book": Right(founder=True),
    "seed_demo_cards": Right(_HEAD),
    "add_person": _STAFF,
    "correct_person": _STAFF,
    "correct_storeroom": _STAFF,
    "correct_department": _STAFF,
    "add_department": _STAFF,
    "withdraw_person": _STAFF,
    "withdraw_department": _STAFF,
    "withdraw_storeroom": _STAFF,
    "record_return": _STAFF,
    "appoint": _STAFF,
    "end_appointment": _STAFF,
    "add_storeroom": _STAFF,
    "close_storeroom": _STAFF,
    "reopen_storeroom": _STAFF,
    "add_place": _CARDS,
    "correct_place": _CARDS,
    "withdraw_place": _CARDS,
    "change_setting": Right(administrator=True),
    "mark_setup": Right(_HEAD, administrator=True),
    "register_asset": _CARDS,
    "register_assets": _CARDS,
    "withdraw_cards": _CARDS,
    "correct_asset": _CARDS,
    "split_asset": _CARDS,
    "assign_cards": _CARDS,
    "correct_cards": _CARDS,
    "assign_categories": Right(_HEAD),
    "declare_field": _STAFF,
    "extend_field": _STAFF,
    "shorten_field": _STAFF,
    "retire_field": _STAFF,
    "attach_to_asset": _CARDS,
    "detach_picture": _CARDS,
    "choose_picture": _CARDS,
    "turn_picture": _CARDS,
    "change_value": Right(_HEAD | {Post.FINANCE}),
    "import_assets": Right(_HEAD),
    "import_stock": Right(_HEAD),
    "undo_import": Right(_HEAD, asks_password_again=True),
    "apply_disposal": _CARDS,
    "record_appraisal": _CARDS,
    "change_disposal": _CARDS,
    "withdraw_disposal": Right(_HEAD, own=_KEEPER, asks_password_again=True),
    "write_off_disposal": Right(_HEAD, asks_password_again=True),
    "reverse_write_off": Right(_HEAD),
    "post_reversal": Right(_HEAD, asks_password_again=True),
    "record_disposal_paper": _CARDS,
    "write_loss_report": _CARDS,
    "record_residual": Right(_HEAD | {Post.FINANCE}),
    "record_printing": Right(_HEAD | _SIGNERS, own=_KEEPER),
    "record_signature": _SIGNING,
    "attach_scan": _SIGNING,
    "return_disposal": _SIGNING,
    "reject_disposal": _SIGNING,
    # A pile from the scanner has the papers of all rooms; each page says itself where it belongs.
    "file_returned_page": Right(_HEAD | _SIGNERS | _KEEPER),
    "add_item": _CARDS,
    "correct_item": Right(_HEAD),
    "picture_item": _CARDS,
    "retire_item": Right(_HEAD),
    "set_minimum": _CARDS,
    "receive_stock": _CARDS,
    "issue_stock": _CARDS,
    "lend": _CARDS,
    "renew_loan": _CARDS,
    "photograph_line": _CARDS,
    "take_back": _CARDS,
    "restock": _CARDS,
    # Nothing moves before 总务处 has adjusted, and that signature a keeper may not put on record.
    "transfer": _CARDS,
    "open_handover": _STAFF,
    "record_compensation": _CARDS,
    "withdraw_compensation": Right(_HEAD),
    "issue_gate_pass": _CARDS,
    "close_gate_pass": _CARDS,
    "reserve": _CARDS,
    "cancel_reservation": _CARDS,
    # A request moves nothing; whoever keeps a room may put down what a department asks for.
    "request_purchase": _ASKING,
    "decide_line": _ASKING,
    "excuse_procurement": _ASKING,
    "close_request": _OFFICE,
    "order_purchase": _OFFICE,
    "record_quotation": _OFFICE,
    "accept_goods": _CARDS,
    "stock_accepted": _CARDS,
    "hand_out": _CARDS,
    "enter_in_accounts": Right(_HEAD | {Post.FINANCE, Post.GENERAL_AFFAIRS_DIRECTOR}),
    "add_supplier": _OFFICE,
    "correct_supplier": _OFFICE,
    "retire_supplier": _OFFICE,
    "add_budget_line": _BUDGET,
    "change_budget_line": _BUDGET,
    "withdraw_budget_line": _BUDGET,
    "attach_document": _CARDS,
    "drop_document": _CARDS,
    "withdraw_slip": _CARDS,
    "reverse_slip": Right(_HEAD, asks_password_again=True),
    "add_roster": _STAFF,
    "correct_roster": _STAFF,
    "withdraw_roster": _STAFF,
    "join_roster": _STAFF,
    "leave_roster": _STAFF,
    "add_equipment_rule": _STAFF,
    "change_equipment_rule": _STAFF,
    "withdraw_equipment_rule": _STAFF,
    "set_kit": _STAFF,
    "withdraw_kit": _STAFF,
    "open_term_plan": _STAFF,
    "change_term_plan": _STAFF,
    "withdraw_term_plan": _STAFF,
    "set_term_groups": _STAFF,
    "set_term_checks": _STAFF,
    "tick_term_check": Right(_HEAD | _KEEPER | {Post.GENERAL_AFFAIRS_DIRECTOR}, administrator=True),
    "hand_out_term": _CARDS,
    "withdraw_hand_out": _CARDS,
    "sign_hand_out": Right(_HEAD),
    "open_count": Right(_HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}),
    "record_count_lines": _CARDS,
    "record_surplus": _CARDS,
    "drop_surplus": Right(_HEAD),
    "finish_count_room": _CARDS,
    "reopen_count_room": _CARDS,
    "explain_difference": Right(_HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}),
    "settle_difference": Right(_HEAD),
    "close_count": Right(_HEAD, asks_password_again=True),
    "withdraw_count": Right(_HEAD, asks_password_again=True),
    "record_backup": _STAFF,
    "record_restoration": Right(_HEAD, administrator=True, asks_password_again=True),
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
    "record_departure": _STAFF,
    # What is taken back must be allowed to whoever takes it back: the verb asks for that itself.
    "undo_command": Right(anybody=True),
}


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

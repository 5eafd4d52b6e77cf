"""A right: which posts may carry out a command, and the groups of posts that most rights name."""

from __future__ import annotations

from dataclasses import dataclass

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


def posts_of(*posts: Post) -> frozenset[Post]:
    """Return these posts as a set."""
    return frozenset(posts)


HEAD = posts_of(Post.HEAD_STOREKEEPER)
KEEPER = posts_of(Post.STOREKEEPER)
SIGNERS = posts_of(
    Post.GENERAL_AFFAIRS_DIRECTOR, Post.SUPERVISING_LEADER, Post.FINANCE, Post.PRINCIPAL
)

STAFF = Right(HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR}, administrator=True)
CARDS = Right(HEAD, own=KEEPER)
OFFICE = Right(HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR})
ASKING = Right(HEAD | KEEPER | {Post.GENERAL_AFFAIRS_DIRECTOR})
BUDGET = Right(HEAD | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.FINANCE})
SIGNING = Right(HEAD, own=KEEPER | SIGNERS)

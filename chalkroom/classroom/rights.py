"""What people may do in a room: the pure rules, without a database or a socket."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal


class Right(StrEnum):
    SPEAK = "speak"
    VIDEO = "video"
    SCREEN = "screen"
    DRAW = "draw"
    CODE = "code"
    CHAT = "chat"


class DocumentName(StrEnum):
    """What is written together."""

    BOARD = "board"
    CODE = "code"


class Stage(StrEnum):
    """What a host puts before everyone."""

    PEOPLE = "people"
    BOARD = DocumentName.BOARD
    CODE = DocumentName.CODE


ALL_RIGHTS = frozenset(Right)
Rights = frozenset[Right]
Exceptions = Mapping[Right, bool]
"""Where one person differs from the room: true gives a right that the room withholds, false takes one away."""


@dataclass(frozen=True)
class Rules:
    """What a room allows those who are no hosts."""

    locked: bool = False
    """Nobody enters by themselves."""
    join_muted: bool = False
    rights: Rights = ALL_RIGHTS
    spotlight: str | None = None
    """The participant whom everyone is to see large."""
    encrypted: bool = False
    """From end to end, also through a media server."""
    stage: Stage = Stage.PEOPLE
    follow: bool = False
    """Everyone is to see the part of it that the host sees."""
    copy_of: str | None = None
    """The participant whose own copy of it is on the stage; None: the shared one."""
    private: frozenset[DocumentName] = frozenset()
    """Where everyone who is no host works on a copy of their own."""

    def without(self, participant_id: str) -> "Rules":
        """Nothing of somebody who was removed is before the class."""
        spotlight = None if self.spotlight == participant_id else self.spotlight
        copy_of = None if self.copy_of == participant_id else self.copy_of
        return replace(self, spotlight=spotlight, copy_of=copy_of)


DEFAULT_RULES = Rules()


def effective(rules: Rules, exceptions: Exceptions, *, host: bool) -> Rights:
    """What somebody may do: a host everything, anyone else what the room allows, but for their exceptions."""
    if host:
        return ALL_RIGHTS
    return frozenset(right for right in Right if exceptions.get(right, right in rules.rights))


def in_order(rights: Rights) -> list[Right]:
    return [right for right in Right if right in rights]


Kind = Literal["audio", "video", "screen"]
KINDS: tuple[Kind, ...] = ("audio", "video", "screen")


@dataclass(frozen=True)
class Media:
    """What somebody has switched on. Its fields are the kinds."""

    audio: bool = False
    video: bool = False
    screen: str | None = None
    """The id of the stream that shows their screen."""

    def within(self, rights: Rights) -> "Media":
        """What of it these rights allow."""
        return Media(
            audio=self.audio and Right.SPEAK in rights,
            video=self.video and Right.VIDEO in rights,
            screen=self.screen if Right.SCREEN in rights else None,
        )

    def without(self, kinds: set[Kind]) -> "Media":
        return Media(
            audio=self.audio and "audio" not in kinds,
            video=self.video and "video" not in kinds,
            screen=self.screen if "screen" not in kinds else None,
        )

    def lost(self, after: "Media") -> list[Kind]:
        """The kinds that were on and are off afterwards."""
        return [kind for kind in KINDS if getattr(self, kind) and not getattr(after, kind)]

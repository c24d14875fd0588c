"""What can go wrong with a session."""

from chalkroom.kit.language import Language
from chalkroom.kit.problems import Problem
from chalkroom.sessions.models import Status

WORDS: dict[Language, dict[Status, str]] = {
    "en": {
        Status.DRAFT: "a draft",
        Status.SCHEDULED: "scheduled",
        Status.LIVE: "live",
        Status.ENDED: "ended",
        Status.CANCELLED: "cancelled",
    },
    "fr": {
        Status.DRAFT: "un brouillon",
        Status.SCHEDULED: "programmée",
        Status.LIVE: "en cours",
        Status.ENDED: "terminée",
        Status.CANCELLED: "annulée",
    },
}


class IllegalStep(Problem):
    """A step that the life of a session does not have."""

    status = 409
    code = "illegal_step"
    en = "This session is {before}; it cannot become {after}."
    fr = "Cette séance est {before} ; elle ne peut pas passer à l’état « {after} »."

    def __init__(self, before: Status, after: Status) -> None:
        # "from" is a word of Python and cannot be passed by keyword.
        super().__init__(**{"from": before, "to": after})
        self.before, self.after = before, after

    def detail(self, language: Language) -> str:
        words = WORDS[language]
        return (self.fr if language == "fr" else self.en).format(before=words[self.before], after=words[self.after])


class _WrongState(Problem):
    """Something that only some states allow."""

    status = 409

    def __init__(self, state: Status) -> None:
        super().__init__(state=state)
        self.state = state

    def detail(self, language: Language) -> str:
        return (self.fr if language == "fr" else self.en).format(state=WORDS[language][self.state])


class NotEditable(_WrongState):
    code = "not_editable"
    en = "This session is {state}; only drafts and scheduled sessions can be changed."
    fr = "Cette séance est {state} ; seuls les brouillons et les séances programmées peuvent être modifiés."


class NotADraft(_WrongState):
    code = "not_a_draft"
    en = "This session is {state}; only drafts can be deleted. You can cancel it instead."
    fr = "Cette séance est {state} ; seuls les brouillons peuvent être supprimés. Vous pouvez l’annuler."

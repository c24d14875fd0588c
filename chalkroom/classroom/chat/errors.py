"""What can go wrong with a line of chat."""

from chalkroom.kit.problems import Problem


class NoSuchMessage(Problem):
    """Also for a message that the asker may not see, and for one that was deleted."""

    status = 404
    code = "no_such_message"
    en = "This message is not there any more, or it is not yours to see."
    fr = "Ce message n’existe plus, ou il ne vous est pas accessible."

"""The mails about recordings, in the language of the one who reads them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalkroom.accounts.models import User
from chalkroom.kit.mail import Letter


def ready(user: User, *, title: str, link: str) -> Letter:
    if user.language == "fr":
        return Letter(
            f"À revoir : {title}",
            f"Bonjour {user.name},\n\n« {title} » a été enregistrée. Image, son, tableau, code et discussion se "
            f"revoient ici :\n\n{link}\n\nSeuls les participants et les inscrits peuvent l’ouvrir.\n",
        )
    return Letter(
        f"Ready to watch again: {title}",
        f"Hello {user.name},\n\n“{title}” was recorded. Watch picture, sound, board, code and chat again here:\n\n"
        f"{link}\n\nOnly those who took part, or had a place in it, can open it.\n",
    )


def leaving(user: User, *, title: str, link: str, at: datetime) -> Letter:
    """To its teacher, who can keep it longer."""
    day = at.astimezone(ZoneInfo(user.timezone)).strftime("%d/%m/%Y" if user.language == "fr" else "%Y-%m-%d")
    if user.language == "fr":
        return Letter(
            f"Bientôt supprimé : {title}",
            f"Bonjour {user.name},\n\nl’enregistrement de « {title} » sera supprimé le {day}, comme prévu. Pour le "
            f"garder plus longtemps, ouvrez-le :\n\n{link}\n",
        )
    return Letter(
        f"Soon to be deleted: {title}",
        f"Hello {user.name},\n\nthe recording of “{title}” will be deleted on {day}, as it was set. To keep it longer, "
        f"open it:\n\n{link}\n",
    )

"""The mails about accounts, in the language of the one who reads them."""

from chalkroom.accounts.models import User
from chalkroom.kit.mail import Letter


def confirm_email(user: User, *, link: str, hours: int) -> Letter:
    if user.language == "fr":
        return Letter(
            "Confirmez votre adresse e-mail",
            f"Bonjour {user.name},\n\n"
            f"bienvenue sur Chalkroom. Confirmez que cette adresse est la vôtre en ouvrant ce lien :\n\n{link}\n\n"
            f"Il fonctionne une fois, pendant {hours} heures. "
            "Si vous n’avez pas créé de compte, ne tenez pas compte de ce message.\n",
        )
    return Letter(
        "Confirm your e-mail address",
        f"Hello {user.name},\n\n"
        f"welcome to Chalkroom. Please confirm that this address is yours by opening this link:\n\n{link}\n\n"
        f"It works once, for {hours} hours. If you did not make an account, please ignore this mail.\n",
    )


def reset_password(user: User, *, link: str, hours: int) -> Letter:
    if user.language == "fr":
        return Letter(
            "Choisissez un nouveau mot de passe",
            f"Bonjour {user.name},\n\n"
            "quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte. "
            f"Choisissez-le ici :\n\n{link}\n\n"
            f"Ce lien fonctionne une fois, pendant {hours} h. Si vous n’avez rien demandé, ne tenez pas compte de ce "
            "message : votre mot de passe reste inchangé.\n",
        )
    return Letter(
        "Choose a new password",
        f"Hello {user.name},\n\n"
        f"someone, most likely you, asked for a new password for your account. Choose it here:\n\n{link}\n\n"
        f"This link works once, for {hours} h. If you did not ask, please ignore this mail: your password stays as it "
        "is.\n",
    )


def password_changed(user: User, *, address: str) -> Letter:
    """`address` is where Chalkroom itself is reached."""
    if user.language == "fr":
        return Letter(
            "Votre mot de passe a été modifié",
            f"Bonjour {user.name},\n\n"
            "le mot de passe de votre compte vient d’être modifié et les autres appareils ont été déconnectés.\n\n"
            f"Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe : {address}/forgot-password\n",
        )
    return Letter(
        "Your password was changed",
        f"Hello {user.name},\n\n"
        "the password of your account was changed just now, and other devices were signed out.\n\n"
        f"If this was not you, please ask for a new password at once: {address}/forgot-password\n",
    )

"""What can go wrong with accounts."""

from chalkroom.kit.problems import NotAllowed, Problem


class SignedOut(Problem):
    status = 401
    code = "signed_out"
    en = "You are not signed in, or your sign-in has ended. Please sign in."
    fr = "Vous n’êtes pas connecté, ou votre connexion a pris fin. Connectez-vous."
    headers = {"WWW-Authenticate": "Bearer"}


class WrongCredentials(Problem):
    """The same for an unknown address and for a wrong password, so that nobody learns who has an account."""

    status = 401
    code = "wrong_credentials"
    en = "This e-mail address and password do not belong together. Please check both."
    fr = "Cette adresse e-mail et ce mot de passe ne correspondent pas. Vérifiez les deux."
    headers = {"WWW-Authenticate": "Bearer"}


class EmailTaken(Problem):
    status = 409
    code = "email_taken"
    en = "There is an account with this e-mail address already. Sign in, or ask for a new password."
    fr = "Un compte existe déjà avec cette adresse e-mail. Connectez-vous ou demandez un nouveau mot de passe."


class LinkExpired(Problem):
    status = 410
    code = "link_expired"
    en = "This link was used before, has expired, or was replaced by a newer one. Please ask for a new one."
    fr = "Ce lien a déjà servi, a expiré ou a été remplacé par un plus récent. Demandez-en un nouveau."


class ForeignOrigin(NotAllowed):
    code = "foreign_origin"
    en = "This request came from a page of another site. Please use Chalkroom’s own pages."
    fr = "Cette requête vient d’une page d’un autre site. Utilisez les pages de Chalkroom."


class TeachersOnly(NotAllowed):
    en = "Only a teacher can do this. Please sign in with a teacher’s account."
    fr = "Seul un enseignant peut faire cela. Connectez-vous avec un compte d’enseignant."

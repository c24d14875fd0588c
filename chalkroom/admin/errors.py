"""What can go wrong on the server's own pages."""

from chalkroom.kit.problems import NotAllowed


class AdministratorsOnly(NotAllowed):
    en = "Only an administrator can do this. Please sign in with an administrator’s account."
    fr = "Seul un administrateur peut faire cela. Connectez-vous avec un compte d’administrateur."

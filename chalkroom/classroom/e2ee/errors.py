"""What can go wrong where everything is encrypted from end to end."""

from chalkroom.kit.problems import Problem


class CannotEncrypt(Problem):
    status = 403
    code = "cannot_encrypt"
    en = (
        "This lesson is encrypted from end to end, and this page did not bring a key. Load the page again, or use an "
        "up-to-date Chrome, Edge, Firefox or Safari. The teacher can also allow an unencrypted room."
    )
    fr = (
        "Ce cours est chiffré de bout en bout, et cette page n’a pas apporté de clé. Rechargez la page, ou utilisez "
        "une version récente de Chrome, Edge, Firefox ou Safari. L’enseignant peut aussi permettre une salle non "
        "chiffrée."
    )


class DeviceChanged(Problem):
    status = 409
    code = "device_changed"
    en = "The keys of a page do not change while it is in the room. Please load the page again."
    fr = "Les clés d’une page ne changent pas tant qu’elle est dans la salle. Rechargez la page."

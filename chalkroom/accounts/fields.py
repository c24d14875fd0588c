"""The text that people type about themselves, checked and brought into one form. For schemas of every feature."""

import unicodedata
import zoneinfo
from functools import cache
from typing import Annotated

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, StringConstraints

from chalkroom.accounts.models import Role
from chalkroom.kit.text import one_line
from chalkroom.kit.validation import InvalidField

# Refused by default, and yet what many a school's own network is called.
for name in ("local", "localhost"):
    SPECIAL_USE_DOMAIN_NAMES.remove(name)

NOT_AN_ADDRESS = ("email", "This is not an e-mail address.", "Ce n’est pas une adresse e-mail.")


def _email(typed: str) -> str:
    try:
        # A school's own network may have names that the Internet does not know, hence "globally".
        # Letters outside ASCII before the @ are refused: few servers deliver to them, and look-alikes hide there.
        found = validate_email(
            typed.strip(), check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        raise InvalidField(*NOT_AN_ADDRESS) from None
    if found.ascii_email is None:
        raise InvalidField(*NOT_AN_ADDRESS)
    return found.ascii_email.lower()


def _name(typed: str) -> str:
    name = one_line(typed)
    # Letters, digits, signs: something to see. Blanks and joiners alone are none.
    if not any(unicodedata.category(letter)[0] in "LNSP" for letter in name):
        raise InvalidField("missing", "Please fill this in.", "Ce champ est obligatoire.")
    return name


def _timezone(typed: str) -> str:
    if typed not in _timezones():
        raise InvalidField(
            "unknown_timezone",
            "This time zone is not known. Please give a name such as Europe/Paris.",
            "Ce fuseau horaire est inconnu. Indiquez un nom tel que Europe/Paris.",
        )
    return typed


@cache
def _timezones() -> frozenset[str]:
    """The IANA names. The two taken out mean "wherever this server stands" and "not set"."""
    return frozenset(zoneinfo.available_timezones() - {"localtime", "Factory"})


def _password(typed: str) -> str:
    # One form for letters that keyboards compose differently (RFC 8265, OpaqueString).
    return unicodedata.normalize("NFC", typed)


# The words of the documents that this product was made from.
_ROLES = {
    "teacher": Role.TEACHER,
    "educator": Role.TEACHER,
    "tutor": Role.TEACHER,
    "student": Role.STUDENT,
    "child": Role.STUDENT,
    "participant": Role.STUDENT,
}


def read_role(given: object) -> object:
    role = _ROLES.get(given.strip().lower()) if isinstance(given, str) else None
    if role is None:
        # Also for "admin": nobody makes themselves an administrator.
        raise InvalidField("unknown_role", "Please choose teacher or student.", "Choisissez enseignant ou élève.")
    return role


Email = Annotated[
    str, StringConstraints(max_length=254), AfterValidator(_email), Field(json_schema_extra={"format": "email"})
]
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_name)
]
Timezone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_timezone)]
# The upper limit keeps the work of one request small; nobody remembers more.
NewPassword = Annotated[str, StringConstraints(min_length=8, max_length=200), AfterValidator(_password)]
TypedPassword = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_password)]

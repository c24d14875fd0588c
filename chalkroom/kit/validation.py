"""Invalid input as a problem: pydantic's findings, said in the reader's language, field by field."""

from collections.abc import Sequence
from typing import Any

from chalkroom.kit.language import Language
from chalkroom.kit.problems import Problem

# pydantic’s error types (its "Validation errors" page) in the words of a form. {…} are the error’s own values.
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("Please fill this in.", "Ce champ est obligatoire."),
    "extra_forbidden": ("This field is not known here.", "Ce champ n’est pas connu ici."),
    "string_type": ("Please write text here.", "Un texte est attendu ici."),
    "string_too_short": (
        "Please write at least {min_length} characters.",
        "Saisissez au moins {min_length} caractères.",
    ),
    "string_too_long": (
        "Please write at most {max_length} characters.",
        "Saisissez au plus {max_length} caractères.",
    ),
    "too_long": ("At most {max_length} are accepted here.", "{max_length} au plus sont acceptés ici."),
    "string_pattern_mismatch": ("This is not in the right form.", "Le format n’est pas le bon."),
    "int_type": ("Please give a whole number.", "Un nombre entier est attendu."),
    "int_parsing": ("Please give a whole number.", "Un nombre entier est attendu."),
    "int_from_float": ("Please give a whole number.", "Un nombre entier est attendu."),
    "bool_type": ("Please answer yes or no.", "Répondez par oui ou par non."),
    "bool_parsing": ("Please answer yes or no.", "Répondez par oui ou par non."),
    "greater_than_equal": ("Must be at least {ge}.", "La valeur minimale est {ge}."),
    "greater_than": ("Must be more than {gt}.", "La valeur doit dépasser {gt}."),
    "less_than_equal": ("Must be at most {le}.", "La valeur maximale est {le}."),
    "less_than": ("Must be less than {lt}.", "La valeur doit rester sous {lt}."),
    "literal_error": ("Must be one of {expected}.", "Les valeurs possibles sont {expected}."),
    "enum": ("Must be one of {expected}.", "Les valeurs possibles sont {expected}."),
    "datetime_parsing": ("This is not a date and time.", "Ce n’est pas une date avec une heure."),
    "datetime_from_date_parsing": ("This is not a date and time.", "Ce n’est pas une date avec une heure."),
    "datetime_type": ("This is not a date and time.", "Ce n’est pas une date avec une heure."),
    "uuid_parsing": ("This is not a valid id.", "Cet identifiant n’est pas valide."),
    "email": ("This is not an e-mail address.", "Ce n’est pas une adresse e-mail."),
    "json_invalid": ("This is not valid JSON.", "Ce n’est pas du JSON valide."),
}
OTHERWISE = ("This value is not accepted.", "Cette valeur n’est pas acceptée.")


class InvalidField(ValueError):
    """Raised by a schema's own validators: a code and a sentence in both languages."""

    def __init__(self, code: str, en: str, fr: str) -> None:
        super().__init__(en)
        self.code, self.en, self.fr = code, en, fr

    def sentence(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class InvalidInput(Problem):
    status = 422
    code = "invalid_input"
    en = "Some of this could not be accepted. Please mend the marked fields."
    fr = "Certaines informations n’ont pas pu être acceptées. Corrigez les champs indiqués."

    def __init__(self, errors: Sequence[Any]) -> None:
        """`errors` are pydantic's, as ValidationError.errors() gives them."""
        super().__init__()
        self.errors = errors

    @classmethod
    def of(cls, field: str, error: InvalidField) -> "InvalidInput":
        """One field that a verb, not a schema, finds wrong."""
        return cls([{"loc": ("body", field), "type": "value_error", "ctx": {"error": error}}])

    def body(self, language: Language) -> dict[str, Any]:
        return super().body(language) | {"errors": [_field_error(error, language) for error in self.errors]}


def _field_error(error: dict[str, Any], language: Language) -> dict[str, str]:
    context = error.get("ctx", {})
    own = context.get("error")
    # The first part of the location says where the value came from (body, query, path): of no use to a form.
    field = ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0] if error["loc"] else "body")
    if isinstance(own, InvalidField):
        return {"field": field, "code": own.code, "message": own.sentence(language)}
    kind = "email" if "email address" in error.get("msg", "") else error["type"]
    sentence = SENTENCES.get(kind, OTHERWISE)[1 if language == "fr" else 0]
    return {"field": field, "code": kind, "message": sentence.format(**context)}

"""Text that people type: one line or several, without what would forge lines or hide. For the fields of schemas:

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(one_line)]
"""

import unicodedata

from chalkroom.kit.validation import InvalidField

# Embeddings, overrides and isolates rewrite the order of what stands around them.
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(typed: str) -> str:
    text = unicodedata.normalize("NFC", typed).strip()
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") or letter in _BIDIRECTIONAL for letter in text):
        raise InvalidField(
            "control_characters",
            "Please leave out line breaks and invisible control characters.",
            "Retirez les retours à la ligne et les caractères de contrôle invisibles.",
        )
    return text


def several_lines(typed: str) -> str:
    return "\n".join(one_line(line.replace("\t", "    ")) for line in typed.splitlines()).strip()

"""Every error that people can see has its sentence in both languages."""

import string

import pytest

import chalkroom.app  # noqa: F401  (knows every feature, and so every problem)
from chalkroom.kit.language import LANGUAGES
from chalkroom.kit.problems import Problem
from chalkroom.kit.validation import OTHERWISE, SENTENCES


def _all(kind: type[Problem]) -> list[type[Problem]]:
    return [kind, *(grandchild for child in kind.__subclasses__() for grandchild in _all(child))]


# A leading underscore marks what is never raised itself, only refined.
PROBLEMS = [kind for kind in _all(Problem)[1:] if not kind.__name__.startswith("_")]


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_problem_speaks_both_languages(kind: type[Problem]):
    assert kind.en != kind.fr
    assert _blanks(kind.en) == _blanks(kind.fr), "what the English sentence tells, the French one has to tell too"
    for language in LANGUAGES:
        sentence = getattr(kind, language)
        assert sentence[-1] in ".?!", "a sentence ends"
        filled = sentence.format(**dict.fromkeys(_blanks(sentence), "7"))
        assert "{" not in filled


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_problem_has_a_status_of_failure_and_a_code_for_programs(kind: type[Problem]):
    assert 400 <= kind.status <= 599
    assert kind.code == kind.code.lower()
    assert kind.code.replace("_", "").isalnum()


@pytest.mark.parametrize("code", [*SENTENCES, "otherwise"])
def test_what_is_said_of_a_field_is_said_in_both_languages(code: str):
    english, french = SENTENCES.get(code, OTHERWISE)

    assert english != french
    assert _blanks(english) == _blanks(french)

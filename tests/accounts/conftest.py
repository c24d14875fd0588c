import pytest


@pytest.fixture(autouse=True)
def passwords_cost_little() -> None:
    """Not here: what a guess costs is part of what is tested."""

"""Demo data: people and sessions to try Chalkroom with, made through the same verbs as real ones."""

from dataclasses import dataclass

from chalkroom.kit.runtime import Runtime


@dataclass(frozen=True)
class Person:
    role: str
    name: str
    email: str
    password: str


async def load(runtime: Runtime) -> list[Person]:
    """Load the demo data unless it is there; give the accounts to sign in with."""
    assert runtime.settings.demo, "demo accounts belong into demo mode only"
    return []

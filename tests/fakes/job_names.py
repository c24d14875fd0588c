"""Job names as a process of its own has them.

make_jobs() puts the namespace before the names of the shared tasks once per runtime, and a test run makes hundreds of
runtimes in one process. Take this away when make_jobs() can be called twice without harm.
"""

import pytest

from chalkroom.app import JOBS


@pytest.fixture(autouse=True)
def plain_job_names() -> None:
    for blueprint in JOBS.values():
        tasks = set(blueprint.tasks.values())
        for task in tasks:
            task.name = task.name.rpartition(":")[2]
        blueprint.tasks = {task.name: task for task in tasks}

from tests.fakes.job_names import plain_job_names

__all__ = ["plain_job_names"]

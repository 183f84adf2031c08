"""The order of a run: the only place that knows which stage follows which."""

from gazette.pipeline.build import build_project
from gazette.pipeline.check import Outcome, Progress, check_project
from gazette.pipeline.release import Released, release_project

__all__ = ["Outcome", "Progress", "Released", "build_project", "check_project", "release_project"]

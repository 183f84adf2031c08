"""The trips through the house: the only room that knows the order of the others."""

from gazette.pipeline.build import build_project
from gazette.pipeline.check import check_project
from gazette.pipeline.outcome import Outcome, Progress
from gazette.pipeline.release import Released, release_project

__all__ = ["Outcome", "Progress", "Released", "build_project", "check_project", "release_project"]

"""schema.org for the heads of pages: pure functions to a dict, and its writing for a script element.

No file of its own. The context is inside, so that readers without a network understand it.
"""

from gazette.describe.schemaorg.dataset import dataset_jsonld
from gazette.describe.schemaorg.node import script_text
from gazette.describe.schemaorg.pages import breadcrumbs_jsonld, report_jsonld

__all__ = ["breadcrumbs_jsonld", "dataset_jsonld", "report_jsonld", "script_text"]

"""The crates against the profile of RO-Crate 1.2 by roc-validator, without a network."""

import gzip
import io
import json

import pytest
import requests
import urllib3

pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore")]
CONTEXT = "https://w3id.org/ro/crate/1.2/context"


@pytest.fixture(scope="module")
def cache(standards, tmp_path_factory):
    """A cache as the validator keeps it, with the context in it that it would fetch."""
    from requests_cache import CachedSession

    path = tmp_path_factory.mktemp("cache") / "http"
    body = gzip.decompress((standards / "rocrate" / "context-1.2.jsonld.gz").read_bytes())
    head = {"Content-Type": "application/ld+json"}
    with CachedSession(cache_name=str(path), backend="sqlite", expire_after=-1) as session:
        response = requests.Response()
        response.request = requests.Request("GET", CONTEXT).prepare()
        response.status_code, response.url = 200, CONTEXT
        response.headers.update(head)
        response._content = body
        response.raw = urllib3.HTTPResponse(
            body=io.BytesIO(body), status=200, headers=head, request_url=CONTEXT, preload_content=False
        )
        session.cache.save_response(response, cache_key=session.cache.create_key(response.request))
    return path


def faults(folder, cache) -> list[str]:
    """What the validator says at the level REQUIRED."""
    from rocrate_validator import models, services

    settings = models.ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier="ro-crate-1.2",
        requirement_severity="REQUIRED",
        offline=True,
        cache_path=cache,
        skip_availability_check=True,
    )
    return [issue.message for issue in services.validate(settings).get_issues()]


@pytest.mark.parametrize("folder", ["data/latest", "."])
def test_the_folder_is_a_crate(site, cache, folder):
    """The edition's folder and the whole site are valid crates, every named file in its place."""
    assert faults(site / folder, cache) == []


def test_every_release_is_a_crate(real_site, cache):
    """So are each frozen edition's folder and the whole published site."""
    releases = [one for one in (real_site / "data").iterdir() if one.name[0].isdigit()]
    assert releases
    for folder in (real_site, *releases):
        assert faults(folder, cache) == [], folder


def test_a_broken_crate_is_found(site, cache, tmp_path):
    """A file that is not there and a root without a licence are named."""
    crate = json.loads((site / "data/latest/ro-crate-metadata.json").read_text(encoding="utf-8"))
    root = next(entity for entity in crate["@graph"] if entity["@id"] == "./")
    del root["license"]
    (tmp_path / "ro-crate-metadata.json").write_text(json.dumps(crate), encoding="utf-8")
    assert faults(tmp_path, cache)

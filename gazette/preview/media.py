"""The media type of a file by its name: a table of our own, for the system's is not the same everywhere."""

from posixpath import splitext

_TEXT = "; charset=utf-8"
_TYPES = {
    ".html": "text/html" + _TEXT,
    ".css": "text/css" + _TEXT,
    ".js": "text/javascript" + _TEXT,
    ".mjs": "text/javascript" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".md": "text/markdown" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".tsv": "text/tab-separated-values" + _TEXT,
    ".ics": "text/calendar" + _TEXT,
    ".ttl": "text/turtle" + _TEXT,
    ".bib": "application/x-bibtex" + _TEXT,
    ".ris": "application/x-research-info-systems" + _TEXT,
    ".cff": "application/yaml",
    ".sql": "application/sql",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".map": "application/json",
    ".xml": "application/xml",
    ".rdf": "application/rdf+xml",
    ".nt": "application/n-triples",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PLAIN_NAMES = {"SHA256SUMS", "LICENSE", "_headers", "_redirects"}
UNKNOWN = "application/octet-stream"


def media_type(path: str) -> str:
    """The Content-Type to serve a file with."""
    name = path.rpartition("/")[2]
    if name in _PLAIN_NAMES:
        return _TYPES[".txt"]
    return _TYPES.get(splitext(name)[1].lower(), UNKNOWN)

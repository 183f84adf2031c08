"""What a page of the site may load and run: its own files and nothing else."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of every page. Nothing inline runs; data blocks (JSON-LD) are no scripts to it."""

_WASM = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'")
POLICIES = {"search.html": _WASM, "explore.html": _WASM}
"""Policies of pages that need more, by template: they compile WebAssembly of our own; no text is evaluated."""

HEADERS = {
    "Content-Security-Policy": f"{_WASM}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What a host that can send headers sends with every page; the data files may be read from anywhere.

A browser obeys this policy and the page's own: the header allows what the widest page needs, each page narrows it.
"""

"""How an open page learns of a new edition: it asks, and the answer is held back until there is one.

The question is a script element: a page's Content-Security-Policy need allow no more than its own scripts.
"""

import json
import threading

PREFIX = "/-/"
STARTER_PATH = PREFIX + "reload.js"
NEWS_PATH = PREFIX + "news.js"
HOLD_SECONDS = 20.0

STARTER = """\
"use strict";
// Reloads this page when the site was built again. Only the preview has this, not the published files.
(() => {
  const page = document.currentScript.dataset.edition;
  let since = "";
  let banner = null;
  const ask = () => {
    if (document.hidden) {  // a hidden page would hold one of the few connections that a browser opens
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    const script = document.createElement("script");
    script.src = "/-/news.js?since=" + since;
    script.onload = () => { script.remove(); ask(); };
    script.onerror = () => { script.remove(); setTimeout(ask, 1000); };
    document.head.append(script);
  };
  window.gazetteNews = (news) => {
    if (news.site !== page) { location.reload(); return; }
    since = news.site + "." + news.tries;
    if (news.failed && !banner) {
      banner = document.createElement("p");
      banner.setAttribute("role", "status");
      banner.lang = "en";
      banner.dir = "ltr";
      banner.textContent = "The last build failed; see the terminal.";
      Object.assign(banner.style, { position: "fixed", insetBlockEnd: "0", insetInline: "0", margin: "0",
        padding: "0.5rem 1rem", background: "#8a1c1c", color: "#fff", font: "1rem system-ui",
        zIndex: "9999" });
      document.body.append(banner);
    } else if (!news.failed && banner) { banner.remove(); banner = null; }
  };
  if (document.readyState === "complete") { ask(); } else { addEventListener("load", ask, { once: true }); }
})();
"""


class Editions:
    """How many editions there were, and how the last build ended; many requests wait for the next."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._site = 0
        self._tries = 0
        self._failed = False
        self._closed = False

    def built(self, *, well: bool) -> None:
        """A build ended: a new edition if it ended well."""
        with self._changed:
            self._tries += 1
            self._site += well
            self._failed = not well
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def news(self, since: str, hold: float = HOLD_SECONDS) -> str:
        """A script that tells the state: at once if it is not `since`, else on a change or after `hold`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or since != self._name, hold)
            state = {"site": str(self._site), "tries": str(self._tries), "failed": self._failed}
        return f"window.gazetteNews({json.dumps(state)});\n"

    @property
    def tag(self) -> bytes:
        """The script element for a page of the present edition."""
        with self._changed:
            return f'<script src="{STARTER_PATH}" data-edition="{self._site}" defer></script>'.encode()

    @property
    def _name(self) -> str:
        return f"{self._site}.{self._tries}"

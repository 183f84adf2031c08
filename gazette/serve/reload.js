"use strict";
// Reloads this page when the site was built again, says what is going on, and shows problems over the last good page.
// Only what is served has this, not the published files. The question is a script element: so a page's
// Content-Security-Policy need allow no more than its own scripts.
(() => {
  const page = document.currentScript.dataset.edition;
  let since = "";
  const ask = () => {
    if (document.hidden) {  // a hidden page would hold one of the few connections that a browser opens
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    const script = document.createElement("script");
    script.src = "/-/news.js?since=" + since + "&page=" + encodeURIComponent(location.pathname);
    script.onload = () => { script.remove(); ask(); };
    script.onerror = () => { script.remove(); setTimeout(ask, 1000); };
    document.head.append(script);
  };
  const box = (element, role, style) => {
    const made = document.createElement(element);
    made.setAttribute("role", role);
    made.lang = "en";
    made.dir = "ltr";
    made.hidden = true;
    Object.assign(made.style, { position: "fixed", insetInline: "0", margin: "0", padding: "0.5rem 1rem",
      zIndex: "9999", color: "#fff", font: "1rem system-ui", ...style });
    return made;
  };
  const doing = box("p", "status", { insetBlockStart: "0", background: "#1c3d8a" });
  const problems = box("pre", "alert", { insetBlockEnd: "0", background: "#8a1c1c", maxBlockSize: "60vh",
    overflow: "auto", whiteSpace: "pre-wrap", font: "0.875rem/1.4 ui-monospace, monospace" });
  problems.tabIndex = 0;
  const corner = box("details", "note", { insetInline: "auto 0", insetBlockEnd: "0", background: "#6b4a00",
    maxBlockSize: "60vh", maxInlineSize: "40rem", overflow: "auto" });
  const count = document.createElement("summary");
  const warnings = document.createElement("pre");
  Object.assign(warnings.style, { whiteSpace: "pre-wrap", font: "0.875rem/1.4 ui-monospace, monospace" });
  const show = (made, text) => {
    if (made.textContent !== text) { made.textContent = text; }
    made.hidden = !text;
    made.style.display = text ? "block" : "none";
    if (text && !made.isConnected) { document.body.append(made); }
  };
  window.gazetteNews = (news) => {
    if (news.site !== page) { location.reload(); return; }
    if (news.jump && news.jump.split("#")[0] !== location.pathname) { location.assign(news.jump); return; }
    since = news.state;
    show(doing, news.doing);
    show(problems, news.problems);
    const lines = (news.warnings || "").trim().split("\n");
    show(corner, lines[lines.length - 1]);
    if (news.warnings) {
      count.textContent = lines[lines.length - 1];
      warnings.textContent = news.warnings;
      corner.replaceChildren(count, warnings);
    }
  };
  if (document.readyState === "complete") { ask(); } else { addEventListener("load", ask, { once: true }); }
})();

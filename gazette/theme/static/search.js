/* Asks the index of this language. Nothing is fetched from elsewhere, and no word leaves the browser. */
(() => {
  "use strict";

  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const narrow = document.getElementById("narrow");
  const list = document.getElementById("results");
  const broken = document.getElementById("broken");
  const status = document.getElementById("status");
  const STEP = 20;
  const SPLIT = "\u02bc ";
  const ELIDED = /(?<!\p{L})\p{L}{1,2}['’](?=\p{L}{2})/gu;
  const WEIGHTS = { title: 5, known: 4, bare: 1, kind: 0.5, within: 0.5, behind: 0.1 };
  let turn = 0;

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent?.append(made);
    return made;
  };

  /* An excerpt is text with <mark> in it; it is taken apart, so that nothing else in it can become an element. */
  const excerpt = (text, parent) => {
    const held = new DOMParser().parseFromString(text.replaceAll(SPLIT, "’"), "text/html");
    for (const node of held.body.childNodes) {
      if (node.nodeName === "MARK") element("mark", node.textContent, parent);
      else parent.append(node.textContent);
    }
  };

  /* A document of the index stands in the folder of its page; what is found inside a page, in a folder "~…" of it. */
  const address = (path) => path.slice(1).replace(/~([^/]+)\/$/, "#$1");

  let facets = {};
  const filters = () => {
    for (const [name, values] of Object.entries(facets)) {
      const label = element("label", `${name} `, narrow);
      const select = element("select", "", label);
      select.name = name;
      element("option", form.dataset.all, select).value = "";
      for (const value of Object.keys(values)) element("option", value, select).value = value;
      select.value = new URLSearchParams(location.search).get(name) ?? "";
    }
  };

  const more = (results, from) => {
    const rest = element("button", form.dataset.more, list.parentElement);
    rest.type = "button";
    list.after(rest);
    rest.addEventListener("click", async () => {
      rest.remove();
      await show(results, from);
    });
  };

  /* Letters as they are compared: without accents and vowel marks, whatever their size. */
  const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, " ").trim();

  /* What is called as was asked stands first, then what is known by it, then what the index finds near. */
  const ranked = (pages, words) => {
    const asked = bare(words);
    const rank = ({ meta }) =>
      bare(meta.title.replaceAll(SPLIT, "’")) === asked ? 0 : meta.known?.replaceAll(SPLIT, "’").split("; ").some((name) => bare(name) === asked) ? 1 : 2;
    return pages.map((page, at) => [rank(page), at, page]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((each) => each[2]);
  };

  /* How many letters part two words: left out, put in, changed, or changed round; more than `most` is all the same. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [older, old] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      [older, old] = [old, row];
    }
    return old[b.length];
  };

  /* The words with each that no name has in the spelling of the nearest name; nothing where none is near. */
  let known = [];
  const mended = (words) => {
    let changed = false;
    const parts = words.split(/\s+/).map((word) => {
      const asked = bare(word);
      const most = asked.length > 7 ? 2 : 1;
      if (asked.length < 5 || known.some((name) => name.bare.startsWith(asked.slice(0, -1)))) return word;
      const near = known.map((name) => [distance(asked, name.bare, most), name.word]).filter((each) => each[0] <= most);
      if (!near.length) return word;
      changed = true;
      return near.sort((a, b) => a[0] - b[0])[0][1];
    });
    return changed ? parts.join(" ") : "";
  };

  const show = async (results, from, words = "") => {
    const mine = turn;
    const data = await Promise.all(results.slice(from, from + STEP).map((one) => one.data()));
    if (mine !== turn) return;
    for (const { meta, excerpt: near, raw_url: path } of ranked(data, words)) {
      const item = element("li", "", list);
      const name = meta.title.replaceAll(SPLIT, "’");
      const link = element("a", name, item);
      link.href = new URL(form.dataset.root + address(path), location.href);
      link.dir = "auto";
      const kind = element("p", "", item);
      kind.className = "by";
      element("bdi", meta.kind, kind);
      for (const one of meta.within?.split(" · ") ?? []) {
        kind.append(" · ");
        element("bdi", one.replaceAll(SPLIT, "’"), kind);
      }
      const text = element("p", "", item);
      text.dir = "auto";
      excerpt(near, text);
      if (name.startsWith(text.textContent.replace(/[.…\s]+$/, ""))) text.remove();
    }
    if (from + STEP < results.length) more(results, from + STEP);
  };

  /* The other languages are asked the same words; what narrows results has other names there. */
  const others = [...document.querySelectorAll(".languages a")].map((link) => [link, link.getAttribute("href")]);
  const carry = (words) => {
    for (const [link, href] of others) link.setAttribute("href", words ? `${href}?${new URLSearchParams({ q: words })}` : href);
  };

  const run = async (pagefind) => {
    const mine = (turn += 1);
    const chosen = [...narrow.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.name, one.value]);
    const words = field.value.trim();
    const query = new URLSearchParams({ ...(words && { q: words }), ...Object.fromEntries(chosen) });
    history.replaceState(null, "", query.toString() ? `?${query}` : location.pathname);
    carry(words);
    const search = (text) => pagefind.search(text.replace(ELIDED, "") || null);
    const instead = mended(words);
    const asked = words || chosen.length ? await search(words) : null;
    const also = instead ? (await search(instead)).results : [];
    if (mine !== turn) return;
    const allowed = chosen.map(([name, value]) => new Set(facets[name][value]));
    const first = new Set(also.map((one) => one.id));
    const all = asked && [...also, ...asked.results.filter((one) => !first.has(one.id))];
    const found = all?.filter((one) => allowed.every((ids) => ids.has(one.id)));
    list.replaceChildren();
    list.parentElement.querySelectorAll("#results + button").forEach((one) => one.remove());
    status.textContent = !found ? "" : found.length ? form.dataset.found.replace("%(n)s", found.length) : form.dataset.none;
    if (also.length) status.textContent += ` ${form.dataset.instead.replace("%(words)s", instead)}`;
    if (found) await show(found, 0, instead || words);
  };

  const start = async () => {
    const pagefind = await import(new URL(form.dataset.index, location.href));
    await pagefind.options({ ranking: { pageLength: 1, metaWeights: WEIGHTS } });
    await pagefind.init();
    facets = await (await fetch(form.dataset.facets)).json();
    known = (await (await fetch(form.dataset.words)).json()).map((word) => ({ word, bare: bare(word) }));
    filters();
    form.hidden = false;
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => run(pagefind), 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(pagefind);
    });
    await run(pagefind);
  };

  /* A browser lets no page of a disk load an index: it is not even asked, and the sentence of the page stays. */
  if (location.protocol === "file:") broken.hidden = false;
  else {
    start().catch(() => {
      broken.hidden = false;
    });
  }
})();

/* Lists filter and sort in place, and the briefing keeps what was ticked. The state is the address; without this
   script the same links lead to pages of their own. */
(() => {
  "use strict";

  const state = () => new URLSearchParams(location.search);
  const status = document.getElementById("status");
  const go = (query) => {
    const text = query.toString();
    history.pushState(null, "", text ? `?${text}` : location.pathname);
  };

  /* The other languages keep the choice: ids are the same in all of them, words are not. */
  const others = [...document.querySelectorAll(".languages a")].map((link) => [link, link.getAttribute("href")]);
  const carry = (query) => {
    const text = query.toString();
    for (const [link, href] of others) link.setAttribute("href", text ? `${href}?${text}` : href);
  };

  /* From a disk a link to a folder shows the folder; the offline edition, made for disks, has links to files. */
  const disk = document.getElementById("disk");
  if (disk) disk.hidden = location.protocol !== "file:" || !document.querySelector('main a[href$="/"]');

  for (const button of navigator.clipboard ? document.querySelectorAll(".copy") : []) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = button.dataset.done;
    };
  }

  /* A word is looked for in all rows of a table, which are fetched when a reader first writes one. */
  const lookup = location.protocol === "file:" ? null : document.getElementById("lookup");
  if (lookup) {
    const SHOWN = 20, LONG = 80;
    const body = document.querySelector("table.preview").tBodies[0];
    const first = [...body.rows];
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const load = () => fetch(lookup.dataset.rows).then((answer) => answer.json());
    let rows;
    lookup.hidden = false;
    document.getElementById("seek").oninput = async ({ target }) => {
      rows ??= load().then((all) => all.map((row) => Object.values(row).map((cell) => String(cell ?? ""))));
      const words = fold(target.value).split(/\s+/).filter(Boolean);
      const found = (await rows).filter((row) => words.every((word) => fold(row.join(" ")).includes(word)));
      if (fold(target.value).split(/\s+/).filter(Boolean).join() !== words.join()) return;
      body.replaceChildren(...(words.length ? found.slice(0, SHOWN).map((row) => {
        const line = document.createElement("tr");
        for (const cell of row) {
          const held = document.createElement("bdi");
          held.textContent = cell.length > LONG ? `${cell.slice(0, LONG)}…` : cell;
          line.insertCell().append(held);
        }
        return line;
      }) : first));
      status.textContent = words.length ? lookup.dataset.found.replace("%(n)s", found.length) : "";
    };
  }

  const list = document.getElementById("list");
  if (list) {
    const body = list.tBodies[0];
    const rows = [...body.rows];
    const field = document.getElementById("find");
    const links = [...document.querySelectorAll(".filters [data-key]")];
    const sorts = [...document.querySelectorAll(".filters [data-sort]")];
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));

    const show = (speak) => {
      const query = state();
      const words = fold(query.get("find") ?? "").split(/\s+/).filter(Boolean);
      const wanted = links.map((link) => link.dataset.key).filter((key) => {
        const [column, value] = key.split("=");
        return query.get(column) === value;
      });
      const sort = query.get("sort") ?? "";
      const order = sort === "name" ? [...rows].sort((a, b) => a.dataset.rank - b.dataset.rank) : rows;
      carry(new URLSearchParams([...wanted.map((key) => key.split("=")), ...(sort ? [["sort", sort]] : [])]));
      let shown = 0;
      for (const row of order) {
        const keys = row.dataset.keys.split(" ");
        row.hidden = !(wanted.every((key) => keys.includes(key)) && words.every((word) => texts.get(row).includes(word)));
        if (!row.hidden) shown += 1;
        body.append(row);
      }
      for (const link of links) {
        if (wanted.includes(link.dataset.key)) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        if (wanted.includes(link.dataset.key)) link.closest("details").open = true;
      }
      for (const link of sorts) {
        if (link.dataset.sort === sort) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (field !== document.activeElement) field.value = query.get("find") ?? "";
      if (speak || wanted.length || words.length) status.textContent = status.dataset.one.replace("%(n)s", shown);
      document.getElementById("number").hidden = status.textContent !== "";
    };

    for (const link of [...links, ...sorts]) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const query = state();
        const [column, value] = "key" in link.dataset ? link.dataset.key.split("=") : ["sort", link.dataset.sort];
        if (query.get(column) === value || !value) query.delete(column);
        else query.set(column, value);
        go(query);
        show(true);
      });
    }
    field.addEventListener("input", () => {
      const query = state();
      if (field.value.trim()) query.set("find", field.value);
      else query.delete("find");
      history.replaceState(null, "", query.toString() ? `?${query}` : location.pathname);
      show(true);
    });
    document.getElementById("clear").addEventListener("click", () => {
      field.value = "";
      go(new URLSearchParams());
      show(true);
    });
    addEventListener("popstate", () => show(true));
    field.closest(".find").hidden = false;
    show(false);
  }

  const choice = document.getElementById("choice");
  if (choice) {
    const boxes = [...choice.elements.about];
    const cited = document.querySelector(".citation .address");
    const whole = cited.textContent;
    const show = () => {
      const about = state().getAll("about");
      for (const box of boxes) {
        box.checked = about.includes(box.value);
        document.getElementById(`about-${box.value}`).hidden = about.length > 0 && !box.checked;
      }
      const chosen = boxes.filter((box) => box.checked).map((box) => ["about", box.value]);
      cited.textContent = chosen.length ? `${whole}?${new URLSearchParams(chosen)}` : whole;
      carry(new URLSearchParams(chosen));
      document.body.classList.toggle("unticked", !about.length);
      status.textContent = about.length ? status.dataset.one.replace("%(n)s", about.length) : status.dataset.all;
    };
    choice.addEventListener("submit", (event) => {
      event.preventDefault();
      go(new URLSearchParams(new FormData(choice)));
      show();
    });
    document.getElementById("print").addEventListener("click", () => print());
    addEventListener("popstate", show);
    choice.hidden = false;
    show();
  }
})();

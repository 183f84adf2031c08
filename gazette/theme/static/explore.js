/* SQL in the browser. Nothing is loaded until the reader asks for it; every text comes from the page.
   The engine runs in a worker, so that a query that never ends can be stopped. */
(() => {
  "use strict";

  const MOST_ROWS = 1000; // shown; the CSV has all
  const box = document.getElementById("explorer");
  const words = box.dataset;
  const [load, run, stop, editor, status, result, table, csv, link] =
    ["load", "run", "stop", "sql", "status", "result", "rows", "csv", "link"].map((id) => document.getElementById(id));

  let database = null; // the file's bytes, kept so that a stopped engine can start again
  let worker = null;
  let number = 0; // of the message under way; answers to older ones are dropped
  let address = ""; // of the CSV made last

  if (location.protocol === "file:") return; // a browser lets no page of a disk load a database

  box.hidden = false;
  document.getElementById("without-script").hidden = true; // it stays where a script is refused or lost
  for (const button of document.querySelectorAll("button.take")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      take(button.dataset.question);
      editor.focus();
    });
  }
  load.addEventListener("click", () => start(load));
  run.addEventListener("click", ask);
  stop.addEventListener("click", async () => {
    await start(stop);
    say(words.stopped);
  });
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !run.disabled) ask();
  });
  addEventListener("hashchange", readAddress);
  readAddress();

  /* The query that the address carries: one of the page's own by its name, or any after "sql=". */
  function readAddress() {
    const fragment = location.hash.slice(1);
    if (fragment.startsWith("sql=")) {
      try {
        editor.value = decodeURIComponent(fragment.slice(4));
      } catch {
        return; // not written by this page
      }
    } else if (fragment) {
      take(fragment);
    }
  }

  function take(name) {
    const button = [...document.querySelectorAll("button.take")].find((one) => one.dataset.question === name);
    if (button) editor.value = button.closest("section").querySelector("code").textContent;
  }

  function say(text, wrong = false) {
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  }

  /* One message to the engine and its answer. A newer message makes an older one's answer void. */
  function tell(message) {
    const id = ++number;
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.error) reject(new Error(data.error));
        else resolve(data);
      };
      worker.onerror = (event) => reject(new Error(event.message || words.failed));
      worker.postMessage({ id, ...message });
    });
  }

  async function start(button) {
    button.disabled = true;
    run.disabled = true;
    stop.disabled = true;
    say(words.loading);
    try {
      if (database === null) {
        const response = await fetch(words.database);
        if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
        database = await response.arrayBuffer();
      }
      if (worker !== null) worker.terminate();
      worker = new Worker(words.worker);
      await tell({ action: "open", buffer: database });
      load.hidden = true;
      run.disabled = false;
      say(words.ready);
    } catch (error) {
      load.hidden = false;
      load.disabled = false;
      say(words.failed.replace("%(reason)s", () => error.message), true);
    }
  }

  async function ask() {
    const sql = editor.value;
    history.replaceState(null, "", "#sql=" + encodeURIComponent(sql));
    link.href = location.hash;
    run.disabled = true;
    stop.disabled = false;
    result.hidden = true;
    say(words.running);
    try {
      const { results } = await tell({ action: "exec", sql });
      const last = results.at(-1);
      if (last) show(last);
      else say(words.nothing);
    } catch (error) {
      say(words.failed.replace("%(reason)s", () => error.message), true);
    }
    run.disabled = false;
    stop.disabled = true;
  }

  function show({ columns, values }) {
    const some = values.slice(0, MOST_ROWS);
    const caption = element("caption", words.result);
    const head = element("tr", ...columns.map((name) => cell("th", name)));
    const rows = some.map((row) => element("tr", ...row.map((value) => cell("td", value))));
    table.replaceChildren(caption, element("thead", head), element("tbody", ...rows));
    URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([written([columns, ...values])], { type: "text/csv" }));
    csv.href = address;
    result.hidden = false;
    const message = some.length < values.length ? words.shown : words.rows;
    say(message.replace("%(n)s", values.length).replace("%(shown)s", some.length));
  }

  function element(name, ...children) {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  }

  /* The direction follows each cell's own text: a column may hold ids, French and Arabic. */
  function cell(name, value) {
    const made = element(name, value === null ? "" : String(value));
    made.dir = "auto";
    if (name === "th") made.scope = "col";
    return made;
  }

  function written(rows) {
    return rows.map((row) => row.map(quoted).join(",") + "\n").join("");
  }

  function quoted(value) {
    const text = value === null ? "" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
})();

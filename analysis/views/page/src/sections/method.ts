import { dataDetails, headedTable, scrollBox } from "../charts/figure.ts";
import { el, name, type Child } from "../html.ts";
import { fixed, span } from "../numbers.ts";
import type { Page } from "../page.ts";
import type { Results } from "../results.ts";
import { glossary, term, termId } from "../words/glossary.ts";
import { isSetting, worries } from "../words/worries.ts";
import { section, type Section } from "./section.ts";
import { stressItems } from "./stress.ts";

export function methodSection(page: Page): Section {
  const { results } = page;
  const all = worries(results);
  return section(
    "method",
    "Method",
    null,
    all.length > 0
      ? [
          el("h3", {}, "What to keep in mind"),
          el(
            "ul",
            { class: "list" },
            all.map((w) => el("li", {}, w.text)),
          ),
        ]
      : null,
    el("h3", {}, "What was run"),
    el(
      "dl",
      { class: "facts" },
      facts(results).map(([key, value]) => el("div", {}, el("dt", {}, key), el("dd", {}, value))),
    ),
    inputs(results),
    targetsTable(results),
    stress(results),
    scenarioText(results),
    files(results),
  );
}

function facts(results: Results): [Child, Child][] {
  const m = results.manifest;
  const w = m.window;
  const found: [Child, Child][] = [];
  found.push(["Command", el("code", {}, name(m.command ?? "–"))]);
  found.push([
    "Program",
    `${m.program ?? "stepdown"} ${m.version ?? ""}${m.commit ? `, ${m.commit}` : ""}${m.compiler ? `, ${m.compiler}` : ""}`,
  ]);
  for (const s of results.scenarios.slice(0, 8)) {
    found.push([
      "Scenario",
      [name(s.file ?? s.name ?? "–"), s.sha1 ? el("span", { class: "small" }, ` sha1 ${s.sha1.slice(0, 12)}`) : null],
    ]);
  }
  const n = results.replications;
  if (n !== null) found.push([term("Replications", "replication"), fixed(n, 0)]);
  if (m.seed !== undefined) found.push([term("Seed", "seed"), String(m.seed)]);
  if (w?.warm_up_days !== undefined)
    found.push([term("Warm-up", "warm-up"), w.warm_up_days === 0 ? "none: the start is part of the question" : span(w.warm_up_days)]);
  if (w?.horizon_days !== undefined)
    found.push([term("Horizon", "horizon"), `${span(w.horizon_days)} from the start${w.start ? ` on ${w.start}` : ""}`]);
  if (w?.observed_from && w.observed_to)
    found.push(["Observed", `${w.observed_from.slice(0, 10)} to ${w.observed_to.slice(0, 10)}, ${span(w.observed_days ?? 0)}`]);
  if (m.simulated?.["people"] !== undefined)
    found.push([
      "Simulated",
      `${fixed(m.simulated["people"], 0)} people, ${fixed(m.simulated["events"] ?? 0, 0)} events in all replications`,
    ]);
  const little = Object.values(m.littles_law ?? {}).map((l) => Math.abs(l.relative_difference ?? 0));
  if (little.length > 0)
    found.push([
      "Books",
      `Everybody who entered a state left it or is still there, in every replication. Census and admissions times stay differ by at most ${fixed(Math.max(...little) * 100, 2)} %, which is people at the edges of the window.`,
    ]);
  return found;
}

const confidences: Record<string, string> = {
  read: "read",
  derived: "derived",
  assumption: "assumption",
  none: "no source",
  "": "no source",
};

/// Every input with its source; what nobody vouches for comes first.
function inputs(results: Results): Child {
  const table = results.table("inputs.csv");
  const title = el("h3", { id: "inputs" }, "Inputs and sources");
  if (!table) return [title, el("p", {}, "These results have no list of inputs; their sources are in the scenario's own notes.")];
  const order = ["none", "", "assumption", "derived", "read"];
  const rank = (c: string): number => (order.indexOf(c) < 0 ? order.length : order.indexOf(c));
  const rows = table.rows.filter((row) => !isSetting(row)).sort((a, b) => rank(a.text("confidence")) - rank(b.text("confidence")));
  const counts = order
    .map((c) => [confidences[c] ?? c, rows.filter((row) => row.text("confidence") === c).length] as const)
    .filter(([, n]) => n > 0);
  const list = headedTable(
    "Inputs and their sources",
    ["Input", "Value", "Source", "How sure"],
    rows.map((row) =>
      el(
        "tr",
        { class: ["none", ""].includes(row.text("confidence")) ? "unsourced" : null },
        el("th", { scope: "row" }, el("code", {}, name(row.text("path")))),
        el("td", {}, name(row.text("value")), row.text("unit") ? ` ${row.text("unit")}` : ""),
        el("td", {}, row.text("source") ? name(row.text("source")) : "–"),
        el("td", {}, confidences[row.text("confidence")] ?? row.text("confidence")),
      ),
    ),
    "plain inputs",
  );
  return [
    title,
    el(
      "p",
      {},
      `${fixed(rows.length, 0)} inputs: ${counts.map(([word, n]) => `${fixed(n, 0)} ${word}`).join(", ")}. An `,
      term("assumption"),
      " is a choice that nobody read anywhere.",
    ),
    el("details", { class: "fold", "data-print": "open" }, el("summary", {}, "All inputs"), list),
  ];
}

function targetsTable(results: Results): Child {
  const table = results.table("targets.csv");
  if (!table) return null;
  return [
    el("h3", {}, "Targets"),
    dataDetails(
      () => ({
        columns: ["target", "value", "low", "high", "met", "confidence", "replications_met", "note"].map((title) => ({
          title,
          meaning: results.meaning("targets.csv", title),
        })),
        rows: table.rows.map((row) =>
          ["target", "value", "low", "high", "met", "confidence", "replications_met", "note"].map((c) => row.cell(c)),
        ),
        note: "From targets.csv.",
      }),
      "All targets with their values",
    ),
  ];
}

function stress(results: Results): Child {
  return [
    el("h3", {}, "For a publication: STRESS-DES"),
    el(
      "p",
      { class: "about" },
      "The items of the STRESS-DES guidelines for reporting simulation studies (Monks et al. 2019, Journal of Simulation 13:55), as far as the results know them.",
    ),
    el(
      "details",
      { class: "fold", "data-print": "open" },
      el("summary", {}, "All items"),
      el(
        "dl",
        { class: "stress" },
        stressItems(results).map(([number, title, text]) => el("div", {}, el("dt", {}, `${number} ${title}`), el("dd", {}, text))),
      ),
    ),
  ];
}

function scenarioText(results: Results): Child {
  if (!results.scenarioText) return null;
  return [
    el("h3", {}, "The scenario"),
    el(
      "details",
      { class: "fold" },
      el("summary", {}, "The scenario as it was simulated"),
      scrollBox("Scenario text", el("pre", { dir: "auto" }, results.scenarioText)),
    ),
  ];
}

function files(results: Results): Child {
  const names = results.manifest.files ?? results.tableNames;
  return [
    el("h3", {}, "Files"),
    el(
      "p",
      {},
      "This page shows the files of one folder: ",
      names.map((file, i) => [i > 0 ? ", " : "", el("code", {}, file)]),
      ". The dictionary there explains every column; nothing on this page leaves your computer.",
    ),
  ];
}

export function glossarySection(): Section {
  return section(
    "glossary",
    "Words",
    "Words with a dotted line lead here.",
    el(
      "dl",
      { class: "glossary" },
      glossary.map(([key, word, meaning]) => el("div", { id: termId(key) }, el("dt", {}, word), el("dd", {}, meaning))),
    ),
  );
}

import { useChart, fateChart } from "../charts/overview.ts";
import { outcome, readLevels, tightest } from "../facts.ts";
import { el, name, type Child } from "../html.ts";
import { confidence, fixed, number, scale, span, wait, type Figure } from "../numbers.ts";
import type { Page } from "../page.ts";
import type { Results } from "../results.ts";
import { answer } from "../words/answer.ts";
import { described } from "../words/description.ts";
import { term } from "../words/glossary.ts";
import { worries, type Worry } from "../words/worries.ts";
import type { Experiment } from "./experiment.ts";
import { commandTitle } from "./others.ts";
import { tile, tiles, type Tile } from "./tiles.ts";

/// The first screen, and when printed exactly the first page: question, answer, four numbers, two charts.
export function board(page: Page, experiment: Experiment | null): HTMLElement {
  const { results } = page;
  return el(
    "section",
    { class: "board", id: "answer", "aria-labelledby": "title" },
    header(results),
    el(
      "div",
      { class: "answer" },
      el(
        "div",
        { class: "says" },
        el("h2", { class: "eyebrow" }, "The answer"),
        (experiment?.answer ?? answer(results)).map((sentence, i) => el("p", { class: i === 0 ? "lead" : null }, sentence)),
        targets(results),
      ),
      worryList(worries(results)),
    ),
    tiles(experiment?.tiles ?? tilesOfRun(results)),
    el("div", { class: "figures" }, experiment ? experiment.charts() : chartsOfRun(results)),
  );
}

function header(results: Results): HTMLElement {
  const [scenario] = results.scenarios;
  const title = scenario?.name || scenario?.file || (results.table("verification.csv") ? "Systems with a known answer" : "Results");
  const description = scenario?.description || described(results.scenarioText);
  return el(
    "header",
    {},
    el("p", { class: "eyebrow" }, commandTitle(results)),
    el("h1", { id: "title" }, name(title)),
    description ? el("p", { class: "question" }, name(description)) : null,
    el("p", { class: "setting" }, settingLine(results)),
  );
}

function settingLine(results: Results): Child {
  const said = setting(results);
  return said.length > 0 ? [said, changes(results)] : null;
}

function setting(results: Results): Child[] {
  const { window } = results.manifest;
  const n = results.replications;
  const parts: Child[] = [];
  if (window?.observed_from && window.observed_to) {
    parts.push(`${span(window.observed_days ?? 0)}, ${window.observed_from.slice(0, 10)} to ${window.observed_to.slice(0, 10)}`);
  } else if (window?.horizon_days !== undefined) {
    parts.push(`${span(window.horizon_days - (window.warm_up_days ?? 0))} observed`);
  }
  if (window?.warm_up_days) parts.push([`after ${span(window.warm_up_days)} of `, term("warm-up")]);
  if (n !== null) parts.push([`${fixed(n, 0)} `, term(n === 1 ? "replication" : "replications", "replication")]);
  if (results.table("levels.csv") && n !== null && n > 1) parts.push(["in brackets the 95 % ", term("interval")]);
  return parts.flatMap((part, i): Child[] => [i > 0 ? ", " : "", part]);
}

/// Values that were given besides the scenario; how many replications were run is said already.
function changes(results: Results): Child {
  if (results.scenarios.length !== 1) return ".";
  const set = (results.scenarios[0]?.set ?? []).filter((s) => !s.startsWith("run.replications="));
  if (set.length === 0) return ".";
  return [
    ". Changed: ",
    set.slice(0, 6).flatMap((s, i): Child[] => [i > 0 ? ", " : "", el("code", {}, name(s))]),
    set.length > 6 ? " and more." : ".",
  ];
}

function targets(results: Results): Child {
  const rows = results.table("targets.csv")?.rows ?? [];
  if (rows.length === 0) return null;
  const missed = rows.filter((row) => row.text("met") !== "yes");
  const shown = [...missed, ...rows.filter((row) => row.text("met") === "yes")].slice(0, 4);
  return el(
    "div",
    { class: "targets" },
    el(
      "p",
      {},
      missed.length === 0
        ? rows.length === 1
          ? "The target is met."
          : `All ${rows.length} targets are met.`
        : `${rows.length - missed.length} of ${rows.length} targets are met.`,
    ),
    el(
      "ul",
      {},
      shown.map((row) => {
        const met = row.text("met");
        const sure = row.number("confidence");
        const verdict = met === "yes" ? "met" : met === "no" ? "missed" : "no value";
        return el(
          "li",
          { class: verdict.replace(" ", "-") },
          el("strong", {}, verdict),
          " ",
          name(row.text("target")),
          sure === null ? null : el("span", { class: "small" }, ` (confidence ${confidence(sure)})`),
        );
      }),
    ),
    rows.length > 4 ? el("p", { class: "small" }, `${rows.length - 4} more below.`) : null,
  );
}

function worryList(all: readonly Worry[]): Child {
  const shown = all.slice(0, 4);
  return el(
    "aside",
    { class: "worries", "aria-label": "What to keep in mind" },
    el("h2", { class: "eyebrow" }, "Keep in mind"),
    el(
      "ul",
      {},
      shown.map((worry) => el("li", { class: worry.isGrave ? "grave" : null }, worry.text)),
      shown.length === 0 ? el("li", {}, "Nothing stands out. The numbers are as good as the inputs.") : null,
    ),
    all.length > shown.length
      ? el("p", { class: "small" }, el("a", { href: "#method" }, `${all.length - shown.length} more under Method`))
      : null,
  );
}

const clipped = (of: Figure): Figure => scale(of, 100);

function tilesOfRun(results: Results): Tile[] {
  const levels = readLevels(results);
  const tight = tightest(levels);
  const at = (label: string): Child[] => ["at ", name(label)];
  const found: Tile[] = [];
  if (tight?.utilization) found.push(tile(clipped(tight.utilization), "%", ["of places used ", at(tight.label)]));
  if (tight?.pDelay) found.push(tile(clipped(tight.pDelay), "%", ["of requests have to wait ", at(tight.label)]));
  if (tight?.meanWait) found.push({ ...waitTile(tight.meanWait), label: ["mean wait ", at(tight.label)] });
  const loser = [...levels].sort((a, b) => (b.lost?.value ?? 0) - (a.lost?.value ?? 0))[0];
  if (loser?.lost)
    found.push(tile(loser.lost, "a year", loser.lost.value > 0 ? ["people lost ", at(loser.label)] : "people lost while waiting"));
  const completed = outcome(results, "completion");
  if (completed) found.push(tile(clipped(completed), "%", "of episodes are completed"));
  for (const level of levels) if (level.census) found.push(tile(level.census, "people", ["in care ", at(level.label)]));
  return found.slice(0, 4);
}

function waitTile(of: Figure): Tile {
  const [, value = number(of.value), unit = "days", , range = ""] = /^(\S+?)\u00a0(hours|days)( \((.*)\))?$/.exec(wait(of)) ?? [];
  return { value, unit, range, label: "" };
}

function chartsOfRun(results: Results): Child[] {
  const levels = readLevels(results);
  return [useChart(results, levels), fateChart(results, levels)];
}

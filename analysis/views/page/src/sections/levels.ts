import { distribution, forecastTable, overTime, weekProfile } from "../charts/census.ts";
import { headedTable } from "../charts/figure.ts";
import { curvesOfLevel, survivalCurve } from "../charts/people.ts";
import { exitReasons, groupStarts, holds, ifPlaces, losses, waitCurve } from "../charts/waits.ts";
import { groupName, readLevels, type Level } from "../facts.ts";
import { el, freshId, name, type Child } from "../html.ts";
import { fixed, number, percent, percentWithInterval, withInterval, type Figure } from "../numbers.ts";
import type { Page } from "../page.ts";
import { term } from "../words/glossary.ts";
import { section, type Section } from "./section.ts";

/// Every level in one table, then one level in charts.
export function levelsSection(page: Page): Section | null {
  const levels = readLevels(page.results);
  if (levels.length === 0) return null;
  const forecast = page.results.table("forecast.csv");
  return section(
    "levels",
    "Levels of care",
    ["From most to least intensive. Numbers in brackets are the 95 % ", term("interval"), "."],
    page.live(["group"], () => [overview(page), ...(page.group === "all" ? [] : [groupNote(page)])]),
    forecast ? [el("h3", {}, "From today on"), forecastTable(page.results, forecast)] : null,
    levelChooser(page, levels),
    page.live(["group", "level"], () => oneLevel(page)),
  );
}

function groupNote(page: Page): HTMLElement {
  return el("p", { class: "small" }, "People: ", name(groupName(page.group)), " only. Places, use and curves over time are everybody's.");
}

function overview(page: Page): HTMLElement {
  const levels = readLevels(page.results, page.group);
  const heads: Child[] = [
    "Level",
    term("Places", "places"),
    ["In care (", term("census"), ")"],
    term("Use", "utilization"),
    "Full",
    ["Have to ", term("wait")],
    "Mean wait",
    "9 in 10 within",
    [term("Lost", "lost"), " a year"],
    "Mean stay",
  ];
  return headedTable(
    "All levels",
    heads,
    levels.map((level) => overviewRow(page, level)),
    "plain levels",
  );
}

function overviewRow(page: Page, level: Level): HTMLElement {
  const days = (of: Figure | null): Child => (of ? cell(withInterval(of), " d") : "–");
  const choose = el("button", { type: "button", class: "link" }, name(level.label));
  choose.addEventListener("click", () => {
    page.choose("level", level.name);
    document.getElementById("one-level")?.scrollIntoView();
  });
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, choose),
    el(
      "td",
      { class: "n" },
      level.places === null ? (page.group === "all" ? "no limit" : "") : fixed(level.places, Number.isInteger(level.places) ? 0 : 1),
    ),
    el("td", { class: "n" }, level.census ? cell(withInterval(level.census)) : "–"),
    el("td", { class: "n" }, level.utilization ? cell(percentWithInterval(level.utilization)) : "–"),
    el("td", { class: "n" }, level.fullShare === null ? "–" : percent(level.fullShare)),
    el("td", { class: "n" }, level.pDelay ? cell(percentWithInterval(level.pDelay)) : "–"),
    el("td", { class: "n" }, days(level.meanWait)),
    el("td", { class: "n" }, level.waitP90 ? `${number(level.waitP90.value)} d` : "–"),
    el("td", { class: "n" }, level.lost ? cell(withInterval(level.lost)) : "–"),
    el("td", { class: "n" }, days(level.meanStay)),
  );
}

/// The value, and its interval smaller below it.
function cell(text: string, unit = ""): Child {
  const at = text.indexOf(" (");
  if (at < 0) return text + unit;
  return [text.slice(0, at) + unit, el("span", { class: "range" }, text.slice(at + 2, -1))];
}

function levelChooser(page: Page, levels: readonly Level[]): HTMLElement {
  const id = freshId("choose-level");
  const select = el(
    "select",
    { id },
    levels.map((level) => el("option", { value: level.name }, level.label)),
  );
  select.value = page.level;
  select.addEventListener("change", () => page.choose("level", select.value));
  page.onChange("level", () => {
    select.value = page.level;
  });
  return el("div", { class: "chooser", id: "one-level" }, el("label", { for: id }, "One level in detail"), select);
}

function oneLevel(page: Page): Node[] {
  const { results, group } = page;
  const level = readLevels(results).find((l) => l.name === page.level);
  if (!level) return [];
  const ofGroup = readLevels(results, group).find((l) => l.name === page.level) ?? level;
  const figures = [
    overTime(results, level, "census"),
    distribution(results, level, group),
    waitCurve(results, level, group),
    overTime(results, level, "list"),
    ifPlaces(results, level),
    exitReasons(results, level, group),
    losses(results, level, group),
    holds(results, level, group),
    ...curvesOfLevel.map((curve) => survivalCurve(results, curve, group, level.name)),
    weekProfile(results, level),
    groupStarts(results, level),
  ].filter((f): f is HTMLElement => f !== null);
  const title = el("h3", {}, name(level.label), group === "all" ? null : [", ", name(groupName(group))]);
  return [title, summary(ofGroup), el("div", { class: "figures" }, figures)];
}

function summary(level: Level): HTMLElement {
  return el(
    "p",
    {},
    `${number(level.requests)} people a year ask for a place, ${number(level.admissions)} are admitted`,
    level.meanStay ? `, and stay ${withInterval(level.meanStay, "days")} on average` : "",
    level.openWaits >= 0.5 ? `; ${number(level.openWaits)} still wait at the end` : "",
    ".",
  );
}

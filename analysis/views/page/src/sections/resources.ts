import { chartFigure, csvData, headedTable } from "../charts/figure.ts";
import { band, line, type Point } from "../charts/shapes.ts";
import { color, grid, moment, series, still, timeAxis, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { barsWithIntervals } from "../charts/waits.ts";
import { groupName } from "../facts.ts";
import { el, name } from "../html.ts";
import { amount, decimals, figure, fixed, interval, number, percent, withInterval, type Figure } from "../numbers.ts";
import type { Page } from "../page.ts";
import type { Results, Row, Table } from "../results.ts";
import { section, type Section } from "./section.ts";

/// Staff, services, tracks and money, where the scenario has them.

function of(row: Row, column: string, low = `${column}_low`, high = `${column}_high`): Figure | null {
  return figure(row.number(column), row.number(low), row.number(high));
}

function cell(value: Figure | null, unit = ""): HTMLElement {
  if (!value) return el("td", { class: "n" }, "–");
  const range = interval(value, decimals(value));
  return el(
    "td",
    { class: "n" },
    fixed(value.value, decimals(value)) + unit,
    range ? el("span", { class: "range" }, range.slice(2, -1)) : null,
  );
}

export function staffSection(page: Page): Section | null {
  const { results } = page;
  const staffing = results.table("staffing.csv");
  const services = results.table("services.csv");
  const tracks = results.table("tracks.csv");
  const medications = results.table("medications.csv");
  if (!staffing && !services && !tracks && !medications) return null;
  return section(
    "staff",
    "Staff and program",
    null,
    staffing ? [el("h3", {}, "Staff"), staffTable(staffing), el("div", { class: "figures" }, weeklyStaff(results))] : null,
    services ? [el("h3", {}, "Services by level"), page.live(["group"], () => [servicesTable(services, results, page.group)])] : null,
    tracks ? [el("h3", {}, "Tracks"), tracksTable(tracks, results)] : null,
    medications ? [el("h3", {}, "Medication"), page.live(["group"], () => [medicationTable(medications, page.group)])] : null,
  );
}

function staffTable(staffing: Table): HTMLElement {
  const rows = staffing.where({ state: "all", group: "all" });
  return headedTable(
    "Staff",
    ["Role", "At hand", "Needed, full-time equivalents", "19 weeks in 20 need at most", "Weeks short", "Hours a week"],
    rows.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name(row.text("role"))),
        el("td", { class: "n" }, row.number("at_hand") === null ? "–" : number(row.number("at_hand"))),
        cell(of(row, "fte_mean")),
        cell(of(row, "fte_p95")),
        el("td", { class: "n" }, percent(row.number("weeks_short"))),
        cell(of(row, "hours")),
      ),
    ),
    "plain levels",
  );
}

function weeklyStaff(results: Results): HTMLElement | null {
  const weekly = results.table("staffing_weekly.csv");
  if (!weekly) return null;
  const roles = weekly
    .distinct("role")
    .slice(0, 8)
    .map((role, i) => ({ role, stroke: series(i), rows: weekly.where({ role }) }));
  return chartFigure({
    title: "Staff needed, week by week",
    about: "Full-time equivalents; the bands hold nine replications in ten.",
    legend: roles.map((r) => ({ color: r.stroke, label: name(r.role), shape: "line" })),
    isWide: true,
    label: `Line chart of full-time equivalents by week for ${roles.length} roles.`,
    option: () => ({
      ...still,
      grid,
      xAxis: timeAxis(),
      yAxis: valueAxis({ name: "full-time equivalents", min: 0 }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(
          `week from ${roles[0]?.rows[dataIndex]?.text("from") ?? ""}`,
          roles.map((r) => [name(r.role), number(r.rows[dataIndex]?.number("fte_mean") ?? null)] as const),
        ),
      ),
      series: roles.flatMap((r) => [
        line(
          r.rows.map((row): Point => [moment(row.text("from")), row.number("fte_mean")]),
          r.stroke,
        ),
        band(
          r.rows.map((row) => [moment(row.text("from")), row.number("fte_p05"), row.number("fte_p95")]),
          r.stroke,
          0.14,
        ),
      ]),
    }),
    table: () => csvData(results, weekly, weekly.rows, "week from role fte_mean fte_low fte_high fte_p05 fte_p95"),
  });
}

function servicesTable(services: Table, results: Results, group: string): HTMLElement {
  const rows = services.where({ group });
  const shown = rows.length > 0 ? rows : services.where({ group: "all" });
  return headedTable(
    "Services",
    ["Level", "Service", "Led by", "Sessions a week", "Person-hours a week", "Attended"],
    shown.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name(results.label(row.text("level")))),
        el("td", {}, name(row.text("service"))),
        el("td", {}, name(row.text("role"))),
        cell(of(row, "sessions")),
        cell(of(row, "person_hours")),
        el("td", { class: "n" }, percent(row.number("attended"))),
      ),
    ),
    "plain levels",
  );
}

function tracksTable(tracks: Table, results: Results): HTMLElement {
  return headedTable(
    "Tracks",
    ["Level", "Track", "Places", "In care", "Use", "Mean wait, d", "Seats taken in running groups"],
    tracks.rows.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name(results.label(row.text("level")))),
        el("td", {}, name(row.text("label") || row.text("track"))),
        el("td", { class: "n" }, number(row.number("mean_places"))),
        cell(of(row, "mean_census", "census_low", "census_high")),
        el("td", { class: "n" }, percent(row.number("utilization"))),
        cell(of(row, "mean_wait", "wait_low", "wait_high")),
        el("td", { class: "n" }, percent(row.number("group_fill"))),
      ),
    ),
    "plain levels",
  );
}

function medicationTable(medications: Table, group: string): HTMLElement {
  const rows = medications.where({ group }).filter((row) => row.text("state") === "all");
  return headedTable(
    "Medication",
    ["Medication", "People on it", "Courses begun a year", "Still on it after 90 d"],
    rows.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name(row.text("medication"))),
        cell(of(row, "people")),
        el("td", { class: "n" }, number(row.number("begun_per_year"))),
        el("td", { class: "n" }, percent(row.number("kept_90"))),
      ),
    ),
    "plain levels",
  );
}

export function moneySection(page: Page): Section | null {
  const money = page.results.table("money.csv");
  if (!money) return null;
  const currency = money.rows[0]?.text("currency") ?? "";
  return section(
    "money",
    "Money",
    [`A year, in ${currency || "the scenario's currency"}. Numbers in brackets or below are 95 % intervals.`],
    page.live(["group"], () => [moneyTable(page.results, money, page.group)]),
    page.live(["group"], () => [el("div", { class: "figures" }, marginChart(page.results, money), monthlyMoney(page.results))]),
  );
}

function moneyCell(value: Figure | null): HTMLElement {
  if (!value) return el("td", { class: "n" }, "–");
  const range =
    value.low === null || value.high === null ? null : el("span", { class: "range" }, `${amount(value.low)} to ${amount(value.high)}`);
  return el("td", { class: "n" }, amount(value.value), range);
}

function moneyTable(results: Results, money: Table, group: string): HTMLElement {
  const rows = money.where({ group });
  const shown = (rows.length > 0 ? rows : money.where({ group: "all" })).filter(
    (row) => row.number("revenue_per_year") !== null || row.number("cost_per_year") !== null,
  );
  const columns = [
    ["revenue_per_year", "Revenue"],
    ["cost_per_year", "Cost"],
    ["margin_per_year", "Margin"],
    ["staff_cost_per_year", "of cost: staff"],
  ] as const;
  const there = columns.filter(([c]) => shown.some((row) => row.number(c) !== null));
  const hasBreakEven = shown.some((row) => row.number("break_even_census") !== null);
  const all = shown.find((row) => row.text("state") === "all");
  const each = (["cost_per_person", "cost_per_completion", "cost_per_recovery"] as const).flatMap((c) => {
    const value = all && of(all, c);
    return value
      ? [
          `${c.replace("cost_per_", "for each ").replace("completion", "completed episode").replace("recovery", "person recovered")} ${amount(value.value)}`,
        ]
      : [];
  });
  return el(
    "div",
    {},
    group === "all"
      ? null
      : el(
          "p",
          { class: "small" },
          rows.length > 0
            ? ["People: ", name(groupName(group)), ". Costs of whoever is there are everybody's."]
            : "Money is not split by these groups: everybody.",
        ),
    headedTable(
      "Money",
      ["Level", ...there.map(([, words]) => words), ...(hasBreakEven ? ["Break-even census"] : [])],
      shown.map((row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.text("state") === "all" ? "All together" : name(results.label(row.text("state")))),
          there.map(([c]) => moneyCell(of(row, c))),
          hasBreakEven ? cell(of(row, "break_even_census")) : null,
        ),
      ),
      "plain levels",
    ),
    each.length > 0 ? el("p", { class: "small" }, `Cost ${each.join(", ")}.`) : null,
  );
}

function marginChart(results: Results, money: Table): HTMLElement | null {
  const rows = money.where({ group: "all" }).filter((row) => row.text("state") !== "all" && row.number("margin_per_year"));
  if (rows.length === 0) return null;
  return chartFigure({
    title: "Margin by level",
    about: "Revenue less cost, a year, of everybody. Red: a loss.",
    height: 50 + rows.length * 28,
    label: `Bar chart of margins: ${rows
      .slice(0, 4)
      .map((row) => `${results.label(row.text("state"))} ${amount(row.number("margin_per_year")!)}`)
      .join(", ")}.`,
    option: (width) =>
      barsWithIntervals(
        rows.map((row) => {
          const value = of(row, "margin_per_year")!;
          return { ...value, label: results.label(row.text("state")), fill: value.value < 0 ? color.lost : color.accent, row };
        }),
        width,
        compact,
      ),
    table: () =>
      csvData(results, money, rows, "label revenue_per_year cost_per_year margin_per_year margin_per_year_low margin_per_year_high"),
  });
}

function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${fixed(value / 1e6, size % 1e6 === 0 ? 0 : 1)}M`;
  return size >= 1e3 ? `${fixed(value / 1e3, 0)}k` : fixed(value, 0);
}

/// Months that the window cuts off would look like a fall.
function isWholeMonth(row: Row): boolean {
  const [year = 0, month = 1] = row.text("month").split("-").map(Number);
  return row.number("days") === new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function monthlyMoney(results: Results): HTMLElement | null {
  const monthly = results.table("money_monthly.csv");
  const rows = (monthly?.where({ state: "all", group: "all" }) ?? []).filter(isWholeMonth);
  if (!monthly || rows.length < 2) return null;
  const sets = [
    ["revenue", "revenue", color.accent],
    ["cost", "cost", color.wait],
  ] as const;
  return chartFigure({
    title: "Month by month",
    about: "All levels together, whole months only. Bands hold nine replications in ten.",
    legend: sets.map(([, words, stroke]) => ({ color: stroke, label: words, shape: "line" })),
    label: "Line chart of revenue and cost by month.",
    option: () => ({
      ...still,
      grid,
      xAxis: timeAxis(),
      yAxis: valueAxis({ format: compact }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(
          rows[dataIndex]?.text("month") ?? "",
          sets.map(([key, words]) => {
            const value = rows[dataIndex] ? of(rows[dataIndex], `${key}_mean`, `${key}_low`, `${key}_high`) : null;
            return [words, value ? withInterval(value) : "–"] as const;
          }),
        ),
      ),
      series: sets.flatMap(([key, , stroke]) => [
        line(
          rows.map((row): Point => [moment(row.text("month")), row.number(`${key}_mean`)]),
          stroke,
        ),
        band(
          rows.map((row) => [moment(row.text("month")), row.number(`${key}_p05`), row.number(`${key}_p95`)]),
          stroke,
        ),
      ]),
    }),
    table: () =>
      csvData(
        results,
        monthly,
        rows,
        "month days revenue_mean revenue_low revenue_high cost_mean cost_low cost_high margin_mean margin_low margin_high",
      ),
  });
}

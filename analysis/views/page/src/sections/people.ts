import { curves, sankey, statusArea, survivalCurve } from "../charts/people.ts";
import { headedTable } from "../charts/figure.ts";
import { groupName } from "../facts.ts";
import { el, name, type Child } from "../html.ts";
import { decimals, figure, fixed, interval, percentWithInterval, withInterval } from "../numbers.ts";
import type { Page } from "../page.ts";
import type { Row } from "../results.ts";
import { term } from "../words/glossary.ts";
import { section, type Section } from "./section.ts";

export function peopleSection(page: Page): Section | null {
  const { results } = page;
  if (!results.table("status.csv") && !results.table("survival.csv") && !results.table("outcomes.csv")) return null;
  return section(
    "people",
    "People",
    [
      "From the first admission after warm-up. Who is still there at the end counts for as long as they were seen (",
      term("censored"),
      "); where other things can come first, curves are the ",
      term("cumulative incidence"),
      ".",
    ],
    page.live(["group"], () => [
      el(
        "div",
        {},
        page.group === "all" ? null : el("h3", {}, name(groupName(page.group))),
        el("div", { class: "figures" }, statusArea(results, page.group)),
        el(
          "div",
          { class: "figures" },
          curves.map((curve) => survivalCurve(results, curve, page.group)),
        ),
        outcomesTable(page),
        el("div", { class: "figures" }, sankey(results, page.group)),
      ),
    ]),
  );
}

const lines: readonly (readonly [measure: string, statistic: string, words: string])[] = [
  ["index_admissions", "per_year", "First admissions a year"],
  ["time_to_treatment", "mean", "Referral to first admission, mean"],
  ["time_to_treatment", "p90", "Referral to first admission, 9 in 10 within"],
  ["never_treated", "share", "Referred and gone without any admission"],
  ["untreated_30", "share", "Not in any level 30 days after referral"],
  ["completion", "share", "Episodes completed"],
  ["retention_30", "share", "Still in care after 30 days"],
  ["retention_90", "share", "Still in care after 90 days"],
  ["readmission_30", "share", "Admitted again within 30 days of discharge"],
  ["readmission_90", "share", "Admitted again within 90 days"],
  ["readmission_365", "share", "Admitted again within a year"],
  ["relapse_90", "share", "Relapsed within 90 days of discharge"],
  ["relapse_365", "share", "Relapsed within a year"],
  ["recovery_365", "share", "Recovered within a year of admission"],
  ["recovery_time", "median", "Time by which half have recovered"],
  ["days_in_care", "mean", "Days in care in the year from admission"],
  ["days_waiting", "mean", "Days waiting in that year"],
  ["stays", "mean", "Stays in that year"],
  ["deaths", "per_year", "Deaths a year"],
  ["deaths_expected", "per_year", "Deaths a year, expected from the risks faced"],
];

/// The figures people ask for, one column a group.
function outcomesTable(page: Page): Child {
  const table = page.results.table("outcomes.csv");
  if (!table) return null;
  const groups = page.group === "all" ? page.results.groups.slice(0, 7) : [page.group];
  const shown = lines.flatMap(([measure, statistic, words]) => {
    const rows = groups.map((group) => table.first({ measure, statistic, state: "all", group }));
    return rows.some((row) => row?.number("estimate") != null) ? [{ words, rows }] : [];
  });
  if (shown.length === 0) return null;
  return headedTable(
    "Figures about people",
    ["Figure", ...groups.map((g) => name(groupName(g)))],
    shown.map((line) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, line.words),
        line.rows.map((row) => el("td", { class: "n" }, row ? estimate(row) : "–")),
      ),
    ),
  );
}

function estimate(row: Row): Child {
  const of = figure(row.number("estimate"), row.number("low"), row.number("high"));
  if (!of) return el("span", { class: "small" }, row.text("note") || "–");
  const unit = row.text("unit");
  const text =
    unit === "fraction"
      ? percentWithInterval(of)
      : unit === "days"
        ? withInterval(of, "d")
        : fixed(of.value, decimals(of)) + interval(of, decimals(of));
  const at = text.indexOf(" (");
  return [
    at < 0 ? text : [text.slice(0, at), el("span", { class: "range" }, text.slice(at + 2, -1))],
    row.text("note") ? el("span", { class: "range" }, row.text("note")) : null,
  ];
}

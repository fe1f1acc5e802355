// Holds the numbers of the first page and of the table of levels against the CSV files beside the report.

import { isRounded, tableBeside } from "./csv.mjs";

const tileColumns = [
  [/^of places used at (.*)$/s, "utilization", 100],
  [/^of requests have to wait at (.*)$/s, "p_delay", 100],
  [/^mean wait at (.*)$/s, "mean_wait_days", 1],
  [/^people lost at (.*)$/s, "lost_per_year", 1],
  [/^in care at (.*)$/s, "mean_census", 1],
];

const tableColumns = [
  [1, "mean_places", 1],
  [2, "mean_census", 1],
  [3, "utilization", 100],
  [4, "full_share", 100],
  [5, "p_delay", 100],
  [6, "mean_wait_days", 1],
  [7, "wait_p90_days", 1],
  [8, "lost_per_year", 1],
  [9, "mean_stay_days", 1],
];

// The numbers behind charts are the CSV's own: each row that is shown is a row of the file.
export function tableFaults(tables, report) {
  const found = { faults: [], held: 0 };
  const files = new Map();
  for (const { title, file, columns, rows } of tables) {
    if (rows.length === 0) found.faults.push(`empty table: ${title}`);
    if (!files.has(file)) files.set(file, file === "" ? null : tableBeside(report, file));
    const csv = files.get(file);
    if (!csv || csv.length === 0 || columns.some((column) => !(column in csv[0]))) continue;
    for (const row of rows) {
      found.held += row.length;
      if (!csv.some((line) => columns.every((column, i) => isSame(row[i], line[column]))))
        found.faults.push(`${title}: not in ${file}: ${row.join(", ").slice(0, 120)}`);
    }
  }
  return found;
}

function isSame(shown, csv) {
  return shown === csv || (shown !== "" && csv !== "" && Number(shown) === Number(csv));
}

// What the page shows, without the intervals, which stand in elements of their own.
async function shown(page) {
  return page.evaluate(() => {
    const plain = (element) =>
      [...element.childNodes]
        .filter((n) => !n.classList?.contains("range"))
        .map((n) => n.textContent)
        .join("")
        .trim();
    return {
      tiles: [...document.querySelectorAll(".tiles > div")].map((tile) => ({
        label: tile.querySelector("dt").textContent,
        value: tile.querySelector(".value").textContent,
        unit: tile.querySelector(".unit")?.textContent.trim() ?? "",
        ends: (tile.querySelector(".range")?.textContent ?? "").split(" to ").filter(Boolean),
      })),
      levels: [...document.querySelectorAll("table.levels tbody tr")].map((row) => [...row.children].map(plain)),
    };
  });
}

export async function numberFaults(page, report) {
  const all = tableBeside(report, "levels.csv");
  if (all === null || all.length === 0) return { faults: [], held: 0 };
  const levels = all.filter((row) => row.group === "all");
  const { tiles, levels: rows } = await shown(page);
  const found = { faults: [], held: 0 };
  for (const tile of tiles) holdTile(found, tile, levels);
  levels.forEach((level, i) => {
    const row = rows[i];
    if (!row || row[0] !== level.label)
      found.faults.push(`the table of levels has ${JSON.stringify(row?.[0])} where the CSV has ${JSON.stringify(level.label)}`);
    else for (const [at, column, factor] of tableColumns) holdCell(found, `${level.label}, ${column}`, row[at], level[column], factor);
  });
  if (found.held < levels.length) found.faults.push("hardly any number could be held against the CSV");
  return found;
}

function holdTile(found, tile, levels) {
  for (const [pattern, column, factor] of tileColumns) {
    const label = pattern.exec(tile.label)?.[1];
    if (label === undefined) continue;
    const level = levels.find((l) => l.label === label);
    if (!level) found.faults.push(`no level is called ${JSON.stringify(label)}`);
    else {
      const by = tile.unit === "hours" ? 24 : factor;
      holdCell(found, `${label}, ${column}`, tile.value, level[column], by);
      if (tile.ends.length === 2) {
        holdCell(found, `${label}, ${column}_low`, tile.ends[0], level[`${column}_low`], by);
        holdCell(found, `${label}, ${column}_high`, tile.ends[1], level[`${column}_high`], by);
      }
    }
  }
}

function holdCell(found, what, text, csv, factor) {
  const number = (text ?? "")
    .replace(/\u00a0?(%| d)$/, "")
    .replace(/ d$/, "")
    .trim();
  if (csv === "" && (number === "–" || number === "no limit")) return;
  found.held += 1;
  if (csv === "" || !isRounded(number, Number(csv) * factor))
    found.faults.push(`${what}: the page says ${JSON.stringify(text)}, the CSV ${JSON.stringify(csv)}`);
}

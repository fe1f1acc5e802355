// Reads the CSV files beside a report, so that the page's numbers can be held against them.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function parse(text) {
  const rows = [];
  let row = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      row.push(field.replace(/\r$/, ""));
      field = "";
      if (c === "\n") {
        rows.push(row);
        row = [];
      }
    } else field += c;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows;
}

// A table of the folder as objects by column, or nothing. A leading apostrophe keeps spreadsheets from
// running text as a formula and is no part of the text.
export function tableBeside(report, name) {
  const file = join(dirname(report), name);
  if (!existsSync(file)) return null;
  const [columns, ...rows] = parse(readFileSync(file, "utf8"));
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i].replace(/^'(?= *[=+\-@\t\r\n])/, "")])));
}

// Whether a number as it is shown, such as "1,190.4" or "−3", is this value rounded.
export function isRounded(shown, value) {
  const text = shown.replace(/,/g, "").replace("\u2212", "-").trim();
  if (!/^-?\d+(\.\d+)?$/.test(text)) return false;
  const decimals = (text.split(".")[1] ?? "").length;
  return Math.abs(Number(text) - value) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(value) + 1e-12;
}

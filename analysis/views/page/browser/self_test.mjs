// Copies of a report that are broken in one way each. A check that lets one pass is no check.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const breakings = [
  ["results that are no JSON", (page) => page.replace('id="results">{', 'id="results">{{')],
  ["an error in the script", (page) => withScript(page, "throw new Error('broken');")],
  ["a picture from elsewhere", (page) => page.replace("</main>", '<img src="http://127.0.0.1:9/x.png" alt=""></main>')],
  ["a script that the policy does not know", (page) => page.replace("</body>", "<script>window.x = 1</script></body>")],
  ["text without contrast", (page) => page.replace("</style>", "#title{color:#f8f7f4;background:#fff}</style>")],
  ["a first part that is too long", (page) => page.replace("</style>", ".board{padding-bottom:40cm !important;zoom:1 !important}</style>")],
  ["a part that is wider than a phone", (page) => page.replace("</style>", "#title{display:inline-block;min-width:377px}</style>")],
  ["a tip that widens a narrow screen", (page) => page.replace(/overflow-x: ?clip/, "")],
];

// Puts a statement into the page's own script and lifts the policy, which would stop it before it could fail.
function withScript(page, statement) {
  const free = page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  const at = free.lastIndexOf("<script>") + "<script>".length;
  return free.slice(0, at) + statement + free.slice(at);
}

export function* brokenCopies(report) {
  const folder = dirname(report);
  for (const [name, change] of breakings) {
    const page = change(readFileSync(report, "utf8"));
    yield copy(folder, name, report, page, (text) => text);
  }
  const page = readFileSync(report, "utf8");
  yield copy(folder, "a number that is not the CSV's", report, page, otherStay);
}

// The mean stay of the first level, and a day more.
function otherStay(csv) {
  const [head, first, ...rest] = csv.split("\n");
  const fromEnd = head.split(",").length - head.split(",").indexOf("mean_stay_days");
  const cells = first.split(",");
  cells[cells.length - fromEnd] = String(Number(cells[cells.length - fromEnd]) + 1);
  return [head, cells.join(","), ...rest].join("\n");
}

function copy(folder, name, report, page, changeLevels) {
  const to = mkdtempSync(join(tmpdir(), "broken-report-"));
  cpSync(join(folder, "levels.csv"), join(to, "levels.csv"));
  writeFileSync(join(to, "levels.csv"), changeLevels(readFileSync(join(to, "levels.csv"), "utf8")));
  const file = join(to, basename(report));
  writeFileSync(file, page);
  return { name, file, remove: () => rmSync(to, { recursive: true }) };
}

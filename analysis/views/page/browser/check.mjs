// Opens reports in Chromium and checks them. Exits with 1 on any fault.
//
//   node browser/check.mjs [--self-test] report.html...
//
// --self-test: besides, breaks copies of the first report and expects that each is caught.
// CHROMIUM: the browser (/usr/bin/chromium). TIMES: if set, how long each check took.

import { chromium } from "playwright-core";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as checks from "./page_checks.mjs";
import { numberFaults, tableFaults } from "./numbers.mjs";
import { brokenCopies } from "./self_test.mjs";

// Opens a report with everything watched that must not happen: errors, dialogs, requests that leave the page.
async function openPage(browser, report, faults) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const own = pathToFileURL(resolve(report)).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== own && !request.url().startsWith("data:")) faults.push(`request: ${request.url()}`);
  });
  await page.goto(own);
  return { context, page };
}

// All checks in their order. `untilFault`: enough when one has found something.
async function check(browser, report, untilFault = false) {
  const faults = [];
  const { context, page } = await openPage(browser, report, faults);
  const result = { faults, loaded: NaN, held: 0, took: [] };
  const least = await page.evaluate(() => (document.querySelector("#levels") ? 4 : 1));
  const steps = {
    charts: () => checks.chartFaults(page, least),
    numbers: async () => {
      result.loaded = await page.evaluate(() => performance.getEntriesByName("drawn")[0]?.startTime ?? NaN);
      const numbers = await numberFaults(page, report);
      result.held = numbers.held;
      return numbers.faults;
    },
    accessibility: () => checks.accessibilityFaults(page),
    print: () => checks.printFaults(page),
    tables: async () => {
      const tables = await checks.openTables(page);
      const numbers = tableFaults(tables, report);
      result.held += numbers.held;
      return numbers.faults;
    },
    tooltips: () => checks.tooltipFaults(page),
    markup: () => checks.markupFaults(page),
    dark: () => checks.darkFaults(page),
    filters: () => checks.filterFaults(page, () => checks.chartFaults(page, least)),
    phone: () => checks.phoneFaults(page),
  };
  for (const [name, step] of Object.entries(steps)) {
    if (untilFault && faults.length > 0) break;
    const start = Date.now();
    faults.push(...(await step().catch((error) => [`${name}: ${error.message.split("\n")[0]}`])));
    result.took.push(`${name} ${((Date.now() - start) / 1000).toFixed(1)}`);
  }
  await context.close();
  result.faults = [...new Set(faults)];
  return result;
}

async function selfTest(browser, report) {
  let missed = 0;
  for (const { name, file, remove } of brokenCopies(report)) {
    const { faults } = await check(browser, file, true);
    remove();
    console.log(`self-test: ${name}: ${faults.length > 0 ? `caught (${faults[0].slice(0, 90)})` : "NOT CAUGHT"}`);
    if (faults.length === 0) missed += 1;
  }
  return missed;
}

const wantsSelfTest = process.argv.includes("--self-test");
const reports = process.argv.slice(2).filter((a) => !a.startsWith("--"));
if (reports.length === 0) {
  console.error("usage: node browser/check.mjs [--self-test] report.html...");
  process.exit(2);
}
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
function tell(report, seconds, { faults, loaded, held, took }) {
  const name = basename(dirname(resolve(report)));
  console.log(
    `${faults.length === 0 ? "ok  " : "FAIL"} ${name}: drawn after ${Math.round(loaded)} ms, ${held} numbers held against the CSV, checked in ${seconds} s`,
  );
  if (process.env["TIMES"]) console.log(`     ${took.join(", ")}`);
  for (const fault of faults.slice(0, 12)) console.log(`     ${fault}`);
}

// Two at a time, as a page waits for its browser half of the time.
let next = 0;
let failed = 0;
async function worker() {
  while (next < reports.length) {
    const report = reports[next];
    next += 1;
    const start = Date.now();
    const result = await check(browser, report);
    tell(report, ((Date.now() - start) / 1000).toFixed(1), result);
    if (result.faults.length > 0) failed += 1;
  }
}
await Promise.all([worker(), worker()]);
if (wantsSelfTest) failed += await selfTest(browser, reports[0]);
await browser.close();
console.log(`${reports.length - Math.min(failed, reports.length)} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

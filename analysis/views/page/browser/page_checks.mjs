// What must hold of any report in a browser. Each check returns what is wrong, in words.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Asked from outside again and again: to wait within the page takes evaluating a text there, which its policy forbids.
async function untilAllAreDrawn(page) {
  const last = Date.now() + 60000;
  while (Date.now() < last) {
    const areDrawn = await page.evaluate(() => [...document.querySelectorAll(".chart")].every((c) => c.querySelector("svg")));
    if (areDrawn) return;
    await page.waitForTimeout(50);
  }
}

// Every chart is drawn, with a size and without a number that is none; each has its table.
export async function chartFaults(page, least) {
  await page.waitForSelector('html[data-ready="yes"]', { timeout: 60000 });
  await untilAllAreDrawn(page);
  return page.evaluate((atLeast) => {
    const faults = [];
    const charts = [...document.querySelectorAll(".chart")];
    if (charts.length < atLeast) faults.push(`${charts.length} charts, expected ${atLeast} or more`);
    for (const chart of charts) {
      const figure = chart.closest("figure");
      const title = figure?.querySelector("h4")?.textContent ?? "?";
      const svg = chart.querySelector("svg");
      const box = svg?.getBoundingClientRect();
      if (!svg || box.width < 100 || box.height < 40) faults.push(`chart not drawn: ${title}`);
      else if (svg.querySelectorAll("path, rect, polygon, circle, text").length < 3) faults.push(`chart is empty: ${title}`);
      else if (/NaN|undefined|Infinity/.test(svg.outerHTML.replace(/<text[\s\S]*?<\/text>/g, "")))
        faults.push(`chart has a number that is none: ${title}`);
      if (!(chart.getAttribute("aria-label") ?? "").trim()) faults.push(`chart without a label: ${title}`);
      const details = figure?.querySelector("details.data");
      if (!details) faults.push(`chart without its table: ${title}`);
    }
    return faults;
  }, least);
}

// Tables are built when they are opened; each must have rows. What they show comes back, a few rows of each.
export async function openTables(page) {
  await page.evaluate(() =>
    document.querySelectorAll("details.data").forEach((d) => {
      d.open = true;
    }),
  );
  await page.waitForTimeout(60);
  return page.evaluate(() =>
    [...document.querySelectorAll("details.data")].map((details) => {
      const rows = [...details.querySelectorAll("tbody tr")];
      const cells = (row) => [...row.children].map((cell) => cell.textContent);
      const table = {
        title: details.closest("figure")?.querySelector("h4")?.textContent ?? details.textContent.slice(0, 60),
        file: /From ([a-z_]+\.csv)/.exec(details.textContent)?.[1] ?? "",
        columns: cells(details.querySelector("thead tr")),
        rows: [...rows.slice(0, 4), ...rows.slice(-4)].map(cells),
      };
      details.open = false;
      return table;
    }),
  );
}

// Middles of small drawn shapes, which charts of dots speak of.
async function dotsOf(chart) {
  return chart.evaluate((box) =>
    [...box.querySelectorAll("svg path")]
      .map((p) => p.getBoundingClientRect())
      .filter((r) => r.width > 4 && r.width < 20 && r.height > 4 && r.height < 20)
      .slice(0, 3)
      .map((r) => [r.x + r.width / 2, r.y + r.height / 2]),
  );
}

// The pointer over the middle of the first charts shows something.
export async function tooltipFaults(page) {
  const charts = page.locator(".chart");
  const count = Math.min(6, await charts.count());
  let shown = 0;
  for (let i = 0; i < count; i += 1) {
    await charts.nth(i).scrollIntoViewIfNeeded();
    const box = await charts.nth(i).boundingBox();
    const spots = [
      [box.x + box.width * 0.6, box.y + box.height * 0.5],
      [box.x + box.width * 0.6, box.y + box.height * 0.62],
      ...(await dotsOf(charts.nth(i))),
    ];
    for (const [x, y] of spots) {
      await page.mouse.move(x, y);
      await page.waitForTimeout(20);
      if ((await charts.nth(i).locator(".tip").count()) > 0) break;
    }
    if ((await charts.nth(i).locator(".tip").count()) > 0) shown += 1;
  }
  await page.mouse.move(0, 0);
  return shown === 0 ? ["no chart says anything under the pointer"] : [];
}

// Nothing of the data has become an element, an address or code.
export async function markupFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    if (document.scripts.length !== 2) faults.push(`${document.scripts.length} scripts, expected 2`);
    for (const element of document.querySelectorAll("main *")) {
      if (["SCRIPT", "IMG", "IFRAME", "OBJECT", "B", "I", "FORM"].includes(element.tagName))
        faults.push(`an element from the data: <${element.tagName.toLowerCase()}>`);
      for (const { name } of element.attributes) if (name.startsWith("on")) faults.push(`an attribute that runs: ${name}`);
      if (element.tagName === "A" && !element.getAttribute("href")?.startsWith("#")) faults.push("a link that leads away");
    }
    return [...new Set(faults)];
  });
}

export async function darkFaults(page) {
  const look = () =>
    page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      text: getComputedStyle(document.querySelector(".chart svg text") ?? document.body).fill,
      theme: document.documentElement.dataset.theme ?? "",
    }));
  const before = await look();
  await page.click("#theme");
  const dark = await look();
  await page.click("#theme");
  const after = await look();
  const faults = [];
  if (dark.theme !== "dark" || dark.ground === before.ground) faults.push("the dark button does nothing");
  if (dark.text === before.text) faults.push("charts do not follow the dark page");
  if (after.ground !== before.ground) faults.push("the light button does not lead back");
  return faults;
}

// Every select box, turned to its last option and back: the charts must be drawn again each time.
export async function filterFaults(page, chartFaultsNow) {
  const faults = [];
  const count = await page.locator("select").count();
  for (let i = 0; i < count; i += 1) {
    const select = page.locator("select").nth(i);
    const values = await select.evaluate((s) => [...s.options].map((o) => o.value));
    if (values.length < 2) continue;
    const first = await select.inputValue();
    for (const value of [values[values.length - 1], first]) {
      await select.selectOption(value);
      await page.waitForTimeout(30);
      for (const fault of await chartFaultsNow()) faults.push(`after choosing ${JSON.stringify(value)}: ${fault}`);
    }
  }
  return faults;
}

// On a phone nothing but tables and the pathway, in boxes of their own, is wider than the screen.
export async function phoneFaults(page) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 375, height: 780 });
  await page.waitForTimeout(120);
  const faults = await page.evaluate(widerThanTheScreen, 375);
  await page.setViewportSize(size);
  await page.waitForTimeout(120);
  return faults;
}

// Runs in the page. Says which elements stick out, of those that no box cuts or scrolls. A tip that was open when the
// screen became narrow stays where it was, right of the edge: each chart gets one for this.
function widerThanTheScreen(screen) {
  const tips = [...document.querySelectorAll(".chart")].map((chart) => chart.appendChild(document.createElement("div")));
  for (const tip of tips) tip.style.cssText = "position: absolute; top: 0; left: 60px; width: 320px; height: 20px; visibility: hidden";
  const wide = document.documentElement.scrollWidth;
  for (const tip of tips) tip.remove();
  if (wide <= screen) return [];
  const isCut = (e) => e !== null && (getComputedStyle(e).overflowX !== "visible" || isCut(e.parentElement));
  const out = [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > screen && !isCut(e.parentElement))
    .map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${e.textContent.slice(0, 40)}`);
  return [`${wide} px wide on a screen of ${screen}: ${out.slice(0, 4).join("; ")}`];
}

// Pages of a PDF by their objects, which Chromium does not compress.
function pagesOf(pdf) {
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}

// The whole report prints, and its first part is exactly one page, in both sizes of paper.
export async function printFaults(page) {
  const faults = [];
  const whole = pagesOf(await page.pdf({ format: "A4", printBackground: true }));
  if (whole < 2) faults.push(`${whole} pages in A4, expected more`);
  const style = await page.addStyleTag({ content: "main > :not(.board) { display: none !important; }" });
  for (const format of ["A4", "Letter"]) {
    const pages = pagesOf(await page.pdf({ format, printBackground: true }));
    if (pages !== 1) faults.push(`the first part has ${pages} pages in ${format}, expected 1`);
  }
  await style.evaluate((element) => element.remove());
  if (await page.evaluate(() => document.documentElement.classList.contains("printing"))) faults.push("the page stays in its print look");
  return faults;
}

// axe-core: everything in the light page, and contrast in parts of the dark one, which has the same kinds of text. Charts are hidden from screen readers, as
// each has a label and a table; one of the tables is open. Before all of them are, as axe takes its time with them.
export async function accessibilityFaults(page) {
  await page.evaluate(axe);
  await page.evaluate(() => document.querySelector("details.data")?.setAttribute("open", ""));
  const faults = [];
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const [where, rules] =
      scheme === "light"
        ? [{ exclude: [".chart svg"] }, {}]
        : [{ include: ["#bar", "#answer", "#method"], exclude: [".chart svg"] }, { runOnly: ["color-contrast"] }];
    const { violations } = await page.evaluate(([w, r]) => globalThis.axe.run(w, { resultTypes: ["violations"], ...r }), [where, rules]);
    for (const { id, impact, nodes } of violations) {
      if (impact === "serious" || impact === "critical")
        faults.push(`${scheme}: ${id} (${impact}, ${nodes.length}): ${nodes[0].target.join(" ")}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  return faults;
}

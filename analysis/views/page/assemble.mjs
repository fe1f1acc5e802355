// Writes page.html: the template with its style and script in it. Same input, same bytes.
// Usage: node assemble.mjs [FOLDER]

// Calls esbuild's own program, not its script, and needs no more of Node.js than version 12 has, as Ubuntu 22.04 does.

import { execFileSync } from "child_process";
import { createHash } from "crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "fs";
import { dirname, join, resolve } from "path";
import { fileURLToPath } from "url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] || join(here, "../../../.build/page"));

function bundle(entry) {
  const esbuild = join(here, `node_modules/@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  const looks = ["--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8", "--legal-comments=eof"];
  const options = { cwd: here, encoding: "utf8", maxBuffer: 1 << 26 };
  return execFileSync(esbuild, [entry, "--log-level=warning", ...looks], options).trim();
}

// The browser compares this hash with what stands between the tags, so nothing may change there afterwards.
function policy(script) {
  const hash = createHash("sha256").update(script, "utf8").digest("base64");
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
}

// Whoever gets the page gets the licenses of what is in it, as a comment at its end.
function licenses() {
  const texts = ["echarts", "zrender"].flatMap((name) =>
    ["NOTICE", "LICENSE"]
      .map((file) => join(here, "node_modules", name, file))
      .filter(existsSync)
      .map((file) => `${name}\n\n${readFileSync(file, "utf8").trim()}`),
  );
  if (texts.length < 3) throw new Error("a license is missing in node_modules");
  return texts.join("\n\n").replace(/--/g, "- -");
}

const script = bundle("src/main.ts");
const parts = { csp: policy(script), style: bundle("page.css"), script, licenses: licenses() };
const template = readFileSync(join(here, "template.html"), "utf8");
const page = template.replace(/@(csp|style|script|licenses)@/g, (_, part) => parts[part]);
if (/<\/script/i.test(script) || /<!--/.test(script)) throw new Error("the script would end its own element");
for (const mark of ["<!--title-->", "<!--results-->"]) {
  if (page.split(mark).length !== 2) throw new Error(`${mark} must be in the page once`);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "page.html"), page);
console.log(`${join(folder, "page.html")}: ${page.length} characters`);

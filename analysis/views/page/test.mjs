// Bundles the unit tests and runs them with node's own test runner.

import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "page-tests-"));
buildSync({
  absWorkingDir: here,
  entryPoints: readdirSync(join(here, "test"))
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join("test", file)),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  outExtension: { ".js": ".mjs" },
  outdir: folder,
});
const files = readdirSync(folder).map((file) => join(folder, file));
const { status } = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);

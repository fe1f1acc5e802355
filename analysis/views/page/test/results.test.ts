import assert from "node:assert/strict";
import { test } from "node:test";
import { resultsOf, level, table } from "./small_results.ts";

test("results: a column that is not there reads as empty", () => {
  const row = resultsOf({ "levels.csv": table([level()]) }).table("levels.csv")!.rows[0]!;
  assert.equal(row.number("no_such_column"), null);
  assert.equal(row.text("no_such_column"), "");
});

test("results: a name that looks like a number is text where text is asked for", () => {
  const results = resultsOf({ "levels.csv": table([level({ level: 3, label: 2026 })]) });
  assert.equal(results.table("levels.csv")!.rows[0]!.text("level"), "3");
  assert.equal(results.label("3"), "2026");
  assert.equal(results.table("levels.csv")!.where({ level: "3" }).length, 1);
});

test("results: a table without rows is no table", () => {
  assert.equal(resultsOf({ "waits.csv": { columns: ["level"], rows: [] } }).table("waits.csv"), undefined);
});

test("results: everybody is the first group", () => {
  const results = resultsOf({ "levels.csv": table([level({ group: "payer=x" }), level()]) });
  assert.deepEqual(results.groups, ["all", "payer=x"]);
});

test("results: replications of a run and of other commands", () => {
  assert.equal(resultsOf({}, { replications: 20 }).replications, 20);
  assert.equal(resultsOf({}, { replications: { requested: 9, finished: 7 } }).replications, 7);
  assert.equal(resultsOf({}, {}).replications, null);
});

test("results: labels are kept to the letter", () => {
  const hostile = '<script>alert("x")</script> \u202eשלום 😀 {b} =1+1';
  assert.equal(resultsOf({ "levels.csv": table([level({ label: hostile })]) }).label("php"), hostile);
});

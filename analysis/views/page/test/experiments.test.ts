import assert from "node:assert/strict";
import { test } from "node:test";
import { installFakeDom, textOf } from "./fake_dom.ts";
import { resultsOf, table } from "./small_results.ts";

installFakeDom();
Object.assign(globalThis, { ResizeObserver: class {} });
const { experimentOf } = await import("../src/sections/others.ts");

const answers = (tables: Parameters<typeof resultsOf>[0]): string[] => experimentOf(resultsOf(tables))!.answer.map(textOf);

function difference(metric: string, statistic: string, state: string, value: number, low: number, high: number) {
  return {
    alternative: "more beds",
    state,
    profile: "all",
    metric,
    statistic,
    base: 10,
    value: 10 + value,
    difference: value,
    low,
    high,
    low_together: low,
    high_together: high,
    excludes_zero: low > 0 || high < 0 ? 1 : 0,
  };
}

test("compare: what is sure is told with its direction, what may be chance is not", () => {
  const rows = [
    difference("lost", "per_year", "all", -38, -40, -36),
    difference("census", "mean", "all", 0.4, -0.2, 1),
    difference("p_delay", "share", "iop", 0.046, 0.03, 0.06),
    difference("wait", "mean", "iop", 0.6, 0.4, 0.9),
  ];
  assert.deepEqual(answers({ "compare.csv": table(rows) }), [
    "With more beds: 38 (36 to 40) fewer people lost a year, the share that has to wait at iop is 4.6 points (3.0 to 6.0) higher and the mean wait at iop is 0.6 days (0.4 to 0.9) longer.",
  ]);
});

test("compare: no difference that is sure", () => {
  assert.match(
    answers({ "compare.csv": table([difference("lost", "per_year", "all", -1, -3, 1)]) })[0]!,
    /no difference .* could not be chance/,
  );
});

test("size: the answer with its target, or that there is none", () => {
  const trial = {
    trial: 1,
    stage: "confirming",
    is_answer: 1,
    "php.slots": 21,
    cost: 45000,
    replications: 640,
    judgment: "met",
    target: "php.wait.p90 <= 7 d",
    value: 6.2,
    low: 5.9,
    high: 6.6,
    confidence: 0.99999,
    is_met: 1,
  };
  const said = answers({ "size.csv": table([trial]) });
  assert.equal(said[0], "The least plan that meets the target is php.slots = 21, at 45,000.");
  assert.equal(said[1], "Target php.wait.p90 <= 7 d: 6.2 (5.9 to 6.6), met with a confidence of above 99.9 %.");
  assert.equal(answers({ "size.csv": table([{ ...trial, is_answer: 0 }]) })[0], "No plan within the bounds meets the targets.");
});

test("sweep: from the best to the worst point", () => {
  const point = (n: number, slots: number, value: number | null) => ({
    point: n,
    slots,
    state: "php",
    profile: "all",
    figure: "wait.mean",
    value,
    low: null,
    high: null,
    note: value === null ? "too few" : null,
  });
  assert.equal(
    answers({ "sweep.csv": table([point(1, 16, 26), point(2, 20, 2)]) })[1],
    "Mean wait at php goes from 2 days with slots = 20 to 26 days with slots = 16.",
  );
  assert.equal(answers({ "sweep.csv": table([point(1, 16, null), point(2, 20, null)]) })[1], "None of the figures has a value: too few.");
});

test("bottlenecks: where one more helps most", () => {
  const row = (rank: number, name: string, value: number, sure: number) => ({
    rank,
    kind: "level",
    name,
    unit: "slot",
    places: 1,
    figure: "lost",
    difference: value,
    is_told_from_zero: sure,
    per_place: value,
    per_place_low: value - 1,
    per_place_high: value + 1,
  });
  assert.equal(
    answers({ "bottlenecks.csv": table([row(1, "php", -6, 1), row(2, "iop", 0.1, 0)]) })[0],
    "One more place helps most at php (slot).",
  );
  assert.equal(
    answers({ "bottlenecks.csv": table([row(1, "php", -0.2, 0)]) })[0],
    "No place more makes a difference that could not be chance.",
  );
});

test("verify: whether all agree", () => {
  const row = (agrees: number) => ({
    system: "M/M/1",
    state: "care",
    profile: "all",
    metric: "wait",
    statistic: "mean",
    simulated: 9,
    exact: 9.1,
    z: 0.3,
    agrees,
  });
  assert.equal(answers({ "verification.csv": table([row(1), row(1)]) })[0], "All 2 figures agree with theory.");
  assert.equal(answers({ "verification.csv": table([row(1), row(0)]) })[0], "1 of 2 figures do not agree with theory.");
});

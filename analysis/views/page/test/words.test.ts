import assert from "node:assert/strict";
import { test } from "node:test";
import { installFakeDom, tagsOf, textOf } from "./fake_dom.ts";
import { level, resultsOf, table } from "./small_results.ts";

installFakeDom();
const { answer } = await import("../src/words/answer.ts");
const { worries } = await import("../src/words/worries.ts");
const { described } = await import("../src/words/description.ts");
const { glossary, term } = await import("../src/words/glossary.ts");

const sentences = (...levels: ReturnType<typeof level>[]): string[] => answer(resultsOf({ "levels.csv": table(levels) })).map(textOf);

test("answer: use, waits and losses of one level", () => {
  assert.deepEqual(sentences(level()), [
    "The 18 places of Day program are used to 88 % (87 to 89), and all taken 50 % of the time.",
    "At Day program about one in two who ask have to wait (53 %, 50 to 57); the mean wait of those admitted is 5.2 days (4.1 to 6.3), and one in ten waits more than 16.9 days.",
    "12 (10 to 14) people a year are lost while they wait for Day program, 4 % of those who ask there.",
  ]);
});

test("answer: nobody waits", () => {
  const said = sentences(level({ p_delay: 0, p_delay_low: null, p_delay_high: null, lost_per_year: 0, lost_share: 0 }));
  assert.ok(said.includes("Nobody has to wait for a place."));
  assert.ok(said.includes("Nobody gives up or is turned away."));
});

test("answer: nobody came", () => {
  const none = level({ requests_per_year: 0, mean_census: 0, p_delay: null, utilization: 0, full_share: 0 });
  assert.deepEqual(sentences(none), ["Nobody came in the time observed."]);
});

test("answer: no level has a limit", () => {
  const free = level({ mean_places: null, utilization: null, full_share: null, p_delay: 0, lost_per_year: 0 });
  assert.match(sentences(free)[0]!, /^No level has a limit of places/);
});

test("answer: the fullest level is told first and other waits after", () => {
  const said = sentences(
    level(),
    level({ level: "iop", label: "Evening", full_share: 0.91, p_delay: 0.9, p_delay_low: 0.89, p_delay_high: 0.91 }),
  );
  assert.match(said[0]!, /^The fullest level is Evening/);
  assert.equal(said[2], "More than one in ten also have to wait at Day program (53 %).");
});

test("answer: a hostile label is text and never an element", () => {
  const parts = answer(resultsOf({ "levels.csv": table([level({ label: "<img src=x onerror=alert(1)>" })]) }));
  assert.ok(textOf(parts).includes("<img src=x onerror=alert(1)>"));
  assert.ok(tagsOf(parts).every((tag) => ["bdi", "a", "#text"].includes(tag)));
});

test("worries: one replication has no intervals", () => {
  const results = resultsOf({ "levels.csv": table([level()]) }, { replications: 1 });
  assert.match(textOf(worries(results).map((w) => w.text)), /One replication only/);
});

test("worries: where the start is felt, the warm-up that would do is told", () => {
  const effects = [{ level: "php", count: "census", bias_of_mean: -2, settled_mean: 20, settles_after_days: 1607 }];
  const [first] = worries(resultsOf({ "levels.csv": table([level()]) }, { replications: 100, warm_up: { effects_of_the_start: effects } }));
  assert.equal(first!.isGrave, true);
  assert.equal(
    textOf(first!.text),
    "The start is still felt at Day program: its census would be larger by 10 % in the long run. A warm-up of 4.4 years would do.",
  );
});

test("worries: inputs without a source are counted", () => {
  const inputs = table([
    { path: "a", confidence: "read" },
    { path: "b", confidence: "assumption" },
    { path: "c", confidence: "none" },
  ]);
  const text = textOf(
    worries(resultsOf({ "levels.csv": table([level()]), "inputs.csv": inputs }, { replications: 100 })).map((w) => w.text),
  );
  assert.match(text, /Of 3 inputs 1 are assumptions and 1 have no source/);
});

test("description: folded, quoted, plain and missing", () => {
  assert.equal(described("schema: 1\ndescription: >\n  Seven levels:\n  who waits.\nstart: x\n"), "Seven levels: who waits.");
  assert.equal(described("description: 'One'\n"), "One");
  assert.equal(described("description: Two words\n"), "Two words");
  assert.equal(described("name: x\n"), "");
  assert.equal(described(null), "");
});

test("glossary: every word once, and only words that are there can be linked", () => {
  assert.equal(new Set(glossary.map(([key]) => key)).size, glossary.length);
  assert.throws(() => term("no such word"));
});

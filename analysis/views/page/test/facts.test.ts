import assert from "node:assert/strict";
import { test } from "node:test";
import { fates, readLevels, tightest } from "../src/facts.ts";
import { level, resultsOf, table } from "./small_results.ts";

const only = (changes: Record<string, string | number | null>) => readLevels(resultsOf({ "levels.csv": table([level(changes)]) }))[0]!;

test("fates: who gives up has waited, who is turned away has not", () => {
  // of 100: 50 delayed, of whom 10 give up and 4 leave the list; 6 turned away, 5 diverted
  const of = fates(
    only({
      requests_per_year: 100,
      p_delay: 0.5,
      gave_up_per_year: 10,
      left_list_per_year: 4,
      turned_away_per_year: 6,
      diverted_per_year: 5,
      lost_share: 0.16,
    }),
  );
  const rounded = Object.fromEntries(Object.entries(of).map(([key, share]) => [key, Math.round(share * 100)]));
  assert.deepEqual(rounded, { atOnce: 39, waited: 36, elsewhere: 9, lost: 16 });
});

test("fates: nobody asks, and nothing is divided by zero", () => {
  assert.deepEqual(fates(only({ requests_per_year: 0, p_delay: null, lost_share: null })), { atOnce: 1, waited: 0, elsewhere: 0, lost: 0 });
});

test("tightest: the level where most have to wait, of those with a limit", () => {
  const levels = readLevels(
    resultsOf({
      "levels.csv": table([
        level({ level: "a", p_delay: 0.2 }),
        level({ level: "b", p_delay: 0.4 }),
        level({ level: "c", p_delay: 0.9, mean_places: null }),
      ]),
    }),
  );
  assert.equal(tightest(levels)!.name, "b");
  assert.equal(tightest([]), undefined);
});

#include "models/compile/compile.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What planners typed into the smallest scenario, and all that they are told: where, and what to
/// write instead.
namespace stepdown::tests {
namespace {

struct Slip {
  std::string_view before;  ///< a part of the sound scenario
  std::string_view typed;   ///< in its place
  std::string_view told;    ///< "line:column: key: message", a problem a line; or nothing
};

constexpr std::string_view sound =
    R"(# A day program that steps down to evening groups. Every number is an assumption.
schema: 1
name: Minimal step-down program
start: 2026-01-05
run: {warm_up: 26 wk, horizon: 3 y}
levels:
  php:
    places: {slots: 18}
    treatment_time: {gamma: {mean: 18 d, cv: 0.6}}
    to: {iop: 0.75, home: 0.25}
    hold: 7 d
  iop:
    places: {groups: {count: 3, size: 10}}
    treatment_time: {gamma: {mean: 42 d, cv: 0.5}}
    to: home
community:
  home: {time: {exponential: {mean: 300 d}}, to: {php: 0.4, recovered: 0.6}}
outcomes: [recovered]
arrivals:
  referrals: {poisson: {rate: 3.5 /wk}, to: php}
)";

/// The sound scenario, with something else typed.
std::string with(const Slip& slip) {
  const std::size_t at = sound.find(slip.before);
  REQUIRE(at != std::string::npos);
  return std::string{sound}.replace(at, slip.before.size(), slip.typed);
}

std::string problems_of(const std::string& text) {
  std::vector<models::Diagnostic> found;
  try {
    found = models::compile(models::read_scenario_text(text, "slip.yaml")).warnings;
  } catch (const models::ScenarioError& error) {
    found = error.diagnostics();
  }
  std::string told;
  for (const models::Diagnostic& one : found)
    told += fmt::format("{}{}:{}: {}{}{}",
                        told.empty() ? "" : "\n",
                        one.at.line,
                        one.at.column,
                        one.key,
                        one.key.empty() ? "" : ": ",
                        one.message);
  return told;
}

void check(const std::vector<Slip>& slips) {
  for (const Slip& slip : slips) {
    CAPTURE(slip.typed);
    CHECK(problems_of(with(slip)) == slip.told);
  }
}

constexpr std::string_view slots = "{slots: 18}";
constexpr std::string_view split = "{iop: 0.75, home: 0.25}";
constexpr std::string_view rate = "rate: 3.5 /wk";
constexpr std::string_view hold = "    hold: 7 d";
constexpr std::string_view start = "start: 2026-01-05";
constexpr std::string_view name = "name: Minimal step-down program";

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("planner mistakes: the scenario they are made in is sound") {
  CHECK(problems_of(std::string{sound}) == "");
}

TEST_CASE("planner mistakes: units") {
  check({
      {"18 d",
       "18 days",
       "9:36: levels.php.treatment_time.gamma.mean: expected a duration with a unit (such as "
       "'24 d'), got '18 days'; write 18 d"},
      {"42 d",
       "2 months",
       "14:36: levels.iop.treatment_time.gamma.mean: expected a duration with a unit (such as "
       "'24 d'), got '2 months'; months differ in length: write 61 d"},
      {"42 d",
       "42",
       "14:36: levels.iop.treatment_time.gamma.mean: expected a duration with a unit (such as "
       "'24 d'), got '42'; write 42 d if days are meant"},
      {rate,
       "rate: 3.5 per week",
       "20:31: arrivals.referrals.poisson.rate: expected a rate with a unit (such as '42 /wk'), "
       "got "
       "'3.5 per week'; write 3.5 /wk"},
      {rate,
       "rate: 3.5 d",
       "20:31: arrivals.referrals.poisson.rate: expected a rate with a unit (such as '42 /wk'), "
       "got "
       "'3.5 d'; write 3.5 /d, or 1 /3.5d for one in that time"},
  });
}

TEST_CASE("planner mistakes: words for what is no number") {
  check({
      {hold,
       "    hold: forever",
       "11:11: levels.php.hold: expected 'none', 'until_placed' or a duration with a unit (such as "
       "'7 "
       "d'), got 'forever'; write until_placed"},
      {hold,
       "    waiting: 30",
       "11:14: levels.php.waiting: expected a mapping, got '30'; write {limit: 30, turned_away_to: "
       "...} if so many may wait"},
      {hold,
       "    waiting: 30 d",
       "11:14: levels.php.waiting: expected a mapping, got '30 d'; write {patience: 30 d, "
       "gave_up_to: ...} if people wait so long"},
      {rate,
       "rate: 3.5 /wk, weekday: {Monday: 2, sat: 0}",
       "20:50: arrivals.referrals.poisson.weekday.Monday: unknown key; did you mean 'mon'?"},
      {name,
       "name: \u201CMinimal\u201D",
       "3:7: name: expected text in plain quotes or none, got a curly quote (U+201C); write "
       "'Minimal'"},
      {"42 d, cv: 0.5}}",
       "42 d, cv: 0.5}, min: three weeks}",
       "14:57: levels.iop.treatment_time.min: expected a duration with a unit (such as '24 d'), "
       "got "
       "'three weeks'; write 3 wk"},
  });
}

TEST_CASE("planner mistakes: parameters of other packages") {
  check({
      {"{gamma: {mean: 42 d, cv: 0.5}}", "{erlang: {shape: 4, rate: 0.1 /d}}", ""},
      {"{gamma: {mean: 42 d, cv: 0.5}}", "{gamma: {shape: 4, rate: 0.1 /d}}", ""},
      {"{gamma: {mean: 42 d, cv: 0.5}}",
       "{weibull: {shape: 2, rate: 0.1 /d}}",
       "14:22: levels.iop.treatment_time.weibull: 'shape' needs 'scale' or 'median' beside it\n"
       "14:42: levels.iop.treatment_time.weibull.rate: unknown key; write its 'scale', which is "
       "1 / rate"},
      {"{gamma: {mean: 42 d, cv: 0.5}}",
       "{uniform: {low: 2 d, max: 9 d}}",
       "14:22: levels.iop.treatment_time.uniform.min: missing key; expected a duration with a unit "
       "(such as '24 d')\n"
       "14:32: levels.iop.treatment_time.uniform.low: unknown key; known: min, max"},
  });
}

TEST_CASE("planner mistakes: numbers") {
  check({
      {split,
       "{iop: 75, home: 25}",
       "10:15: levels.php.to.iop: expected a probability from 0 to 1, got '75'; write 0.75\n"
       "10:25: levels.php.to.home: expected a probability from 0 to 1, got '25'; write 0.25"},
      {split,
       "{iop: 75%, home: 25%}",
       "10:15: levels.php.to.iop: expected a probability from 0 to 1, got '75%'; write 0.75\n"
       "10:26: levels.php.to.home: expected a probability from 0 to 1, got '25%'; write 0.25"},
      {split,
       "{iop: 0.75, home: 0.20}",
       "10:9: levels.php.to: probabilities sum to 0.95, expected 1; 0.05 is missing"},
      {slots,
       "{slots: -18}",
       "8:21: levels.php.places.slots: expected a whole number from 0 to 10000000, got '-18'"},
      {slots,
       "{slots: 18 beds}",
       "8:21: levels.php.places.slots: expected a whole number, got '18 beds'; write beds: 18"},
      {slots,
       "{slots: 1,800}",
       "8:21: levels.php.places.slots: expected a number without commas, got '1,800'; write 1800"},
      {start,
       "start: 3/1/2026",
       "4:8: start: expected a date (such as '2026-01-05'), got '3/1/2026'; write 2026-03-01 or "
       "2026-01-03"},
      {start,
       "start: 2026-3-1",
       "4:8: start: expected a date (such as '2026-01-05'), got '2026-3-1'; write 2026-03-01"},
      {"warm_up: 26 wk, horizon: 3 y",
       "warm_up: 3 y, horizon: 26 wk",
       "5:30: run.horizon: expected more than the warm-up of 1095 d, got 182 d; the horizon counts "
       "from the start and includes the warm-up"},
  });
}

TEST_CASE("planner mistakes: names") {
  check({
      {split,
       "{iopp: 0.75, home: 0.25}",
       "10:10: levels.php.to.iopp: expected a state, got 'iopp'; did you mean 'iop'?"},
      {split,
       "{IOP: 0.75, home: 0.25}",
       "10:10: levels.php.to.IOP: expected a state, got 'IOP'; did you mean 'iop'?"},
      {"levels:", "Levels:", "6:1: Levels: unknown key; did you mean 'levels'?"},
      {"places: {slots: 18}",
       "Places: {Slots: 18}",
       "8:5: levels.php.Places: unknown key; did you mean 'places'?\n"
       "8:14: levels.php.places.Slots: unknown key; did you mean 'slots'?"},
      {hold,
       "    hold: 7 d\n    hold: 5 d",
       "12:5: levels.php.hold: duplicate key; the first is on line 11"},
      {"start: 2026-01-05\n",
       "",
       "1:1: start: missing key; expected a date (such as '2026-01-05')"},
      {"outcomes:", "attributes:\n  insured: {yes: 0.6, no: 0.4}\noutcomes:", ""},
  });
}

TEST_CASE("planner mistakes: colons and brackets and indentation") {
  check({
      {"places: {slots", "places {slots", "8:11: expected ':' after 'places', got none"},
      {hold, "    hold:7 d", "11:10: expected a space after 'hold:', got none"},
      {name,
       "name: North campus: step-down",
       "3:19: expected quotes around text with ': ' in it; write name: \"North campus: "
       "step-down\""},
      {slots,
       "{slots: 18",
       "8:13: expected '}' to close this '{', got the key 'treatment_time' on line 9"},
      {hold, "   hold: 7 d", "11:4: expected 2 or 4 spaces before it as in lines above, got 3"},
      {"  iop:\n    places",
       "    iop:\n      places",
       "12:5: levels.php.iop: expected 2 spaces before it, got 4; it is no key of 'php' but stands "
       "beside it"},
      {"    places: {slots",
       "\tplaces: {slots",
       "8:1: expected spaces as indentation, got a tab; replace it with spaces"},
  });
}

TEST_CASE("planner mistakes: characters of word processors") {
  check({
      {split,
       "{“iop”: 0.75, home: 0.25}",
       "10:10: levels.php.to.iop: expected a key in plain characters, got a curly quote (U+201C); "
       "write 'iop'"},
      {slots,
       "{slots:\u00A018}",
       "8:20: levels.php.places.slots: expected a space after 'slots:', got a no-break space "
       "(U+00A0); replace it"},
      {hold,
       "\u00A0 \u00A0 hold: 7 d",
       "11:1: expected spaces as indentation, got a no-break space (U+00A0); replace it"},
      {hold,
       "    hold: 7\u00A0d",
       "11:11: levels.php.hold: expected 'none', 'until_placed' or a duration with a unit (such as "
       "'7 d'), got '7\u00A0d'; it has a no-break space (U+00A0): write '7 d'"},
  });
}

TEST_CASE("planner mistakes: how files are saved") {
  const auto with_line_ends = [](std::string_view ends) {
    std::string text;
    for (const char c : sound)
      text += c == '\n' ? std::string{ends} : std::string{c};
    return text;
  };
  CHECK(problems_of("\xEF\xBB\xBF" + with_line_ends("\r\n")) == "");
  CHECK(problems_of(with_line_ends("\r")) ==
        "1:82: expected lines that end as on Windows or Linux, got a carriage return alone; save "
        "the file with other line ends");
  constexpr std::string_view utf16{"\xFF\xFEs\0c\0", 6};
  CHECK(problems_of(std::string{utf16}) ==
        "1:1: expected UTF-8 text, got UTF-16; save the file as UTF-8");
  CHECK(problems_of("") == "1:1: expected a scenario (its first line is 'schema: 1'), got nothing");
}

TEST_CASE("planner mistakes: what can be meant and probably is not gets a warning") {
  check({
      {"42 d, cv: 0.5}}\n    to: home",
       "42 d, cv: 0.5}}\n    to: iop",
       "12:3: levels.iop: nobody ever reaches an outcome from iop: people stay in the pathway for "
       "ever and their number grows with the length of the run"},
      {"{php: 0.4, recovered: 0.6}",
       "php",
       "7:3: levels.php: nobody ever reaches an outcome from php, iop and home: people stay in the "
       "pathway for ever and their number grows with the length of the run\n"
       "18:12: outcomes.recovered: never used: nobody can get here"},
      {split, "home", "12:3: levels.iop: never used: nobody can get here"},
      {"count: 3, size: 10",
       "count: 10, size: 3",
       "13:30: levels.iop.places.groups: 10 groups of 3 seats; if 3 groups of 10 are meant, write "
       "'{count: 3, size: 10}'"},
      {rate,
       "rate: 3.5 /d",
       "8:21: levels.php.places: 18 places for about 63 people who come here first and would be "
       "here at once; is a rate '/d' that should be '/wk', or a stay too long?"},
  });
}

TEST_SUITE_END();

}  // namespace stepdown::tests

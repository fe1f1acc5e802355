#include "tests/properties/random_network.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

/// Numbers for test data (splitmix64): the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}

  /// 0 .. sides - 1
  int roll(int sides) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<int>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(sides));
  }
  bool one_in(int n) { return roll(n) == 0; }
  template <class T>
  T pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(roll(static_cast<int>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

/// A level that does not take people up at any time, or does not discharge them so: its places and
/// its hours.
std::string gate(Dice& dice) {
  const std::string office = "{weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}";
  std::string text;
  const int kind = dice.roll(4);
  const int at_least = 1 + dice.roll(2);
  if (kind == 3) {
    text = fmt::format("    places: {{groups: {{count: {}, size: {}}}}}\n", 1 + dice.roll(3), 2);
    text += fmt::format(
        "    admission: {{cohort: {{every: 1 wk, at: 9 h, at_least: {}, closed: true}}}}\n",
        at_least);
  } else {
    text = fmt::format("    places: {{beds: {}}}\n", 2 + dice.roll(3));
    if (kind == 2)
      text += fmt::format("    admission: {{cohort: {{every: 1 wk, at: 9 h, at_least: {}}}}}\n",
                          at_least);
    if (kind == 1) text += "    admission: " + office + "\n";
  }
  if (kind == 0 || dice.one_in(2)) text += "    discharge: " + office + "\n";
  return text;
}

/// Three tracks, the second of which is for everybody.
std::string tracks(Dice& dice) {
  const std::vector<std::string> places{
      "{beds: 2}", "{beds: 3}", "{slots: 3, changes: {2026-02-20: 1, 2026-05-01: 2}}"};
  const std::vector<std::string> times{
      "",
      ", admission: {weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}",
      ", admission: {cohort: {every: 1 wk, at: 9 h, at_least: 2}}"};
  const std::string closed =
      "{groups: {count: 2, size: 2}}, admission: {cohort: {every: 1 wk, at: 9 h, closed: true}}";
  const auto any = [&] {
    if (dice.one_in(3)) return closed;
    std::string when = dice.pick(times);
    const std::string where = dice.pick(places);
    const std::size_t two = when.find("at_least: 2");
    if (where == places.front() && two != std::string::npos) when.replace(two, 11, "at_least: 1");
    return where + when;
  };
  std::string text = "    tracks:\n";
  text += fmt::format("      first: {{places: {}, only: {{kind: a}}}}\n", any());
  text += fmt::format("      second: {{places: {}}}\n", any());
  text += fmt::format("      third: {{places: {}, only: {{kind: [{}]}}}}\n",
                      any(),
                      dice.pick(std::vector<std::string>{"b", "a, b"}));
  return text;
}

/// What there is of `random_network`.
struct Parts {
  bool reserving = false;
  bool gated = false;
  bool tracked = false;
  bool looking = false;
};

/// What people do about the length of the list of a level.
std::string sight_of_list(Dice& dice, int number, int levels) {
  std::string text;
  if (dice.one_in(2))
    text += fmt::format(
        "      balk: {{{}: 0.3, 3: 0.8}}\n      balk_to: {{home: 0.5, done: 0.5}}\n", dice.roll(3));
  if (dice.one_in(2))
    text += fmt::format(
        "      or: [l{}, l{}]\n", (number + 1) % levels, (number + (levels > 2 ? 2 : 1)) % levels);
  return text;
}

std::string level(Dice& dice, int number, int levels, const Parts& parts) {
  const auto [reserving, gated, tracked, looking] = parts;
  std::string text = fmt::format("  l{}:\n", number);
  const bool has_tracks = tracked && dice.one_in(2);
  if (has_tracks) {
    text += tracks(dice);
  } else if (gated && dice.one_in(2)) {
    text += gate(dice);
  } else if (number >= 2 && dice.one_in(6)) {
    text += "    places: unlimited\n";
  } else if (dice.one_in(3)) {
    text += fmt::format("    places: {{beds: {}, changes: {{2026-02-20: {}, 2026-05-01: {}}}}}\n",
                        1 + dice.roll(4),
                        1 + dice.roll(3),
                        1 + dice.roll(5));
  } else {
    text += fmt::format("    places: {{beds: {}}}\n", 1 + dice.roll(4));
  }
  text += fmt::format(
      "    treatment_time: {}\n",
      dice.pick(std::vector<std::string>{
          "2 d", "3 d", "5 d", "{exponential: {mean: 3 d}}", "{lognormal: {mean: 4 d, cv: 1}}"}));
  // Two of the levels at .3 and .3, home .2, done .2; the two may be this one or the same.
  const int first = dice.roll(levels);
  int second = dice.roll(levels);
  if (second == first) second = (first + 1) % levels;
  const std::string transfer =
      dice.one_in(reserving ? 2 : 4)
          ? fmt::format(", transfer: {{time: {}, reserve: {}}}",
                        dice.pick(std::vector<std::string>{"1 d", "{exponential: {mean: 0.5 d}}"}),
                        reserving)
          : "";
  text += fmt::format(
      "    exits:\n      planned: {{probability: 1, to: {{l{}: 0.3, l{}: 0.3, home: 0.2, done: "
      "0.2}}{}}}\n",
      first,
      second,
      transfer);
  if (dice.one_in(2)) {
    text +=
        fmt::format("      review: {{after: {}, to: {{l{}: 0.5, home: 0.5}}, while: {}{}}}\n",
                    dice.pick(std::vector<std::string>{
                        "6 d", "{exponential: {mean: 8 d}}", "{weibull: {mean: 7 d, cv: 0.5}}"}),
                    dice.roll(levels),
                    dice.one_in(4) ? "treated" : "present",
                    dice.one_in(3) ? ", transfer: 1 d" : "");
  }
  if (dice.one_in(2)) text += fmt::format("      cap: {{after: {} d, to: done}}\n", longest_stay);
  const std::string hold =
      dice.pick(std::vector<std::string>{"none", "1 d", "3 d", "until_placed", "until_placed"});
  text += fmt::format("    hold: {}\n", has_tracks ? "none" : hold);
  text += "    waiting:\n";
  if (dice.one_in(2)) text += "      order: [new, return, escalation, step_down]\n";
  text +=
      fmt::format("      patience: {}\n      gave_up_to: {}\n",
                  dice.pick(std::vector<std::string>{
                      "2 d", "{exponential: {mean: 6 d}}", "{new: 1 d, step_down: 4 d}"}),
                  dice.pick(std::vector<std::string>{"home", "done", "{home: 0.5, done: 0.5}"}));
  if (dice.one_in(2)) {
    text += fmt::format(
        "      exits: {{worse: {{after: {{exponential: {{mean: 8 d}}}}, to: {{l{}: 0.5, done: "
        "0.5}}}}, better: {{after: 3 d, to: home}}}}\n",
        dice.roll(levels));
  }
  if (looking) text += sight_of_list(dice, number, levels);
  if (dice.one_in(3)) {
    const bool can_divert = number + 1 < levels;
    text += fmt::format("      limit: {}\n", dice.roll(4));
    text += can_divert && dice.one_in(2) ? fmt::format("      divert_to: l{}\n", number + 1)
                                         : "      turned_away_to: {home: 0.7, done: 0.3}\n";
  }
  return text;
}

}  // namespace

std::string random_network_with_second_places(std::uint64_t seed) {
  Dice dice{seed + 1'000'000};
  std::string text = random_network(seed, dice.one_in(4));
  const auto insert = [&text](std::size_t at, const std::string& lines) { text.insert(at, lines); };
  const std::vector<std::string> shares{"0.5", "1", "{given: kind, a: 0.8, b: 0.2}"};
  const std::vector<std::string> bridges{"house",
                                         "{to: pills, patience_ratio: 2}",
                                         "{to: house, patience_ratio: 0.5, shortens: 0.5}",
                                         "{to: last, patience_ratio: 3, shortens: 1}"};
  const std::size_t end = text.find("community:\n");
  int levels = 0;
  while (text.find(fmt::format("\n  l{}:\n", levels)) < end)
    ++levels;
  for (int i = levels - 1; i >= 0; --i) {
    const std::size_t level = text.find(fmt::format("\n  l{}:\n", i)) + 1;
    std::string bridge = dice.pick(bridges);
    if (const std::size_t last = bridge.find("last"); last != std::string::npos)
      bridge.replace(last, 4, i + 1 < levels ? fmt::format("l{}", levels - 1) : "house");
    if (!dice.one_in(3))
      insert(text.find("    waiting:\n", level) + 13, "      bridge: " + bridge + "\n");
    std::string alongside;
    for (const std::string companion : {"house", "pills"})
      if (!dice.one_in(3))
        alongside += fmt::format(
            "      {}: {{share: {}, wait: {}}}\n", companion, dice.pick(shares), dice.one_in(2));
    if (!alongside.empty()) insert(text.find('\n', level) + 1, "    alongside:\n" + alongside);
  }
  insert(text.find("community:\n"),
         fmt::format("  house: {{places: {{beds: {}, turnaround: {}}}{}, treatment_time: 3 d, to: "
                     "home}}\n  pills: {{places: {{slots: 3, reserved: {{kind: {{a: 1}}}}}}, "
                     "treatment_time: 2 d, to: {{house: 0.5, home: 0.5}}, hold: 1 d}}\n",
                     1 + dice.roll(3),
                     dice.pick(std::vector<std::string>{"0 d", "1 d"}),
                     dice.one_in(3) ? ", admission: {weekdays: [mon, wed, fri]}" : ""));
  const std::string home = "{l0: 0.5, l1: 0.2, done: 0.3}";
  text.replace(
      text.find(home), home.size(), "{l0: 0.4, l1: 0.2, house: 0.1, pills: 0.1, done: 0.2}");
  return text;
}

std::string random_network(
    std::uint64_t seed, bool reserving, bool gated, bool tracked, bool looking) {
  Dice dice{seed};
  const int levels = 2 + dice.roll(4);
  std::string text = R"(schema: 1
name: Random network
start: 2026-01-05
run: {warm_up: 40 d, horizon: 200 d, replications: 1}
attributes:
  kind: {a: 0.6, b: 0.4}
levels:
)";
  for (int i = 0; i < levels; ++i)
    text += level(dice, i, levels, {reserving, gated, tracked, looking});
  text += R"(community:
  home: {time: {exponential: {mean: 10 d}}, to: {l0: 0.5, l1: 0.2, done: 0.3}}
outcomes: [done]
arrivals:
)";
  text += fmt::format("  some: {{poisson: {{rate: {} /wk}}, to: {{l0: 0.5, l1: 0.5}}}}\n",
                      2 + dice.roll(8));
  text += fmt::format(
      "  others: {{scheduled: {{every: {} d, first: 0 d}}, batch: {{1: 0.7, 3: 0.3}}, to: l{}}}\n",
      1 + dice.roll(4),
      dice.roll(levels));
  text += R"(effects:
  b_first: {when: {kind: b}, state: l0, priority: 1, source: test}
  b_stays: {when: {kind: b}, state: l1, stay_ratio: 1.5, source: test}
  often: {when: {admissions: ">= 3"}, reason: planned, state: l1, stay_ratio: 0.5, source: test}
)";
  return text;
}

}  // namespace stepdown::tests

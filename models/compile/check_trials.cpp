#include "models/compile/check_trials.hpp"

#include "models/compile/authorization.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {
namespace {

using Chance = std::optional<Given<Located<double>>> Exit::*;

/// What is done again and again, as the author calls it, and the exits that come then.
struct TrialWords {
  std::string_view section;
  std::string_view exit_key;
  Chance chance;
};

constexpr TrialWords reviews{"reviews", "at_review", &Exit::at_review};
constexpr TrialWords drug_tests{"drug_tests", "at_positive_test", &Exit::at_positive_test};
constexpr TrialWords renewals{"authorization", "at_renewal", &Exit::at_renewal};

/// A report at one exit.
void check_has_section(const GivenContext& context,
                       const State& level,
                       const TrialWords& words,
                       bool has_section) {
  if (has_section) return;
  for (const Exit& one : level.exits) {
    if (!(one.*words.chance)) continue;
    context.problems->report(
        Rule::TrialMissing,
        one.reason.at,
        fmt::format("{}.exits.{}.{}", context.key, one.reason.value, words.exit_key),
        fmt::format("expected '{}' of the level, which say when; got none", words.section));
  }
}

void check_every(const GivenContext& context,
                 const Located<double>& every,
                 const TrialWords& words) {
  if (every.value >= 1) return;
  context.problems->report(Rule::TrialsTooOften,
                           place_of(every.at, context.at),
                           fmt::format("{}.{}.every", context.key, words.section),
                           "expected at least 1 d");
}

/// The chances of all exits at one trial sum to at most 1, for every kind of people.
void check_sum(const GivenContext& context, const State& level, const TrialWords& words) {
  const Names& names = *context.names;
  std::set<std::size_t> matter;
  std::vector<const Exit*> exits;
  for (const Exit& one : level.exits) {
    if (!(one.*words.chance)) continue;
    exits.push_back(&one);
    collect_attributes(*(one.*words.chance), names, matter);
  }
  for (const ClassValues& who : enumerate_kinds(names, matter)) {
    double sum = 0;
    for (const Exit* one : exits) {
      const Located<double>* chance = find_for_class(*(one->*words.chance), names, who);
      if (chance == nullptr) return;  // reported as a missing case
      sum += chance->value;
    }
    constexpr double rounding = 1e-9;
    if (sum <= 1 + rounding) continue;
    const std::string people = describe_class(names, who, matter);
    context.problems->report(
        Rule::TrialsAboveOne,
        place_of(level.exits_at, context.at),
        context.key + ".exits",
        fmt::format("chances '{}' of the exits{} sum to {}; expected at most 1",
                    words.exit_key,
                    people.empty() ? "" : " for {" + people + "}",
                    number_text(sum)));
    return;
  }
}

/// Whether there is a kind of people whom no review and no test can send away.
void check_way_out(const GivenContext& context, const State& level) {
  const bool has_others = std::ranges::any_of(
      level.exits, [](const Exit& one) { return one.probability || one.after; });
  if (has_others || level.exits.empty()) return;
  const Names& names = *context.names;
  std::set<std::size_t> matter;
  for (const Exit& one : level.exits)
    for (const Chance chance : {reviews.chance, drug_tests.chance, renewals.chance})
      if (one.*chance) collect_attributes(*(one.*chance), names, matter);
  if (level.drug_tests) collect_attributes(level.drug_tests->positive, names, matter);
  for (const ClassValues& who : enumerate_kinds(names, matter)) {
    const auto is_above_zero = [&](const Given<Located<double>>& chance) {
      const Located<double>* const found = find_for_class(chance, names, who);
      return found == nullptr || found->value > 0;  // a missing case is reported
    };
    const bool is_ever_positive = level.drug_tests && is_above_zero(level.drug_tests->positive);
    const auto can_come = [&](const Exit& one) {
      return (one.at_review && is_above_zero(*one.at_review)) ||
             (one.at_renewal && is_above_zero(*one.at_renewal)) ||
             (one.at_positive_test && is_ever_positive && is_above_zero(*one.at_positive_test));
    };
    if (std::ranges::any_of(level.exits, can_come)) continue;
    const std::string people = describe_class(names, who, matter);
    context.problems->report(
        Rule::TrialsNeverEnd,
        place_of(level.exits_at, context.at),
        context.key + ".exits",
        fmt::format("expected an exit that can come, got only chances of 0{}; nobody could leave",
                    people.empty() ? "" : " for {" + people + "}"));
    return;
  }
}

}  // namespace

void check_trials(const GivenContext& context, const State& level) {
  check_has_section(context, level, reviews, level.reviews.has_value());
  check_has_section(context, level, drug_tests, level.drug_tests.has_value());
  check_has_section(context, level, renewals, level.authorization.has_value());
  check_authorization(context, level);
  if (level.reviews) check_every(context, level.reviews->every, reviews);
  if (level.drug_tests) {
    check_every(context, level.drug_tests->every, drug_tests);
    GivenContext positive = context;
    positive.key += ".drug_tests.positive";
    check_given(positive, level.drug_tests->positive);
  }
  check_sum(context, level, reviews);
  check_sum(context, level, drug_tests);
  check_sum(context, level, renewals);
  check_way_out(context, level);
}

}  // namespace stepdown::models

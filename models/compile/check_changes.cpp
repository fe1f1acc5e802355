#include "models/compile/check_changes.hpp"

#include "models/calendar.hpp"
#include "models/compile/beside.hpp"
#include "models/compile/check_arrivals.hpp"
#include "models/compile/check_attributes.hpp"
#include "models/compile/check_run.hpp"
#include "models/compile/check_states.hpp"
#include "models/compile/medications.hpp"
#include "models/compile/money.hpp"
#include "models/compile/resolve_effects.hpp"
#include "models/compile/same_shape.hpp"
#include "models/compile/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

/// Oddities only if they are so in all periods.
bool is_about_nobody(Rule rule) {
  return rule == Rule::ShareOfZero || rule == Rule::NobodyComes || rule == Rule::MedicationOfNobody;
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.rule == b.rule && a.at == b.at && a.key == b.key && a.message == b.message;
}

/// How many keys two paths have in common at the front.
std::size_t common_keys(std::string_view a, std::string_view b) {
  std::size_t keys = 0;
  for (std::size_t i = 0; i <= std::min(a.size(), b.size()); ++i) {
    const auto ends = [i](std::string_view path) {
      return i == path.size() || path[i] == '.' || path[i] == '[';
    };
    if (ends(a) && ends(b)) ++keys;
    if (i == a.size() || i == b.size() || a[i] != b[i]) break;
  }
  return keys;
}

/// What a change made wrong is shown where the change was written: where it is wrong, if that is on
/// a line of the change, else at the nearest of its paths.
SourceLocation place_in(const ScenarioPeriod& period, const Diagnostic& found) {
  const SourceLocation* nearest = &period.date.at;
  std::size_t most = 1;
  for (const Located<std::string>& path : period.paths) {
    if (found.at.file == path.at.file && found.at.line == path.at.line) return found.at;
    const std::size_t keys = common_keys(path.value, found.key);
    if (keys <= most) continue;
    most = keys;
    nearest = &path.at;
  }
  return *nearest;
}

/// Gathers what is told of each period.
class PeriodProblems {
 public:
  explicit PeriodProblems(Problems& problems)
      : problems_(&problems), told_(problems.in_file_order()) {
    for (const Diagnostic& one : told_)
      if (is_about_nobody(one.rule)) about_nobody_.emplace(one.rule, one.key);
  }

  /// What was found in the scenario of one more date.
  void add(const ScenarioPeriod& period, const std::vector<Diagnostic>& found) {
    std::set<std::pair<Rule, std::string>> here;
    for (const Diagnostic& one : found) {
      if (one.rule == Rule::MoreErrors || one.rule == Rule::MoreWarnings) continue;
      if (is_about_nobody(one.rule)) {
        here.emplace(one.rule, one.key);
        continue;
      }
      if (std::ranges::any_of(told_, [&](const Diagnostic& other) { return is_same(one, other); }))
        continue;
      told_.push_back(one);
      problems_->report(one.rule,
                        place_in(period, one),
                        one.key,
                        fmt::format("{} (from {} on)", one.message, iso_text(period.date.value)));
    }
    std::erase_if(about_nobody_, [&](const auto& one) { return !here.contains(one); });
  }

  /// Takes back what was told of the first period and is otherwise in a later one.
  void finish() {
    problems_->take_back([this](const Diagnostic& one) {
      return is_about_nobody(one.rule) && !about_nobody_.contains({one.rule, one.key});
    });
  }

 private:
  Problems* problems_;
  std::vector<Diagnostic> told_;
  std::set<std::pair<Rule, std::string>> about_nobody_;  ///< told of all periods so far
};

void check_date(const Scenario& scenario, const ScenarioPeriod& period, Problems& problems) {
  const std::string key = "changes." + iso_text(period.date.value);
  const auto day = static_cast<double>(Calendar(scenario.start.value).day_of(period.date.value));
  if (day <= 0)
    problems.report(Rule::ChangeBeforeStart,
                    period.date.at,
                    key,
                    fmt::format("expected a date after the start on {}; write what holds from the "
                                "start where it belongs",
                                iso_text(scenario.start.value)));
  else if (day >= scenario.run.horizon.value)
    problems.report(Rule::ChangeNeverHappens,
                    period.date.at,
                    key,
                    fmt::format("never happens: the run ends on {}", end_date(scenario)));
}

}  // namespace

std::vector<std::vector<ResolvedEffect>> check_changes(const Scenario& scenario,
                                                       const Names& names,
                                                       Problems& problems) {
  std::vector<std::vector<ResolvedEffect>> effects;
  if (scenario.later_periods.empty()) return effects;
  PeriodProblems gathered(problems);
  for (const ScenarioPeriod& period : scenario.later_periods) {
    check_date(scenario, period, problems);
    std::vector<ResolvedEffect>& resolved = effects.emplace_back();
    Problems own(period.scenario);
    check_same_shape(scenario, period.scenario, own);
    if (!own.has_errors()) {
      check_attributes(period.scenario, names, own);
      check_states(period.scenario, names, own);
      check_beside(period.scenario, names, own);
      check_arrivals(period.scenario, names, own);
      check_medications(period.scenario, names, own);
      check_services(period.scenario, own);
      check_money(period.scenario, names, own);
      resolved = resolve_effects(period.scenario, names, own);
    }
    gathered.add(period, own.in_file_order());
  }
  gathered.finish();
  return effects;
}

}  // namespace stepdown::models

#include "models/compile/check_changes.hpp"

#include "models/calendar.hpp"
#include "models/compile/beside.hpp"
#include "models/compile/check_arrivals.hpp"
#include "models/compile/check_attributes.hpp"
#include "models/compile/check_run.hpp"
#include "models/compile/check_states.hpp"
#include "models/compile/economics.hpp"
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
      if (is_about_nobody(one.rule)) now_.emplace(one.rule, one.key);
    about_nobody_ = now_;
  }

  /// What was found in that of the scenario of one more date which differs from before.
  void add(const ScenarioPeriod& period,
           const Differences& since,
           const std::vector<Diagnostic>& found) {
    if (!now_.empty()) {
      const std::set<std::string> others = since.keys(period.scenario);
      std::erase_if(now_, [&](const auto& one) { return others.contains(part_of(one.second)); });
    }
    for (const Diagnostic& one : found) {
      if (one.rule == Rule::MoreErrors || one.rule == Rule::MoreWarnings) continue;
      if (is_about_nobody(one.rule)) {
        now_.emplace(one.rule, one.key);
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
    std::erase_if(about_nobody_, [this](const auto& one) { return !now_.contains(one); });
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
  std::set<std::pair<Rule, std::string>> now_;           ///< of the last period
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

void check_changes(const Scenario& scenario,
                   const std::vector<Differences>& differences,
                   const Names& names,
                   std::vector<ResolvedEffects>& effects,
                   Problems& problems) {
  if (scenario.later_periods.empty()) return;
  PeriodProblems gathered(problems);
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p) {
    const ScenarioPeriod& period = scenario.later_periods[p];
    const Scenario& now = period.scenario;
    const Differences& since = differences[p];
    check_date(scenario, period, problems);
    ResolvedEffects resolved;
    Problems own(now);
    check_same_shape(scenario, now, since, own);
    if (!own.has_errors()) {
      if (since.attributes) check_attributes(now, names, own);
      check_states(now, names, own, &since);
      if (!since.states.empty()) check_beside(now, names, own);
      check_arrivals(now, names, own, &since);
      if (since.medications) check_medications(now, names, own);
      check_services(now, own, &since);
      check_money(now, names, own, &since);
      check_economics_since(scenario, now, since, names, own);
      resolved = resolve_effects_since(
          {&scenario_before(scenario, p), &effects.back()}, now, since, names, own);
    }
    effects.push_back(std::move(resolved));
    gathered.add(period, since, own.in_file_order());
  }
  gathered.finish();
}

}  // namespace stepdown::models

#include "models/reading/check_sweep_plan.hpp"

#include "models/reading/overrides.hpp"
#include "models/sweep_values.hpp"
#include "sim/sobol_sequence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {
namespace {

/// Columns that the tables of every sweep have.
constexpr auto taken_columns = std::to_array<std::string_view>({"scenario",
                                                                "point",
                                                                "draw",
                                                                "replication",
                                                                "option",
                                                                "state",
                                                                "profile",
                                                                "group",
                                                                "figure",
                                                                "metric",
                                                                "statistic",
                                                                "unit",
                                                                "value",
                                                                "low",
                                                                "high",
                                                                "n",
                                                                "replications",
                                                                "note",
                                                                "draws",
                                                                "range_low",
                                                                "range_high",
                                                                "input_sd",
                                                                "input_sd_low",
                                                                "input_sd_high",
                                                                "chance_sd",
                                                                "input_share",
                                                                "input_share_low",
                                                                "input_share_high",
                                                                "distance",
                                                                "is_kept"});

/// The columns so far, and by whom.
class Columns {
 public:
  explicit Columns(Reading& reading) : reading_{&reading} {}

  void add(const SweepColumn& column, const Located<std::string>& owner, const std::string& key) {
    if (std::ranges::find(taken_columns, column.name) != taken_columns.end())
      return reading_->error(
          Rule::ColumnTaken,
          owner.at,
          key,
          fmt::format("expected another name, got '{}', which is a column of all tables of a sweep",
                      column.name));
    const bool is_path = column.name.find('.') != std::string::npos;  // which come once anyway
    const auto same = std::ranges::find(known_, column.name, &Known::name);
    if (!is_path && same != known_.end())
      return reading_->error(
          Rule::ColumnOfTwo,
          owner.at,
          key,
          fmt::format(
              "expected a name of its own for each column, got '{}', which is one of '{}' too",
              column.name,
              same->owner));
    known_.push_back({column.name, owner.value});
  }

 private:
  struct Known {
    std::string name;
    std::string owner;
  };

  Reading* reading_;
  std::vector<Known> known_;
};

/// Whether `whole` is `part`, or what holds it.
bool holds(std::string_view whole, std::string_view part) {
  return part.starts_with(whole) && (part.size() == whole.size() || part[whole.size()] == '.');
}

/// The paths so far, in the order in which they are set, and by whom. What is set later replaces
/// what it holds.
class Paths {
 public:
  explicit Paths(Reading& reading) : reading_{&reading} {}

  /// Of the scenario's own values: what stands inside of them may be varied.
  void add_base(std::string_view set, const std::string& owner) {
    known_.push_back({with_dots(set.substr(0, set.find('='))), owner, true});
  }

  void add(const Located<std::string>& path, const std::string& owner, const std::string& key) {
    const std::string dotted = with_dots(path.value);
    const auto other = std::ranges::find_if(known_, [&](const Known& known) {
      return holds(dotted, known.path) || (!known.is_base && holds(known.path, dotted));
    });
    if (other != known_.end())
      return reading_->error(
          Rule::PathTwice,
          path.at,
          key,
          fmt::format("expected a path that nothing else of the plan sets, got '{}', and '{}' sets "
                      "'{}'; leave one out",
                      path.value,
                      other->owner,
                      other->path));
    known_.push_back({dotted, owner, false});
  }

 private:
  struct Known {
    std::string path;
    std::string owner;
    bool is_base = false;
  };

  Reading* reading_;
  std::vector<Known> known_;
};

}  // namespace

bool check_no_replications(Reading& reading,
                           const Located<std::string>& path,
                           const std::string& key) {
  if (with_dots(path.value) != "run.replications") return true;
  reading.add({Rule::ReplicationsVaried,
               path.at,
               key,
               "expected another path than 'run.replications', of which all points have as many; "
               "write 'replications: 20' for all of them (--replications on the command line), or "
               "in the plan of a sweep 'precision' for as many as each of them needs"});
  return false;
}

void check_names_and_paths(Reading& reading, const SweepPlan& plan, const std::string& factors) {
  Columns columns{reading};
  Paths paths{reading};
  for (const std::string& set : plan.sets)
    paths.add_base(set, "set");
  for (const SweepScenario& scenario : plan.scenarios)
    for (const std::string& set : scenario.sets)
      paths.add_base(set, "scenarios." + scenario.name.value);
  const auto add = [&](const auto& one, const std::string& section) {
    const std::string key = plan.file.empty() ? one.name.value : section + "." + one.name.value;
    for (const SweepColumn& column : one.columns)
      columns.add(column, one.name, key);
    for (const Located<std::string>& path : one.paths)
      if (check_no_replications(reading, path, key)) paths.add(path, one.name.value, key);
  };
  for (const SweepFactor& factor : plan.factors)
    add(factor, factors);
  for (const UncertainInput& input : plan.uncertain)
    add(input, "uncertain");
}

namespace {

bool is_sampled(const SweepDesignKind& design) {
  return std::holds_alternative<LatinHypercubeDesign>(design) ||
         std::holds_alternative<SobolDesign>(design);
}

/// Designs that go through all values need values to go through.
void check_levels(Reading& reading, const SweepPlan& plan) {
  if (is_sampled(plan.design)) return;
  for (const SweepFactor& factor : plan.factors) {
    if (level_count(factor) > 0) continue;
    const auto* range = std::get_if<SweepRange>(&factor.values);
    const std::string key = plan.file.empty() ? factor.name.value : "factors." + factor.name.value;
    if (range == nullptr)
      reading.error(Rule::DistributionInGrid,
                    factor.name.at,
                    key,
                    "expected 'values' or 'range' in this design, got a distribution; write "
                    "'design: {sobol: {points: 128}}'");
    else
      reading.error(
          Rule::StepMissing,
          factor.name.at,
          key,
          fmt::format("expected a step of its range in this design (such as '{}{}{}'), as "
                      "only whole numbers without a unit go by 1",
                      sweep_number_text((range->high - range->low) / 10),
                      range->unit.empty() ? "" : " ",
                      range->unit));
  }
}

void check_number_of_factors(Reading& reading, const SweepPlan& plan, const Field& design) {
  if (!is_sampled(plan.design)) return;
  if (plan.factors.empty())
    reading.error(Rule::NothingToSample,
                  design,
                  "expected 'factors' beside it, got none; without them write 'grid'");
  else if (plan.factors.size() > sim::SobolSequence::most_dimensions)
    reading.error(Rule::TooManyFactors,
                  design,
                  fmt::format("expected at most {} factors, got {}",
                              sim::SobolSequence::most_dimensions,
                              plan.factors.size()));
}

/// How many points there are, before the draws, and how that comes about.
struct PointCount {
  double points = 1;
  std::vector<std::string> words;

  void times(double count, std::string_view what) {
    points *= count;
    words.push_back(fmt::format("{:.0f} {}", count, what));
  }
};

PointCount count_points(const SweepPlan& plan) {
  PointCount count;
  if (const auto* hypercube = std::get_if<LatinHypercubeDesign>(&plan.design))
    count.times(hypercube->points, "points of the design");
  else if (const auto* sobol = std::get_if<SobolDesign>(&plan.design))
    count.times(sobol->points, "points of the design");
  else if (std::holds_alternative<GridDesign>(plan.design))
    for (const SweepFactor& factor : plan.factors)
      count.times(static_cast<double>(level_count(factor)),
                  fmt::format("values of '{}'", factor.name.value));
  else {
    double values = 1;
    for (const SweepFactor& factor : plan.factors)
      values += static_cast<double>(level_count(factor));
    count.times(values, "values, one at a time");
  }
  if (!plan.scenarios.empty()) count.times(static_cast<double>(plan.scenarios.size()), "scenarios");
  if (plan.draws > 0) count.times(plan.draws, "draws");
  return count;
}

/// The first words, and how many more there are.
std::string beginning_of(const std::vector<std::string>& words) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
    text += (i == 0 ? "" : " x ") + words[i];
  return words.size() > most ? text + fmt::format(" x {} more", words.size() - most) : text;
}

void check_size(Reading& reading, const SweepPlan& plan, const Field& design) {
  const PointCount count = count_points(plan);
  if (count.points <= most_sweep_points) return;
  reading.error(Rule::TooManyPoints,
                design,
                fmt::format("expected at most {:.0f} points, got {:.10g} ({}); a design of "
                            "'latin_hypercube' or 'sobol' needs fewer",
                            most_sweep_points,
                            count.points,
                            beginning_of(count.words)));
}

}  // namespace

void check_sweep_plan(Reading& reading, const SweepPlan& plan, const Field& design) {
  check_names_and_paths(reading, plan, "factors");
  check_levels(reading, plan);
  check_number_of_factors(reading, plan, design);
  check_size(reading, plan, design);
}

}  // namespace stepdown::models

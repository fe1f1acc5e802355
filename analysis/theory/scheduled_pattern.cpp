#include "analysis/theory/scheduled_pattern.hpp"

#include "analysis/formulas/batch.hpp"
#include "analysis/theory/behavior_clocks.hpp"
#include "analysis/theory/census_by_age.hpp"
#include "analysis/theory/semi_markov.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <variant>

namespace stepdown::analysis {

using models::ClassId;
using models::Model;
using models::ScheduledArrivals;

namespace {

constexpr double hardly_there = 1e-12;
constexpr std::size_t most_chances = 20'000;

/// One source of a schedule that all share.
struct Schedule {
  const models::SourceModel* source = nullptr;
  double every = 0;  ///< days
  double phase = 0;  ///< of its moments within the interval, days
  int batch = 1;
  double start = 0;  ///< chance to ask here first
};

/// Chance that somebody of a source asks here first and is there `age` days later.
double is_there(const Model& model, const Schedule& schedule, std::size_t level, double age) {
  double there = 0;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const auto who = static_cast<ClassId>(c);
    const double share = schedule.source->class_share[c];
    if (!(share > 0)) continue;
    const double first = first_states(model, *schedule.source, who)[level];
    if (!(first > 0)) continue;
    for (const BehaviorClocks& race :
         behavior_clocks(model, static_cast<models::StateId>(level), who))
      there += std::transform_reduce(race.clocks.begin(),
                                     race.clocks.end(),
                                     share * first * race.share,
                                     std::multiplies<>{},
                                     [age](const Clock& clock) { return clock.survival(age); });
  }
  return there;
}

std::optional<NoAnswer> read_schedules(const Model& model,
                                       std::size_t level,
                                       std::vector<Schedule>& schedules,
                                       double& every) {
  for (const models::SourceModel& source : model.sources) {
    const auto* scheduled = std::get_if<ScheduledArrivals>(&source.process);
    if (scheduled == nullptr)
      return NoAnswer{models::is_poisson(source.process)
                          ? "some come at random and some at given moments"
                          : "people come on dates of a file"};
    if (source.batch.size() > 1) return NoAnswer{"batches of many sizes come at given moments"};
    if (every > 0 && scheduled->every != every)
      return NoAnswer{"people come at intervals that differ"};
    every = scheduled->every;
    Schedule& schedule = schedules.emplace_back();
    schedule.source = &source;
    schedule.every = every;
    schedule.phase = std::fmod(scheduled->first, every);
    schedule.batch = source.batch.empty() ? 1 : source.batch.front().first;
    schedule.start = is_there(model, schedule, level, 0);
  }
  return std::nullopt;
}

/// Adds the chances of all who came at the moments of a schedule, the last one `age` days ago.
void add_chances(const Model& model,
                 const Schedule& schedule,
                 std::size_t level,
                 double age,
                 std::vector<double>& chances) {
  while (chances.size() < most_chances) {
    const double there = is_there(model, schedule, level, age);
    if (there < hardly_there) return;
    chances.insert(chances.end(), static_cast<std::size_t>(schedule.batch), there);
    age += schedule.every;
  }
}

/// Days since a schedule's last moment at `phase`, from 0 to an interval.
double age_at(double phase, const Schedule& schedule, double every) {
  const double age = std::fmod(phase - schedule.phase + every, every);
  constexpr double rounding = 1e-9;  // of an interval: the same moment
  return age > every * (1 - rounding) || age < every * rounding ? 0 : age;
}

}  // namespace

OfferedPattern scheduled_pattern(const Model& model, std::size_t level, const StateDemand& demand) {
  std::vector<Schedule> schedules;
  double every = 0;
  if (auto no = read_schedules(model, level, schedules, every)) return *std::move(no);
  double direct = 0;
  for (const Schedule& schedule : schedules)
    direct += schedule.batch * schedule.start / every;
  constexpr double rounding = 1e-9;
  if (direct < demand.rate * (1 - rounding) ||
      model.states[level].features.contains(models::Feature::TransferDelay))
    return NoAnswer{"people come at given moments, and by way of other states"};
  std::vector<OfferedPart> parts;
  const auto add = [&](double phase, double days, std::size_t asking) {
    OfferedPart part{.load = 0, .requests = 0, .days = days};
    for (std::size_t i = 0; i < schedules.size(); ++i) {
      const double age = age_at(phase, schedules[i], every);
      // Of those who come at the same instant earlier sources are first.
      const bool is_later = age == 0 && i >= asking;
      add_chances(model, schedules[i], level, is_later ? every : age, part.chances);
    }
    part.load = std::reduce(part.chances.begin(), part.chances.end());
    if (asking < schedules.size()) {
      part.requests = schedules[asking].batch * schedules[asking].start;
      part.companions = companions({{schedules[asking].batch, 1.0}}, 0, schedules[asking].start);
    }
    if (part.chances.size() >= most_chances) return false;
    parts.push_back(std::move(part));
    return true;
  };
  constexpr std::size_t times = 24;
  bool is_all = true;
  for (std::size_t i = 0; i < schedules.size(); ++i)
    is_all = is_all && add(schedules[i].phase, 0, i);
  for (std::size_t i = 0; i < times; ++i)
    is_all = is_all &&
             add((static_cast<double>(i) + 0.5) / times * every, every / times, schedules.size());
  if (!is_all) return NoAnswer{"too many who came at given moments are there"};
  return parts;
}

}  // namespace stepdown::analysis

#include "models/compile/check_start_places.hpp"

#include "models/stay_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

/// A level without tracks, or a track, and who is there at the start: as many as are expected,
/// where chance tells who they are.
struct Part {
  std::string name;  ///< "'iop'", or "the track 'morning' of 'iop'"
  int places = 0;
  const AdmissionRule* admission = nullptr;
  const std::vector<bool>* admits = nullptr;  ///< null: everybody
  double people = 0;
  std::map<double, double> came;  ///< people by days since they came, where that is known
  double others = 0;              ///< people of whom it is not

  [[nodiscard]] bool takes(std::size_t who) const { return admits == nullptr || (*admits)[who]; }
  void add(const StartGroup& group, double number) {
    if (!(number > 0)) return;
    people += number;
    (group.days ? came[*group.days] : others) += number;
  }
};

std::vector<Part> parts_of(const StateModel& level) {
  std::vector<Part> parts;
  for (const TrackModel& track : level.tracks) {
    Part& part = parts.emplace_back();
    part.name = fmt::format("the track '{}' of '{}'", track.name, level.name);
    part.places = track.places;
    part.admission = &track.admission;
    part.admits = &track.admits;
  }
  if (!parts.empty()) return parts;
  Part& whole = parts.emplace_back();
  whole.name = fmt::format("'{}'", level.name);
  whole.places = level.places;
  whole.admission = &level.admission;
  return parts;
}

/// By ClassId: who the people of a group are, as far as that is known.
std::vector<double> shares_of(const StartGroup& group, const Model& model) {
  std::vector<double> shares(model.classes.size(), 0.0);
  double sum = 0;
  for (std::size_t c = 0; c < shares.size(); ++c) {
    if (group.fits(model.classes[c])) shares[c] = model.start->class_share[c];
    sum += shares[c];
  }
  double fitting = 0;
  for (std::size_t c = 0; c < shares.size(); ++c)
    fitting += static_cast<double>(group.fits(model.classes[c]));
  for (std::size_t c = 0; c < shares.size(); ++c) {
    if (sum > 0)
      shares[c] /= sum;
    else if (group.fits(model.classes[c]))
      shares[c] = 1 / fitting;
  }
  return shares;
}

/// Each in the first part that takes them and has a place, or else in the first that takes them.
void fill(const StartGroup& group, const Model& model, std::vector<Part>& parts) {
  const std::vector<double> shares = shares_of(group, model);
  for (std::size_t who = 0; who < shares.size(); ++who) {
    double left = static_cast<double>(group.people) * shares[who];
    Part* first = nullptr;
    for (Part& part : parts) {
      if (!part.takes(who)) continue;
      if (first == nullptr) first = &part;
      const double room = std::clamp(part.places - part.people, 0.0, left);
      part.add(group, room);
      left -= room;
    }
    if (first != nullptr) first->add(group, left);
  }
}

/// "12", or "about 12" where chance has a part in it.
std::string number_of(double people) {
  const double whole = std::round(people);
  return fmt::format("{}{:.0f}", std::abs(people - whole) < 1e-6 ? "" : "about ", whole);
}

void warn_of_full_track(const Scenario& scenario, const Part& part, Problems& problems) {
  if (std::llround(part.people) <= part.places) return;
  problems.report(Rule::TrackStartsOverfull,
                  scenario.start_from->at,
                  "start_from",
                  fmt::format("{} people are in {} at the start, which has {} places; nobody is "
                              "admitted to it until fewer are there",
                              number_of(part.people),
                              part.name,
                              part.places));
}

std::int64_t groups_for(double people, int size) {
  return fewest_for(std::llround(people), size);
}

/// Groups that have begun before the run and can be there yet, as stays there are; up to `most`.
std::int64_t possible_groups(const Model& model,
                             const StateModel& level,
                             const AdmissionRule& rule,
                             std::int64_t most) {
  constexpr double next_to_nobody = 1e-9;
  std::int64_t groups = 0;
  if (most == 0) return groups;
  for (const sim::Ticks ago : rule.cohort.past()) {
    const bool lasts =
        std::ranges::any_of(model.behaviors_in(level), [&](const Behavior& behavior) {
          return StayLaw{model, behavior}.survival(sim::to_days(ago)) > next_to_nobody;
        });
    if (!lasts || ++groups >= most) break;
  }
  return groups;
}

/// People of more start dates than there are closed groups, or of whom these are not known and who
/// are more than the groups have seats that can be there yet.
void warn_of_many_groups(const Scenario& scenario,
                         const Model& model,
                         const StateModel& level,
                         const Part& part,
                         Problems& problems) {
  if (!part.admission->has_closed_groups()) return;
  const int size = part.admission->cohort.group_size;
  const std::int64_t all = part.places / size;
  std::int64_t groups = 0;
  for (const auto& [days, number] : part.came)
    groups += groups_for(number, size);
  if (groups > all)
    problems.report(Rule::MoreGroupsAtStart,
                    scenario.start_from->at,
                    "start_from",
                    fmt::format("the people in {} at the start came on {} dates and fill {} "
                                "closed groups, of which there are {}; the others are in none, and "
                                "take seats from those that begin until they have left",
                                part.name,
                                part.came.size(),
                                groups,
                                all));
  const std::int64_t needed = groups_for(part.others, size);
  if (needed == 0) return;
  const std::int64_t possible =
      possible_groups(model, level, *part.admission, std::max(all - groups, std::int64_t{0}));
  if (needed <= possible || groups > all) return;
  problems.report(
      Rule::MorePeopleThanGroups,
      scenario.start_from->at,
      "start_from",
      fmt::format("{} people in {} at the start fill {} closed groups of {}, but only {} can be "
                  "there: one of each start that stays outlast, and no more than there are; the "
                  "others are in another of the same start or in none, and take seats from those "
                  "that begin until they have left",
                  number_of(part.others),
                  part.name,
                  needed,
                  size,
                  possible));
}

/// People in a level at the start, and in those that share its places.
std::uint64_t present_with_sharers(const Model& model, std::size_t level) {
  std::uint64_t sum = 0;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const bool is_shared = model.states[l].pool && model.states[l].pool == model.states[level].pool;
    if (l == level || is_shared)
      sum += model.start->present(StateId{static_cast<std::uint16_t>(l)});
  }
  return sum;
}

/// The same of levels that have hours of staff in common.
void warn_of_too_many_hours(const Scenario& scenario,
                            const Model& model,
                            std::size_t l,
                            Problems& problems) {
  std::vector<std::int64_t> people;
  for (std::size_t level = 0; level < model.level_count; ++level)
    people.push_back(static_cast<std::int64_t>(
        model.start->present(StateId{static_cast<std::uint16_t>(level)})));
  if (model.hours.front().is_enough(l, people[l], people)) return;
  problems.report(Rule::StartsOverfull,
                  scenario.start_from->at,
                  "start_from",
                  fmt::format("the people at the start in '{}' and the levels that share its staff "
                              "take more of it than is at hand; nobody is admitted until fewer are "
                              "there",
                              model.states[l].name));
}

void warn_of_full_level(const Scenario& scenario,
                        const Model& model,
                        std::size_t l,
                        Problems& problems) {
  const StateModel& level = model.states[l];
  if (level.staff_group) return warn_of_too_many_hours(scenario, model, l, problems);
  const std::uint64_t present = present_with_sharers(model, l);
  if (!level.is_limited || present <= static_cast<std::uint64_t>(level.places)) return;
  problems.report(Rule::StartsOverfull,
                  scenario.start_from->at,
                  "start_from",
                  fmt::format("{} people are in '{}' at the start, which has {} places; nobody "
                              "is admitted until fewer are there",
                              present,
                              level.name,
                              level.places));
}

}  // namespace

void warn_of_full_starts(const Scenario& scenario, const Model& model, Problems& problems) {
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const StateModel& level = model.states[l];
    std::vector<Part> parts = parts_of(level);
    for (const StartGroup& group : model.start->groups)
      if (index_of(group.state) == l && !group.is_waiting) fill(group, model, parts);
    if (level.tracks.empty()) warn_of_full_level(scenario, model, l, problems);
    for (const Part& part : parts) {
      if (!level.tracks.empty()) warn_of_full_track(scenario, part, problems);
      warn_of_many_groups(scenario, model, level, part, problems);
    }
  }
}

}  // namespace stepdown::models

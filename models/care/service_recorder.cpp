#include "models/care/service_recorder.hpp"

#include "models/care/history.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

namespace stepdown::models {

static_assert(std::int64_t{History::shares} == whole_attendance);

ServiceRecorder::ServiceRecorder(const Model& model, int stride)
    : first_{sim::whole_days_up(sim::to_ticks(model.warm_up)) * sim::one_day},
      apart_{stride * sim::one_day},
      levels_(model.level_count) {
  // The horizon itself is not observed.
  midnights_ = midnights_until(sim::to_ticks(model.horizon) - sim::one_tick);
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const ProgramModel& program = model.states[l].program;
    Level& level = levels_[l];
    ServiceObservations& blank = blank_.emplace_back();
    level.is_followed = program.follows_stays();
    if (!level.is_followed) continue;
    in_use_ = true;
    level.stream = program.stream;
    for (const int weeks : program.weeks)
      level.turns.push_back(weeks * 7 * sim::one_day);
    const ServiceCounts nobody{std::vector<std::int32_t>(midnights_ + 1),
                               std::vector<std::int64_t>(midnights_ + 1)};
    const std::vector<ServiceCounts> parts(program.parts(), nobody);
    blank.crowds.assign(std::max(model.states[l].tracks.size(), std::size_t{1}), parts);
  }
  if (!in_use_) blank_.clear();
}

void ServiceRecorder::reset() {
  if (in_use_) seen_ = blank_;
}

/// Midnights that are written down, up to and including `moment`.
std::size_t ServiceRecorder::midnights_until(Ticks moment) const {
  if (moment < first_) return 0;
  return static_cast<std::size_t>((moment - first_) / apart_) + 1;
}

void ServiceRecorder::add(ServiceCounts& counts,
                          std::size_t first,
                          std::size_t end,
                          std::uint32_t attended) const {
  if (first >= end) return;
  ++counts.people[first];
  --counts.people[end];
  counts.attended[first] += attended;
  counts.attended[end] -= attended;
}

void ServiceRecorder::ended(const Visit& visit, Ticks until) {
  const Level& level = levels_[index_of(visit.level)];
  std::vector<ServiceCounts>& parts = seen_[index_of(visit.level)].crowds[visit.crowd];
  const std::size_t end = std::min(midnights_until(until), midnights_);
  std::size_t from = std::min(midnights_until(visit.since), end);
  for (std::size_t part = 0; part < parts.size() && from < end; ++part) {
    const bool is_last = part == level.turns.size();
    const std::size_t to =
        is_last ? end : std::min(midnights_until(visit.since + level.turns[part]), end);
    add(parts[part], from, to, visit.attended);
    from = std::max(from, to);
  }
}

void ServiceRecorder::there_at_start(const Visit& visit) {
  if (first_ > Ticks::zero() || midnights_ == 0) return;
  add(seen_[index_of(visit.level)].crowds[visit.crowd].front(), 0, 1, visit.attended);
}

std::vector<ServiceObservations> ServiceRecorder::finish(const std::vector<DailyCounts>& counts) {
  if (!in_use_) return {};
  for (std::size_t l = 0; l < seen_.size(); ++l) {
    for (std::vector<ServiceCounts>& parts : seen_[l].crowds) {
      for (ServiceCounts& part : parts) {
        std::partial_sum(part.people.begin(), part.people.end(), part.people.begin());
        std::partial_sum(part.attended.begin(), part.attended.end(), part.attended.begin());
        sim::expects(part.people.back() == 0 && part.attended.back() == 0,
                     "conservation: whoever came to a service has left it");
        part.people.pop_back();
        part.attended.pop_back();
      }
    }
    if (levels_[l].is_followed) check(seen_[l], counts[l].census);
  }
  return std::move(seen_);
}

void ServiceRecorder::check(const ServiceObservations& level,
                            const std::vector<std::int32_t>& census) const {
  std::vector<std::int32_t> sum(midnights_);
  for (const std::vector<ServiceCounts>& parts : level.crowds)
    for (const ServiceCounts& part : parts)
      std::ranges::transform(sum, part.people, sum.begin(), std::plus{});
  sim::expects(sum == census, "conservation: who is in a level is in one part of the stay there");
}

}  // namespace stepdown::models

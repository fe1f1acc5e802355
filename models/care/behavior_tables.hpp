#pragma once

#include "models/care/person.hpp"
#include "models/care/start_tables.hpp"
#include "models/care/time_tables.hpp"
#include "models/load_forecast.hpp"
#include "models/model.hpp"
#include "sim/distributions/quantile_table.hpp"
#include "sim/time.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The tables of `Model` packed for the event loop: probabilities as 32-bit thresholds, times as
/// quantile tables, nothing that cannot happen.
namespace stepdown::models {

/// The largest 32-bit words that still choose each entry of a split, all splits one after another.
/// The last entry of a split has the largest word there is; each split of several is filled up to a
/// multiple of `stride` with more of those, so that choosing has no branch that depends on the
/// split but that whether there is anything to choose.
class Choices {
 public:
  static constexpr std::uint32_t stride = 4;

  /// Adds a split with these probabilities, all positive. Its entries are `count` long, filled up.
  Range add(const std::vector<double>& probabilities);

  /// Which entry of the range a word chooses, counted from the start of the table.
  [[nodiscard]] std::uint32_t choose(Range range, std::uint32_t word) const {
    if (range.count == 1) return range.first;
    const std::uint32_t* bound = bounds_.data() + range.first;
    std::uint32_t chosen = range.first;
    auto left = static_cast<std::int32_t>(range.count);
    do {
      for (std::uint32_t j = 0; j < stride; ++j)
        chosen += static_cast<std::uint32_t>(bound[j] < word);
      bound += stride;
      left -= static_cast<std::int32_t>(stride);
    } while (left > 0);
    return chosen;
  }

 private:
  std::vector<std::uint32_t> bounds_;
};

/// A time of which it is known that it is longer than `elapsed`, by a chance u to be still longer;
/// `factor` and `inverse_hazard_ratio` as in `RaceEntry`. With S the survival of the table, it is
/// the time t with S(t / f) = S(elapsed / f) u^(1 / h). What should have come before is due at
/// once.
[[nodiscard]] sim::Ticks time_after(const sim::QuantileTable& times,
                                    double factor,
                                    double inverse_hazard_ratio,
                                    sim::Ticks elapsed,
                                    double luck);
/// The same by 64 random bits.
[[nodiscard]] inline sim::Ticks time_after(const sim::QuantileTable& times,
                                           double factor,
                                           double inverse_hazard_ratio,
                                           sim::Ticks elapsed,
                                           std::uint64_t bits) {
  return time_after(
      times, factor, inverse_hazard_ratio, elapsed, sim::QuantileTable::survival_of(bits));
}

struct SplitEntry {
  double factor = 1;
  const sim::QuantileTable* times = nullptr;  ///< of treatment
  Range targets;
  ExitTaken exit;
};

struct RaceEntry {
  double factor = 1;
  double inverse_hazard_ratio = 1;
  const sim::QuantileTable* times = nullptr;
  Range targets;
  std::uint32_t stream = 0;  ///< as `ExitInfo::stream`
  bool goes_on = false;      ///< after treatment, as long as the person is there
  ExitTaken exit;

  /// When it comes, by 64 random bits, if nothing comes before.
  [[nodiscard]] sim::Ticks clock(std::uint64_t bits) const {
    return sim::to_ticks(factor *
                         (inverse_hazard_ratio == 1
                              ? times->at(bits)
                              : times->at_survival(std::pow(sim::QuantileTable::survival_of(bits),
                                                            inverse_hazard_ratio))));
  }
  /// The same, known not to have come within `elapsed`.
  [[nodiscard]] sim::Ticks clock_after(sim::Ticks elapsed, std::uint64_t bits) const {
    return time_after(*times, factor, inverse_hazard_ratio, elapsed, bits);
  }
};

inline constexpr std::uint32_t no_table = UINT32_MAX;

struct BehaviorEntry {
  Range splits;
  Range races;
  bool races_go_on = false;  ///< one of them, after treatment
  std::uint32_t attendance = no_table;
  double attendance_factor = 1;
};

/// Where the behaviors of a state are: `first_behavior + (class << tests) + mask`.
struct StateEntry {
  std::uint32_t first_behavior = 0;
  std::uint32_t tests = 0;  ///< of history: the number of bits of a mask
  /// Waits with which a request comes to have another priority, ascending.
  std::vector<sim::Ticks> wait_limits;
};

/// What depends on the date, for all that begins then.
struct PeriodTables {
  std::vector<StateEntry> states;                    ///< by StateId
  std::span<const std::vector<Range>> first_states;  ///< by source, then class

  [[nodiscard]] std::uint32_t behavior_number(StateId state,
                                              ClassId who,
                                              std::uint32_t mask) const {
    const StateEntry& entry = states[index_of(state)];
    return entry.first_behavior + (static_cast<std::uint32_t>(who) << entry.tests) + mask;
  }
};

/// The tables of times of a model, by DistributionId.
class TimesById {
 public:
  /// @param shared  null: all are made for this model alone
  TimesById(const Model& model, TimeTables* shared);

  [[nodiscard]] const sim::QuantileTable& operator[](std::size_t number) const {
    return *tables_[number];
  }

 private:
  std::vector<TimeTables::Shared> tables_;
};

class BehaviorTables {
 public:
  /// @param shared  as for `TimesById`; nothing depends on it
  explicit BehaviorTables(const Model& model, TimeTables* shared = nullptr);
  // Entries point into `times`.
  BehaviorTables(const BehaviorTables&) = delete;
  BehaviorTables(BehaviorTables&&) = delete;
  BehaviorTables& operator=(const BehaviorTables&) = delete;
  BehaviorTables& operator=(BehaviorTables&&) = delete;
  ~BehaviorTables() = default;

  std::vector<PeriodTables> periods;  ///< as `Model::states_in`

  TimesById times;
  std::vector<SplitEntry> splits;          ///< ranges of `behaviors`
  std::vector<RaceEntry> races;            ///< those of `behaviors`, then those of `risks`
  std::vector<BehaviorEntry> behaviors;    ///< as `Model::behaviors`
  std::vector<Range> gave_up_targets;      ///< as `Model::request_behaviors`
  std::vector<Range> turned_away_targets;  ///< as `Model::request_behaviors`
  std::vector<Range> balked_targets;       ///< as `Model::request_behaviors`
  std::vector<Range> risks;                ///< as `Model::request_behaviors`; into `races`
  LoadForecast load;
  std::optional<StartTables> start;

  /// The first behavior of a state in the period to which one of its behaviors belongs.
  [[nodiscard]] std::uint32_t first_of_period(StateId state, std::uint32_t behavior) const {
    std::uint32_t first = 0;
    for (const PeriodTables& period : periods) {
      const std::uint32_t begins = period.states[index_of(state)].first_behavior;
      if (begins <= behavior) first = std::max(first, begins);
    }
    return first;
  }

  /// The next state that a 32-bit word chooses from a range of targets.
  [[nodiscard]] StateId choose(Range range, std::uint32_t word) const {
    return targets_[target_choices_.choose(range, word)];
  }

  /// The split exit that a 32-bit word chooses from a range of `splits`.
  [[nodiscard]] const SplitEntry& choose_split(Range range, std::uint32_t word) const {
    return splits[split_choices_.choose(range, word)];
  }

 private:
  void add_first_states(const Model& model);
  Range add_targets(const Model& model, Range range);
  /// The races of a state, or of waiting for it, of which `exits` are all.
  Range add_races(const Model& model,
                  std::span<const RaceExit> races_of_it,
                  const std::vector<ExitInfo>& exits);

  std::vector<std::vector<std::vector<Range>>> first_states_;  ///< of periods
  Choices target_choices_;
  std::vector<StateId> targets_;  ///< as `target_choices_`
  Choices split_choices_;         ///< as `splits`
};

}  // namespace stepdown::models

#pragma once

#include "models/care/behavior_tables.hpp"
#include "models/care/draws.hpp"
#include "models/care/person.hpp"
#include "models/care/referrals.hpp"
#include "models/model.hpp"
#include "sim/contract.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace stepdown::models {

/// Who comes, when, and what they ask for first: all arrival sources of one replication.
class Newcomers {
 public:
  Newcomers(const Model& model, const BehaviorTables& tables);

  void reset(const Draws& draws);
  /// From now on people are as in that period.
  void begin_period(std::size_t period) {
    period_ = &tables_.periods[period];
    sources_ = model_.sources_in(period).data();
  }

  /// The next moment at which people come from a source; `never` when there is none.
  [[nodiscard]] Ticks next(std::uint16_t source) { return referrals_[source].next(horizon_); }
  /// People who come at the moment that `next` returned last.
  [[nodiscard]] int batch_size(std::uint16_t source) const {
    return referrals_[source].batch_size();
  }
  /// The next person from a source: their numbers and their class.
  void introduce(Person& newcomer, std::uint16_t source, const Draws& draws) {
    sim::expects(arrived_ < std::numeric_limits<std::uint32_t>::max(),
                 "a replication has fewer than 2^32 people");
    newcomer.number = arrived_++;
    newcomer.source_index = referred_[source]++;
    newcomer.source = source;
    newcomer.who = draw_class(newcomer, draws);
  }
  /// The next of those who are there at the start; `index` names their luck.
  void introduce_at_start(Person& person, std::uint32_t index) {
    person.source = static_cast<std::uint16_t>(model_.sources.size());
    person.number = arrived_++;
    person.source_index = index;
  }
  [[nodiscard]] StateId first_state(const Person& newcomer, const Draws& draws) const {
    return tables_.choose(period_->first_states[newcomer.source][index_of(newcomer.who)],
                          draws.of(newcomer, Draw::FirstState)[0]);
  }

 private:
  [[nodiscard]] [[gnu::hot]] ClassId draw_class(const Person& newcomer, const Draws& draws) const;

  const Model& model_;
  Ticks horizon_;
  const BehaviorTables& tables_;
  const PeriodTables* period_ = nullptr;
  const SourceModel* sources_ = nullptr;  ///< in this period
  std::vector<ReferralProcess> referrals_;
  std::vector<std::uint32_t> referred_;  ///< by source: people so far
  std::uint32_t arrived_ = 0;
};

}  // namespace stepdown::models

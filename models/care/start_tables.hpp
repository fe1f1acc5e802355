#pragma once

#include "models/care/history.hpp"
#include "models/model.hpp"
#include "models/stay_law.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace stepdown::models {

/// What somebody who is in a place at the start has behind them, as far as it counts: one
/// admission, to the level where they are or to one before a state out of care.
[[nodiscard]] History history_at_start(const Model& model, StateId state);

/// Who the people at the start are and since when they are there, prepared for drawing.
///
/// Of the people of one group each kind is as frequent as it is among the admitted, times how
/// likely it still is to be there: the survival of its stay up to the days known, or its mean stay,
/// as those who stay long are found more often.
class StartTables {
 public:
  struct Kind {
    ClassId who{};
    std::uint32_t behavior = 0;  ///< of `Model::behaviors`; of those who wait, none
    std::uint32_t ages = 0;      ///< of `ages_`, where the days are not known
    double up_to = 0;            ///< sum of the shares up to this kind
  };

  /// @pre the model has a start
  explicit StartTables(const Model& model);

  /// The kind of people of a group that has the rank u, 0 < u < 1. Crowds are numbered after
  /// groups.
  [[nodiscard]] const Kind& choose(std::size_t group, double u) const;
  /// Since when somebody of whom that is not known is there, days: the age with the rank u.
  [[nodiscard]] double age(const Kind& kind, double u) const { return ages_[kind.ages].at(u); }
  /// The groups who wait, longest first.
  [[nodiscard]] std::span<const std::size_t> lists() const { return lists_; }

 private:
  void add_kinds(const Model& model,
                 const StartGroup& group,
                 const std::vector<double>& class_share);
  [[nodiscard]] double chance_to_be_there(const Model& model, const StartGroup& group, Kind& kind);
  [[nodiscard]] std::uint32_t ages_of(const Model& model, const Behavior& behavior);

  std::vector<Range> kinds_of_;  ///< by group, into `kinds_`
  std::vector<Kind> kinds_;
  std::vector<StayAges> ages_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_ages_;
  std::vector<std::size_t> lists_;
};

}  // namespace stepdown::models

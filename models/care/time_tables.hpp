#pragma once

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/quantile_table.hpp"

#include <memory>

namespace stepdown::models {

/// Where simulators have their sampling tables from that do not make their own, so that models with
/// laws in common need each table once. A table is a function of its law alone: no result depends
/// on who made it. Several threads may ask at once.
class TimeTables {
 public:
  using Shared = std::shared_ptr<const sim::QuantileTable>;

  TimeTables() = default;
  TimeTables(const TimeTables&) = delete;
  TimeTables(TimeTables&&) = delete;
  TimeTables& operator=(const TimeTables&) = delete;
  TimeTables& operator=(TimeTables&&) = delete;
  virtual ~TimeTables() = default;

  /// The table of a law. @pre the law has no problem
  [[nodiscard]] virtual Shared of(const sim::Distribution& law) = 0;
};

}  // namespace stepdown::models

#pragma once

#include "analysis/experiments/beside.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The validation pack: systems whose figures are known from theory, simulated and compared.
namespace stepdown::analysis {

/// A system with a closed form or an exact solution, as a scenario.
struct VerificationSystem {
  std::string_view name;   ///< "Erlang loss, lognormal stays"
  std::string_view shows;  ///< what would be wrong if it failed
  std::string_view yaml;
};

[[nodiscard]] const std::vector<VerificationSystem>& verification_systems();

struct VerificationPlan {
  int replications = 40;
  int threads = 1;
  std::uint64_t seed = 1;
  /// Told after each system how many are done.
  std::function<void(int)> progress{};
  /// Once true, no further replication starts.
  const std::atomic<bool>* stop = nullptr;
};

struct VerificationRow {
  std::string system;
  BesideFigure figure;
};

struct Verification {
  std::vector<VerificationRow> rows;
  double limit = 0;  ///< of |z|: all rows of a right program stay below with chance 0.999
  bool was_stopped = false;

  [[nodiscard]] std::vector<const VerificationRow*> failures() const;
};

/// Simulates every system and holds each figure that theory has exactly against it.
/// @pre replications >= 2, threads >= 1.
[[nodiscard]] Verification verify(const VerificationPlan& plan);

}  // namespace stepdown::analysis

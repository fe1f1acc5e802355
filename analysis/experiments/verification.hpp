#pragma once

#include "analysis/experiments/agreement.hpp"
#include "analysis/experiments/verification_systems.hpp"
#include "models/care/simulate.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The validation pack: systems whose figures are known from theory, simulated and compared.
namespace stepdown::analysis {

/// Fewer replications prove nothing: the limit of |z| is far out, and figures can be the same in
/// all of them by chance.
inline constexpr int fewest_verified = 30;

struct VerificationPlan {
  int replications = 120;
  int threads = 1;
  std::uint64_t seed = 1;
  /// Told before each system how many are done, and its name.
  std::function<void(int, std::string_view)> progress{};
  models::StopQuestion stop{};  ///< as `RunOptions::stop`
  double free_memory = 0;       ///< as `RunOptions::free_memory`
};

struct VerificationRow {
  std::string system;
  Agreement figure;
};

struct Verification {
  std::vector<VerificationRow> rows;
  double limit = 0;  ///< of |z|: all rows of a right program stay below with chance 0.999
  bool was_stopped = false;

  /// Whether one of the rows can be judged: it has a z, or it differs from theory and was the same
  /// in so many replications (`fewest_verified`) that chance does not explain it.
  [[nodiscard]] static bool is_judged(const VerificationRow& row);
  /// Whether |z| of one of the rows is within the limit.
  [[nodiscard]] bool agrees(const VerificationRow& row) const;
  /// The rows that were judged and do not agree.
  [[nodiscard]] std::vector<const VerificationRow*> failures() const;
};

/// Simulates systems and holds each figure that theory has exactly against them.
///
/// Left out: what is 0 by theory and in every replication, and what rests on too little to be near
/// normal (`is_telling`). The limit of |z| is Student's t, divided among all figures (Bonferroni),
/// so that more systems do not mean more false alarms.
/// @pre replications >= 2, threads >= 1.
[[nodiscard]] Verification verify(
    const VerificationPlan& plan,
    const std::vector<VerificationSystem>& systems = verification_systems());

}  // namespace stepdown::analysis

#pragma once

#include "models/care/admission_gates.hpp"
#include "models/model.hpp"
#include "models/stay_law.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// Which closed groups go on when a run begins, and who is in them: those who came on the same day
/// are in one, or in several if they are more than it has seats. Used before the first event.
class StartGroups {
 public:
  StartGroups(const Model& model, AdmissionGates& gates);

  void reset() { began_.assign(gates_->size(), {}); }

  /// How long somebody has been in one of the groups of whom that is not known: since one of the
  /// starts before, as likely as such a stay lasts so long, of those that leave them a seat. The
  /// one with the rank u.
  [[nodiscard]] sim::Ticks time_in_group(std::size_t gate, const StayLaw& law, double u) const;
  /// The group of somebody who came then; 0, and no group, if there is no seat for them.
  std::uint16_t join(std::size_t gate, sim::Ticks since);

 private:
  /// Whether the one group of that start has a seat, or can be there yet.
  [[nodiscard]] bool has_seat(std::size_t gate, sim::Ticks since) const;
  /// The group with a seat for somebody who came then; 0: none.
  [[nodiscard]] std::uint16_t group_for(std::size_t gate, sim::Ticks since) const;

  AdmissionGates* gates_;
  std::vector<std::size_t> groups_;             ///< by gate: that there are on day 0
  std::vector<std::vector<sim::Ticks>> began_;  ///< by gate: of the groups so far, in their order
};

}  // namespace stepdown::models

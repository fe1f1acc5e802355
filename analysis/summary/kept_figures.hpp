#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/kept_lines.hpp"
#include "analysis/summary/replication_record.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// Takes from replications of a model what is kept of them.
class KeptFigures {
 public:
  /// The model must outlive it.
  /// @param measured  the names of everything that is measured, in its order
  /// @param wanted    of these
  KeptFigures(const models::Model& model,
              const std::vector<FigureName>& measured,
              const std::vector<FigureName>& wanted);

  [[nodiscard]] ReplicationRecord record(const models::Observations& observations,
                                         const Measured& measured) const;

 private:
  /// Where a line is found.
  struct Source {
    std::size_t measured = 0;          ///< its number there
    std::optional<std::size_t> state;  ///< nothing: all of them together
    std::size_t group = 0;             ///< of people: 0 everybody, then those of `group_names`
  };

  [[nodiscard]] const models::StateObservations& state_of(
      const Source& source, const models::Observations& observations) const;
  void add_clocks(const KeptLine& line,
                  const Source& source,
                  const models::Observations& observations,
                  ReplicationRecord& record) const;
  void add_part(const KeptLine& line,
                const Source& source,
                const models::Observations& observations,
                ReplicationRecord& record) const;

  KeptLines kept_;
  std::vector<Source> sources_;      ///< by line
  std::vector<ReportGroup> groups_;  ///< of people
};

}  // namespace stepdown::analysis

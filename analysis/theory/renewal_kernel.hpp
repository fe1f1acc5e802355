#pragma once

#include "analysis/formulas/fourier.hpp"
#include "analysis/theory/behavior_clocks.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace stepdown::analysis {

/// A stay on a time grid of step h, for someone who enters evenly within cell 0, as generating
/// functions: in which cell the stay ends and where it leads, and whether it lasts at grid points.
struct RenewalStay {
  std::vector<std::vector<Complex>> next;  ///< by StateId; empty: never goes there
  std::vector<Complex> inside;             ///< sum over m of P(still there at time m h) z^m
};

/// Works out stays on one grid; keeps the races it has seen, since most classes share most
/// behaviors.
///
/// Exact for entries that are even within a cell: the ending cell needs only the chance and the
/// mean time of endings in each cell. A transfer that follows is entered evenly within a cell too,
/// which is an approximation.
class RenewalKernels {
 public:
  RenewalKernels(const models::Model& model, double h, std::size_t cells);

  [[nodiscard]] const GeneratingFunction& grid() const { return grid_; }
  [[nodiscard]] double step() const { return h_; }
  [[nodiscard]] RenewalStay stay(models::StateId state, models::ClassId who);

 private:
  struct RaceTransforms {
    std::vector<std::vector<Complex>> endings;  ///< by clock
    std::vector<Complex> inside;
  };

  const RaceTransforms& transforms(const std::vector<Clock>& clocks);
  void add_ending(const models::ExitInfo& exit,
                  models::Range targets,
                  const std::vector<Complex>& ending,
                  double share,
                  RenewalStay& stay);

  const models::Model* model_;
  double h_;
  std::size_t cells_;
  GeneratingFunction grid_;
  std::map<std::vector<double>, RaceTransforms> races_;
};

}  // namespace stepdown::analysis

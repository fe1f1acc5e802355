#pragma once

#include "analysis/summary/summary.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// What every table of a run is written from. Both must outlive the report.
struct Report {
  const models::Model& model;
  const Summary& summary;
};

}  // namespace stepdown::analysis

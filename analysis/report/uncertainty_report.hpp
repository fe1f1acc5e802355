#pragma once

#include "analysis/experiments/uncertainty.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The tables of a sweep with uncertain inputs: uncertainty.csv, and value_of_information.csv where
/// there is a net benefit of several options. Design and rows must outlive it.
class UncertaintyTables {
 public:
  UncertaintyTables(const SweepDesign& design, const SweepUncertainty& uncertainty);

  /// What is described lives as long as this.
  [[nodiscard]] std::vector<DescribedFile> write(const std::filesystem::path& folder) const;
  /// The first rows, for a terminal.
  [[nodiscard]] std::string text(const Page& page = {}) const;

 private:
  /// Columns of the design that are no inputs.
  [[nodiscard]] std::size_t option_columns() const {
    return design_->factors.size() - design_->inputs;
  }
  [[nodiscard]] std::string option_text(std::size_t option) const;
  [[nodiscard]] std::string information_text(const Page& page) const;

  const SweepDesign* design_;
  const SweepUncertainty* uncertainty_;
  std::vector<Column> columns_;
};

}  // namespace stepdown::analysis

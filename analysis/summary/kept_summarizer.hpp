#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/summary/grouped_lengths.hpp"
#include "analysis/summary/grouped_times.hpp"
#include "analysis/summary/kept_lines.hpp"
#include "analysis/summary/replication_record.hpp"
#include "analysis/summary/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What all replications say of a figure.
struct KeptEstimate {
  std::optional<double> value;
  std::optional<Interval> interval;  ///< 95 %
  std::optional<double> standard_error;
  std::int64_t replications = 0;  ///< that have a value
  std::optional<std::int64_t> n;  ///< observations behind it
  std::string note;
  std::vector<double> contributions;  ///< as `LineEstimate::contributions`
};

/// Sums up records of replications, in their order. Its estimates are those of `Summarizer`, to the
/// bit.
class KeptSummarizer {
 public:
  /// @pre the catalog knows the figures
  explicit KeptSummarizer(const std::vector<FigureName>& wanted);

  /// @pre made by `KeptFigures` of the same figures
  void add(ReplicationRecord&& record);

  [[nodiscard]] int replications() const { return summary_.replications; }
  /// Which of those wanted has that name; nothing where none has.
  [[nodiscard]] std::optional<std::size_t> line_of(const FigureName& figure) const;
  /// Of the figure of that number among those wanted. @pre there was a replication
  [[nodiscard]] KeptEstimate estimate(std::size_t figure) const;

 private:
  /// The clocks of one figure: [group of replications][cell of people].
  using Clocks = std::vector<std::vector<models::ClockCounts>>;

  [[nodiscard]] std::optional<Behind> not_zero(std::size_t line) const;
  [[nodiscard]] LineEstimate of_distribution(std::size_t line) const;
  [[nodiscard]] LineEstimate of_curve(const KeptLine& line) const;

  KeptLines kept_;
  Summary summary_;  ///< its lines and values alone
  std::vector<Pooling> poolings_;
  std::vector<std::vector<double>> not_zero_;  ///< [mean of lengths][group of replications]
  std::vector<GroupedLengths> lengths_;
  std::vector<GroupedTimes> times_;
  std::vector<Clocks> clocks_;
  std::vector<int> sizes_;  ///< replications in each group of them
};

}  // namespace stepdown::analysis

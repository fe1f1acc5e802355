#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/pooling.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

/// Some figures, of which less is kept of each replication than of all.
namespace stepdown::analysis {

/// What is kept of a line beside its value in each replication.
enum class KeptPart : std::uint8_t { Nothing, NotZero, Lengths, Times, Clocks };

struct KeptLine {
  FigureName name;
  Pooling pooling{};
  KeptPart part{};
  std::size_t number = 0;  ///< among the lines with that part
};

/// Figures that are wanted, with those that they are made of.
struct KeptLines {
  std::vector<KeptLine> lines;       ///< a mean right before its standard deviation
  std::vector<std::size_t> figures;  ///< where those that are wanted stand in `lines`

  /// Lines with that part.
  [[nodiscard]] std::size_t count(KeptPart part) const;
};

/// It follows from their names.
/// @pre the catalog knows them
[[nodiscard]] KeptLines kept_lines(const std::vector<FigureName>& wanted);

}  // namespace stepdown::analysis

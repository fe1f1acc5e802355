#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace stepdown::models {

/// Diagnostics of one scenario, of which only those are kept that may be shown: the first in file
/// order. What comes behind them is counted, so that a file of a million mistakes takes no more
/// memory than one of a thousand.
class DiagnosticList {
 public:
  /// More than are shown, as some may be erased again.
  static constexpr std::size_t most_kept = 10 * most_shown;

  void add(Diagnostic diagnostic);

  /// Takes out what turns out to be a consequence of something else, of those that are kept.
  void erase_if(const std::function<bool(const Diagnostic&)>& is_consequence);

  /// Those that are kept, by file, line and column.
  [[nodiscard]] std::vector<Diagnostic> in_file_order() const;

  /// How many there were behind them.
  [[nodiscard]] std::size_t beyond() const;

 private:
  std::vector<Diagnostic> diagnostics_;  ///< up to twice as many as are kept
  std::size_t dropped_ = 0;
};

}  // namespace stepdown::models

#pragma once

#include "analysis/report/page.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace stepdown::analysis {

/// What somebody who reads a stream looks at. The usual one is a file: 80 columns and no colors.
struct Screen {
  bool is_terminal = false;
  Page page{};
  bool has_colors = false;
};

/// What the environment of the process says of terminals; nothing: not set.
struct TerminalSettings {
  std::optional<std::string> columns;   ///< COLUMNS
  std::optional<std::string> kind;      ///< TERM
  std::optional<std::string> no_color;  ///< NO_COLOR
};

/// Of a terminal that is so wide by its own account; 0: it does not say.
[[nodiscard]] Screen screen_of_terminal(const TerminalSettings& settings, std::size_t own_width);

/// What a descriptor of this process leads to. Whatever the settings, what is no terminal gets the
/// usual screen, so that a file is the same whoever writes it.
[[nodiscard]] Screen screen_of(int descriptor);

}  // namespace stepdown::analysis

#pragma once

#include <ostream>
#include <string_view>

namespace stepdown::analysis {

/// A line on the terminal that is drawn over itself. Leaves nothing behind.
class TerminalLine {
 public:
  /// @param terminal  null: nothing is drawn
  explicit TerminalLine(std::ostream* terminal) : terminal_{terminal} {}
  ~TerminalLine() { draw(""); }
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;
  TerminalLine(TerminalLine&&) = delete;
  TerminalLine& operator=(TerminalLine&&) = delete;

  [[nodiscard]] bool is_there() const { return terminal_ != nullptr; }

  void draw(std::string_view text) {
    if (is_there()) *terminal_ << "\r\x1b[K" << text << std::flush;
  }

 private:
  std::ostream* terminal_;
};

}  // namespace stepdown::analysis

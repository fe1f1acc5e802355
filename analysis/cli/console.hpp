#pragma once

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Whom a command talks to.
struct Console {
  std::ostream& out;
  std::ostream& err;
  /// Where a line can be drawn again and again, which `err` would show as text; null: nowhere.
  std::ostream* terminal = nullptr;
  std::vector<std::string> args{};  ///< as typed, without the program's name
};

/// What was asked on the command line cannot be done.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The command line that has these arguments, quoted for a shell.
[[nodiscard]] std::string command_line(const std::vector<std::string>& args);

}  // namespace stepdown::analysis

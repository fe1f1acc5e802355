#pragma once

#include "analysis/report/page.hpp"

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Whom a command talks to.
struct Console {
  std::ostream& out;
  std::ostream& err;
  /// Where a line can be drawn again and again, which `err` would show as text; null: nowhere.
  std::ostream* terminal = nullptr;
  std::vector<std::string> args{};  ///< as typed, without the program's name
  Page page{};                      ///< of `out`
  Page err_page{};

  /// Says sentences, each with its line end, to `out`, in lines that fit.
  void say(std::string_view sentences) const;
  /// The same to `err`.
  void tell(std::string_view sentences) const;
};

/// What was asked on the command line cannot be done.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The command line that has these arguments, quoted for a shell.
[[nodiscard]] std::string command_line(const std::vector<std::string>& args);

}  // namespace stepdown::analysis

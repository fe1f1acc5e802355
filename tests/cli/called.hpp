#pragma once

#include "analysis/cli/cli.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace stepdown::tests {

/// What a call of the program said and how it ended.
struct Called {
  int code = 0;
  std::string out;
  std::string err;
};

/// Calls the program as a function.
[[nodiscard]] inline Called call(const std::vector<std::string>& args) {
  std::ostringstream out;
  std::ostringstream err;
  Called called;
  called.code = analysis::run_cli(args, out, err);
  called.out = out.str();
  called.err = err.str();
  return called;
}

/// Text with every run of spaces and line ends as one space: as it is before lines are broken.
[[nodiscard]] inline std::string unbroken(const std::string& text) {
  std::string whole;
  for (const char c : text) {
    const bool is_gap = c == ' ' || c == '\n';
    if (!is_gap)
      whole += c;
    else if (!whole.empty() && whole.back() != ' ')
      whole += ' ';
  }
  return whole;
}

/// Whether `part` stands somewhere in `text`, whole or broken into lines.
[[nodiscard]] inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos ||
         (" " + unbroken(text)).find(unbroken(part)) != std::string::npos;
}

/// Whether nothing is said but that the warm-up is short.
[[nodiscard]] inline bool is_only_of_the_start(const std::string& err) {
  std::istringstream lines(err);
  for (std::string line; std::getline(lines, line);) {
    const bool goes_on = line.starts_with("  ");
    if (!goes_on && (!line.starts_with("warning: ") || !contains(line, "run.warm_up: ")))
      return false;
  }
  return true;
}

}  // namespace stepdown::tests

#include "analysis/cli/console.hpp"

#include <string_view>

namespace stepdown::analysis {

namespace {

std::string quoted(const std::string& arg) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+%@";
  if (!arg.empty() && arg.find_first_not_of(plain) == std::string::npos) return arg;
  std::string text = "'";
  for (const char c : arg) {
    if (c == '\'')
      text += "'\\''";
    else
      text += c;
  }
  return text + "'";
}

}  // namespace

std::string command_line(const std::vector<std::string>& args) {
  std::string line = "stepdown";
  for (const std::string& arg : args)
    line += " " + quoted(arg);
  return line;
}

}  // namespace stepdown::analysis

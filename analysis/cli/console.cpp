#include "analysis/cli/console.hpp"

#include "analysis/report/wrapped_text.hpp"

#include <ostream>

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

void Console::say(std::string_view sentences) const {
  out << wrapped(sentences, page);
}

void Console::tell(std::string_view sentences) const {
  err << wrapped(sentences, err_page);
}

std::string command_line(const std::vector<std::string>& args) {
  std::string line = "stepdown";
  for (const std::string& arg : args)
    line += " " + quoted(arg);
  return line;
}

}  // namespace stepdown::analysis

#include "analysis/cli/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace stepdown::analysis {

namespace {

std::optional<std::string> variable(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// A whole number above 0, or 0.
std::size_t whole_number(const std::string& text) {
  std::size_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && at == end ? number : 0;
}

}  // namespace

Screen screen_of_terminal(const TerminalSettings& settings, std::size_t own_width) {
  constexpr std::size_t narrowest = 40;  // tables need as much
  constexpr std::size_t widest = 160;    // rows of longer lines are lost on the way
  std::size_t width = settings.columns ? whole_number(*settings.columns) : 0;
  if (width == 0) width = own_width == 0 ? usual_width : own_width;
  const std::string kind = settings.kind.value_or("");
  const bool wants_none = settings.no_color && !settings.no_color->empty();
  return {
      true, {std::clamp(width, narrowest, widest)}, !kind.empty() && kind != "dumb" && !wants_none};
}

Screen screen_of(int descriptor) {
  if (::isatty(descriptor) != 1) return {};
  winsize size{};
  const bool is_told = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0;
  return screen_of_terminal({variable("COLUMNS"), variable("TERM"), variable("NO_COLOR")},
                            is_told ? size.ws_col : 0);
}

}  // namespace stepdown::analysis

#include "sim/distributions/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace stepdown::sim {

std::string short_number(double x) {
  std::array<char, 32> buffer{};
  constexpr double plain_below = 1e7;
  const bool is_big_whole = std::abs(x) < plain_below && x == std::round(x);
  char* const last = buffer.data() + buffer.size();
  const auto [end, error] =
      is_big_whole ? std::to_chars(buffer.data(), last, static_cast<long>(x))
                   : std::to_chars(buffer.data(), last, x, std::chars_format::general, 4);
  return error == std::errc{} ? std::string{buffer.data(), end} : std::string{"?"};
}

std::string precise_number(double x) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(
      buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::general, 10);
  return error == std::errc{} ? std::string{buffer.data(), end} : std::string{"?"};
}

std::string days_text(double x) {
  return std::isinf(x) ? "unlimited" : short_number(x) + " d";
}

std::string percent_text(double share) {
  return short_number(100 * share) + " %";
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace stepdown::sim

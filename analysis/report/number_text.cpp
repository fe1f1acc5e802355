#include "analysis/report/number_text.hpp"

#include "sim/contract.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace stepdown::analysis {

namespace {

template <class Number>
void append_shortest(std::string& to, Number number) {
  std::array<char, 32> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): written next
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  sim::expects(error == std::errc{}, "32 characters hold any number");
  to.append(buffer.data(), end);
}

char digit(std::uint64_t number) {
  return static_cast<char>('0' + number % 10);
}

/// Adds a number of few decimals, as most that are rounded have, in a sixth of the time that the
/// search for the shortest text takes: 14 digits that read back as the number are that, without
/// their last zeros, as no other number of so few digits does.
/// @returns false for any other number.
bool append_decimals(std::string& to, double number) {
  constexpr int decimals = 9;
  constexpr double scale = 1e9;
  constexpr double least = 1e-3;  // below that an exponent may be shorter
  constexpr double most = 1e5;
  const double size = std::abs(number);
  if (!(size >= least && size < most)) return false;
  auto rest = static_cast<std::uint64_t>(size * scale + 0.5);
  if (static_cast<double>(rest) / scale != size) return false;
  std::array<char, 16> text;  // NOLINT(cppcoreguidelines-pro-type-member-init): written next
  char* end = text.data() + text.size();
  char* at = end;
  for (int i = 0; i < decimals; ++i, rest /= 10)
    *--at = digit(rest);
  while (end != at && end[-1] == '0')
    --end;
  *--at = '.';
  do
    *--at = digit(rest);
  while ((rest /= 10) != 0);
  if (number < 0) *--at = '-';
  to.append(at, end);
  return true;
}

}  // namespace

void append_number(std::string& to, double number) {
  sim::expects(std::isfinite(number), "a figure in a report is finite");
  // Whole numbers as such: nobody wants to read 1e+05 people. Also faster.
  constexpr double exact_up_to = 1e15;
  if (std::abs(number) < exact_up_to && number == std::trunc(number))
    append_number(to, static_cast<std::int64_t>(number));
  else if (!append_decimals(to, number))
    append_shortest(to, number);
}

void append_number(std::string& to, std::int64_t number) {
  if (number < 0 || number >= 1000) return append_shortest(to, number);
  // most counts of a day
  const auto count = static_cast<std::uint64_t>(number);
  if (count >= 100) to += digit(count / 100);
  if (count >= 10) to += digit(count / 10);
  to += digit(count);
}

std::string number_text(double number) {
  std::string text;
  append_number(text, number);
  return text;
}

std::string number_text(std::int64_t number) {
  std::string text;
  append_number(text, number);
  return text;
}

std::string days_text(sim::Ticks time) {
  sim::expects(time >= sim::Ticks::zero(), "what a report tells happens after the start");
  constexpr std::int64_t ticks_a_day = sim::one_day.count();
  constexpr std::int64_t parts = 100'000'000;  // eight decimals: finer than a tick
  std::int64_t days = time.count() / ticks_a_day;
  // Half up; all in whole numbers.
  std::int64_t part = (time.count() % ticks_a_day * parts * 2 + ticks_a_day) / (2 * ticks_a_day);
  std::string text = number_text(days);
  if (part == 0) return text;
  std::string decimals = std::to_string(parts + part);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + '.' + decimals.substr(1);
}

}  // namespace stepdown::analysis

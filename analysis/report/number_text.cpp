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

}  // namespace

void append_number(std::string& to, double number) {
  sim::expects(std::isfinite(number), "a figure in a report is finite");
  // Whole numbers as such: nobody wants to read 1e+05 people. Also faster.
  constexpr double exact_up_to = 1e15;
  if (std::abs(number) < exact_up_to && number == std::trunc(number))
    append_shortest(to, static_cast<std::int64_t>(number));
  else
    append_shortest(to, number);
}

void append_number(std::string& to, std::int64_t number) {
  if (number >= 0 && number < 10)  // most counts of a day
    to += static_cast<char>('0' + number);
  else
    append_shortest(to, number);
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

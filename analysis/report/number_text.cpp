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
  append_shortest(to, number == 0 ? 0.0 : number);
}

void append_number(std::string& to, std::int64_t number) {
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

}  // namespace stepdown::analysis

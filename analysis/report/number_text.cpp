#include "analysis/report/number_text.hpp"

#include "sim/contract.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace stepdown::analysis {

namespace {

template <class Number>
std::string shortest(Number number) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  sim::expects(error == std::errc{}, "32 characters hold any number");
  return {buffer.data(), end};
}

}  // namespace

std::string number_text(double number) {
  sim::expects(std::isfinite(number), "a figure in a report is finite");
  return shortest(number == 0 ? 0.0 : number);
}

std::string number_text(std::int64_t number) {
  return shortest(number);
}

}  // namespace stepdown::analysis

#include "models/reading/read_sweep_range.hpp"

#include "models/reading/number_text.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/sweep_columns.hpp"
#include "models/sweep_values.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace stepdown::models {
namespace {

struct Ends {
  WrittenQuantity low;
  WrittenQuantity high;
};

std::optional<Ends> ends_of(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  auto low = quantity_of(without_spaces(text.substr(0, dots)));
  auto high = quantity_of(without_spaces(text.substr(dots + 2)));
  if (!low || !high) return std::nullopt;
  return Ends{*std::move(low), *std::move(high)};
}

/// The unit of all of them, which some may leave out; nothing when they have different ones.
std::optional<std::string> unit_of(std::initializer_list<std::string_view> units) {
  std::string_view one;
  for (const std::string_view unit : units) {
    if (unit.empty()) continue;
    if (!one.empty() && unit != one) return std::nullopt;
    one = unit;
  }
  return std::string{one};
}

bool is_whole(std::string_view number) {
  return are_digits(number.starts_with('-') ? number.substr(1) : number);
}

double number_of(const WrittenQuantity& quantity) {
  return leading_number(quantity.number).number.value_or(0);
}

std::string range_text(double low, double high, const std::string& unit) {
  return fmt::format(
      "{}..{}{}{}", sweep_number_text(low), sweep_number_text(high), unit.empty() ? "" : " ", unit);
}

/// Where the range would have to end for the step.
std::string ends_that_fit(const SweepRange& range) {
  const double steps = std::floor((range.high - range.low) / range.step);
  const std::string above = range_text(range.low, range.low + (steps + 1) * range.step, range.unit);
  if (steps < 1) return above;
  return fmt::format(
      "{} or {}", range_text(range.low, range.low + steps * range.step, range.unit), above);
}

void refuse_units(Reading& reading, const Field& field) {
  reading.error(Rule::RangeUnits,
                field,
                fmt::format("expected one unit for both ends and the step, got {}",
                            in_quotes(field.node->text)));
}

/// Puts the step into the range. False, and an error, when it is refused.
bool read_step(Reading& reading, const Field& field, SweepRange& range, const std::string& wanted) {
  const auto step = field.is_scalar() ? quantity_of(field.node->text) : std::nullopt;
  if (!step || number_of(*step) <= 0) {
    reading.expected(field, schema::expected_of("sweep_step"), Rule::BadStep);
    return false;
  }
  auto unit = unit_of({range.unit, step->unit, wanted});
  if (!unit) {
    refuse_units(reading, field);
    return false;
  }
  range.unit = *std::move(unit);
  range.step = number_of(*step);
  const double steps = (range.high - range.low) / range.step;
  constexpr double rounding = 1e-9;
  if (std::abs(steps - std::round(steps)) <= rounding * std::max(1.0, steps)) return true;
  reading.error(Rule::StepDoesNotDivide,
                field,
                fmt::format("expected a step that divides the range {}, got {}; write {}",
                            range_text(range.low, range.high, range.unit),
                            in_quotes(field.node->text),
                            ends_that_fit(range)));
  return false;
}

}  // namespace

std::optional<SweepRange> read_sweep_range(Reading& reading,
                                           const Field& range,
                                           const std::optional<Field>& step,
                                           const std::string& unit) {
  const auto ends = range.is_scalar() ? ends_of(range.node->text) : std::nullopt;
  if (!ends) {
    reading.expected(range, schema::expected_of("sweep_range"), Rule::BadRange);
    return std::nullopt;
  }
  auto common = unit_of({ends->low.unit, ends->high.unit, unit});
  if (!common) {
    refuse_units(reading, range);
    return std::nullopt;
  }
  SweepRange read{number_of(ends->low), number_of(ends->high), 0, *std::move(common)};
  if (!(read.low < read.high)) {
    reading.error(Rule::RangeDescends,
                  range,
                  fmt::format("expected a range that ascends (such as '16..24'), got {}",
                              in_quotes(range.node->text)));
    return std::nullopt;
  }
  if (step) return read_step(reading, *step, read, unit) ? std::optional{read} : std::nullopt;
  const bool are_whole = is_whole(ends->low.number) && is_whole(ends->high.number);
  if (are_whole && read.unit.empty()) read.step = 1;
  return read;
}

}  // namespace stepdown::models

#include "models/reading/sweep_columns.hpp"

#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/sweep_values.hpp"
#include "models/text/letters.hpp"

#include <algorithm>
#include <cstddef>

namespace stepdown::models {
namespace {

/// Days of a text that is a time, or nothing.
std::optional<std::string> days_of(std::string_view text) {
  const Parsed<double> days = parse_duration(text);
  if (!days.value) return std::nullopt;
  return sweep_number_text(*days.value);
}

}  // namespace

std::optional<WrittenQuantity> quantity_of(std::string_view text) {
  const Leading leading = leading_number(text);
  if (!leading.number) return std::nullopt;
  const std::string_view unit = without_spaces(leading.rest);
  const auto may_stand = [](char c) { return is_letter(c) || is_digit(c) || c == '/' || c == '%'; };
  const bool is_unit =
      unit.empty() || (!is_digit(unit.front()) && std::ranges::all_of(unit, may_stand));
  if (!is_unit) return std::nullopt;
  const std::string_view number = text.substr(0, text.size() - leading.rest.size());
  return WrittenQuantity{std::string{without_spaces(number)}, std::string{unit}};
}

bool is_unit_of_time(std::string_view unit) {
  return unit == "min" || unit == "h" || unit == "d" || unit == "wk" || unit == "y";
}

std::string take_unit(const std::vector<std::string*>& texts) {
  std::vector<std::string*> filled;
  std::ranges::copy_if(
      texts, std::back_inserter(filled), [](const std::string* text) { return !text->empty(); });
  std::vector<std::string> units;
  std::vector<std::string> numbers;
  for (const std::string* text : filled) {
    auto quantity = quantity_of(*text);
    if (!quantity) return {};
    if (std::ranges::find(units, quantity->unit) == units.end()) units.push_back(quantity->unit);
    numbers.push_back(std::move(quantity->number));
  }
  if (units.empty()) return {};
  std::string unit = units.front();
  if (units.size() > 1) {
    unit = "d";
    for (std::size_t i = 0; i < filled.size(); ++i) {
      auto days = days_of(*filled[i]);
      if (!days) return {};
      numbers[i] = *std::move(days);
    }
  }
  for (std::size_t i = 0; i < filled.size(); ++i)
    *filled[i] = std::move(numbers[i]);
  return unit;
}

void take_units(std::vector<SweepColumn>& columns,
                std::vector<SweepLevel>& levels,
                SweepLevel* base) {
  for (std::size_t column = 0; column < columns.size(); ++column) {
    std::vector<std::string*> texts;
    for (SweepLevel& level : levels)
      texts.push_back(&level.shown[column]);
    std::vector<std::string*> with_base = texts;
    if (base != nullptr) with_base.push_back(&base->shown[column]);
    columns[column].unit = take_unit(with_base);
    // What the scenario says may be of another kind, which must not cost the others their unit.
    if (columns[column].unit.empty()) columns[column].unit = take_unit(texts);
  }
}

}  // namespace stepdown::models

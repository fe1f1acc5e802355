#include "models/reading/read_conditions.hpp"

#include "models/history.hpp"
#include "models/reading/comparison_text.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/schema.hpp"
#include "models/text/look_alikes.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

/// `yes` or `not yes`
void read_name_condition(Reading& reading,
                         const Field& field,
                         std::string_view expected,
                         Condition& condition) {
  constexpr std::string_view negation = "not ";
  condition.text.at = field.at();
  if (!field.is_scalar()) {
    reading.expected(field, expected);
    return;
  }
  condition.text.value = field.node->text;
  if (!condition.text.value.starts_with(negation)) return;
  condition.comparison = Comparison::IsNot;
  condition.text.value.erase(0, negation.size());
}

std::string_view expected_of(HistoryKind kind) {
  switch (kind) {
    case HistoryKind::Count:
      return "a whole number, or a comparison with one (such as '>= 2')";
    case HistoryKind::Time:
      return "a comparison with a duration (such as '>= 90 d')";
    case HistoryKind::Share:
      return "a comparison with a share from 0 to 1 (such as '>= 0.75')";
    case HistoryKind::Reason:
      return "a reason of an exit";
    case HistoryKind::Level:
      return "a level";
  }
  return "";
}

Parsed<double> parse_amount(std::string_view text, HistoryKind kind) {
  switch (kind) {
    case HistoryKind::Count: {
      Parsed<double> times = parse_number(text);
      if (times.value && (*times.value < 0 || *times.value != std::floor(*times.value)))
        times.value.reset();
      return times;
    }
    case HistoryKind::Time:
      return parse_duration(text);
    case HistoryKind::Share:
      return parse_probability(text);
    case HistoryKind::Reason:
    case HistoryKind::Level:
      break;  // names
  }
  return {};
}

/// What to write instead of a number, with the comparison before it: "; write >= 90 d".
std::string hint_of(const std::string& text, std::string_view number, std::string hint) {
  std::string odd = look_alike_hint(text);
  if (!odd.empty()) return odd;
  constexpr std::string_view write = "write ";
  const std::size_t at = hint.find(write);
  if (at != std::string::npos) hint.insert(at + write.size(), text, 0, text.size() - number.size());
  return hint;
}

/// `>= 2` or `2`; of days and shares, which are never met exactly, only comparisons: `>= 90 d`.
void read_number_condition(Reading& reading,
                           const Field& field,
                           HistoryKind kind,
                           Condition& condition) {
  if (!field.is_scalar()) {
    reading.expected(field, expected_of(kind));
    return;
  }
  const auto [comparison, rest] = leading_comparison(field.node->text);
  condition.comparison = comparison;
  condition.text = {field.node->text, field.at()};
  const Parsed<double> number = parse_amount(rest, kind);
  const bool is_refused = kind != HistoryKind::Count && comparison == Comparison::Is;
  if (!number.value || is_refused)
    reading.error(
        Rule::BadComparison,
        field,
        fmt::format("expected {}, got {}{}",
                    expected_of(kind),
                    describe(*field.node),
                    number.value ? std::string{} : hint_of(field.node->text, rest, number.hint)));
  condition.number = number.value.value_or(0);
}

void read_history_condition(Reading& reading,
                            const Field& field,
                            HistoryKind kind,
                            Condition& condition) {
  switch (kind) {
    case HistoryKind::Count:
    case HistoryKind::Time:
    case HistoryKind::Share:
      return read_number_condition(reading, field, kind, condition);
    case HistoryKind::Reason:
    case HistoryKind::Level:
      return read_name_condition(reading, field, expected_of(kind), condition);
  }
}

Condition read_condition(Reading& reading, const Field& field) {
  Condition condition;
  condition.subject = field.key;
  const std::string& subject = field.key.value;
  if (const HistoryWord* word = find_history(subject))
    read_history_condition(reading, field, word->kind, condition);
  else
    read_name_condition(reading, field, fmt::format("a value of '{}'", subject), condition);
  return condition;
}

}  // namespace

void read_conditions(Reading& reading, const Field& field, Effect& effect) {
  if (!field.is_map() || field.node->entries.empty())
    reading.expected(field, schema::expected_of("conditions"));
  for (const YamlNode::Entry& entry : field.node->entries)
    effect.when.push_back(read_condition(reading, field_of(field, entry)));
}

}  // namespace stepdown::models

#include "tests/support/random/conditions.hpp"

#include "models/history.hpp"
#include "tests/support/random/amounts.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

using Texts = std::vector<std::string>;

Written compared(Writer& writer, const std::string& amount) {
  return scalar(writer.choices.pick(Texts{">= ", "> ", "<= ", "< "}) + amount);
}

/// What can be asked of history: a word and what it must be. Nothing when it speaks of nothing.
void add_history(Writer& writer, const models::HistoryWord& word, Written& map) {
  const std::string name{word.name};
  const auto is_or_not = [&writer](const Texts& texts) {
    return scalar((writer.choices.one_in(3) ? "not " : "") + writer.choices.pick(texts));
  };
  switch (word.kind) {
    case models::HistoryKind::Count:
      map.add(name, writer.choices.one_in(3) ? scalar("1") : compared(writer, "2"));
      return;
    case models::HistoryKind::Time:
      map.add(name, compared(writer, duration_text(writer)));
      return;
    case models::HistoryKind::Share:
      map.add(name, compared(writer, "0.75"));
      return;
    case models::HistoryKind::Reason:
      if (!writer.facts.level_reasons.empty()) map.add(name, is_or_not(writer.facts.level_reasons));
      return;
    case models::HistoryKind::Level:
      map.add(name, is_or_not(writer.names.levels));
      return;
  }
}

}  // namespace

Written conditions(Writer& writer) {
  Written map = empty_map();
  for (const ScenarioNames::Attribute& attribute : writer.names.attributes)
    if (writer.choices.one_in(2))
      map.add(
          attribute.name,
          scalar((writer.choices.one_in(4) ? "not " : "") + writer.choices.pick(attribute.values)));
  for (const std::string& medication : writer.names.medications)
    if (writer.choices.one_in(3))
      map.add(medication, scalar(writer.choices.pick(Texts{"yes", "no", "not yes"})));
  const auto words = static_cast<int>(models::history_words.size());
  const auto word = static_cast<std::size_t>(writer.choices.below(words));
  if (map.entries.empty() || writer.choices.one_in(3))
    add_history(writer, models::history_words.at(word), map);
  if (map.entries.empty()) map.add("admissions", scalar("1"));
  return map;
}

}  // namespace stepdown::tests

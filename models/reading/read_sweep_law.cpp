#include "models/reading/read_sweep_law.hpp"

#include "models/reading/number_text.hpp"
#include "models/reading/read_distributions.hpp"
#include "models/reading/read_parameters.hpp"
#include "models/reading/sweep_columns.hpp"
#include "sim/distributions/beta.hpp"
#include "sim/distributions/families.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

/// Families are of times, in days. Here their numbers may be of anything: those that would be times
/// are read as so many days, and what is drawn is given the unit that was taken off them.
namespace stepdown::models {
namespace {

using sim::Declaration;
using sim::Quantity;

/// The numbers of a distribution that would be times.
class Times {
 public:
  void add(YamlNode& node) {
    if (node.kind == YamlNode::Kind::Scalar) times_.push_back(&node);
  }
  void add_all(YamlNode& list) {
    for (YamlNode& item : list.items)
      add(item);
  }

  /// The units that they have, each once.
  [[nodiscard]] std::vector<std::string> units() const {
    std::vector<std::string> units;
    for (const YamlNode* time : times_) {
      const auto quantity = quantity_of(time->text);
      if (quantity && std::ranges::find(units, quantity->unit) == units.end())
        units.push_back(quantity->unit);
    }
    return units;
  }

  /// Makes days of them, whatever they are.
  void call_days() const {
    for (YamlNode* time : times_)
      if (const auto quantity = quantity_of(time->text)) time->text = quantity->number + " d";
  }

 private:
  std::vector<YamlNode*> times_;
};

void find_times(YamlNode& law, Times& times);

void find_times_of(YamlNode& body, const Declaration& declaration, Times& times) {
  if (declaration.body == Declaration::Body::Time) return times.add(body);
  if (declaration.body == Declaration::Body::Parts) {
    for (YamlNode& part : body.items)
      if (YamlNode::Entry* const of = find_entry(part, "of")) find_times(of->value, times);
    return;
  }
  for (YamlNode::Entry& entry : body.entries) {
    const auto parameter =
        std::ranges::find(declaration.parameters, entry.key, &sim::Parameter::name);
    if (parameter == declaration.parameters.end()) continue;
    if (parameter->kind == Quantity::Time) times.add(entry.value);
    if (parameter->kind == Quantity::Times) times.add_all(entry.value);
    if (parameter->kind == Quantity::Quantiles)
      for (YamlNode::Entry& point : entry.value.entries)
        times.add(point.value);
  }
}

/// Of a mapping with a family, or of a plain time.
void find_times(YamlNode& law, Times& times) {
  times.add(law);
  for (YamlNode::Entry& entry : law.entries) {
    if (entry.key == "min" || entry.key == "max") times.add(entry.value);
    for (const Declaration* declaration : sim::family_declarations())
      if (declaration->name == entry.key) find_times_of(entry.value, *declaration, times);
  }
}

/// What stands for the unit of all; nothing, and an error, where they have different ones.
std::optional<std::string> common_unit(Reading& reading,
                                       const Field& at,
                                       const std::vector<std::string>& units,
                                       const std::string& wanted) {
  if (units.empty()) return wanted;
  std::vector<std::string> all = units;
  if (!wanted.empty() && (all.size() > 1 || !all.front().empty())) all.push_back(wanted);
  if (all.size() == 1) return wanted.empty() ? all.front() : wanted;
  if (std::ranges::all_of(all, [&](const std::string& unit) { return unit == all.front(); }))
    return all.front();
  std::vector<std::string> words;
  for (const std::string& unit : all)
    words.push_back(unit.empty() ? "none" : in_quotes(unit));
  reading.error(
      Rule::UnitsDiffer,
      at,
      fmt::format("expected one unit for all of its numbers, got {}", fmt::join(words, " and ")));
  return std::nullopt;
}

std::optional<SweepDistribution> read_beta(Reading& reading,
                                           const Field& field,
                                           const std::string& unit) {
  const Declaration& declaration = sim::Beta::declaration();
  const auto given = read_parameters(reading, field, declaration);
  if (!given) return std::nullopt;
  sim::Fitted fitted = declaration.form_of(*given).make(*given);
  if (!fitted.value) {
    reading.error(Rule::UnfitDistribution, field, std::move(fitted.problem));
    return std::nullopt;
  }
  return SweepDistribution{*std::move(fitted.value), unit};
}

std::optional<SweepDistribution> read_family(Reading& reading,
                                             const Field& at,
                                             YamlNode law,
                                             const std::string& wanted_unit) {
  Times times;
  find_times(law, times);
  const std::vector<std::string> units = times.units();
  const bool are_times = units.size() > 1 && std::ranges::all_of(units, is_unit_of_time);
  std::optional<std::string> unit{"d"};
  if (!are_times || !wanted_unit.empty()) {
    unit = common_unit(reading, at, units, wanted_unit);
    times.call_days();
  }
  Field whole = at;
  whole.node = &law;
  auto read = read_distribution(reading, whole);
  if (!unit || !read) return std::nullopt;
  if (sim::survival(*read, sim::infinity) > 0) {
    reading.error(
        Rule::UnfitDistribution,
        at,
        "expected a distribution of finite values, got one of events that may never happen");
    return std::nullopt;
  }
  return SweepDistribution{*std::move(read), *std::move(unit)};
}

}  // namespace

WrittenLaw read_sweep_law(SectionReader& section, const std::string& unit) {
  WrittenLaw written;
  YamlNode law;
  law.kind = YamlNode::Kind::Map;
  law.at = section.field().node->at;
  law.is_block = section.field().node->is_block;
  const auto take = [&](std::string_view name) {
    const auto field = section.find(name);
    if (field) law.entries.push_back({field->key.value, field->key.at, *field->node});
    return field;
  };
  const auto note = [&](const std::optional<Field>& field) {
    if (!field) return;
    if (!written.is_there) written.at = *field;
    written.is_there = true;
  };
  const std::optional<Field> beta = section.find("beta");
  note(beta);
  for (const Declaration* declaration : sim::family_declarations())
    note(take(declaration->name));
  if (!written.is_there) {
    (void)section.find("min");
    (void)section.find("max");
    return written;
  }
  for (const std::string_view cut : {"min", "max"})
    (void)take(cut);
  if (beta) {
    for (const YamlNode::Entry& other : law.entries)
      section.reading().error(Rule::KeysConflict,
                              other.key_at,
                              section.field().path + "." + other.key,
                              "cannot stand beside 'beta'; keep one of them");
    if (law.entries.empty()) written.value = read_beta(section.reading(), *beta, unit);
    return written;
  }
  Field whole = section.field();
  whole.node = &law;
  written.value = read_family(section.reading(), whole, law, unit);
  return written;
}

}  // namespace stepdown::models

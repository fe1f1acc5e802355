#include "models/reading/read_sweep_factor.hpp"

#include "models/reading/flow_text.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/read_sweep_law.hpp"
#include "models/reading/read_sweep_paths.hpp"
#include "models/reading/read_sweep_range.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/sweep_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace stepdown::models {
namespace {

/// What stands in a factor, but for the families of distributions.
struct WrittenFactor {
  std::optional<Field> path;
  std::optional<Field> paths;
  std::optional<Field> values;
  std::optional<Field> range;
  std::optional<Field> step;
  std::string unit;
};

// clang-format off
constexpr auto factor_keys = key_table<WrittenFactor>({
    {"path", value::as_written<&WrittenFactor::path>("text"), optional, "",
     "what of the scenario it sets, as `--set` does", "levels.php.places.slots"},
    {"paths", value::as_written<&WrittenFactor::paths>("sweep_paths"), optional, "",
     "several that move together; in a mapping each has a name for its column",
     "{beds: levels.detox.places.beds, nurses: staff.nurse.at_hand}"},
    {"values", value::as_written<&WrittenFactor::values>("sweep_values"), optional, "",
     "one after another, or by names of them; of several paths, a list of each", "[30, 36, 42]"},
    {"range", value::as_written<&WrittenFactor::range>("sweep_range"), optional, "",
     "from the first to the second, both included", "16..24"},
    {"step", value::as_written<&WrittenFactor::step>("sweep_step"), optional,
     "1 between whole numbers without a unit", "between the values of the range", "2"},
    {"unit", value::text<&WrittenFactor::unit>, optional, "none", "of numbers that have none", "d"},
});
// clang-format on

constexpr std::string_view short_forms =
    "a list of values, a range (such as '16..24') or a mapping with 'path'";

/// The values of one level, by path.
using Nodes = std::vector<YamlNode>;

/// Makes levels of what is written of them.
class LevelReader {
 public:
  LevelReader(Reading& reading, const WrittenPaths& paths, const std::string& unit)
      : reading_{&reading}, paths_{&paths.paths}, unit_{&unit} {}

  /// A level; nothing, and an error, when it is none.
  [[nodiscard]] std::optional<SweepLevel> read(const Field& field) const {
    if (field.node->kind == YamlNode::Kind::Null) {
      reading_->expected(field, "a value");
      return std::nullopt;
    }
    if (paths_->size() == 1) return level_of_nodes({*field.node});
    if (!field.is_list() || field.node->items.size() != paths_->size()) {
      reading_->error(
          Rule::LinkedValues,
          field,
          fmt::format("expected a list of {} values, one for each of the paths, got {}",
                      paths_->size(),
                      field.is_list() ? fmt::format("{} of them", field.node->items.size())
                                      : describe(*field.node)));
      return std::nullopt;
    }
    return level_of_nodes(field.node->items);
  }

 private:
  [[nodiscard]] SweepLevel level_of_nodes(Nodes nodes) const {
    SweepLevel level;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const YamlNode node = with_unit(std::move(nodes[i]), *unit_);
      level.shown.push_back(node.kind == YamlNode::Kind::Scalar ? node.text : flow_text(node));
      level.sets.push_back(set_of((*paths_)[i].value, node));
    }
    return level;
  }

  Reading* reading_;
  const std::vector<Located<std::string>>* paths_;
  const std::string* unit_;
};

/// A factor while it is read.
class FactorReader {
 public:
  FactorReader(Reading& reading, const Field& field, WrittenPaths paths, std::string unit)
      : reading_{&reading}, field_{&field}, paths_{std::move(paths)}, unit_{std::move(unit)} {
    factor_.name = field.key;
    factor_.paths = paths_.paths;
  }

  [[nodiscard]] bool read_values(const Field& values) {
    std::vector<SweepLevel> levels;
    const LevelReader reader{*reading_, paths_, unit_};
    const bool are_named = values.is_map();
    const std::size_t count = are_named ? values.node->entries.size() : values.node->items.size();
    if (const bool is_either = are_named || values.is_list(); !is_either || count == 0) {
      reading_->expected(values,
                         is_either ? "at least one value" : schema::expected_of("sweep_values"));
      return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Field one = are_named ? field_of(values, values.node->entries[i]) : field_of(values, i);
      auto level = reader.read(one);
      if (!level) continue;
      if (are_named) level->shown = {one.key.value};
      check_new(*level, one);
      levels.push_back(*std::move(level));
    }
    has_column_of_its_own_ = are_named || paths_.paths.size() == 1;
    factor_.values = std::move(levels);
    return std::get<std::vector<SweepLevel>>(factor_.values).size() == count;
  }

  [[nodiscard]] bool read_range(const Field& range, const std::optional<Field>& step) {
    auto read = read_sweep_range(*reading_, range, step, unit_);
    if (!read) return false;
    factor_.values = *std::move(read);
    return true;
  }

  void take(SweepDistribution law) { factor_.values = std::move(law); }

  /// The whole of it.
  [[nodiscard]] SweepFactor finished(const BaseOf& base_of) {
    std::vector<std::string> bases;
    for (const Located<std::string>& path : factor_.paths) {
      bases.push_back(base_of(path, field_->path));
      factor_.base.sets.push_back(path.value + "=" + bases.back());
    }
    if (has_column_of_its_own_)
      factor_.columns.push_back({factor_.name.value, ""});
    else
      for (const std::string& name : paths_.names)
        factor_.columns.push_back({name, ""});
    factor_.base.shown = has_column_of_its_own_ ? std::vector{base_of_all(bases)} : bases;
    if (auto* levels = std::get_if<std::vector<SweepLevel>>(&factor_.values))
      take_units(factor_.columns, *levels, &factor_.base);
    else
      take_unit_of_numbers();
    return std::move(factor_);
  }

 private:
  void check_new(const SweepLevel& level, const Field& at) {
    if (known_.insert(level.sets).second) return;
    reading_->error(Rule::ValueTwice,
                    at,
                    fmt::format("expected each value once, got {} again", describe(*at.node)));
  }

  /// What to show of the scenario in a single column: the name of its values, if it is one of the
  /// levels, or the value, if it is one.
  [[nodiscard]] std::string base_of_all(const std::vector<std::string>& bases) const {
    if (const auto* levels = std::get_if<std::vector<SweepLevel>>(&factor_.values)) {
      const auto same = std::ranges::find(*levels, factor_.base.sets, &SweepLevel::sets);
      if (same != levels->end()) return same->shown.front();
      if (factor_.paths.size() > 1) return {};
    }
    const bool are_one =
        std::ranges::all_of(bases, [&](const std::string& base) { return base == bases.front(); });
    return are_one ? bases.front() : std::string{};
  }

  void take_unit_of_numbers() {
    const auto* range = std::get_if<SweepRange>(&factor_.values);
    factor_.columns.front().unit =
        range != nullptr ? range->unit : std::get<SweepDistribution>(factor_.values).unit;
    std::string& base = factor_.base.shown.front();
    const auto quantity = quantity_of(base);
    if (quantity && quantity->unit == factor_.columns.front().unit) base = quantity->number;
  }

  Reading* reading_;
  const Field* field_;
  WrittenPaths paths_;
  std::string unit_;
  SweepFactor factor_;
  std::set<std::vector<std::string>> known_;  ///< what its levels set
  bool has_column_of_its_own_ = true;
};

/// Of the ways to say what values there are, exactly one; nothing, and an error, otherwise.
bool has_one_source(Reading& reading,
                    const Field& field,
                    const std::vector<std::optional<Field>>& sources) {
  const Field* first = nullptr;
  for (const std::optional<Field>& source : sources) {
    if (!source) continue;
    if (first != nullptr) {
      reading.error(Rule::KeysConflict,
                    source->key.at,
                    source->path,
                    fmt::format("cannot stand beside '{}'; keep one of them", first->key.value));
      return false;
    }
    first = &*source;
  }
  if (first != nullptr) return true;
  reading.error(Rule::FactorWithoutValues,
                field.key.at,
                field.path,
                "expected 'values', 'range' or a distribution, got none of them");
  return false;
}

std::optional<SweepFactor> read_whole_factor(Reading& reading,
                                             const Field& field,
                                             const BaseOf& base_of) {
  SectionReader section{reading, field, schema::sweep_factor_section()};
  WrittenFactor written;
  read_keys(section, factor_keys, written);
  const WrittenLaw law = read_sweep_law(section, written.unit);
  auto paths = read_named_paths(reading, field, written.path, written.paths);
  const bool has_source = has_one_source(
      reading,
      field,
      {written.values, written.range, law.is_there ? std::optional{law.at} : std::nullopt});
  if (written.step && !written.range) refuse_alone(reading, *written.step, "range");
  if (!section.is_sound() || !paths || !has_source) return std::nullopt;
  FactorReader factor{reading, field, *std::move(paths), written.unit};
  bool is_read = law.value.has_value();
  if (written.values) is_read = factor.read_values(*written.values);
  if (written.range) is_read = factor.read_range(*written.range, written.step);
  if (law.value) factor.take(*law.value);
  if (!is_read) return std::nullopt;
  return factor.finished(base_of);
}

}  // namespace

std::span<const schema::Key> schema::sweep_factor_keys() {
  return factor_keys.rows;
}

std::optional<SweepFactor> read_short_factor(Reading& reading,
                                             const Field& field,
                                             const std::optional<Field>& step,
                                             const BaseOf& base_of) {
  const bool is_range = field.is_scalar() && field.node->text.find("..") != std::string::npos;
  if (!field.is_list() && !is_range) {
    reading.expected(field, short_forms);
    return std::nullopt;
  }
  FactorReader factor{reading, field, {{field.key}, {field.key.value}}, {}};
  const bool is_read = is_range ? factor.read_range(field, step) : factor.read_values(field);
  if (!is_read) return std::nullopt;
  return factor.finished(base_of);
}

std::vector<SweepFactor> read_sweep_factors(Reading& reading,
                                            const Field& field,
                                            const BaseOf& base_of) {
  std::vector<SweepFactor> factors;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("sweep_factors"));
    return factors;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field one = field_of(field, entry);
    auto factor = one.is_map() ? read_whole_factor(reading, one, base_of)
                               : read_short_factor(reading, one, std::nullopt, base_of);
    if (factor) factors.push_back(*std::move(factor));
  }
  return factors;
}

}  // namespace stepdown::models

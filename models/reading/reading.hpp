#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/yaml_node.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The tools with which the sections of a scenario are read: a value with the path that leads to
/// it, a mapping checked against its section of the schema, and the list of problems.
namespace stepdown::models {

/// A value to be read.
struct Field {
  const YamlNode* node = nullptr;
  Located<std::string> key;  ///< the last key on the way to it
  std::string path;          ///< all keys: `levels.residential.places`

  /// Where a message about it should point: an empty or indented value has no place of its own.
  [[nodiscard]] const SourceLocation& at() const;
  [[nodiscard]] bool is_scalar() const { return node->kind == YamlNode::Kind::Scalar; }
  [[nodiscard]] bool is_map() const { return node->kind == YamlNode::Kind::Map; }
  [[nodiscard]] bool is_list() const { return node->kind == YamlNode::Kind::List; }
};

/// The whole tree of a file.
[[nodiscard]] Field root_field(const YamlNode& root, const std::string& file);
/// The entry of a map, or the item of a list, as a field.
[[nodiscard]] Field field_of(const Field& parent, const YamlNode::Entry& entry);
[[nodiscard]] Field field_of(const Field& parent, std::size_t index);

/// The names that a scenario declares, known before the sections that use them are read; the
/// reasons of exits once those are read.
struct DeclaredNames {
  std::vector<std::string> levels;
  std::vector<std::string> community;
  std::vector<std::string> states;      ///< levels, community and outcomes
  std::vector<std::string> in_or_out;   ///< levels and community: where people stay for a while
  std::vector<std::string> reasons;     ///< of the exits read so far
  std::vector<std::string> attributes;  ///< also those not read yet
};

/// What goes along while one scenario is read: problems, files, and the names known so far.
class Reading {
 public:
  explicit Reading(const FileLoader& loader) : loader_(&loader) {}

  void error(const Field& field, std::string message);
  void error(const SourceLocation& at, std::string key, std::string message);
  void warning(const Field& field, std::string message);
  void add(Diagnostic diagnostic);
  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  /// "expected <expected>, got <what is there>"
  void expected(const Field& field, std::string_view expected);

  /// `name_suggestion`, or nothing when there are more errors than will be shown.
  [[nodiscard]] std::string suggestion(std::string_view written,
                                       const std::vector<std::string>& known) const;

  /// Everything found, with the source lines; at most a hundred of it.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const;

  /// The text of a scenario file, remembered under its name. @see FileLoader
  FileText load_scenario_file(const std::string& path);
  /// The text of the CSV file that `field` names, by path from the file in which it is written; an
  /// error when it cannot be read. Lives as long as the reading.
  const std::string* load_data_file(const Field& field, std::string& resolved_path);
  void remember(const std::string& name, std::string text);

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& sources() const {
    return sources_;
  }
  /// Name, size and a checksum of each data file, one a line.
  [[nodiscard]] std::string data_file_digest() const;

  DeclaredNames names;
  std::vector<Attribute> attributes;  ///< those read so far
  Date start{};                       ///< day 0, once it is read
  /// Parts of the arrivals being read that can be wrong in meaning: `ArrivalSource::written`.
  std::vector<Located<std::string>> parts_written;

 private:
  const FileLoader* loader_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t error_count_ = 0;
  std::vector<std::pair<std::string, std::string>> sources_;
  std::vector<std::pair<std::string, std::string>> data_files_;
};

/// A path written in the file `from`, as seen from the working directory.
[[nodiscard]] std::string path_beside(const std::string& from, const std::string& path);

/// A mapping read by the rules of one section: unknown keys, missing keys and keys that do not go
/// together are reported at once, and each key of the section must be asked for.
class SectionReader {
 public:
  SectionReader(Reading& reading, Field field, const schema::Section& section);
  SectionReader(Reading& reading, Field field, std::string_view section);

  [[nodiscard]] const Field& field() const { return field_; }
  [[nodiscard]] Reading& reading() const { return *reading_; }
  /// Whether nothing was wrong so far, in the mapping or in values read by the calls below.
  [[nodiscard]] bool is_sound() const { return is_sound_; }
  void refuse() { is_sound_ = false; }
  [[nodiscard]] bool has(std::string_view key) const;

  /// The value of a key of the section, if it is there.
  [[nodiscard]] std::optional<Field> find(std::string_view key);
  /// The entries whose names the author chose, in order; badly formed names are reported.
  [[nodiscard]] std::vector<Field> named();

  // Simple values: nothing when the key is missing or its value was refused.
  std::optional<Located<double>> duration(std::string_view key);
  std::optional<Located<double>> probability(std::string_view key);
  std::optional<Located<double>> ratio(std::string_view key);
  std::optional<Located<int>> count(std::string_view key, int low);
  std::optional<Located<std::string>> text(std::string_view key);

  /// @pre every key of the section was asked for: the reader and the schema agree.
  void done() const;

 private:
  void check_keys();
  void check_forms();
  [[nodiscard]] std::vector<std::string> known_keys() const;
  [[nodiscard]] std::string unknown_key_message(const std::string& key) const;
  template <class T>
  std::optional<Located<T>> keep(std::string_view key, std::optional<Located<T>> value);

  Reading* reading_;
  Field field_;
  const schema::Section* section_;
  std::vector<bool> is_asked_;
  std::vector<std::string> meant_;  ///< known keys that unknown ones are near to
  bool is_sound_ = true;
};

/// Most places, batches, replications and the like; far above any use, far below overflow.
inline constexpr int largest_count = 10'000'000;

// Readers of single values: nothing, and an error, when they are refused.
[[nodiscard]] std::optional<Located<double>> read_duration(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_rate(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_signed_rate(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_probability(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_number(Reading& reading,
                                                         const Field& field,
                                                         std::string_view expected);
[[nodiscard]] std::optional<Located<Date>> read_date(Reading& reading, const Field& field);
/// The key of the field as a date.
[[nodiscard]] std::optional<Located<Date>> read_date_key(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<std::uint64_t>> read_whole(Reading& reading,
                                                               const Field& field,
                                                               std::uint64_t low,
                                                               std::uint64_t high);
template <int low>
[[nodiscard]] std::optional<Located<int>> read_count(Reading& reading, const Field& field) {
  const auto value = read_whole(reading, field, low, largest_count);
  if (!value) return std::nullopt;
  return Located<int>{static_cast<int>(value->value), value->at};
}
/// A number above 0.
[[nodiscard]] std::optional<Located<double>> read_ratio(Reading& reading, const Field& field);
/// A number of at least 0.
[[nodiscard]] std::optional<Located<double>> read_weight(Reading& reading, const Field& field);
[[nodiscard]] std::optional<bool> read_boolean(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<std::string>> read_text(Reading& reading,
                                                            const Field& field,
                                                            std::string_view expected);
[[nodiscard]] std::optional<Located<std::string>> read_free_text(Reading& reading,
                                                                 const Field& field);
/// A name out of those known. `what` says what it names: "a level".
[[nodiscard]] std::optional<Located<std::string>> read_known_name(
    Reading& reading,
    const Field& field,
    std::string_view what,
    const std::vector<std::string>& known);
/// A list of names; `read_one` reads each.
template <class ReadOne>
std::vector<Located<std::string>> read_names(Reading& reading,
                                             const Field& field,
                                             std::string_view expected,
                                             const ReadOne& read_one) {
  std::vector<Located<std::string>> names;
  if (!field.is_list()) {
    reading.expected(field, expected);
    return names;
  }
  for (std::size_t i = 0; i < field.node->items.size(); ++i)
    if (auto name = read_one(field_of(field, i))) names.push_back(*std::move(name));
  return names;
}

/// Whether `name` is well formed; reports it (at the key of `field`) otherwise.
bool check_name(Reading& reading, const Field& field);

/// `; known: a, b, c` when they are few, or the nearest of them.
[[nodiscard]] std::string name_suggestion(std::string_view written,
                                          const std::vector<std::string>& known);

}  // namespace stepdown::models

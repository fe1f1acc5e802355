#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {

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

  /// Entries that stand inside of this one and belong beside it, as their indentation is wrong,
  /// which is told. What follows the first of them is not read: it belongs to them.
  [[nodiscard]] const std::vector<Field>& siblings() const { return siblings_; }

  // Simple values: nothing when the key is missing or its value was refused.
  std::optional<Located<double>> duration(std::string_view key);
  std::optional<Located<double>> probability(std::string_view key);
  std::optional<Located<double>> ratio(std::string_view key);
  std::optional<Located<int>> count(std::string_view key, int low);
  std::optional<Located<std::string>> text(std::string_view key);

  /// @pre every key of the section was asked for: the reader and the schema agree.
  void done() const;

 private:
  void find_siblings();
  void check_keys();
  void check_forms();
  [[nodiscard]] std::string path_of(std::string_view key) const;
  /// The entry of a key, perhaps misspelled, or null.
  [[nodiscard]] const YamlNode::Entry* entry_of(std::string_view key) const;
  /// The key of the section that an entry gives: its own, or the one that was meant.
  [[nodiscard]] std::string_view key_of(const YamlNode::Entry& entry) const;
  template <class T>
  std::optional<Located<T>> keep(std::string_view key, std::optional<Located<T>> value);

  Reading* reading_;
  Field field_;
  const schema::Section* section_;
  std::vector<bool> is_asked_;
  /// Known keys that unknown ones are near to, and those: they are read as they were meant.
  std::vector<std::pair<std::string, const YamlNode::Entry*>> meant_;
  std::span<const YamlNode::Entry> entries_;  ///< before the first of the siblings
  std::vector<Field> siblings_;
  bool is_sound_ = true;
};

}  // namespace stepdown::models

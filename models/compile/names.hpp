#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stepdown::models {

/// The value of each attribute, by attribute; the first few attributes only where it is partial.
using ClassValues = std::vector<std::uint16_t>;

/// Names with their positions; of a name used twice, the first.
class NameIndex {
 public:
  /// False when the name is there already.
  bool add(const std::string& name);
  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const;
  /// Of a name that is there.
  [[nodiscard]] std::size_t position(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> positions_;
};

/// Everything that has a name in a scenario, by position.
struct Names {
  NameIndex attributes;
  std::vector<NameIndex> values;  ///< by attribute
  NameIndex states;
  NameIndex reasons;  ///< in order of first use
  NameIndex medications;
};

/// Looks at the names only; says nothing about mistakes.
[[nodiscard]] Names collect_names(const Scenario& scenario);

/// By name, what names its draws: a hash that does not depend on where the name stands. Names that
/// happen to have the same hash get different ones in the order of the alphabet.
[[nodiscard]] std::vector<std::uint32_t> streams_of(const std::vector<std::string>& names);

/// The names of all levels, in their order.
[[nodiscard]] std::vector<std::string> level_names(const Scenario& scenario);

/// Combinations of attribute values; may be more than `max_classes`.
[[nodiscard]] std::size_t count_classes(const Names& names);

/// All combinations, the first attribute most significant. One, without values, when there are no
/// attributes.
[[nodiscard]] std::vector<ClassValues> enumerate_classes(const Names& names);

/// The combinations of the attributes that matter; of the others, the first value. None when there
/// are more than `most_kinds`, or when an attribute has no values.
[[nodiscard]] std::vector<ClassValues> enumerate_kinds(const Names& names,
                                                       const std::set<std::size_t>& matter);

/// Most kinds of people that sums are looked at for.
inline constexpr std::size_t most_kinds = 10'000;

/// "profile: alcohol, co_occurring: yes": a class by those of its attributes that matter.
[[nodiscard]] std::string describe_class(const Names& names,
                                         const ClassValues& who,
                                         const std::set<std::size_t>& matter);

/// `levels.detox`, `community.home`, `outcomes.died`
[[nodiscard]] std::string state_key(const State& state);

}  // namespace stepdown::models

#pragma once

#include "models/reading/reading.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// The parameters of one family of distributions as plain numbers (days, rates per day), by key:
/// one number each, the numbers of a list, or share, time, share, time of `quantiles`.
class FamilyValues {
 public:
  /// Reads every key of the section by the type that the schema gives it; nothing, and an error,
  /// when something is refused.
  [[nodiscard]] static std::optional<FamilyValues> read(Reading& reading,
                                                        const Field& field,
                                                        std::string_view family);

  [[nodiscard]] bool has(std::string_view key) const { return values_.contains(key); }
  /// The number of that key. @pre has(key)
  [[nodiscard]] double operator[](std::string_view key) const { return values_.at(key).front(); }
  /// The numbers of that key, none when it is not there.
  [[nodiscard]] std::vector<double> list(std::string_view key) const {
    return has(key) ? values_.at(key) : std::vector<double>{};
  }

 private:
  std::map<std::string_view, std::vector<double>> values_;
};

}  // namespace stepdown::models

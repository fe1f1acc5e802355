#pragma once

#include "models/reading/yaml_node.hpp"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// What a JSON Schema says about a tree, for the words that our schema uses.
struct SchemaVerdict {
  std::vector<std::string> problems;
  /// The properties that were met where the tree is valid: definition and key.
  std::set<std::pair<std::string, std::string>> met;
};

/// A JSON Schema, parsed once.
class JsonSchema {
 public:
  explicit JsonSchema(const std::string& text);
  ~JsonSchema();
  JsonSchema(const JsonSchema&) = delete;
  JsonSchema& operator=(const JsonSchema&) = delete;
  JsonSchema(JsonSchema&&) = delete;
  JsonSchema& operator=(JsonSchema&&) = delete;

  /// Checks `tree` against the definition of that name (empty: the whole schema).
  /// Scalars count as what an editor takes them for: numbers, booleans, or text.
  [[nodiscard]] SchemaVerdict check(const models::YamlNode& tree,
                                    const std::string& definition = {}) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace stepdown::tests

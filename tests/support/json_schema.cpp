#include "tests/support/json_schema.hpp"

#include "models/reading/number_text.hpp"
#include "sim/contract.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <regex.h>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::tests {
namespace {

using models::YamlNode;
using nlohmann::json;

json as_json(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return nullptr;
    case YamlNode::Kind::Scalar: {
      if (node.text == "true" || node.text == "false") return node.text == "true";
      const auto number = models::parse_number(node.text).value;
      if (!number) return node.text;
      const bool is_whole = node.text.find_first_not_of("0123456789-") == std::string::npos;
      return is_whole && *number < 1e15 ? json(static_cast<long long>(*number)) : json(*number);
    }
    case YamlNode::Kind::List: {
      json list = json::array();
      for (const YamlNode& item : node.items)
        list.push_back(as_json(item));
      return list;
    }
    case YamlNode::Kind::Map: {
      json map = json::object();
      for (const YamlNode::Entry& entry : node.entries)
        map[entry.key] = as_json(entry.value);
      return map;
    }
  }
  return nullptr;
}

/// Whether the text matches, by POSIX: std::regex makes GCC warn under the sanitizers.
bool matches(const std::string& text, const std::string& pattern) {
  regex_t compiled{};
  sim::expects(regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) == 0,
               "patterns of the schema are regular expressions");
  const bool is_match = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return is_match;
}

class Checker {
 public:
  explicit Checker(const json& schema) : schema_(schema) {}

  SchemaVerdict check(const json& value, const json& rules, const std::string& path) {
    apply(value, rules, path, "");
    return {std::move(problems_), {met_.begin(), met_.end()}};
  }

 private:
  void refuse(const std::string& path, const std::string& why) {
    problems_.push_back(path + ": " + why);
  }

  /// Whether the value is valid; keeps what was met only then.
  bool tries(const json& value, const json& rules, const std::string& path, const std::string& in) {
    const std::size_t problems = problems_.size();
    const std::size_t met = met_.size();
    apply(value, rules, path, in);
    const bool is_valid = problems_.size() == problems;
    if (!is_valid) {
      problems_.resize(problems);
      met_.resize(met);
    }
    return is_valid;
  }

  void apply(const json& value, const json& rules, const std::string& path, const std::string& in) {
    if (rules.is_boolean()) {
      if (!rules.get<bool>()) refuse(path, "not allowed here");
      return;
    }
    for (const auto& [word, rule] : rules.items())
      apply_word(value, word, rule, rules, path, in);
  }

  void apply_word(const json& value,
                  const std::string& word,
                  const json& rule,
                  const json& rules,
                  const std::string& path,
                  const std::string& in) {
    if (word == "$ref") {
      const std::string name = rule.get<std::string>().substr(std::string{"#/definitions/"}.size());
      return apply(value, schema_.at("definitions").at(name), path, name);
    }
    if (word == "if")
      return apply(
          value, tries(value, rule, path, in) ? rules.at("then") : rules.at("else"), path, in);
    if (word == "anyOf") {
      const bool is_any = std::any_of(
          rule.begin(), rule.end(), [&](const json& each) { return tries(value, each, path, in); });
      return is_any ? void() : refuse(path, "none of the alternatives fits " + value.dump());
    }
    if (word == "allOf") {
      for (const json& each : rule)
        apply(value, each, path, in);
      return;
    }
    if (word == "not") return tries(value, rule, path, in) ? refuse(path, "must not be") : void();
    if (value.is_object()) return apply_to_object(value, word, rule, rules, path, in);
    if (value.is_array()) return apply_to_list(value, word, rule, path, in);
    apply_to_scalar(value, word, rule, path);
  }

  void apply_to_object(const json& value,
                       const std::string& word,
                       const json& rule,
                       const json& rules,
                       const std::string& path,
                       const std::string& in) {
    if (word == "type" && rule != "object") refuse(path, "is an object");
    if (word == "const" || word == "enum") refuse(path, "is an object");
    if (word == "required")
      for (const json& key : rule)
        if (!value.contains(key.get<std::string>())) refuse(path, "misses " + key.dump());
    if (word == "minProperties" && value.size() < rule.get<std::size_t>()) refuse(path, "few keys");
    if (word == "maxProperties" && value.size() > rule.get<std::size_t>())
      refuse(path, "many keys");
    for (const auto& [key, each] : value.items()) {
      const bool is_named = rules.contains("properties") && rules["properties"].contains(key);
      if (word == "propertyNames" && !is_named) apply(key, rule, path + "." + key + " (name)", in);
      if (word == "properties" && is_named) {
        const std::size_t problems = problems_.size();
        apply(each, rule.at(key), path + "." + key, in);
        if (problems_.size() == problems) met_.emplace_back(in, key);
      }
      if (word == "additionalProperties" && !is_named) apply(each, rule, path + "." + key, in);
    }
  }

  void apply_to_list(const json& value,
                     const std::string& word,
                     const json& rule,
                     const std::string& path,
                     const std::string& in) {
    if (word == "type" && rule != "array") refuse(path, "is a list");
    if (word == "const" || word == "enum") refuse(path, "is a list");
    if (word == "minItems" && value.size() < rule.get<std::size_t>()) refuse(path, "few items");
    if (word == "maxItems" && value.size() > rule.get<std::size_t>()) refuse(path, "many items");
    if (word == "uniqueItems" && std::set<json>(value.begin(), value.end()).size() != value.size())
      refuse(path, "repeats itself");
    if (word == "items")
      for (const json& each : value)
        apply(each, rule, path + "[]", in);
  }

  void apply_to_scalar(const json& value,
                       const std::string& word,
                       const json& rule,
                       const std::string& path) {
    if (word == "type" && !has_type(value, rule))
      refuse(path, value.dump() + " is no " + rule.dump());
    if (word == "const" && value != rule) refuse(path, value.dump() + " is not " + rule.dump());
    if (word == "enum" && std::find(rule.begin(), rule.end(), value) == rule.end())
      refuse(path, value.dump() + " is not among " + rule.dump());
    if (word == "required") refuse(path, "is no object");
    if (word == "pattern" && value.is_string() &&
        !matches(value.get<std::string>(), rule.get<std::string>()))
      refuse(path, value.dump() + " does not match");
    if (!value.is_number()) return;
    const double number = value.get<double>();
    if (word == "minimum" && number < rule.get<double>()) refuse(path, "too small");
    if (word == "exclusiveMinimum" && number <= rule.get<double>()) refuse(path, "too small");
    if (word == "maximum" && number > rule.get<double>()) refuse(path, "too large");
  }

  static bool has_type(const json& value, const json& type) {
    if (type.is_array())
      return std::any_of(
          type.begin(), type.end(), [&value](const json& each) { return has_type(value, each); });
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "integer" && (value.is_number_integer() || (value.is_number() && value >= 1e15));
  }

  const json& schema_;
  std::vector<std::string> problems_;
  std::vector<std::pair<std::string, std::string>> met_;
};

}  // namespace

struct JsonSchema::Parsed {
  json schema;
};

JsonSchema::JsonSchema(const std::string& text)
    : parsed_{std::make_unique<Parsed>(Parsed{json::parse(text)})} {}
JsonSchema::~JsonSchema() = default;

SchemaVerdict JsonSchema::check(const YamlNode& tree, const std::string& definition) const {
  const json reference{{"$ref", "#/definitions/" + definition}};
  const json& rules = definition.empty() ? parsed_->schema : reference;
  return Checker{parsed_->schema}.check(as_json(tree), rules, "");
}

}  // namespace stepdown::tests

#include "analysis/cli/argument_checks.hpp"

#include "models/reading/number_text.hpp"

namespace stepdown::analysis {

CLI::Validator is_whole_number(std::uint64_t low, std::uint64_t high) {
  return {
      [low, high](const std::string& text) { return models::parse_whole(text, low, high).problem; },
      ""};
}

CLI::Validator is_not_empty(const std::string& expected) {
  return {[expected](const std::string& text) {
            return text.empty() ? "expected " + expected + ", got ''" : std::string();
          },
          ""};
}

}  // namespace stepdown::analysis

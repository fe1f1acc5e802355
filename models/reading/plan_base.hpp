#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/field.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/yaml_node.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What plans of sweeps and of calibrations have in common: the scenario that they are about.
namespace stepdown::models {

/// The tree of the scenario, to look up what a plan changes. Its own mistakes are told when it is
/// read; without it paths are not looked up.
class BaseTree {
 public:
  BaseTree(Reading& reading, std::optional<YamlNode> root)
      : reading_{&reading}, root_{std::move(root)} {}

  /// As text, empty where there is nothing. A path that leads nowhere is told.
  [[nodiscard]] std::string value_at(const Located<std::string>& path, const std::string& key);

  /// `uncertain` of the scenario itself, which was read as `file`.
  [[nodiscard]] std::optional<Field> uncertain(const std::string& file) const;

  /// Changes it for what is looked up from now on.
  void put(const Located<std::string>& path, const std::string& key, const YamlNode& value);

 private:
  Reading* reading_;
  std::optional<YamlNode> root_;
};

/// The tree of a scenario's text with values set; nothing when it is none.
[[nodiscard]] std::optional<YamlNode> scenario_tree(const FileLoader& loader,
                                                    const std::string& file,
                                                    const std::string& text,
                                                    const std::vector<std::string>& sets);

/// A kind of plan, to tell it from other files.
struct PlanKind {
  Rule not_one{};
  std::string_view name;   ///< "the plan of a sweep"
  std::string_view write;  ///< what to write into a file of its own
};

/// The tree of a plan's text, with the problems of its layout told.
/// @throws ScenarioError when it is no mapping, or a scenario
[[nodiscard]] YamlNode read_plan_tree(Reading& reading,
                                      const std::string& text,
                                      const std::string& name,
                                      const PlanKind& kind);

/// The scenario of a plan.
struct PlanScenario {
  std::string file;  ///< as seen from the working directory
  SourceLocation at;
  BaseTree tree;
};

/// `scenario` of a plan. What cannot be read is told.
[[nodiscard]] PlanScenario load_plan_scenario(Reading& reading,
                                              const std::optional<Field>& field,
                                              const FileLoader& loader);

/// Paths and values, as `set` has them, as `path=value`.
/// @param are_kept  whether they change the tree
[[nodiscard]] std::vector<std::string> read_plan_sets(Reading& reading,
                                                      const Field& field,
                                                      BaseTree& tree,
                                                      bool are_kept);

/// What is only odd. @throws ScenarioError with all that is wrong, if anything is
[[nodiscard]] std::vector<Diagnostic> warnings_of_plan(const Reading& reading);

}  // namespace stepdown::models

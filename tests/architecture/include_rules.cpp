#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <string_view>

namespace stepdown::tests {

namespace {

using Paths = std::vector<std::string_view>;

/// A top folder and the folders whose files it may include.
struct Layer {
  std::string_view folder;
  Paths may_include;
};

const std::vector<Layer>& layers() {
  static const std::vector<Layer> all = {
      {"sim/", {"sim/"}},
      {"models/", {"models/", "sim/"}},
      {"analysis/", {"analysis/", "models/", "sim/"}},
      {"tests/", {"analysis/", "models/", "sim/", "tests/"}},
  };
  return all;
}

/// An outside header, or the beginning of its path, and the beginnings of the paths that may
/// include it.
struct Door {
  std::string_view header;
  Paths open_to;
};

/// The first door whose header matches counts, so the particular stand before the general.
const std::vector<Door>& doors() {
  static const std::vector<Door> all = {
      {"CLI/", {"analysis/cli/"}},
      {"Eigen/", {"analysis/theory/"}},
      {"Random123/", {"sim/random_stream."}},
      {"boost/graph/", {"models/pathway.cpp"}},
      {"boost/math/", {"analysis/statistics/", "sim/distribution"}},
      {"boost/uuid/", {"analysis/report/sha1.cpp"}},
      {"boost/", {"models/pathway.cpp", "sim/"}},
      {"fmt/", {"analysis/", "models/"}},
      {"nlohmann/", {"analysis/report/"}},
      {"oneapi/", {"sim/replicate."}},
      {"tbb/", {"sim/replicate."}},
      {"yaml-cpp/", {"models/yaml_reader.cpp"}},
      {"condition_variable", {"sim/replicate."}},
      {"execution", {"sim/replicate."}},
      {"future", {"sim/replicate."}},
      {"mutex", {"sim/replicate.", "sim/spare_pool."}},
      {"thread", {"sim/replicate."}},
  };
  return all;
}

bool starts_with_any(std::string_view text, const Paths& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return text.starts_with(beginning);
  });
}

std::string violation(const SourceFile& file, const Include& include, std::string_view what) {
  return file.path + ":" + std::to_string(include.line) + ": " + include.target + ": " +
         std::string(what);
}

std::string_view fault_of_own_include(const SourceFile& file, const std::string& target) {
  const auto layer = std::find_if(layers().begin(), layers().end(), [&](const Layer& candidate) {
    return file.path.starts_with(candidate.folder);
  });
  const bool known = std::any_of(layers().begin(), layers().end(), [&](const Layer& candidate) {
    return target.starts_with(candidate.folder);
  });
  if (!known) return "not a full path from the root";
  if (layer == layers().end() || !starts_with_any(target, layer->may_include)) {
    return "against the direction sim <- models <- analysis";
  }
  if (target.starts_with("analysis/cli/") &&
      !starts_with_any(file.path, {"analysis/cli/", "tests/"})) {
    return "only the command line and the tests know the command line";
  }
  return {};
}

std::string_view fault_of_outside_include(const SourceFile& file, const std::string& target) {
  for (const Door& door : doors()) {
    const bool is_folder = door.header.ends_with('/');
    if (is_folder ? !target.starts_with(door.header) : target != door.header) continue;
    return starts_with_any(file.path, door.open_to) ? "" : "not through this library's door";
  }
  const bool is_standard = target.find_first_of("/.") == std::string::npos;
  const bool may_ask_the_system = file.path.starts_with("analysis/") && target.ends_with(".h");
  if (is_standard || may_ask_the_system) return {};
  return "no door is known for this header";
}

}  // namespace

std::string listing(const Violations& violations) {
  std::string text;
  for (const std::string& violation : violations)
    text += violation + "\n";
  return text;
}

Violations bent_includes(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    for (const Include& include : includes_of(file.text)) {
      if (!include.quoted) continue;
      const std::string_view fault = fault_of_own_include(file, include.target);
      if (!fault.empty()) violations.push_back(violation(file, include, fault));
    }
  }
  return violations;
}

Violations wrong_doors(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (file.path.starts_with("tests/")) continue;
    for (const Include& include : includes_of(file.text)) {
      if (include.quoted) continue;
      const std::string_view fault = fault_of_outside_include(file, include.target);
      if (!fault.empty()) violations.push_back(violation(file, include, fault));
    }
  }
  return violations;
}

}  // namespace stepdown::tests

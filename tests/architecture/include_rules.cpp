#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace stepdown::tests {

namespace {

using Paths = std::vector<std::string_view>;

/// A folder and the folders whose files its own may include, besides each other. `models/` stands
/// for the nouns right in it, not for the rooms below.
struct Room {
  std::string_view folder;
  Paths may_include;
};

/// In the order of the arrow: nobody includes what comes later, so no two include each other.
const std::vector<Room>& rooms() {
  static const std::vector<Room> all = {
      {"sim/", {}},
      {"sim/distributions/", {"sim/"}},
      {"sim/threads/", {"sim/"}},
      {"models/text/", {}},
      {"models/diagnostics/", {"models/text/"}},
      {"models/", {"sim/", "sim/distributions/", "models/diagnostics/"}},
      {"models/care/", {"sim/", "sim/distributions/", "models/"}},
      {"models/pathway/", {"sim/distributions/", "models/"}},
      {"models/compile/",
       {"sim/",
        "sim/distributions/",
        "models/",
        "models/diagnostics/",
        "models/pathway/",
        "models/text/"}},
      {"models/reading/",
       {"sim/", "sim/distributions/", "models/", "models/diagnostics/", "models/text/"}},
      {"analysis/", {}},
      {"analysis/statistics/", {"sim/"}},
      {"analysis/formulas/", {"sim/", "sim/distributions/", "analysis/statistics/"}},
      {"analysis/catalog/", {"sim/", "models/", "models/text/", "analysis/statistics/"}},
      {"analysis/measure/",
       {"sim/", "models/", "models/pathway/", "analysis/catalog/", "analysis/statistics/"}},
      {"analysis/summary/",
       {"sim/",
        "sim/threads/",
        "models/",
        "analysis/catalog/",
        "analysis/measure/",
        "analysis/statistics/"}},
      {"analysis/theory/",
       {"sim/",
        "sim/distributions/",
        "models/",
        "models/care/",
        "models/pathway/",
        "analysis/catalog/",
        "analysis/formulas/",
        "analysis/measure/",
        "analysis/statistics/"}},
      {"analysis/store/", {"sim/", "models/", "analysis/summary/"}},
      {"analysis/experiments/",
       {"sim/",
        "sim/distributions/",
        "sim/threads/",
        "models/",
        "models/care/",
        "models/compile/",
        "models/diagnostics/",
        "models/reading/",
        "models/text/",
        "analysis/catalog/",
        "analysis/formulas/",
        "analysis/measure/",
        "analysis/statistics/",
        "analysis/store/",
        "analysis/summary/",
        "analysis/theory/"}},
      {"analysis/report/",
       {"sim/",
        "sim/threads/",
        "models/",
        "models/diagnostics/",
        "models/text/",
        "analysis/",
        "analysis/catalog/",
        "analysis/experiments/",
        "analysis/formulas/",
        "analysis/measure/",
        "analysis/statistics/",
        "analysis/store/",
        "analysis/summary/",
        "analysis/theory/"}},
      {"analysis/views/", {"sim/", "models/text/", "analysis/report/"}},
      {"analysis/cli/",
       {"sim/",
        "sim/threads/",
        "models/",
        "models/care/",
        "models/compile/",
        "models/diagnostics/",
        "models/pathway/",
        "models/reading/",
        "models/text/",
        "analysis/",
        "analysis/catalog/",
        "analysis/experiments/",
        "analysis/measure/",
        "analysis/report/",
        "analysis/statistics/",
        "analysis/store/",
        "analysis/summary/",
        "analysis/theory/",
        "analysis/views/"}},
      {"analysis/cluster/",
       {"sim/",
        "models/",
        "analysis/cli/",
        "analysis/experiments/",
        "analysis/store/",
        "analysis/summary/"}},
  };
  return all;
}

/// What turns a model into numbers knows nothing of what its author wrote: beginnings of paths, and
/// what their files may not include although their room may.
const Paths& of_the_model() {
  static const Paths all = {"models/model.",
                            "models/arrival",
                            "models/dated_arrivals",
                            "models/hour_pattern",
                            "models/poisson_arrivals",
                            "models/scheduled_arrivals",
                            "models/care/",
                            "models/pathway/"};
  return all;
}

const Paths& of_the_author() {
  static const Paths all = {"models/scenario.hpp", "models/diagnostics/"};
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
      {"Eigen/",
       {"analysis/formulas/", "analysis/statistics/least_squares.cpp", "analysis/theory/"}},
      {"Random123/", {"sim/random_stream."}},
      {"boost/crc.hpp", {"analysis/store/"}},
      {"boost/graph/", {"models/pathway/"}},
      {"boost/math/", {"analysis/formulas/", "analysis/statistics/", "sim/distributions/"}},
      {"boost/mpi/", {"analysis/cluster/"}},
      {"boost/serialization/", {"analysis/cluster/"}},
      {"boost/uuid/", {"analysis/report/sha1.cpp"}},
      {"boost/", {"models/pathway/", "sim/"}},
      {"fmt/",
       {"analysis/",
        "models/compile/",
        "models/diagnostics/",
        "models/pathway/",
        "models/reading/"}},
      {"nlopt.h", {"analysis/statistics/least_in_box.cpp"}},
      {"nlohmann/", {"analysis/report/", "analysis/views/", "models/reading/"}},
      {"oneapi/", {"sim/threads/"}},
      {"tbb/", {"sim/threads/"}},
      {"xlsxwriter.h", {"analysis/views/excel_file.cpp"}},
      {"sqlite3.h", {"analysis/store/database.cpp"}},
      {"yaml-cpp/", {"models/reading/yaml_reader.cpp"}},
      {"condition_variable", {"sim/threads/"}},
      {"execution", {"sim/threads/"}},
      {"filesystem", {"analysis/", "models/reading/"}},
      {"fstream", {"analysis/", "models/reading/"}},
      {"future", {"sim/threads/"}},
      {"mutex", {"sim/threads/"}},
      {"thread", {"sim/threads/"}},
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

std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);
}

std::string fault_of_own_include(const SourceFile& file, const std::string& target) {
  if (file.path.starts_with("tests/")) {
    const bool known = starts_with_any(target, {"sim/", "models/", "analysis/", "tests/"});
    return known ? "" : "not a full path from the root";
  }
  const auto room_of = [](std::string_view path) {
    return std::ranges::find(rooms(), folder_of(path), &Room::folder);
  };
  const auto from = room_of(file.path);
  if (from == rooms().end()) return "in a folder that is no room";
  if (starts_with_any(file.path, of_the_model()) && starts_with_any(target, of_the_author()))
    return "a model has nothing of its author's text";
  if (folder_of(target) == from->folder) return {};
  if (target.starts_with("tests/")) return "only tests know tests";
  if (room_of(target) == rooms().end()) return "not a full path from the root";
  const bool may =
      std::ranges::find(from->may_include, folder_of(target)) != from->may_include.end();
  return may ? "" : "not open to " + std::string(from->folder);
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

Violations bent_rooms() {
  Violations violations;
  std::set<std::string_view> before;
  for (const Room& room : rooms()) {
    for (const std::string_view other : room.may_include) {
      if (!before.contains(other)) {
        violations.push_back(std::string(room.folder) + " may include " + std::string(other) +
                             ", which does not come before it");
      }
    }
    before.insert(room.folder);
  }
  return violations;
}

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
      const std::string fault = fault_of_own_include(file, include.target);
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

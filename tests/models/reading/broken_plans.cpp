#include "tests/models/reading/broken_plans.hpp"

#include "models/reading/read_calibration_plan.hpp"
#include "models/reading/read_sweep_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>

namespace stepdown::tests {
namespace {

constexpr std::size_t enough = 1'000'000;
const std::string folder = "tests/broken_plans/";
const std::string calibrations_folder = "tests/broken_calibrations/";

models::FileText file_beside(const std::string& path, std::size_t max_bytes) {
  return models::load_file(folder + path, max_bytes);
}

models::FileText file_beside_calibration(const std::string& path, std::size_t max_bytes) {
  return models::load_file(calibrations_folder + path, max_bytes);
}

/// The names of the files in a folder.
std::vector<std::string> plans_in(const std::string& path) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{path})
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::vector<models::Diagnostic> found_by(const std::function<void()>& read) {
  std::vector<models::Diagnostic> found;
  try {
    read();
  } catch (const models::ScenarioError& error) {
    found = error.diagnostics();
  }
  return found;
}

}  // namespace

std::vector<std::string> broken_plans() {
  return plans_in(folder);
}

std::vector<models::Diagnostic> found_in_broken_plan(const std::string& name) {
  const std::string text = models::load_file(path_of_broken_plan(name, ".yaml"), enough).text;
  return found_by([&] { (void)models::read_sweep_plan_text(text, name + ".yaml", file_beside); });
}

std::string path_of_broken_plan(const std::string& name, const std::string& extension) {
  return folder + name + extension;
}

std::vector<std::string> broken_calibrations() {
  return plans_in(calibrations_folder);
}

std::vector<models::Diagnostic> found_in_broken_calibration(const std::string& name) {
  const std::string text =
      models::load_file(path_of_broken_calibration(name, ".yaml"), enough).text;
  return found_by([&] {
    (void)models::read_calibration_plan_text(text, name + ".yaml", file_beside_calibration);
  });
}

std::string path_of_broken_calibration(const std::string& name, const std::string& extension) {
  return calibrations_folder + name + extension;
}

std::vector<models::Diagnostic> found_in_factors(const std::vector<std::string>& factors) {
  return found_by(
      [&] { (void)models::sweep_plan_of("parts/clinic.yaml", {}, factors, 0, file_beside); });
}

std::vector<models::Diagnostic> found_in_too_many_factors() {
  constexpr int too_many = 3668;
  std::string text = "scenario: parts/clinic.yaml\ndesign: {sobol: {points: 2}}\nfactors:\n";
  for (int i = 0; i < too_many; ++i)
    text += "  levels.php.n" + std::to_string(i) + ": [1, 2]\n";
  return found_by([&] { (void)models::read_sweep_plan_text(text, "plan.yaml", file_beside); });
}

}  // namespace stepdown::tests

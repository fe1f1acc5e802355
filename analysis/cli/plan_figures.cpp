#include "analysis/cli/plan_figures.hpp"

#include "analysis/cli/figure_arguments.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace stepdown::analysis {

PlanFigures::PlanFigures(const models::Model& model, std::string file)
    : model_(&model), file_(std::move(file)), measured_(measured_figures(model)) {}

std::optional<FigureName> PlanFigures::read(const models::Located<std::string>& written,
                                            const std::string& section) {
  auto name = read_figure(written.value, *model_);
  if (auto* const bad = std::get_if<BadFigureName>(&name)) {
    refuse(models::Rule::UnknownFigure, written, section, std::move(bad->problem));
    return std::nullopt;
  }
  const FigureName& figure = std::get<FigureName>(name);
  if (std::ranges::find(measured_, figure) != measured_.end()) return figure;
  refuse(models::Rule::UnknownFigure,
         written,
         section,
         fmt::format("expected a figure that is measured, got {}{}",
                     models::in_quotes(written.value),
                     hint_of_unmeasured(measured_, figure)));
  return std::nullopt;
}

void PlanFigures::refuse(models::Rule rule,
                         const models::Located<std::string>& written,
                         const std::string& section,
                         std::string message) {
  const std::string key = section == "figures" ? section : section + "." + written.value;
  found_.emplace_back(rule, written.at, key, std::move(message));
}

void PlanFigures::throw_if_refused() const {
  if (found_.empty()) return;
  std::vector<models::Diagnostic> found = found_;
  const std::string text =
      file_.empty() ? "" : models::load_file(file_, models::max_yaml_bytes).text;
  for (models::Diagnostic& one : found)
    one.source_line = models::source_line({{file_, text}}, one.at);
  models::sort_by_place(found);
  throw models::ScenarioError(models::shown(std::move(found)));
}

}  // namespace stepdown::analysis

#include "analysis/catalog/catalog.hpp"

#include "analysis/catalog/families.hpp"
#include "analysis/catalog/in_order.hpp"
#include "analysis/catalog/statistic.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace stepdown::analysis {

namespace {

std::vector<FigureFamily> make_families() {
  std::vector<FigureFamily> families{
      {Subject::None, census_figures()},
      {Subject::None, beside_figures()},
      {Subject::None, entry_figures()},
      {Subject::None, waiting_figures()},
      {Subject::None, asker_figures()},
      {Subject::None, visit_figures()},
      {Subject::None, holding_figures()},
      {Subject::LevelWaitedFor, held_for_figures()},
      {Subject::None, {}},  // the further ones
      {Subject::None, stay_figures()},
      {Subject::None, review_figures()},
      {Subject::Reason, exit_figures()},
      {Subject::Medication, medication_figures()},
      {Subject::None, level_service_figures()},
      {Subject::Service, service_figures()},
      {Subject::Service, attended_service_figures()},
      {Subject::OverbookedService, overbooking_figures()},
      {Subject::Role, staff_figures()},
      {Subject::PaidRole, role_cost_figures()},
      {Subject::Money, money_figures()},
      {Subject::Denial, denial_figures()},
      {Subject::PaidStaff, staff_cost_figures()},
      {Subject::NextState, move_figures()},
      {Subject::None, arrival_figures()},
      {Subject::Source, source_figures()},
  };
  std::vector<Figure> others;
  for (const FigureFamily& family : families)
    std::ranges::copy(family.figures, std::back_inserter(others));
  const auto further = std::ranges::find_if(
      families, [](const FigureFamily& family) { return family.figures.empty(); });
  further->figures = further_figures(others);
  return families;
}

/// What the dictionary takes from a declaration.
struct Entry {
  std::string_view name;
  std::string_view unit;
  std::string of;
  std::string_view definition;
  std::string_view after;
};

/// All entries in order, and views of them.
struct Dictionary {
  std::vector<Entry> entries;
  std::vector<Metric> metrics;
};

Dictionary make_dictionary() {
  std::vector<Entry> entries;
  const auto add = [&entries](const auto& figures) {
    for (const auto& figure : figures)
      entries.push_back(
          {figure.name, figure.unit, to_text(figure.where), figure.definition, figure.after});
  };
  for (const FigureFamily& family : figure_families())
    add(family.figures);
  add(figures_of_people().access);
  add(figures_of_people().clocks);
  add(figures_of_people().follow_up);
  Dictionary dictionary{in_order(entries), {}};
  for (const Entry& entry : dictionary.entries)
    dictionary.metrics.push_back({entry.name, entry.unit, entry.of, entry.definition});
  return dictionary;
}

const Dictionary& dictionary() {
  static const Dictionary made = make_dictionary();
  return made;
}

}  // namespace

const std::vector<FigureFamily>& figure_families() {
  static const std::vector<FigureFamily> families = make_families();
  return families;
}

const std::vector<const Figure*>& figures_in_all() {
  static const std::vector<const Figure*> figures = [] {
    std::vector<const Figure*> found;
    for (const FigureFamily& family : figure_families())
      for (const Figure& figure : family.figures)
        if (figure.in_all > 0) found.push_back(&figure);
    std::ranges::stable_sort(found, {}, &Figure::in_all);
    return found;
  }();
  return figures;
}

const FiguresOfPeople& figures_of_people() {
  static const FiguresOfPeople figures{access_figures(), clock_figures(), follow_up_figures()};
  return figures;
}

std::span<const Metric> metric_catalog() {
  return dictionary().metrics;
}

bool belongs_to(std::string_view name, std::string_view family) {
  const auto open = family.find('<');
  if (open == std::string_view::npos) return name == family;
  return name.size() > open && name.substr(0, open) == family.substr(0, open);
}

const Metric* find_metric(std::string_view name) {
  const std::span<const Metric> metrics = metric_catalog();
  const auto found = std::ranges::find_if(
      metrics, [&](const Metric& metric) { return belongs_to(name, metric.name); });
  return found == metrics.end() ? nullptr : &*found;
}

bool is_share(std::string_view metric, std::string_view statistic) {
  if (statistic == "share" || is_share_of_lengths(statistic)) return true;
  const Metric* const known = find_metric(metric);
  return known != nullptr && known->unit == "fraction";
}

std::string_view reciprocal_of(std::string_view metric) {
  for (const FigureFamily& family : figure_families())
    for (const Figure& figure : family.figures)
      if (figure.name == metric) return figure.reciprocal_of;
  return {};
}

namespace {

/// The figure whose name is `name`, else the family it belongs to; null when there is none.
template <class Declared>
const Declared* find_declared(const std::vector<Declared>& figures, std::string_view name) {
  const Declared* family = nullptr;
  for (const Declared& figure : figures) {
    if (figure.name == name) return &figure;
    if (family == nullptr && belongs_to(name, figure.name)) family = &figure;
  }
  return family;
}

}  // namespace

const Figure* find_state_figure(std::string_view metric) {
  const Figure* family = nullptr;
  for (const FigureFamily& one : figure_families()) {
    const Figure* const found = find_declared(one.figures, metric);
    if (found != nullptr && found->name == metric) return found;
    if (family == nullptr) family = found;
  }
  return family;
}

const PersonFigure* find_person_figure(std::string_view metric) {
  const FiguresOfPeople& people = figures_of_people();
  for (const auto* figures : {&people.access, &people.clocks, &people.follow_up}) {
    const PersonFigure* const found = find_declared(*figures, metric);
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace stepdown::analysis

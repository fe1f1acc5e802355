#include "analysis/theory/people_figures.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/why_impossible.hpp"
#include "analysis/theory/absorbing_chain.hpp"
#include "analysis/theory/figure_list.hpp"
#include "analysis/theory/understood.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace stepdown::analysis {

using models::ClassId;
using models::Model;
using models::StateId;

namespace {

/// A group of people that reports tell apart.
struct Group {
  std::string name;
  std::vector<bool> classes;
};

std::vector<Group> groups(const Model& model) {
  std::vector<Group> result{{all, std::vector<bool>(model.classes.size(), true)}};
  for (const std::size_t a : model.report_by) {
    for (std::size_t v = 0; v < model.attributes[a].values.size(); ++v) {
      Group group{fmt::format("{}={}", model.attributes[a].name, model.attributes[a].values[v]),
                  {}};
      for (const auto& values : model.classes)
        group.classes.push_back(values[a] == v);
      result.push_back(std::move(group));
    }
  }
  return result;
}

/// Sums over people, each weighted by how many a day are like them.
struct LifeSums {
  double people = 0;
  std::vector<double> visits;
  std::vector<double> days;
  std::vector<double> absorbed;
  std::optional<double> mean_days = 0;
  std::optional<double> mean_square_days = 0;
};

void add_weighted(double weight, const AbsorptionFigures& one, LifeSums& sums) {
  const auto add = [weight](const std::vector<double>& from, std::vector<double>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
      if (from[i] > 0) to[i] += weight * from[i];
  };
  const auto add_moment = [weight](const std::optional<double>& from, std::optional<double>& to) {
    if (from && to)
      *to += weight * *from;
    else
      to.reset();
  };
  sums.people += weight;
  add(one.visits, sums.visits);
  add(one.days, sums.days);
  add(one.absorbed, sums.absorbed);
  add_moment(one.mean_days, sums.mean_days);
  add_moment(one.mean_square_days, sums.mean_square_days);
}

LifeSums life_of(const Model& model, const PathwayKernels& kernels, const Group& group) {
  LifeSums sums;
  for (const models::SourceModel& source : model.sources) {
    const double rate = mean_arrival_rate(source, model.calendar, model.warm_up, model.horizon);
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      const double weight = rate * source.class_share[c];
      if (!group.classes[c] || !(weight > 0)) continue;
      const auto start = first_states(model, source, static_cast<ClassId>(c));
      const auto& kernel = kernels.classes[c];
      if (!kernel) continue;
      const auto answer = absorption(model, kernels.pathway, *kernel, start);
      add_weighted(weight, std::get<AbsorptionFigures>(answer), sums);
    }
  }
  return sums;
}

void add_life(const Model& model, const LifeSums& sums, const Group& group, FigureList& list) {
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    list.of(model.states[s].name, group.name);
    if (model.is_outcome(static_cast<StateId>(s))) {
      list.add("outcome", "share", sums.absorbed[s] / sums.people);
      continue;
    }
    list.add("lifetime_stays", "mean", sums.visits[s] / sums.people);
    list.add("lifetime_days", "mean", sums.days[s] / sums.people);
  }
  list.of(all, group.name);
  if (!sums.mean_days) {
    list.add("time_to_outcome", "mean", std::nullopt, "some stay has no finite mean");
    return;
  }
  const double mean = *sums.mean_days / sums.people;
  list.add("time_to_outcome", "mean", mean);
  if (sums.mean_square_days)
    list.add("time_to_outcome",
             "sd",
             std::sqrt(std::max(0.0, *sums.mean_square_days / sums.people - mean * mean)));
}

void add_first_year(const Model& model, const PersonFigures& people, FigureList& list) {
  const std::string_view why_none = why_impossible(model, models::ReasonKind::Planned);
  list.add("completion",
           "share",
           why_none.empty() ? std::optional(people.completion) : std::nullopt,
           std::string(why_none));
  list.add("days_in_care", "mean", people.days_in_care);
  list.add("stays", "mean", people.stays);
  for (std::size_t k = 0; k < people.retention.size(); ++k)
    list.add(fmt::format("retention_{}", follow_up[k]), "share", people.retention[k]);
}

void add_status(const Model& model,
                const PersonFigures& people,
                const Group& group,
                FigureList& list) {
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    list.of(model.states[s].name, group.name);
    for (std::size_t k = 0; k < people.status.size(); ++k)
      list.add(fmt::format("status_{}", follow_up[k]), "share", people.status[k][s]);
  }
}

}  // namespace

void add_people(const Model& model,
                const PathwayKernels& kernels,
                const TheoryListener& listener,
                TheoryReport& report) {
  if (const auto no = not_understood(model, leaving_out_history)) {
    report.footnotes.push_back("no outcomes of people: " + no->reason);
    return;
  }
  const std::vector<PersonFigures> by_class = person_outcomes(model, kernels, 2, listener);
  // The simulation follows people from their first admission after the warm-up, whatever came
  // before; without a warm-up that is the first one ever.
  const bool is_exact =
      report.is_unlimited && model.warm_up == 0 && !not_understood(model, never_waiting);
  const Standing standing = is_exact ? Standing::Exact : Standing::Unlimited;
  for (const Group& group : groups(model)) {
    if (report.traffic) {
      const LifeSums life = life_of(model, kernels, group);
      FigureList list(report.figures, Standing::Unlimited, "absorbing chain");
      if (life.people > 0) add_life(model, life, group, list);
    }
    double weight = 0;
    for (std::size_t c = 0; c < by_class.size(); ++c)
      if (group.classes[c]) weight += by_class[c].weight;
    if (!(weight > 0)) continue;
    FigureList list(report.figures, standing, "renewal equations from the first admission");
    const PersonFigures people = mixed(by_class, group.classes);
    list.of(all, group.name);
    add_first_year(model, people, list);
    add_status(model, people, group, list);
  }
}

}  // namespace stepdown::analysis

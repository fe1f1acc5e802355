#pragma once

#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of `theory_report`; each adds its figures.
namespace stepdown::analysis {

/// Adds figures of one method, one after the other.
class FigureList {
 public:
  FigureList(std::vector<TheoryFigure>& figures, Standing standing, std::string method)
      : figures_(&figures), standing_(standing), method_(std::move(method)) {}

  /// Those that follow are of this state and group.
  FigureList& of(std::string state, std::string group = "all") {
    state_ = std::move(state);
    group_ = std::move(group);
    return *this;
  }
  /// A value that is infinite counts as none.
  void add(std::string metric,
           std::string statistic,
           std::optional<double> value,
           std::string note = {});

 private:
  std::vector<TheoryFigure>* figures_;
  Standing standing_;
  std::string method_;
  std::string state_;
  std::string group_;
};

/// Whether no one can ever have to wait: no level that anybody comes to has limited places.
[[nodiscard]] bool nobody_waits(const models::Model& model, const PathwayKernels& kernels);

/// Whether what becomes of people depends on what became of them before.
[[nodiscard]] bool depends_on_history(const models::Model& model);

/// Requests, offered load and load per place in the long run; census, admissions and flows of the
/// observed part of the run.
void add_demand(const models::Model& model, TheoryReport& report);

/// Waits, lists and losses of the limited levels.
void add_waiting(const models::Model& model, std::size_t most_exact_states, TheoryReport& report);

/// Visits, time and outcomes of a person.
void add_people(const models::Model& model, const PathwayKernels& kernels, TheoryReport& report);

}  // namespace stepdown::analysis

#pragma once

#include "analysis/theory/theory_figures.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

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

}  // namespace stepdown::analysis

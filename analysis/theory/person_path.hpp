#pragma once

#include "analysis/formulas/fourier.hpp"
#include "analysis/theory/renewal_network.hpp"
#include "models/model.hpp"
#include "models/pathway/pathway.hpp"

#include <vector>

namespace stepdown::analysis {

/// One class of people on its grid, with what is known of a single person who begins evenly within
/// cell 0, half a step after 0 on average.
class PersonPath {
 public:
  /// @param h  the step of the kernels' grid, in days
  PersonPath(const models::Model& model,
             const models::Pathway& pathway,
             RenewalKernels& kernels,
             models::ClassId who,
             double h)
      : pathway_(pathway), grid_(kernels.grid()), network_(model, kernels, who), h_(h) {}
  /// For whoever goes on only from such states.
  PersonPath(const models::Model& model,
             const models::Pathway& pathway,
             RenewalKernels& kernels,
             models::ClassId who,
             const std::vector<bool>& goes_on)
      : pathway_(pathway),
        grid_(kernels.grid()),
        network_(model, kernels, who, goes_on),
        h_(kernels.step()) {}

  /// Where somebody is, and where they come.
  struct Course {
    std::vector<std::vector<double>> inside;   ///< chance, by [StateId][point]
    std::vector<std::vector<double>> entries;  ///< expected, by [StateId][cell]
  };
  /// Going on only from `goes_on`.
  [[nodiscard]] Course course(const std::vector<double>& start,
                              const std::vector<bool>& goes_on) const;

  /// Entries of several who start each in one state, [start][StateId][cell].
  [[nodiscard]] std::vector<std::vector<std::vector<double>>> entries_from(
      const std::vector<std::size_t>& starts, const std::vector<bool>& goes_on) const;

  /// Value just after `day` days, from values at grid points. Of somebody who begins evenly within
  /// cell 0 the value at m h is the average over the times from (m - 1) h to m h; the parabola
  /// with the averages of the three steps after the day is followed back to it. What happens at
  /// exactly that time (a longest stay of 90 days, say) has then happened.
  [[nodiscard]] double just_after(const std::vector<double>& points, int day) const;

  /// Sum of the cells up to `days` after the beginning.
  [[nodiscard]] double up_to(const std::vector<double>& cells, double days) const;

 private:
  /// Zeros where there are none.
  [[nodiscard]] std::vector<double> inverted(const std::vector<Complex>& values) const;

  const models::Pathway& pathway_;
  const GeneratingFunction& grid_;
  RenewalNetwork network_;
  double h_;
};

}  // namespace stepdown::analysis

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// A level with limited places, on its own.
struct FillingSystem {
  double mean_stay = 1;                      ///< days; > 0
  double stay_cv = 1;                        ///< standard deviation over mean of stays
  int places = 0;                            ///< > 0
  std::optional<double> mean_patience = {};  ///< days; nothing: all wait for ever
  std::optional<int> list_limit = {};        ///< people outside; nothing: no limit
};

/// How the people in a level and on its list come from nobody to the long run.
///
/// The number of people N is a birth-death process on a grid whose drift and variance are those of
/// the level: drift lambda - min(N, c) / m - (N - c)+ / p with mean stay m, c places and mean
/// patience p; variance lambda + v min(N, c) / m + (N - c)+ / p a day, with v = 1 while places are
/// free and the squared coefficient of variation of stays where they are not. For exponential stays
/// and a grid of whole people this is M/M/c(+M) itself; for others it has the right size and speed
/// in heavy traffic, which is where a start is felt for long. Source: Whitt (2004), A diffusion
/// approximation for the G/GI/n/m queue, Operations Research 52(6), for the piecewise linear
/// diffusion; steps in time are implicit (backward Euler).
class FillingLevel {
 public:
  /// @param busiest  requests per day that the grid has to make room for; >= 0
  FillingLevel(const FillingSystem& system, double busiest);

  /// Lets time pass, `rate` requests a day asking. @pre rate >= 0, days > 0.
  void pass(double rate, double days);
  /// Puts the level into its long run. @returns false, and changes nothing, when there is none:
  /// more is asked for than can be served, and all wait for ever.
  [[nodiscard]] bool settle(double rate);

  [[nodiscard]] double census() const;  ///< mean people in places
  [[nodiscard]] double list() const;    ///< mean people waiting
  /// Probability of at most n people in places and waiting, by n; the last is 1.
  [[nodiscard]] std::vector<double> up_to() const;
  [[nodiscard]] double left_a_day() const { return census() / system_.mean_stay; }
  [[nodiscard]] double gave_up_a_day() const {
    return system_.mean_patience ? list() / *system_.mean_patience : 0;
  }
  /// Of `rate` a day who ask, those who find the list at its limit.
  [[nodiscard]] double turned_away_a_day(double rate) const {
    return system_.list_limit ? rate * probability_.back() : 0;
  }

 private:
  struct Rates {
    double up = 0;
    double down = 0;
  };
  [[nodiscard]] Rates rates_at(std::size_t cell, double rate) const;
  [[nodiscard]] double people_at(std::size_t cell) const;

  FillingSystem system_;
  double width_ = 1;                 ///< of a cell, people
  std::vector<double> probability_;  ///< by cell
  std::vector<double> scratch_;
};

}  // namespace stepdown::analysis

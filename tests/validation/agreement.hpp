#pragma once

#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string_view>
#include <vector>

/// Simulated against exact, as rows of a table with z-scores.
namespace stepdown::tests {

/// Checks that the replications agree with `exact` to 4 standard errors, and that they are many
/// enough to tell: an expectation that is wrong by the share `sensitivity`, up or down, would fail.
inline void check_agreement(std::string_view what,
                            const std::vector<double>& sample,
                            double exact,
                            double sensitivity) {
  const MeanCheck check = check_mean(sample, exact);
  MESSAGE(fmt::format("{:<52} simulated {:>9.5g} (se {:.2g})  exact {:>9.5g}  z {:+.2f}",
                      what,
                      check.mean,
                      check.standard_error,
                      exact,
                      (check.mean - exact) / check.standard_error));
  CAPTURE(what);
  CHECK(check);
  CHECK_FALSE(check_mean(sample, exact * (1 + sensitivity)));
  CHECK_FALSE(check_mean(sample, exact * (1 - sensitivity)));
}

/// Checks that the replications refuse an expectation that is known to be wrong.
inline void check_refusal(const std::vector<double>& sample, double wrong) {
  CHECK_FALSE(check_mean(sample, wrong));
}

}  // namespace stepdown::tests

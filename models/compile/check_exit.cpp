#include "models/compile/check_exit.hpp"

#include "models/compile/check_distributions.hpp"
#include "models/compile/check_split.hpp"

#include <string_view>

namespace stepdown::models {
namespace {

void check_exit_times(const GivenContext& context, const State& state, const Exit& one) {
  const auto check_part = [&context](const auto& part, std::string_view word) {
    if (!part) return;
    GivenContext inner = context;
    inner.key += word;
    check_distributions(inner, *part);
  };
  check_part(one.after, ".after");
  check_part(one.time, state.kind == StateKind::Level ? ".treatment_time" : ".time");
  const auto check_chance = [&context](const auto& chance, std::string_view word) {
    if (!chance) return;
    GivenContext inner = context;
    inner.key += word;
    check_given(inner, *chance);
  };
  check_chance(one.probability, ".probability");
  check_chance(one.at_review, ".at_review");
  check_chance(one.at_positive_test, ".at_positive_test");
  check_chance(one.at_renewal, ".at_renewal");
}

}  // namespace

void check_exit(const GivenContext& context,
                const State& state,
                const Exit& one,
                const Scenario& scenario) {
  check_exit_times(context, state, one);
  GivenContext to = context;
  to.key += ".to";
  check_split(to, one.to, scenario, SplitTargets::Any);
  if (!one.transfer) return;
  check_distribution(one.transfer->time, context.key + ".transfer", *context.problems);
}

}  // namespace stepdown::models

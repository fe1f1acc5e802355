#include "models/compile/authorization.hpp"

#include <string>

namespace stepdown::models {
namespace {

using DaysByKind = Given<Located<double>>;

void check_days(const GivenContext& context, const DaysByKind& days) {
  check_given(context, days);
  for_each_leaf_in(context, days, [](const Located<double>& leaf, const GivenContext& here) {
    if (leaf.value >= 1) return;
    here.problems->report(
        Rule::TrialsTooOften, place_of(leaf.at, here.at), here.key, "expected at least 1 d");
  });
}

}  // namespace

void check_authorization(const GivenContext& context, const State& level) {
  if (!level.authorization) return;
  GivenContext days = context;
  days.at = place_of(level.authorization->at, context.at);
  days.key += ".authorization.days";
  check_days(days, level.authorization->days);
  if (!level.authorization->more) return;
  days.key = context.key + ".authorization.more";
  check_days(days, *level.authorization->more);
}

AuthorizedDays authorized_days(const Authorization& authorization,
                               const Names& names,
                               const ClassValues& who) {
  const DaysByKind& more = authorization.more ? *authorization.more : authorization.days;
  return {.first = value_for(authorization.days, names, who).value,
          .more = value_for(more, names, who).value};
}

Trial trial_of(const Exit& exit) {
  if (exit.at_review) return Trial::Review;
  if (exit.at_positive_test) return Trial::DrugTest;
  return exit.at_renewal ? Trial::Renewal : Trial::None;
}

}  // namespace stepdown::models

#include "models/reading/read_attendance.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"
#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/fit.hpp"

#include <utility>

namespace stepdown::models {
namespace {

struct MeanAndSd {
  double mean = 0;
  double sd = 0;
};

// clang-format off
constexpr auto attendance_keys = key_table<MeanAndSd>({
    {"mean", value::probability<&MeanAndSd::mean>, required, "", "mean share", "0.8"},
    {"sd", value::ratio<&MeanAndSd::sd>, required, "",
     "its standard deviation among stays; small enough for one peak", "0.15"},
});
// clang-format on

/// A share that everybody attends, or one that differs among stays.
sim::Fitted read_share(Reading& reading, const Field& field) {
  if (!field.is_map()) {
    const auto share = read_number(reading, field, schema::expected_of("attendance_by"));
    if (!share) return {};
    if (share->value >= 0 && share->value <= 1) return sim::constant(share->value);
    reading.expected(field, schema::expected_of("attendance_by"), Rule::OutOfRange);
    return {};
  }
  SectionReader section{reading, field, schema::attendance_section};
  MeanAndSd share;
  read_keys(section, attendance_keys, share);
  if (!section.is_sound()) return {};
  return sim::beta_from_mean_sd(share.mean, share.sd);
}

}  // namespace

constinit const schema::Section schema::attendance_section{
    "attendance",
    "levels.<level>.attendance",
    "A share that differs among stays: a beta distribution.",
    attendance_keys.rows,
    ""};

Given<LocatedDistribution> read_attendance(Reading& reading, const Field& field) {
  return read_by_attribute<LocatedDistribution>(reading, field, [&reading](const Field& plain) {
    sim::Fitted share = read_share(reading, plain);
    if (!share.problem.empty())
      reading.error(Rule::UnfitDistribution, plain, std::move(share.problem));
    return LocatedDistribution{share.value ? *std::move(share.value) : sim::Distribution{},
                               plain.at()};
  });
}

}  // namespace stepdown::models

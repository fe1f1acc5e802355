#include "models/reading/schema.hpp"

namespace stepdown::models::schema {
namespace {

constexpr bool required = true;
constexpr bool optional = false;

// One key a row.
// clang-format off

constexpr Key distribution_keys[] = {
    {"constant", "duration", optional, "", "always the same; a plain duration is short for it",
     "14 d"},
    {"exponential", "exponential", optional, "", "constant hazard", "{mean: 14 d}"},
    {"erlang", "erlang", optional, "", "sum of exponential phases", "{phases: 3, mean: 14 d}"},
    {"gamma", "gamma", optional, "", "", "{mean: 14 d, cv: 0.5}"},
    {"lognormal", "lognormal", optional, "", "", "{median: 24 d, mean: 29 d}"},
    {"weibull", "weibull", optional, "", "", "{shape: 0.555, scale: 7.43 d}"},
    {"log_logistic", "log_logistic", optional, "", "heavy tail, falling hazard",
     "{median: 411 d, shape: 0.419}"},
    {"uniform", "uniform", optional, "", "", "{min: 2 d, max: 4 d}"},
    {"triangular", "triangular", optional, "", "", "{min: 2 d, mode: 3 d, max: 7 d}"},
    {"pert", "pert", optional, "", "beta-PERT", "{min: 2 d, mode: 3 d, max: 7 d}"},
    {"normal", "normal", optional, "", "cut at zero", "{mean: 14 d, sd: 3 d}"},
    {"coxian", "coxian", optional, "", "phases, each perhaps the last", "{mean: 14 d, cv: 1.5}"},
    {"hyperexponential", "hyperexponential", optional, "", "a mixture of exponentials",
     "{mean: 14 d, cv: 2}"},
    {"mixture", "mixture", optional, "", "one of several, each with its share",
     "[{share: 0.6, of: 5 d}, {share: 0.4, of: 20 d}]"},
    {"piecewise_hazard", "piecewise_hazard", optional, "", "constant hazard between given times",
     "{from: [0 d, 28 d], hazard: [10 /1000y, 4.6 /1000y]}"},
    {"review", "review", optional, "", "ends at a review with a probability",
     "{every: 14 d, probability: 0.04}"},
    {"empirical", "empirical", optional, "", "observed times", "{csv: los.csv, column: days}"},
    {"min", "duration", optional, "0 d", "given that the time is at least this", "1 d"},
    {"max", "duration", optional, "none", "given that the time is at most this", "90 d"},
};

constexpr Key exponential_keys[] = {
    {"mean", "duration", required, "", "", "14 d"},
};
constexpr Key erlang_keys[] = {
    {"phases", "count", required, "", "", "3"},
    {"mean", "duration", required, "", "of the sum", "14 d"},
};
constexpr Key gamma_keys[] = {
    {"mean", "duration", optional, "", "", "14 d"},
    {"cv", "ratio", optional, "", "sd over mean", "0.5"},
    {"sd", "duration", optional, "", "", "7 d"},
    {"shape", "ratio", optional, "", "", "4"},
    {"scale", "duration", optional, "", "mean over shape", "3.5 d"},
};
constexpr Key lognormal_keys[] = {
    {"mean", "duration", optional, "", "", "29 d"},
    {"sd", "duration", optional, "", "", "20 d"},
    {"cv", "ratio", optional, "", "sd over mean", "0.7"},
    {"median", "duration", optional, "", "below the mean", "24 d"},
    {"quantiles", "quantiles", optional, "", "two of them", "{0.5: 24 d, 0.9: 60 d}"},
};
constexpr Key weibull_keys[] = {
    {"mean", "duration", optional, "", "", "14 d"},
    {"cv", "ratio", optional, "", "sd over mean", "1.4"},
    {"shape", "ratio", optional, "", "below 1: hazard falls", "0.555"},
    {"scale", "duration", optional, "", "S(x) = exp(-(x / scale)^shape)", "7.43 d"},
    {"median", "duration", optional, "", "", "5 d"},
    {"quantiles", "quantiles", optional, "", "two of them", "{0.5: 5 d, 0.9: 20 d}"},
};
constexpr Key log_logistic_keys[] = {
    {"median", "duration", optional, "", "", "411 d"},
    {"shape", "ratio", optional, "", "S(x) = 1 / (1 + (x / median)^shape)", "0.419"},
    {"quantiles", "quantiles", optional, "", "two of them", "{0.22: 20 d, 0.53: 547 d}"},
};
constexpr Key uniform_keys[] = {
    {"min", "duration", required, "", "", "2 d"},
    {"max", "duration", required, "", "", "4 d"},
};
constexpr Key three_point_keys[] = {
    {"min", "duration", required, "", "", "2 d"},
    {"mode", "duration", required, "", "the most likely time", "3 d"},
    {"max", "duration", required, "", "", "7 d"},
};
constexpr Key normal_keys[] = {
    {"mean", "duration", required, "", "after the cut", "14 d"},
    {"sd", "duration", required, "", "after the cut; below the mean", "3 d"},
};
constexpr Key coxian_keys[] = {
    {"rates", "rates", optional, "", "of the phases", "[2 /wk, 1 /wk]"},
    {"continue", "probabilities", optional, "", "that another phase follows; one fewer", "[0.5]"},
    {"mean", "duration", optional, "", "", "14 d"},
    {"cv", "ratio", optional, "", "sd over mean", "1.5"},
};
constexpr Key hyperexponential_keys[] = {
    {"mean", "duration", optional, "", "", "14 d"},
    {"cv", "ratio", optional, "", "sd over mean; above 1", "2"},
    {"shares", "probabilities", optional, "", "sum to 1", "[0.3, 0.7]"},
    {"means", "durations", optional, "", "of the branches", "[3 d, 40 d]"},
};
constexpr Key mixture_part_keys[] = {
    {"share", "probability", required, "", "those of a mixture sum to 1", "0.6"},
    {"of", "distribution", required, "", "", "{exponential: {mean: 5 d}}"},
};
constexpr Key piecewise_hazard_keys[] = {
    {"from", "durations", required, "", "starts of the pieces; the first is 0 d",
     "[0 d, 28 d, 90 d]"},
    {"hazard", "rates", required, "", "in each piece", "[10 /1000y, 6.3 /1000y, 4.6 /1000y]"},
};
constexpr Key review_keys[] = {
    {"every", "duration", required, "", "time between reviews", "14 d"},
    {"probability", "probability", required, "", "that a review ends the time", "0.04"},
};
constexpr Key empirical_keys[] = {
    {"values", "durations", optional, "", "observed times", "[3 d, 5 d, 5 d]"},
    {"weights", "weights", optional, "equal", "of the values or bins", "[1, 2, 1]"},
    {"bins", "durations", optional, "", "edges of a histogram, one more than weights",
     "[0 d, 7 d, 14 d]"},
    {"csv", "text", optional, "", "path from the file that names it", "los.csv"},
    {"column", "text", optional, "", "the column of times, as numbers of days or with units",
     "days"},
};

constexpr Section distribution_families[] = {
    {"distribution_families", "any time",
     "Exactly one family; `min` and `max` cut it (the time, given that it lies between).",
     distribution_keys,
     "constant|exponential|erlang|gamma|lognormal|weibull|log_logistic|uniform|triangular|pert|"
     "normal|coxian|hyperexponential|mixture|piecewise_hazard|review|empirical"},
    {"exponential", "exponential", "", exponential_keys, ""},
    {"erlang", "erlang", "", erlang_keys, ""},
    {"gamma", "gamma", "", gamma_keys, "mean cv|mean sd|shape mean|shape scale"},
    {"lognormal", "lognormal", "", lognormal_keys, "mean sd|mean cv|median mean|quantiles"},
    {"weibull", "weibull", "", weibull_keys, "mean cv|shape scale|shape median|quantiles"},
    {"log_logistic", "log_logistic", "", log_logistic_keys, "median shape|quantiles"},
    {"uniform", "uniform", "", uniform_keys, ""},
    {"triangular", "triangular", "", three_point_keys, ""},
    {"pert", "pert", "", three_point_keys, ""},
    {"normal", "normal", "", normal_keys, ""},
    {"coxian", "coxian", "", coxian_keys, "rates|rates continue|mean cv"},
    {"hyperexponential", "hyperexponential", "", hyperexponential_keys, "mean cv|shares means"},
    {"mixture_part", "mixture[i]", "", mixture_part_keys, ""},
    {"piecewise_hazard", "piecewise_hazard", "", piecewise_hazard_keys, ""},
    {"review", "review", "", review_keys, ""},
    {"empirical", "empirical", "", empirical_keys, "values|values weights|bins weights|csv column"},
};

// clang-format on

}  // namespace

std::span<const Section> distribution_sections() {
  return distribution_families;
}

}  // namespace stepdown::models::schema

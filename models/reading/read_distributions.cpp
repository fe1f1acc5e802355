#include "models/reading/csv_column.hpp"
#include "models/reading/family_values.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"
#include "sim/distributions/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace stepdown::models {
namespace {

using sim::Fitted;

sim::QuantilePoint point(const FamilyValues& given, std::size_t index) {
  const std::vector<double> numbers = given.list("quantiles");
  return {numbers.at(2 * index), numbers.at(2 * index + 1)};
}

Fitted refused(std::string problem) {
  return {std::nullopt, std::move(problem)};
}

Fitted fit_gamma(const FamilyValues& given) {
  if (given.has("cv")) return sim::gamma_from_mean_cv(given["mean"], given["cv"]);
  if (given.has("sd")) return sim::gamma_from_mean_sd(given["mean"], given["sd"]);
  if (given.has("mean")) return sim::gamma_from_shape_mean(given["shape"], given["mean"]);
  return sim::gamma_from_shape_scale(given["shape"], given["scale"]);
}

Fitted fit_lognormal(const FamilyValues& given) {
  if (given.has("sd")) return sim::lognormal_from_mean_sd(given["mean"], given["sd"]);
  if (given.has("cv")) return sim::lognormal_from_mean_cv(given["mean"], given["cv"]);
  if (given.has("median")) return sim::lognormal_from_median_mean(given["median"], given["mean"]);
  return sim::lognormal_from_quantiles(point(given, 0), point(given, 1));
}

Fitted fit_weibull(const FamilyValues& given) {
  if (given.has("cv")) return sim::weibull_from_mean_cv(given["mean"], given["cv"]);
  if (given.has("scale")) return sim::weibull_from_shape_scale(given["shape"], given["scale"]);
  if (given.has("median")) return sim::weibull_from_median_shape(given["median"], given["shape"]);
  return sim::weibull_from_quantiles(point(given, 0), point(given, 1));
}

Fitted fit_log_logistic(const FamilyValues& given) {
  if (given.has("median"))
    return sim::loglogistic_from_median_shape(given["median"], given["shape"]);
  return sim::loglogistic_from_quantiles(point(given, 0), point(given, 1));
}

Fitted fit_coxian(const FamilyValues& given) {
  if (given.has("cv")) return sim::coxian_from_mean_cv(given["mean"], given["cv"]);
  return sim::coxian_from_rates(given.list("rates"), given.list("continue"));
}

Fitted fit_hyperexponential(const FamilyValues& given) {
  if (given.has("cv")) return sim::hyperexponential_from_mean_cv(given["mean"], given["cv"]);
  const std::vector<double> shares = given.list("shares");
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (std::string problem = sum_problem(sum, "shares"); !problem.empty())
    return refused(std::move(problem));
  return sim::hyperexponential_from_weights(shares, given.list("means"));
}

Fitted fit_piecewise_hazard(const FamilyValues& given) {
  std::vector<double> from = given.list("from");
  const std::vector<double> hazards = given.list("hazard");
  if (from.size() != hazards.size())
    return refused(fmt::format("expected as many hazards as times, got {} times and {} hazards",
                               from.size(),
                               hazards.size()));
  if (from.front() != 0)
    return refused(fmt::format(
        "expected '0 d' as the first time, got {:.10g} d; a hazard may be 0 /y", from.front()));
  from.erase(from.begin());
  return sim::piecewise_hazard(std::move(from), hazards);
}

Fitted fit_empirical(const FamilyValues& given) {
  if (given.has("bins")) return sim::empirical_bins(given.list("bins"), given.list("weights"));
  const std::vector<double> values = given.list("values");
  const std::vector<double> weights = given.list("weights");
  if (given.has("weights") && weights.size() != values.size())
    return refused(fmt::format("expected as many weights as values, got {} values and {} weights",
                               values.size(),
                               weights.size()));
  return sim::empirical_values(values, weights);
}

/// Of families whose parameters are all numbers.
Fitted fit(std::string_view family, const FamilyValues& given) {
  if (family == "exponential") return sim::exponential_from_mean(given["mean"]);
  if (family == "erlang")
    return sim::erlang_from_mean(static_cast<int>(given["phases"]), given["mean"]);
  if (family == "gamma") return fit_gamma(given);
  if (family == "lognormal") return fit_lognormal(given);
  if (family == "weibull") return fit_weibull(given);
  if (family == "log_logistic") return fit_log_logistic(given);
  if (family == "uniform") return sim::uniform_between(given["min"], given["max"]);
  if (family == "triangular")
    return sim::triangular_between(given["min"], given["mode"], given["max"]);
  if (family == "pert") return sim::pert_between(given["min"], given["mode"], given["max"]);
  if (family == "normal") return sim::normal_from_mean_sd(given["mean"], given["sd"]);
  if (family == "coxian") return fit_coxian(given);
  if (family == "hyperexponential") return fit_hyperexponential(given);
  if (family == "piecewise_hazard") return fit_piecewise_hazard(given);
  if (family == "review") return sim::geometric_review(given["every"], given["probability"]);
  return fit_empirical(given);
}

/// The times in a column of a CSV file, which are numbers of days or have units.
Fitted read_csv_times(Reading& reading, const Field& field) {
  SectionReader section{reading, field, "empirical"};
  const auto column = section.text("column");
  const auto csv = section.find("csv");
  std::string path;
  const std::string* text = reading.load_data_file(*csv, path);
  if (text == nullptr || !column) return {};
  const CsvColumn times = read_csv_column(*text, column->value);
  if (times.problem) {
    reading.error(
        {path, times.problem->line, times.problem->column}, csv->path, times.problem->text);
    return {};
  }
  std::vector<double> values;
  bool is_sound = true;
  for (const CsvCell& cell : times.cells) {
    const Parsed<double> number = parse_number(cell.text);
    const Parsed<double> time = number.value ? number : parse_duration(cell.text);
    if (time.value && *time.value >= 0) {
      values.push_back(*time.value);
      continue;
    }
    is_sound = false;
    reading.error(
        {path, cell.line, cell.column},
        csv->path,
        fmt::format("expected a time in days of at least 0, got {}", in_quotes(cell.text)));
  }
  if (!is_sound) return {};
  if (values.empty()) return refused("expected at least one time in the file, got none");
  return sim::empirical_values(values);
}

Fitted read_mixture(Reading& reading, const Field& field) {
  if (!field.is_list() || field.node->items.empty()) {
    reading.expected(field, schema::expected_of("mixture"));
    return {};
  }
  std::vector<double> shares;
  std::vector<sim::Distribution> components;
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    SectionReader part{reading, field_of(field, i), "mixture_part"};
    const auto share = part.probability("share");
    const auto of = part.find("of");
    auto component = of ? read_distribution(reading, *of) : std::nullopt;
    part.done();
    if (!share || !component) continue;
    shares.push_back(share->value);
    components.push_back(*std::move(component));
  }
  if (shares.size() != field.node->items.size()) return {};
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (std::string problem = sum_problem(sum, "shares"); !problem.empty())
    return refused(std::move(problem));
  return sim::mixture_of(std::move(shares), std::move(components));
}

Fitted read_family(Reading& reading, const Field& field) {
  const std::string& family = field.key.value;
  if (family == "constant") {
    const auto time = read_duration(reading, field);
    return time ? sim::constant(time->value) : Fitted{};
  }
  if (family == "mixture") return read_mixture(reading, field);
  const bool is_from_file =
      family == "empirical" && field.is_map() && find_entry(*field.node, "csv") != nullptr;
  const auto given = FamilyValues::read(reading, field, family);
  if (!given) return {};
  return is_from_file ? read_csv_times(reading, field) : fit(family, *given);
}

}  // namespace

std::optional<sim::Distribution> read_distribution(Reading& reading, const Field& field) {
  if (field.is_scalar()) {
    const auto time = read_duration(reading, field);
    if (!time) return std::nullopt;
    return sim::constant(time->value).value;
  }
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("distribution"));
    return std::nullopt;
  }
  SectionReader section{reading, field, "distribution_families"};
  const auto low = section.duration("min");
  const auto high = section.duration("max");
  std::optional<Field> family;
  for (const schema::Key& key : schema::find_section("distribution_families")->keys)
    if (key.name != "min" && key.name != "max")
      if (auto found = section.find(key.name)) family = std::move(found);
  section.done();
  if (!family || !section.is_sound()) return std::nullopt;
  Fitted fitted = read_family(reading, *family);
  if (!fitted.problem.empty()) reading.error(*family, std::move(fitted.problem));
  if (!fitted.value || (!low && !high)) return std::move(fitted.value);
  Fitted cut =
      sim::truncated(*fitted.value, low ? low->value : 0, high ? high->value : sim::infinity);
  if (!cut.problem.empty()) reading.error(field, std::move(cut.problem));
  return std::move(cut.value);
}

Given<LocatedDistribution> read_distribution_by_attribute(Reading& reading, const Field& field) {
  return read_by_attribute<LocatedDistribution>(reading, field, [&reading](const Field& plain) {
    auto distribution = read_distribution(reading, plain);
    return LocatedDistribution{distribution ? *std::move(distribution) : sim::Distribution{},
                               plain.at()};
  });
}

}  // namespace stepdown::models

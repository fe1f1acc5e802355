#include "models/reading/read_arrivals.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_attributes.hpp"
#include "models/reading/read_dates.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/read_poisson.hpp"

#include <string>
#include <utility>

namespace stepdown::models {
namespace {

std::optional<Located<double>> read_interval(Reading& reading, const Field& field) {
  constexpr double shortest = 1e-6;  // days; the same bound as that of a rate
  auto every = read_duration(reading, field);
  if (every && every->value < shortest)
    reading.expected(field, "a duration of at least 1e-6 d", Rule::OutOfRange);
  return every;
}

// clang-format off
constexpr auto scheduled_keys = key_table<ScheduledArrivals>({
    {"every", value::into<&ScheduledArrivals::every, read_interval>("duration"), required, "",
     "time between referrals; at least 1e-6 d", "7 d"},
    {"first", value::duration<&ScheduledArrivals::first>, optional, "0 d",
     "the first one, from day 0", "3 d"},
});
// clang-format on

ScheduledArrivals read_scheduled(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::scheduled_section, scheduled_keys);
}

void read_batch(Reading& reading, const Field& field, ArrivalSource& source) {
  constexpr std::uint64_t largest_batch = 1000;
  source.batch_at = field.at();
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("batch"));
    return;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    Parsed<std::uint64_t> size = parse_whole(entry.key, 1, largest_batch);
    const auto share = read_probability(reading, each);
    if (!size.value) reading.error(size.rule, each.key.at, each.path, std::move(size.problem));
    if (!size.value || !share) continue;
    source.batch.emplace_back(Located<int>{static_cast<int>(*size.value), each.key.at}, *share);
  }
}

// clang-format off
constexpr auto source_keys = key_table<ArrivalSource>({
    {"poisson", value::into<&ArrivalSource::process, read_poisson>("poisson"), optional, "",
     "referrals at random moments", "{rate: 42 /wk}"},
    {"scheduled", value::into<&ArrivalSource::process, read_scheduled>("scheduled"), optional, "",
     "referrals at fixed intervals", "{every: 7 d}"},
    {"dates", value::into<&ArrivalSource::process, read_dates>("dates"), optional, "",
     "referrals at moments from a CSV file", "{csv: referrals.csv, column: date}"},
    {"batch", value::by<read_batch>("batch"), optional, "{1: 1}",
     "people in one referral: sizes and their shares", "{1: 0.8, 2: 0.2}"},
    {"attributes", value::into<&ArrivalSource::mix, read_mix>("source_attributes"), optional,
     "the general ones", "shares of this source instead of the general ones",
     "{profile: {opioid: 1}}"},
    {"to", value::into<&ArrivalSource::to, read_split>("split_by"), required, "",
     "the first state asked for", "{detox: 0.35, op: 0.65}"},
});
// clang-format on

void read_source(Reading& reading, const Field& field, std::vector<ArrivalSource>& sources) {
  reading.parts_written.clear();
  ArrivalSource source = read_section(reading, field, schema::source_section, source_keys);
  source.name = field.key;
  source.written = std::exchange(reading.parts_written, {});
  sources.push_back(std::move(source));
}

// clang-format off
constexpr auto arrivals_keys = key_table<std::vector<ArrivalSource>>({
    {"<source>", value::by<read_source>("source"), optional, "",
     "a source of referrals; at least one", "{poisson: ...}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::scheduled_section{"scheduled",
                                                          "arrivals.<source>.scheduled",
                                                          "Referrals at fixed intervals.",
                                                          scheduled_keys.rows,
                                                          ""};

constinit const schema::Section schema::source_section{
    "source",
    "arrivals.<source>",
    "A source of referrals: exactly one of the first three.",
    source_keys.rows,
    "poisson|scheduled|dates"};

constinit const schema::Section schema::arrivals_section{
    "arrivals", "arrivals", "Where people come from.", arrivals_keys.rows, ""};

void read_one_source(Reading& reading, const Field& field, std::vector<ArrivalSource>& sources) {
  read_source(reading, field, sources);
}

std::vector<ArrivalSource> read_arrivals(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::arrivals_section, arrivals_keys);
}

}  // namespace stepdown::models

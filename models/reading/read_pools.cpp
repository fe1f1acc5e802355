#include "models/reading/read_pools.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_places.hpp"

#include <string>
#include <utility>

namespace stepdown::models {
namespace {

std::vector<Located<std::string>> read_order_of_levels(Reading& reading, const Field& field) {
  return read_names(reading, field, schema::expected_of("names"), "a level");
}

// clang-format off
constexpr auto pool_keys = key_table<Pool>({
    {"places", value::into<&Pool::places, read_places>("places_or_unlimited"), required, "",
     "the places, for all its levels together", "{beds: 20}"},
    {"order", value::into<&Pool::order, read_order_of_levels>("names"), optional,
     "as levels are listed", "the levels whose lists are served first", "[residential, detox]"},
});
// clang-format on

void read_pool(Reading& reading, const Field& field, std::vector<Pool>& pools) {
  Pool pool;
  pool.name = field.key;
  SectionReader section{reading, field, schema::pool_section};
  read_keys(section, pool_keys, pool);
  pools.push_back(std::move(pool));
}

// clang-format off
constexpr auto pools_keys = key_table<std::vector<Pool>>({
    {"<pool>", value::by<read_pool>("pool"), optional, "", "places shared by levels",
     "{places: {beds: 20}}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::pools_section{
    "pools", "pools", "Places on which several levels draw.", pools_keys.rows, ""};

constinit const schema::Section schema::pool_section{
    "pool",
    "pools.<pool>",
    "Places on which those levels draw that name it; who moves between them keeps the place.",
    pool_keys.rows,
    ""};

void read_pools(Reading& reading, const Field& field, std::vector<Pool>& pools) {
  SectionReader section{reading, field, schema::pools_section};
  read_keys(section, pools_keys, pools);
}

}  // namespace stepdown::models

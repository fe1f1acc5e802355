#include "models/reading/read_beside.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"

#include <utility>

namespace stepdown::models {
namespace {

std::optional<Located<std::string>> read_level(Reading& reading, const Field& field) {
  return read_text(reading, field, "a level");
}

void read_companion(Reading& reading, const Field& field, std::vector<Companion>& companions);

// clang-format off
constexpr auto bridge_keys = key_table<Bridge>({
    {"to", value::into<&Bridge::to, read_level>("name"), required, "",
     "the level of which people have a place while they wait, if it has one for them", "iop"},
    {"patience_ratio", value::ratio<&Bridge::patience_ratio>, optional, "1",
     "what is left of patience when it begins becomes so many times as long", "2"},
    {"shortens", value::probability<&Bridge::shortens>, optional, "0",
     "treatment is shorter by this share of the time there, for those who leave by a split exit",
     "0.5"},
});

constexpr auto companion_keys = key_table<Companion>({
    {"share", value::into<&Companion::share, read_probability_by_attribute>("probability_by"), required, "",
     "of those admitted: who want such a place", "0.4"},
    {"wait", value::boolean<&Companion::waits>, optional, "true",
     "who finds none free waits for one as long as the stay lasts; else goes without", "false"},
});

constexpr auto alongside_keys = key_table<std::vector<Companion>>({
    {"<companion>", value::by<read_companion>("companion"), optional, "",
     "a level of which people have a place beside theirs", "{share: 0.4}"},
});
// clang-format on

void read_companion(Reading& reading, const Field& field, std::vector<Companion>& companions) {
  Companion one = read_section(reading, field, schema::companion_section, companion_keys);
  one.level = field.key;
  companions.push_back(std::move(one));
}

}  // namespace

constinit const schema::Section schema::bridge_section{
    "bridge",
    "levels.<level>.waiting.bridge",
    "A place of another level while one waits outside; a level alone is short for `to`.",
    bridge_keys.rows,
    ""};

constinit const schema::Section schema::alongside_section{
    "alongside",
    "levels.<level>.alongside",
    "Places of other levels that people of this one have beside theirs.",
    alongside_keys.rows,
    ""};

constinit const schema::Section schema::companion_section{
    "companion",
    "levels.<level>.alongside.<companion>",
    "Who wants a place of that level beside the one here.",
    companion_keys.rows,
    ""};

std::optional<Bridge> read_bridge(Reading& reading, const Field& field) {
  if (field.is_map()) return read_section(reading, field, schema::bridge_section, bridge_keys);
  auto level = read_level(reading, field);
  if (!level) return std::nullopt;
  Bridge bridge;
  bridge.to = *std::move(level);
  return bridge;
}

std::vector<Companion> read_alongside(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::alongside_section, alongside_keys);
}

}  // namespace stepdown::models

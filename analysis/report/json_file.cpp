#include "analysis/report/json_file.hpp"

#include "analysis/report/input_file.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <utility>

namespace stepdown::analysis {

std::string json_text(const Json& json) {
  constexpr int indent = 2;
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<Json> read_json_object(const std::filesystem::path& path) {
  constexpr std::size_t most_bytes = 64'000'000;
  const auto text = plain_file_text(path, most_bytes);
  if (!text) return std::nullopt;
  Json json = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return std::optional<Json>(std::in_place, std::move(json));
}

const Json& part_of(const Json& json, const char* key) {
  static const Json nothing;
  if (!json.is_object()) return nothing;
  const auto found = json.find(key);
  return found == json.end() ? nothing : *found;
}

std::string text_in(const Json& json, const char* key) {
  const Json& text = part_of(json, key);
  return text.is_string() ? text.get<std::string>() : std::string();
}

}  // namespace stepdown::analysis

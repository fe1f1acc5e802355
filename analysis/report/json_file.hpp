#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace stepdown::analysis {

/// Keys in the order in which they were given.
using Json = nlohmann::ordered_json;

/// As files have it: two spaces a level, and a line end. What is no UTF-8, as in the name of a
/// file, is replaced.
[[nodiscard]] std::string json_text(const Json& json);

/// The object in a plain file of at most 64 MB; nothing when there is no such file, or something
/// else in it.
[[nodiscard]] std::optional<Json> read_json_object(const std::filesystem::path& path);

/// Whatever stands there; null when nothing does, or `json` is no object.
[[nodiscard]] const Json& part_of(const Json& json, const char* key);

/// The text that stands there; empty when there is none.
[[nodiscard]] std::string text_in(const Json& json, const char* key);

}  // namespace stepdown::analysis

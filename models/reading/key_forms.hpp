#pragma once

#include "models/reading/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Forms of a mapping: the sets of keys that go together, as `mean` and `cv` or `shape` and
/// `scale`.
namespace stepdown::models {

[[nodiscard]] bool contains(const schema::Keys& keys, std::string_view key);
[[nodiscard]] bool contains_all(const schema::Keys& keys, const schema::Keys& wanted);

/// "'mean' and 'cv'"
[[nodiscard]] std::string keys_text(const schema::Keys& keys);
/// "'mean' and 'cv' or 'shape' and 'scale'"
[[nodiscard]] std::string forms_text(const std::vector<schema::Keys>& forms);

/// Why `key` cannot join the keys that are `present`: usually for one of them.
[[nodiscard]] std::string conflict_text(const std::vector<schema::Keys>& forms,
                                        const schema::Keys& present,
                                        std::string_view key);

/// What would have to join the keys that are `present`: the smallest additions that make a form;
/// nothing when they are one already.
[[nodiscard]] std::vector<schema::Keys> missing_from(const std::vector<schema::Keys>& forms,
                                                     const schema::Keys& present);

}  // namespace stepdown::models

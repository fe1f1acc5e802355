#include "models/reading/key_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace stepdown::models {

using schema::Keys;

namespace {

/// 'a', 'b' or 'c'
std::string alternatives_text(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace

bool contains(const Keys& keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

bool contains_all(const Keys& keys, const Keys& wanted) {
  return std::ranges::all_of(wanted, [&keys](auto key) { return contains(keys, key); });
}

std::string keys_text(const Keys& keys) {
  std::vector<std::string> words;
  for (const std::string_view key : keys)
    words.push_back(fmt::format("'{}'", key));
  return alternatives_text(words, "and");
}

std::string forms_text(const std::vector<Keys>& forms) {
  std::vector<std::string> words;
  for (const Keys& form : forms)
    if (!form.empty()) words.push_back(keys_text(form));
  return alternatives_text(words, "or");
}

std::string conflict_text(const std::vector<Keys>& forms,
                          const Keys& present,
                          std::string_view key) {
  const auto excludes = [&](std::string_view other) {
    return std::ranges::none_of(forms, [&](const Keys& form) {
      return contains_all(form, {other, key});
    });
  };
  const auto other = std::ranges::find_if(present, excludes);
  return fmt::format("cannot stand beside {}; keep one of them",
                     keys_text(other == present.end() ? present : Keys{*other}));
}

std::vector<Keys> missing_from(const std::vector<Keys>& forms, const Keys& present) {
  std::vector<Keys> additions;
  for (const Keys& form : forms) {
    if (!contains_all(form, present)) continue;
    Keys rest;
    std::ranges::copy_if(form, std::back_inserter(rest), [&present](std::string_view key) {
      return !contains(present, key);
    });
    if (rest.empty()) return {};
    additions.push_back(std::move(rest));
  }
  std::vector<Keys> smallest;
  for (const Keys& addition : additions)
    if (std::ranges::none_of(additions, [&addition](const Keys& other) {
          return other.size() < addition.size() && contains_all(addition, other);
        }))
      smallest.push_back(addition);
  return smallest;
}

}  // namespace stepdown::models

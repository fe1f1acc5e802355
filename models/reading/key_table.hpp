#pragma once

#include "models/reading/read_values.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/section_reader.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

/// A key of a section, said once: its row in the reference and what reads its value into a T stand
/// in the same line, so that nothing is promised that is not read.
namespace stepdown::models {

inline constexpr bool required = true;
inline constexpr bool optional = false;

/// A kind of value: what the schema calls it, and how one is read into a T.
template <class T>
struct ValueOf {
  std::string_view type;  ///< a `schema::Type` or a `schema::Section`
  /// Whether the value itself was accepted; what is wrong inside of it does not count.
  bool (*read)(Reading& reading, const Field& field, T& into) = nullptr;
};

/// A key whose value goes into a T. The columns are those of `schema::Key`.
template <class T>
struct KeyOf {
  std::string_view name;
  ValueOf<T> value;
  bool is_required = false;
  std::string_view default_value;
  std::string_view meaning;
  std::string_view example;
};

/// The keys of a section, in the order of the reference, which is that of reading, too.
template <class T, std::size_t size>
struct KeyTable {
  std::array<KeyOf<T>, size> keys;
  std::array<schema::Key, size> rows;
};

template <class T, std::size_t size>
consteval KeyTable<T, size> key_table(const KeyOf<T> (&keys)[size]) {
  KeyTable<T, size> table{};
  for (std::size_t i = 0; i < size; ++i) {
    const KeyOf<T>& key = keys[i];
    table.keys[i] = key;
    table.rows[i] = {
        key.name, key.value.type, key.is_required, key.default_value, key.meaning, key.example};
  }
  return table;
}

/// Reads the values of a section's keys into `into`. Keys that are not there leave it as it is; the
/// key with a free name is read for each of the names.
template <class T, std::size_t size>
void read_keys(SectionReader& section, const KeyTable<T, size>& table, T& into) {
  const auto read = [&](const KeyOf<T>& key, const Field& field) {
    if (!key.value.read(section.reading(), field, into)) section.refuse();
  };
  for (const KeyOf<T>& key : table.keys) {
    if (key.name.starts_with('<')) {
      for (const Field& field : section.named())
        read(key, field);
    } else if (const auto field = section.find(key.name)) {
      read(key, *field);
    }
  }
}

/// A section as a T, of which a default stands for the keys that are not there.
template <class T, std::size_t size>
[[nodiscard]] T read_section(Reading& reading,
                             const Field& field,
                             const schema::Section& section,
                             const KeyTable<T, size>& table) {
  T whole{};
  SectionReader reader{reading, field, section};
  read_keys(reader, table, whole);
  return whole;
}

/// The values of keys, by what they become.
namespace value {

template <class>
struct OwnerOfMember;
template <class T, class M>
struct OwnerOfMember<M T::*> {
  using Type = T;
};
template <auto member>
using Owner = typename OwnerOfMember<decltype(member)>::Type;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// What `read_one` returns, put into a member, without its place if the member has none. A reader
/// that returns nothing has refused the value.
template <auto member, auto read_one>
constexpr ValueOf<Owner<member>> into(std::string_view type) {
  return {type, [](Reading& reading, const Field& field, Owner<member>& owner) {
            auto value = read_one(reading, field);
            auto& place = owner.*member;
            if constexpr (!is_optional<decltype(value)>) {
              place = std::move(value);
            } else if (!value) {
              return false;
            } else if constexpr (std::is_assignable_v<decltype(place), decltype(*value)>) {
              place = *std::move(value);
            } else {
              place = std::move(value->value);
            }
            return true;
          }};
}

template <class>
struct OwnerOfReader;
template <class T>
struct OwnerOfReader<void (*)(Reading&, const Field&, T&)> {
  using Type = T;
};

/// Whatever `read_into(reading, field, owner)` makes of it.
template <auto read_into>
constexpr auto by(std::string_view type) {
  using T = typename OwnerOfReader<decltype(read_into)>::Type;
  return ValueOf<T>{type, [](Reading& reading, const Field& field, T& owner) {
                      read_into(reading, field, owner);
                      return true;
                    }};
}

/// A value of a member that is itself no section: its keys stand beside those of its owner.
template <auto member, const auto& inner>
inline constexpr ValueOf<Owner<member>> inside{
    inner.type, [](Reading& reading, const Field& field, Owner<member>& owner) {
      return inner.read(reading, field, owner.*member);
    }};

inline Field field_itself(Reading& /*reading*/, const Field& field) {
  return field;
}

/// The value as it is written, to be read later, put into a member that is a field, if it is there.
template <auto member>
constexpr auto as_written(std::string_view type) {
  return into<member, field_itself>(type);
}

/// Nothing: it has been read before the section is.
template <class T>
constexpr ValueOf<T> skipped(std::string_view type) {
  return {type, [](Reading& /*reading*/, const Field& /*field*/, T& /*owner*/) { return true; }};
}

template <auto member>
inline constexpr auto duration = into<member, read_duration>("duration");
template <auto member>
inline constexpr auto rate = into<member, read_rate>("rate");
template <auto member>
inline constexpr auto probability = into<member, read_probability>("probability");
template <auto member>
inline constexpr auto ratio = into<member, read_ratio>("ratio");
template <auto member>
inline constexpr auto date = into<member, read_date>("date");
template <auto member>
inline constexpr auto boolean = into<member, read_boolean>("boolean");
template <auto member>
inline constexpr auto text = into<member, read_free_text>("text");
/// From 1, or from 0, up to `largest_count`.
template <auto member>
inline constexpr auto count = into<member, read_count<1>>("count");
template <auto member>
inline constexpr auto places_count = into<member, read_count<0>>("places_count");

}  // namespace value
}  // namespace stepdown::models

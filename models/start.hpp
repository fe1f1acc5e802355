#pragma once

#include "models/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Who is there when a run begins.
namespace stepdown::models {

/// What reports call the source of those people, and what names their luck.
inline constexpr std::string_view start_source_name = "start_from";

inline constexpr std::uint16_t any_value = UINT16_MAX;

/// People who are there at the start, alike in all that is known of them.
struct StartGroup {
  StateId state{};
  bool is_waiting = false;  ///< on the list of the level `state`, outside; else in a place there
  std::uint32_t people = 0;
  /// Since they came, or asked for the place. Nothing: somewhere in the middle of a stay, as chance
  /// finds people there; or, of those who wait, since the start.
  std::optional<double> days = {};
  std::vector<std::uint16_t> values = {};  ///< by attribute; `any_value`: drawn

  /// Whether people with these values, by attribute, are like them in all that is known of them.
  [[nodiscard]] bool fits(const std::vector<std::uint16_t>& who) const {
    for (std::size_t a = 0; a < values.size(); ++a)
      if (values[a] != any_value && values[a] != who[a]) return false;
    return true;
  }
};

/// People in one state, or in the places of one level and on its list, as many as chance has it in
/// the long run.
struct StartCrowd {
  StateId state{};
  std::uint32_t stream = 0;    ///< hash of the state's name
  std::vector<double> up_to;   ///< [n]: probability of at most n people; the last is 1
  std::vector<double> shares;  ///< by ClassId: of those who come there; not all 0
  /// Those on the list asked one after another, on average so long apart; days.
  double between_requests = 0;
};

/// A number of people in a level, of which the forecast tells when it is reached.
struct ReachedNumber {
  StateId level{};
  std::int32_t people = 0;
  bool is_from_above = false;  ///< more are there at the start
};

/// Everybody who is there at the start. Their draws are those of a source of their own, so that
/// nobody else's luck depends on them; those of groups are numbered from 0 in their order, those of
/// a crowd from the hash of its state on.
struct StartModel {
  std::uint32_t stream = 0;  ///< hash of `start_source_name`, another one than of any source
  std::vector<StartGroup> groups;
  /// Whether the author asks for a typical start: whoever knows the long run puts in the crowds.
  bool is_typical = false;
  std::vector<StartCrowd> crowds;
  /// By ClassId: who people are of whom nothing is known, when they are admitted.
  std::vector<double> class_share;
  bool is_in_outcomes = false;         ///< outcome figures are about them, too
  std::vector<ReachedNumber> reaches;  ///< says nothing to the rules of care

  [[nodiscard]] std::uint64_t people() const {
    std::uint64_t sum = 0;
    for (const StartGroup& group : groups)
      sum += group.people;
    return sum;
  }
  /// In a place of that state, or in it.
  [[nodiscard]] std::uint64_t present(StateId state) const {
    std::uint64_t sum = 0;
    for (const StartGroup& group : groups)
      if (group.state == state && !group.is_waiting) sum += group.people;
    return sum;
  }
};

}  // namespace stepdown::models

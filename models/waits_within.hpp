#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace stepdown::models {

/// The longest limit of a share of waits that can be asked for: days.
inline constexpr int most_days_within = 3650;

/// The days of a statistic `within_<days>d`, from 0 to `most_days_within`, written without leading
/// zeros; nothing for other texts.
[[nodiscard]] inline std::optional<int> days_within(std::string_view statistic) {
  constexpr std::string_view before = "within_";
  if (!statistic.starts_with(before) || !statistic.ends_with('d')) return std::nullopt;
  const std::string_view digits =
      statistic.substr(before.size(), statistic.size() - before.size() - 1);
  if (digits.empty() || (digits.front() == '0' && digits.size() > 1)) return std::nullopt;
  int days = 0;
  const char* const end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, days);
  const bool is_whole = error == std::errc{} && last == end && digits.front() != '-';
  return is_whole && days <= most_days_within ? std::optional(days) : std::nullopt;
}

}  // namespace stepdown::models

#pragma once

#include "analysis/experiments/agreement.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

inline constexpr std::string_view agreement_file = "beside.csv";
inline constexpr std::string_view agreement_meaning =
    "a figure by theory and by simulation; with --beside";

[[nodiscard]] std::span<const Column> agreement_columns();

/// Writes beside.csv: theory and simulation side by side. Returns its name.
[[nodiscard]] std::string write_agreements(const std::vector<Agreement>& figures,
                                           const std::filesystem::path& folder);

/// The figures of `all` people side by side, those of census, flows into levels, waits and people;
/// `limit` is the |z| beyond which a difference is not chance. Ends with how many of those that can
/// be judged are beyond it.
[[nodiscard]] std::string agreement_text(const std::vector<Agreement>& figures,
                                         double limit,
                                         const Page& page = {});

}  // namespace stepdown::analysis

#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

struct ReportArguments {
  std::string folder;
};

/// `stepdown report DIR`: the page and the workbook of a folder of results.
CLI::App* declare_report(CLI::App& program, ReportArguments& arguments);

/// @throws NoResults, std::system_error
int report_command(const ReportArguments& arguments, const Console& console);

}  // namespace stepdown::analysis

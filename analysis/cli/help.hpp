#pragma once

#include "analysis/report/page.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

/// `--help` in lines that fit: descriptions go on in their own column.
class HelpThatFits final : public CLI::Formatter {
 public:
  explicit HelpThatFits(const Page& page) : page_(page) {}

  std::string make_help(const CLI::App* app,
                        std::string name,
                        CLI::AppFormatMode mode) const override;

 private:
  Page page_;
};

}  // namespace stepdown::analysis

#include "models/reading/reading.hpp"

#include "models/reading/yaml_reader.hpp"
#include "models/text/look_alikes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace stepdown::models {
namespace {

constexpr std::size_t max_data_bytes = 64'000'000;
constexpr std::size_t most_data_files = 1000;

/// FNV-1a, 64 bits: tells changed files apart, no more.
std::uint64_t checksum(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace

void Reading::error(Rule rule, const Field& field, std::string message) {
  error(rule, field.at(), field.path, std::move(message));
}

void Reading::error(Rule rule, const SourceLocation& at, std::string key, std::string message) {
  leave_hole(key);
  add({rule, at, std::move(key), std::move(message)});
}

void Reading::leave_hole(std::string key) {
  // a column of a million wrong cells is one hole
  if (holes_.empty() || holes_.back() != key) holes_.push_back(std::move(key));
}

void Reading::expected(const Field& field, std::string_view expected, Rule rule) {
  const std::string hint = field.is_scalar() ? look_alike_hint(field.node->text) : std::string{};
  error(hint.empty() ? rule : Rule::LookAlike,
        field,
        fmt::format("expected {}, got {}{}", expected, describe(*field.node), hint));
}

void Reading::leave_displaced(const Field& within, const Field& displaced) {
  leave_hole(displaced.path);
  found_.erase_if([&](const Diagnostic& one) {
    return one.rule == Rule::DuplicateKey && one.at.line > displaced.key.at.line &&
           one.key.starts_with(within.path + ".");
  });
}

std::vector<Diagnostic> Reading::found() const {
  std::vector<Diagnostic> sorted = found_.in_file_order();
  for (std::size_t i = 0; i < std::min(sorted.size(), most_shown + 1); ++i) {
    Diagnostic& diagnostic = sorted[i];
    diagnostic.source_line = source_line(sources_, diagnostic.at);
    if (diagnostic.source_line.empty())
      diagnostic.source_line = source_line(*data_files_, diagnostic.at);
  }
  return sorted;
}

FileText Reading::load_scenario_file(const std::string& path) {
  FileText file = (*loader_)(path, max_yaml_bytes);
  if (!file.error) remember(path, file.text);
  return file;
}

YamlText Reading::yaml_of(const std::string& file, const std::string& text) const {
  if (known_ != nullptr)
    if (const auto known = known_->find(file); known != known_->end()) return known->second;
  return read_yaml(text, {file, 1, 1});
}

void Reading::remember(const std::string& name, std::string text) {
  sources_.emplace_back(name, std::move(text));
}

const std::string* Reading::load_data_file(const Field& field, std::string& resolved_path) {
  resolved_path = path_beside(field.node->at.file, field.node->text);
  const auto known =
      std::ranges::find(*data_files_, resolved_path, &std::pair<std::string, std::string>::first);
  if (known != data_files_->end()) return &known->second;
  FileText file = (*loader_)(resolved_path, max_data_bytes);
  if (file.error) {
    error(Rule::DataFileUnreadable,
          field,
          fmt::format("expected a file that can be read, got {} ({}){}",
                      in_quotes(resolved_path),
                      file.error.message(),
                      look_alike_hint(field.node->text)));
    return nullptr;
  }
  if (file.text.size() > max_data_bytes) {
    error(Rule::DataFileTooLarge,
          field,
          fmt::format("expected a file of at most {} bytes, got more", max_data_bytes));
    return nullptr;
  }
  data_files_->reserve(most_data_files);  // pointers to the texts stay valid
  if (data_files_->size() == most_data_files) {
    error(Rule::TooManyDataFiles,
          field,
          fmt::format("expected at most {} data files, got more", most_data_files));
    return nullptr;
  }
  data_files_->emplace_back(resolved_path, std::move(file.text));
  return &data_files_->back().second;
}

std::string Reading::data_file_digest() const {
  std::string digest;
  for (const auto& [name, text] : *data_files_)
    digest += fmt::format("{} {} {:016x}\n", name, text.size(), checksum(text));
  return digest;
}

std::string asked_of_file(const YamlNode& node) {
  return path_beside(node.at.file, {}) + "\n" + canonical_text(node);
}

std::string path_beside(const std::string& from, const std::string& path) {
  const std::filesystem::path directory = std::filesystem::path{from}.parent_path();
  return (directory / path).lexically_normal().string();
}

}  // namespace stepdown::models

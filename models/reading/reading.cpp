#include "models/reading/reading.hpp"

#include "models/reading/yaml_reader.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <tuple>

namespace stepdown::models {
namespace {

constexpr std::size_t most_diagnostics = 100;
constexpr std::size_t max_data_bytes = 64'000'000;

/// FNV-1a, 64 bits: tells changed files apart, no more.
std::uint64_t checksum(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

template <class T>
std::optional<Located<T>> located(Reading& reading, const Field& field, Parsed<T> parsed) {
  if (parsed.value) return Located<T>{*parsed.value, field.at()};
  reading.error(field, std::move(parsed.problem));
  return std::nullopt;
}

/// Reads a scalar with `parse`; anything else is not what was `expected`.
template <class Parse>
auto read_scalar(Reading& reading, const Field& field, std::string_view expected, Parse parse)
    -> decltype(located(reading, field, parse(field.node->text))) {
  if (field.is_scalar()) return located(reading, field, parse(field.node->text));
  reading.expected(field, expected);
  return std::nullopt;
}

}  // namespace

const SourceLocation& Field::at() const {
  const bool has_own_place = node->kind == YamlNode::Kind::Scalar ||
                             (node->kind != YamlNode::Kind::Null && !node->is_block);
  return has_own_place ? node->at : key.at;
}

Field root_field(const YamlNode& root, const std::string& file) {
  return {&root, {"", {file, 1, 1}}, ""};
}

Field field_of(const Field& parent, const YamlNode::Entry& entry) {
  return {&entry.value,
          {entry.key, entry.key_at},
          parent.path.empty() ? entry.key : parent.path + "." + entry.key};
}

Field field_of(const Field& parent, std::size_t index) {
  const YamlNode& item = parent.node->items[index];
  return {&item, {parent.key.value, item.at}, fmt::format("{}[{}]", parent.path, index)};
}

void Reading::error(const Field& field, std::string message) {
  error(field.at(), field.path, std::move(message));
}

void Reading::error(const SourceLocation& at, std::string key, std::string message) {
  add({Rule::Form, at, std::move(key), std::move(message)});
}

void Reading::warning(const Field& field, std::string message) {
  add({Rule::FormIsOdd, field.at(), field.path, std::move(message)});
}

void Reading::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++error_count_;
  diagnostics_.push_back(std::move(diagnostic));
}

void Reading::expected(const Field& field, std::string_view expected) {
  error(field, fmt::format("expected {}, got {}", expected, describe(*field.node)));
}

std::string Reading::suggestion(std::string_view written,
                                const std::vector<std::string>& known) const {
  return error_count_ < most_diagnostics ? name_suggestion(written, known) : std::string{};
}

std::vector<Diagnostic> Reading::diagnostics() const {
  std::vector<Diagnostic> sorted = diagnostics_;
  std::ranges::stable_sort(sorted, {}, [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.at.file, diagnostic.at.line, diagnostic.at.column);
  });
  if (sorted.size() > most_diagnostics) {
    Diagnostic rest = sorted[most_diagnostics];
    rest.rule = has_errors() ? Rule::Form : Rule::FormIsOdd;
    rest.severity = severity_of(rest.rule);
    rest.key.clear();
    rest.message = fmt::format("{} more problems from here on are not shown",
                               sorted.size() - most_diagnostics);
    sorted.erase(sorted.begin() + most_diagnostics, sorted.end());
    sorted.push_back(std::move(rest));
  }
  for (Diagnostic& diagnostic : sorted) {
    diagnostic.source_line = source_line(sources_, diagnostic.at);
    if (diagnostic.source_line.empty())
      diagnostic.source_line = source_line(data_files_, diagnostic.at);
  }
  return sorted;
}

FileText Reading::load_scenario_file(const std::string& path) {
  FileText file = (*loader_)(path, max_yaml_bytes);
  if (!file.error) remember(path, file.text);
  return file;
}

void Reading::remember(const std::string& name, std::string text) {
  sources_.emplace_back(name, std::move(text));
}

const std::string* Reading::load_data_file(const Field& field, std::string& resolved_path) {
  resolved_path = path_beside(field.node->at.file, field.node->text);
  const auto known =
      std::ranges::find(data_files_, resolved_path, &std::pair<std::string, std::string>::first);
  if (known != data_files_.end()) return &known->second;
  FileText file = (*loader_)(resolved_path, max_data_bytes);
  if (file.error) {
    error(field,
          fmt::format("expected a file that can be read, got {} ({})",
                      in_quotes(resolved_path),
                      file.error.message()));
    return nullptr;
  }
  if (file.text.size() > max_data_bytes) {
    error(field, fmt::format("expected a file of at most {} bytes, got more", max_data_bytes));
    return nullptr;
  }
  data_files_.reserve(1000);  // pointers to the texts stay valid
  if (data_files_.size() == data_files_.capacity()) {
    error(field, "expected at most 1000 data files, got more");
    return nullptr;
  }
  data_files_.emplace_back(resolved_path, std::move(file.text));
  return &data_files_.back().second;
}

std::string Reading::data_file_digest() const {
  std::string digest;
  for (const auto& [name, text] : data_files_)
    digest += fmt::format("{} {} {:016x}\n", name, text.size(), checksum(text));
  return digest;
}

std::string path_beside(const std::string& from, const std::string& path) {
  const std::filesystem::path directory = std::filesystem::path{from}.parent_path();
  return (directory / path).lexically_normal().string();
}

std::optional<Located<double>> read_duration(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("duration"), parse_duration);
}

std::optional<Located<double>> read_rate(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("rate"), parse_rate);
}

std::optional<Located<double>> read_signed_rate(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("signed_rate"), parse_signed_rate);
}

std::optional<Located<double>> read_probability(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("probability"), parse_probability);
}

std::optional<Located<double>> read_number(Reading& reading,
                                           const Field& field,
                                           std::string_view expected) {
  return read_scalar(reading, field, expected, [expected](std::string_view text) {
    return parse_number(text, expected);
  });
}

std::optional<Located<Date>> read_date(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("date"), parse_date);
}

std::optional<Located<Date>> read_date_key(Reading& reading, const Field& field) {
  Parsed<Date> date = parse_date(field.key.value);
  if (date.value) return Located<Date>{*date.value, field.key.at};
  reading.error(field.key.at, field.path, std::move(date.problem));
  return std::nullopt;
}

std::optional<Located<std::uint64_t>> read_whole(Reading& reading,
                                                 const Field& field,
                                                 std::uint64_t low,
                                                 std::uint64_t high) {
  return read_scalar(reading, field, "a whole number", [low, high](std::string_view text) {
    return parse_whole(text, low, high);
  });
}

std::optional<Located<double>> read_ratio(Reading& reading, const Field& field) {
  auto ratio = read_number(reading, field, schema::expected_of("ratio"));
  if (!ratio || ratio->value > 0) return ratio;
  reading.expected(field, schema::expected_of("ratio"));
  return std::nullopt;
}

std::optional<Located<double>> read_weight(Reading& reading, const Field& field) {
  auto weight = read_number(reading, field, schema::expected_of("weight"));
  if (!weight || weight->value >= 0) return weight;
  reading.expected(field, schema::expected_of("weight"));
  return std::nullopt;
}

std::optional<bool> read_boolean(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "true") return true;
  if (field.is_scalar() && field.node->text == "false") return false;
  reading.expected(field, schema::expected_of("boolean"));
  return std::nullopt;
}

std::optional<Located<std::string>> read_text(Reading& reading,
                                              const Field& field,
                                              std::string_view expected) {
  if (field.is_scalar() && !field.node->text.empty())
    return Located<std::string>{field.node->text, field.at()};
  reading.expected(field, expected);
  return std::nullopt;
}

std::optional<Located<std::string>> read_free_text(Reading& reading, const Field& field) {
  return read_text(reading, field, "text");
}

std::string name_suggestion(std::string_view written, const std::vector<std::string>& known) {
  constexpr std::size_t few = 8;
  std::string suggestion = did_you_mean(written, known);
  if (suggestion.empty() && !known.empty() && known.size() <= few)
    suggestion = fmt::format("; known: {}", fmt::join(known, ", "));
  return suggestion;
}

std::optional<Located<std::string>> read_known_name(Reading& reading,
                                                    const Field& field,
                                                    std::string_view what,
                                                    const std::vector<std::string>& known) {
  auto name = read_text(reading, field, what);
  if (!name || std::ranges::find(known, name->value) != known.end()) return name;
  reading.error(field,
                fmt::format("expected {}, got {}{}",
                            what,
                            in_quotes(name->value),
                            reading.suggestion(name->value, known)));
  return std::nullopt;
}

bool check_name(Reading& reading, const Field& field) {
  constexpr std::size_t longest = 64;
  const std::string& name = field.key.value;
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const bool is_name = !name.empty() && name.size() <= longest && is_plain(name.front()) &&
                       std::ranges::all_of(name, [&is_plain](char c) {
                         return is_plain(c) || c == '_' || c == '-' || c == '+';
                       });
  if (is_name && name != "given") return true;
  if (name == "given")
    reading.error(field.key.at, field.path, "expected a name, got 'given', which has a meaning");
  else
    reading.error(field.key.at,
                  field.path,
                  fmt::format("expected a name of at most {} letters, digits, '_', '-' and '+', "
                              "got {}; free text goes into a label",
                              longest,
                              in_quotes(name)));
  return false;
}

}  // namespace stepdown::models

#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>

/// libFuzzer's entry: whatever the bytes are, reading and compiling end with a model or with a
/// ScenarioError. Files that the bytes name do not exist, so nothing outside is touched.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stepdown::models;  // NOLINT(google-build-using-namespace)
  const FileLoader no_files = [](const std::string&, std::size_t) -> FileText {
    return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
  };
  try {
    const std::string text(data, data + size);
    (void)compile(read_scenario_text(text, "fuzz.yaml", {}, no_files));
  } catch (const ScenarioError&) {  // an answer
  }
  return 0;
}

#include "analysis/report/input_file.hpp"

#include "analysis/report/descriptor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Why a file could not be read; 0 when it could.
struct Attempt {
  FileBeginning file;
  int error = 0;
  bool is_plain = true;
};

Attempt refused(int error) {
  return {{}, error};
}

Attempt read_beginning(const std::filesystem::path& path, std::size_t most_bytes) {
  // a pipe without a writer must not be waited for
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open()) return refused(errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return refused(errno);
  if (S_ISDIR(status.st_mode)) return refused(EISDIR);
  if (!S_ISREG(status.st_mode)) return {{}, EINVAL, false};
  constexpr std::size_t least_at_once = std::size_t{1} << 12U;
  constexpr std::size_t most_at_once = std::size_t{1} << 20U;
  // one byte more than there should be sees the end at once; a file may grow, and some say nothing
  const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0)) + 1;
  const std::size_t block = std::clamp(expected, least_at_once, most_at_once);
  std::string text;
  for (;;) {
    const std::size_t before = text.size();
    const std::size_t wanted = std::min(block, most_bytes + 1 - before);
    if (wanted == 0) break;
    text.resize(before + wanted);
    const ssize_t got = ::read(file.number(), text.data() + before, wanted);
    if (got < 0 && errno != EINTR) return refused(errno);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return {{std::move(text), true}};
  }
  text.resize(most_bytes);
  return {{std::move(text), false}};
}

}  // namespace

FileBeginning read_plain_file(const std::filesystem::path& path, std::size_t most_bytes) {
  Attempt attempt = read_beginning(path, most_bytes);
  if (attempt.error == 0) return std::move(attempt.file);
  throw std::system_error(
      attempt.error,
      std::generic_category(),
      attempt.is_plain ? path.string() : fmt::format("{} is no plain file", path.string()));
}

std::optional<std::string> plain_file_text(const std::filesystem::path& path,
                                           std::size_t most_bytes) {
  Attempt attempt = read_beginning(path, most_bytes);
  if (attempt.error != 0 || !attempt.file.is_whole) return std::nullopt;
  return std::move(attempt.file.text);
}

}  // namespace stepdown::analysis

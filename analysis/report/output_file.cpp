#include "analysis/report/output_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stepdown::analysis {

namespace {

[[noreturn]] void fail_to_write(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

/// A new file beside another, for what will take its place. Goes at the end of the scope unless it
/// has another name by then.
class Aside {
 public:
  explicit Aside(const std::filesystem::path& target) {
    for (int number = 0;; ++number) {
      path_ = target.parent_path() /
              fmt::format(".{}.partial-{}-{}", target.filename().string(), ::getpid(), number);
      const Descriptor file(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
      if (file.is_open()) return;
      if (errno != EEXIST) fail_to_write(target);
    }
  }
  ~Aside() { ::unlink(path_.c_str()); }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  Aside(Aside&&) = delete;
  Aside& operator=(Aside&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (!descriptor_.is_open()) fail_to_write(path_);
}

void OutputFile::write(std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor_.number(), text.data(), text.size());
    if (written >= 0)
      text.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      fail_to_write(path_);
  }
}

void OutputFile::append(const std::filesystem::path& other) {
  const Descriptor from(::open(other.c_str(), O_RDONLY | O_CLOEXEC));
  if (!from.is_open()) fail_to_write(other);
  std::array<char, std::size_t{1} << 16U> buffer{};
  ssize_t got = 0;
  while ((got = ::read(from.number(), buffer.data(), buffer.size())) > 0)
    write({buffer.data(), static_cast<std::size_t>(got)});
  if (got < 0) fail_to_write(other);
}

void OutputFile::close() {
  if (::close(descriptor_.release()) != 0) fail_to_write(path_);
}

void write_whole_file(const std::filesystem::path& path, std::string_view text) {
  namespace fs = std::filesystem;
  const fs::path whole = fs::weakly_canonical(path);  // a link stays a link
  const fs::file_status status = fs::status(whole);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_file(path, text);
  const Aside aside(whole);
  OutputFile file(aside.path());
  file.write(text);
  file.close();
  fs::rename(aside.path(), whole);
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  OutputFile file(path);
  file.write(text);
  file.close();
}

}  // namespace stepdown::analysis

#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace stepdown::analysis {

/// Passes text on to a stream with whatever could drive a terminal made visible, but for line ends
/// and tabs. All that the program says goes through here, so that no name, path or option can do
/// more than be read; what must not break a line is made visible before (`models::visible`). Colors
/// are put on afterwards, and by nobody else.
class VisibleBuffer final : public std::streambuf {
 public:
  /// `to` must outlive this.
  explicit VisibleBuffer(std::ostream& to, bool has_colors = false)
      : to_(to), has_colors_(has_colors) {}

  /// Passes on also what waits for its other half, such as the beginning of a character.
  void finish();

 private:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;
  void pass(std::string_view text);
  void pass_in_colors(std::string_view visible);

  std::ostream& to_;
  bool has_colors_;
  std::string rest_;  ///< the beginning of a character, or a CR that may begin a line end
  std::string line_;  ///< visible, the beginning of a line that is to be colored
};

}  // namespace stepdown::analysis

#include "models/reading/comparison_text.hpp"

#include <cstddef>

namespace stepdown::models {

LeadingComparison leading_comparison(std::string_view text) {
  Comparison comparison = Comparison::Is;
  std::size_t length = 0;
  if (text.starts_with(">=") || text.starts_with("<=")) {
    comparison = text[0] == '>' ? Comparison::AtLeast : Comparison::AtMost;
    length = 2;
  } else if (text.starts_with('>') || text.starts_with('<')) {
    comparison = text[0] == '>' ? Comparison::Above : Comparison::Below;
    length = 1;
  }
  text.remove_prefix(length);
  while (text.starts_with(' '))
    text.remove_prefix(1);
  return {comparison, text};
}

}  // namespace stepdown::models

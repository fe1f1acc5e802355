#include "sim/distributions/declaration.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::sim {

std::vector<std::string_view> names_of(const Form& form) {
  std::vector<std::string_view> names;
  std::string_view rest = form.parameters;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

const Form& Declaration::form_of(const ParameterValues& given) const {
  const auto fits = [&given](const Form& form) {
    const auto names = names_of(form);
    return names.size() == given.size() &&
           std::ranges::all_of(names, [&given](std::string_view each) { return given.has(each); });
  };
  const auto found = std::ranges::find_if(forms, fits);
  expects(found != forms.end(), "parameters of a family are given in one of its forms");
  return *found;
}

}  // namespace stepdown::sim

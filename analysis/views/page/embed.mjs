// Writes a file as C++ source: the text of the report page, for the program.
//
//   node embed.mjs page.html page_template.cpp
import {readFileSync, writeFileSync} from "fs";

const [from, to] = process.argv.slice(2);
const bytes = readFileSync(from);

const longest = 8000; // of one literal; longer ones are no portable C++
const literals = [];
for (let begin = 0; begin < bytes.length; begin += longest) {
  let literal = "";
  for (const byte of bytes.subarray(begin, begin + longest)) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
    literal += isPlain ? String.fromCharCode(byte) : "\\" + byte.toString(8).padStart(3, "0");
  }
  literals.push(`    "${literal}"`);
}
writeFileSync(
  to,
  `// Made by embed.mjs from page.html.
#include "analysis/views/page_template.hpp"

namespace stepdown::analysis {

const std::string_view page_template(
${literals.join("\n")},
    ${bytes.length});

}  // namespace stepdown::analysis
`,
);

# Writes to TO the tests of PROGRAM for CTest, each with its suite as its label, run from ROOT. One
# question for each of SUITES: doctest's own discovery asks one for each test, which takes a minute.
cmake_minimum_required(VERSION 3.22)

function(list_tests result)
  execute_process(
    COMMAND ${PROGRAM} ${ARGN} --list-test-cases
    WORKING_DIRECTORY ${ROOT}
    OUTPUT_VARIABLE output
    COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" lines "${output}")
  list(FILTER lines EXCLUDE REGEX "^(\\[doctest\\].*|=*)$")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()

set(script "")
set(listed 0)
foreach(suite IN LISTS SUITES)
  list_tests(tests --test-suite=${suite})
  foreach(test IN LISTS tests)
    math(EXPR listed "${listed} + 1")
    string(APPEND script
      "add_test([==[${test}]==] [==[${PROGRAM}]==] [==[--test-case=${test}]==])\n"
      "set_tests_properties([==[${test}]==] PROPERTIES\n"
      "  WORKING_DIRECTORY [==[${ROOT}]==] LABELS ${suite})\n")
  endforeach()
endforeach()

list_tests(all)
list(LENGTH all count)
if(NOT count EQUAL listed)
  message(FATAL_ERROR "${count} tests, of which ${listed} are in one of the suites ${SUITES}")
endif()
file(WRITE "${TO}" "${script}")

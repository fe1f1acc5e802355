# cmake -DROOT=... -DBUILD=... -DCOMPILER=... -DLAUNCHER=... -P check.cmake
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${text}")
  endif()
  set(text "${text}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} -S ${ROOT}/tests/architecture/engine_alone -B ${BUILD} -G ${GENERATOR}
  -DSTEPDOWN_ROOT=${ROOT} -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O0
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
run(${CMAKE_COMMAND} --build ${BUILD} --parallel 2)
run(${BUILD}/engine_alone)

run(${NM} -C ${BUILD}/engine_alone)
foreach(foreign pthread_create YAML:: fmt:: Eigen:: std::filesystem std::basic_ofstream)
  string(FIND "${text}" "${foreign}" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "the engine rooms ask for ${foreign}")
  endif()
endforeach()

# Bundles MathJax into ${CHAINRULE_MATHEMATICS}/mathjax.js, in the build folder. npm fetches the packages once; it
# verifies each against the lock file. None of their install scripts runs.
set(CHAINRULE_MATHEMATICS ${CMAKE_BINARY_DIR}/mathematics)

find_program(NODE NAMES node nodejs)
find_program(NPM npm)
if(NOT NODE OR NOT NPM)
  message(FATAL_ERROR "Chainrule typesets formulas with MathJax, which npm fetches when Chainrule is built: "
    "the programs node and npm are missing. On Debian `scripts/install-packages build` installs them.")
endif()

set(from ${CMAKE_CURRENT_LIST_DIR})
set(packages ${CHAINRULE_MATHEMATICS}/packages.stamp)
add_custom_command(OUTPUT ${packages}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CHAINRULE_MATHEMATICS}
  COMMAND ${CMAKE_COMMAND} -E copy ${from}/package.json ${from}/package-lock.json ${from}/.npmrc ${CHAINRULE_MATHEMATICS}
  COMMAND ${CMAKE_COMMAND} -E chdir ${CHAINRULE_MATHEMATICS} ${NPM} ci --ignore-scripts --no-progress --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch ${packages}
  DEPENDS ${from}/package.json ${from}/package-lock.json ${from}/.npmrc
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
  COMMENT "Fetching MathJax with npm" VERBATIM)
add_custom_command(OUTPUT ${CHAINRULE_MATHEMATICS}/mathjax.js
  COMMAND ${CMAKE_COMMAND} -E copy ${from}/bundle.mjs ${from}/engine.js ${from}/entry.js ${CHAINRULE_MATHEMATICS}
  COMMAND ${NODE} bundle.mjs mathjax.js
  DEPENDS ${packages} ${from}/bundle.mjs ${from}/engine.js ${from}/entry.js
  WORKING_DIRECTORY ${CHAINRULE_MATHEMATICS}
  COMMENT "Bundling MathJax" VERBATIM)

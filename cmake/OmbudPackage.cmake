# cpack -G DEB
set(CPACK_PACKAGE_NAME ombud)
set(CPACK_GENERATOR DEB)
include(CPack)

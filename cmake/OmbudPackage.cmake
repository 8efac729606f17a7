# What belongs to an installation beside programs and manual pages, and the Debian package: cpack -G DEB
install(FILES ${PROJECT_SOURCE_DIR}/share/systemd/ombud-nightly@.service ${PROJECT_SOURCE_DIR}/share/systemd/ombud-nightly@.timer
  DESTINATION lib/systemd/system)
install(FILES ${PROJECT_SOURCE_DIR}/share/systemd/ombud.sysusers DESTINATION lib/sysusers.d RENAME ombud.conf)
install(FILES ${PROJECT_SOURCE_DIR}/share/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ombud)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR "The Ombud developers")
set(CPACK_PACKAGE_CONTACT "The Ombud developers <ombud@ombud.example>")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${CPACK_PACKAGE_CONTACT})
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "handles what citizens report to their town")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Ombud brings the reports that a town receives by e-mail, by phone and through
web forms into one register, finds where they are and which of them mean the
same thing, hands each to a department, makes faces, people and number plates
in photos unrecognisable, and exports what may be published as layers for a
GIS. It is run from the command line, from cron or from a systemd timer.")

# Every ELF file of the package is looked at, so this covers the module and the photo worker, too.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no linker knows of: SpatiaLite is loaded as an extension of SQLite, the detectors are read as data.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libsqlite3-mod-spatialite, opencv-data")

set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${PROJECT_SOURCE_DIR}/share/debian/postinst ${PROJECT_SOURCE_DIR}/share/debian/postrm)

include(CPack)

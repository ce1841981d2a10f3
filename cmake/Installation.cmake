# SPDX-License-Identifier: MIT
# What "cmake --install" puts beside host and plugin API: the connectors where the installed host looks for them, and a
# configuration to start from, which an admin's own is never overwritten by.
install(TARGETS shopware5 jtlwawi jtlconnector LIBRARY DESTINATION lib/orderbridge/connectors)
install(DIRECTORY DESTINATION var/lib/orderbridge
        DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
install(FILES config/reference.xml DESTINATION etc/orderbridge)
install(CODE "
  set(place \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/etc/orderbridge/orderbridge.xml\")
  if(EXISTS \"\${place}\")
    message(STATUS \"Kept: \${place}\")
  else()
    file(INSTALL \"${PROJECT_SOURCE_DIR}/config/orderbridge.xml\" DESTINATION \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/etc/orderbridge\")
  endif()")

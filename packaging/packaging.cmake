# Where a desktop looks for programs, for the files they open, and for their icon.
install(FILES packaging/org.distillab.DistilLab.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES packaging/org.distillab.DistilLab.metainfo.xml DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(
  FILES packaging/org.distillab.DistilLab.mime.xml
  DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages"
  RENAME org.distillab.DistilLab.xml)
install(FILES packaging/icons/distillab.svg DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")

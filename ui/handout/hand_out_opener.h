#pragma once

#include "core/handout/unpack.h"

#include <QObject>

namespace distillab::ui {

/// Opens .distillab files: unpacks each once, runs into the folder of runs, experiments into the program's own folder,
/// and tells where. The same file a second time leads to what is there.
class HandOutOpener : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void open(const QString& file);

signals:
    void opened(distillab::handout::Kind kind, const QString& path);
    void failed(const QString& sentence);
};

}  // namespace distillab::ui

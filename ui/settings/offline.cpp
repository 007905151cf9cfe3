#include "ui/settings/offline.h"

#include "core/net/network.h"

#include <QSettings>

namespace distillab::ui {
namespace {

const QString kKey = QStringLiteral("network/offline");

}  // namespace

bool isOfflineChosen() { return QSettings().value(kKey).toBool(); }

void chooseOffline(bool offline) {
    QSettings().setValue(kKey, offline);
    net::setOffline(offline);
}

}  // namespace distillab::ui

#pragma once

#include "tests/ui/user.h"

#include <QtTest>

namespace distillab::test {

/// A page of a window that is shown: most pages are made after its first picture.
template <typename Page>
Page* pageOf(const QWidget& window) {
    if (!QTest::qWaitFor([&] { return window.findChild<Page*>() != nullptr; }, kPatience)) qFatal("no such page");
    return window.findChild<Page*>();
}

}  // namespace distillab::test

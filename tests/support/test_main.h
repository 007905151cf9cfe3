#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <string>

/// One executable holds many test classes, one per source file; ctest runs them by the file's stem.
namespace distillab::test {

struct Registration {
    Registration(const char* file, std::function<std::unique_ptr<QObject>()> make);
};

}  // namespace distillab::test

/// Put once at the end of a test file, before its .moc include.
#define DISTILLAB_TEST(Class) \
    static const distillab::test::Registration kRegistration(__FILE__, [] { return std::make_unique<Class>(); });

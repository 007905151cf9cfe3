#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// A fuzz target is one source file that defines the two functions that are only declared here; fuzz.cpp makes a
/// program of it that libFuzzer drives (./dev fuzz).
namespace distillab::fuzz {

/// Reads bytes from somebody who means harm, and uses what comes of them as the program would. An Error is a good
/// answer; any other exception, a crash, a hang, undefined behaviour and a flood of memory are findings.
void readHostile(const QByteArray& bytes);

/// Sound inputs, and some that are nearly so, to begin with.
std::vector<QByteArray> seeds();

/// A folder of this process, in memory where the system has one there.
QString scratchFolder();
/// The bytes as a file in it, instead of an older one of that name. @return its path
QString asFile(const QByteArray& bytes, const QString& name);

/// Ends the program, which libFuzzer reports, unless what has to hold holds.
void demand(bool holds, const char* what);

}  // namespace distillab::fuzz

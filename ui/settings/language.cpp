#include "ui/settings/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QSettings>
#include <QTranslator>

#include <array>
#include <memory>
#include <utility>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kKey = u"window/language"_s;
const QString kTranslator = u"distillab.translator"_s;  ///< ours among the application's children

const std::array<std::pair<Language, QString>, 3> kNames = {
    {{Language::System, u"system"_s}, {Language::English, u"en"_s}, {Language::Chinese, u"zh_CN"_s}}};

void install(std::unique_ptr<QTranslator> translator) {
    QTranslator* texts = translator.release();
    texts->setObjectName(kTranslator);
    texts->setParent(QCoreApplication::instance());
    QCoreApplication::installTranslator(texts);
}

}  // namespace

Language chosenLanguage() {
    const QString name = QSettings().value(kKey).toString();
    for (const auto& [language, itsName] : kNames) {
        if (itsName == name) return language;
    }
    return Language::System;
}

void chooseLanguage(Language language) {
    for (const auto& [known, name] : kNames) {
        if (known == language) QSettings().setValue(kKey, name);
    }
    useLocale(localeOf(language));
}

QLocale localeOf(Language language) {
    switch (language) {
        case Language::System: return QLocale::system();
        case Language::English: return {QLocale::English};
        case Language::Chinese: return {QLocale::Chinese, QLocale::China};
    }
    return QLocale::system();
}

void useLocale(const QLocale& locale) {
    QLocale::setDefault(locale);
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator*>(kTranslator, Qt::FindDirectChildrenOnly));
    auto ours = std::make_unique<QTranslator>();
    const bool known = ours->load(locale, u"distillab"_s, u"_"_s, u":/i18n"_s);
    // The English file holds only the plurals.
    if (!known && !ours->load(u":/i18n/distillab_en"_s)) return;
    install(std::move(ours));
    auto ofQt = std::make_unique<QTranslator>();
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (known && ofQt->load(locale, u"qtbase"_s, u"_"_s, folder)) install(std::move(ofQt));
}

}  // namespace distillab::ui

#include "core/base/error.h"

namespace distillab {

Error::Error(const QString& message, const QString& where, const QString& remedy)
    : std::runtime_error(message.toStdString()), m_message(message), m_where(where), m_remedy(remedy) {}

QString Error::text() const {
    QString text = m_where.isEmpty() ? m_message : m_where + QStringLiteral(": ") + m_message;
    if (!m_remedy.isEmpty()) text += QLatin1Char('\n') + m_remedy;
    return text;
}

RequestError::RequestError(const QString& message, const QString& where, const QString& remedy)
    : Error(message, where, remedy) {}

WorkError::WorkError(const QString& message, const QString& where, const QString& remedy)
    : Error(message, where, remedy) {}

}  // namespace distillab

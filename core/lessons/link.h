#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <variant>

/// Links in a lesson that act in the window.
namespace distillab::lessons {

/// Where `distillab:show/…` can lead.
enum class Place {
    Training,  ///< of the run that was looked at last
    Results,   ///< of it
    Explorer,  ///< the temperature explorer, on it
    TryOut,    ///< the playground, with it
    Runs,      ///< the runs side by side
};

/// `distillab:start`, or `distillab:start?distill.temperature=8&name=warm`: starts the lesson's experiment, with some
/// keys changed.
struct StartLink {
    QStringList overrides;  ///< "dotted.key=value" each
};
/// `distillab:show/results`
struct ShowLink {
    Place place;
};
/// `https://…`: opened in the browser, after a question.
struct WebLink {
    QUrl url;
};
using Link = std::variant<StartLink, ShowLink, WebLink>;

/// @return nothing for any other target: what is not known does nothing
std::optional<Link> parseLink(const QString& target);

/// The targets that act in the window, for messages.
QStringList knownLinks();

/// An image of a lesson is a PNG or JPEG file that lies beside it: its name alone, without any folder.
bool isImageBeside(const QString& target);

}  // namespace distillab::lessons

#pragma once

class QWidget;

namespace distillab::ui {

/// A page that takes the place of another of its kind. Pages set their words when they are made, so that another
/// language means new pages; what the user has done on the old one goes on on the new one. Pages without this begin
/// as they do when the program starts.
class Heir {
public:
    /// @param predecessor  a page of the same class, gone after this
    virtual void takeOver(const QWidget& predecessor) = 0;

protected:
    ~Heir() = default;
};

}  // namespace distillab::ui

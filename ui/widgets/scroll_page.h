#pragma once

class QWidget;

namespace distillab::ui {

/// What scrolls a page: the page as wide as it may be (its maximumWidth), in the middle of the room there is.
QWidget* makeScrollPage(QWidget* page);

}  // namespace distillab::ui

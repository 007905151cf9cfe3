#pragma once

/// Whether the window's engine may use the network.
namespace distillab::ui {

/// What the user chose in the menu; false at first.
bool isOfflineChosen();
/// Remembers the choice and goes by it at once: what is under way makes no further connection.
void chooseOffline(bool offline);

}  // namespace distillab::ui

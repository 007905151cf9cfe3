#pragma once

namespace distillab {

/// From here on this process computes and nothing else: it cannot open a connection of any kind, write, rename or
/// delete a file, start or signal another process, or look into one. It can still read files, use memory and threads,
/// and read and write what is open already. There is no way back.
///
/// For code of strangers, in a process of its own. Linux's seccomp(2) refuses the calls with "not permitted".
///
/// @throws WorkError where the system cannot do this: then the stranger's code must not run
void giveUpRights();

}  // namespace distillab

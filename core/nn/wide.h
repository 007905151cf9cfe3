#pragma once

/// Before a function with a plain loop: one source for every processor, the loader takes the widest version that it can
/// run. Not under a sanitizer, which the loader would call to choose before it is there.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define DISTILLAB_WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define DISTILLAB_WIDE
#endif

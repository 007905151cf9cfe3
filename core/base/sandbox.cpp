#include "core/base/sandbox.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <vector>

namespace distillab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Sandbox)
};

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;
#endif
/// Calls of the x32 ABI have this bit; they would go round the numbers below.
constexpr unsigned kX32Bit = 0x40000000;

/// Refused whatever their arguments.
constexpr long kRefused[] = {
    // The network, and every other socket.
    __NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4, __NR_sendto,
    __NR_sendmsg, __NR_sendmmsg,
    // What does any of these by another way.
    __NR_io_uring_setup, __NR_io_uring_enter, __NR_io_uring_register, __NR_bpf, __NR_userfaultfd, __NR_perf_event_open,
    // Other programs.
    __NR_execve, __NR_execveat, __NR_kill, __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo, __NR_pidfd_open,
    __NR_pidfd_getfd, __NR_pidfd_send_signal, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev,
    // Files and what is known of them.
    __NR_unlinkat, __NR_renameat2, __NR_linkat, __NR_symlinkat, __NR_mkdirat, __NR_mknodat, __NR_truncate, __NR_fchmod,
    __NR_fchmodat, __NR_fchown, __NR_fchownat, __NR_setxattr, __NR_lsetxattr, __NR_fsetxattr, __NR_removexattr,
    __NR_lremovexattr, __NR_fremovexattr, __NR_utimensat, __NR_name_to_handle_at, __NR_open_by_handle_at,
#ifdef __NR_open  // architectures of old have these as well
    __NR_creat, __NR_unlink, __NR_rename, __NR_link, __NR_symlink, __NR_mkdir, __NR_rmdir, __NR_mknod, __NR_chmod,
    __NR_chown, __NR_lchown, __NR_utime, __NR_utimes, __NR_futimesat, __NR_fork, __NR_vfork,
#endif
#ifdef __NR_renameat
    __NR_renameat,
#endif
    // The system itself.
    __NR_mount, __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_unshare, __NR_setns, __NR_add_key, __NR_request_key,
    __NR_keyctl, __NR_init_module, __NR_finit_module, __NR_delete_module, __NR_kexec_load, __NR_reboot, __NR_swapon,
    __NR_swapoff, __NR_acct, __NR_sethostname, __NR_setdomainname, __NR_settimeofday, __NR_clock_settime,
    __NR_quotactl};

/// Said not to exist: their flags lie in memory, where a filter cannot look, and callers know the older way.
constexpr long kUnknown[] = {__NR_clone3, __NR_openat2};

constexpr unsigned kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

class Filter {
public:
    Filter() {
        load(offsetof(seccomp_data, arch));
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
        load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
        add(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32Bit, 0, 1));
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
#endif
        for (const long call : kRefused) refuse(call, EPERM);
        for (const long call : kUnknown) refuse(call, ENOSYS);
        refuseWhere(__NR_openat, 2, kWriting, {.set = 0, .unset = 1});
#ifdef __NR_open
        refuseWhere(__NR_open, 1, kWriting, {.set = 0, .unset = 1});
#endif
        refuseWhere(__NR_clone, 0, CLONE_THREAD, {.set = 1, .unset = 0});
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }

    /// @return false when the kernel does not take it
    bool install() {
        const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        return kArchitecture != 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
               ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
    }

private:
    void add(sock_filter instruction) { m_code.push_back(instruction); }
    void load(size_t offset) { add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset))); }

    void refuse(long call, unsigned error) {
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1));
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error));
    }

    /// Where the refusal is skipped, 1: where any of the bits is set, or where none is.
    struct Skip {
        __u8 set;
        __u8 unset;
    };

    /// Refuses a call by some bits of one of its arguments.
    void refuseWhere(long call, unsigned argument, unsigned bits, Skip skip) {
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 4));
        load(offsetof(seccomp_data, args) + argument * sizeof(__u64));  // the lower half, on these machines
        add(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, skip.set, skip.unset));
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
        add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }

    std::vector<sock_filter> m_code;
};

/// What came along from the program that started this one.
void closeSockets() {
    constexpr int kMostFiles = 1024;
    for (int file = 0; file < kMostFiles; ++file) {
        struct stat info = {};
        if (::fstat(file, &info) == 0 && S_ISSOCK(info.st_mode)) ::close(file);
    }
}

void limit(int resource) {
    const rlimit none = {0, 0};
    ::setrlimit(static_cast<decltype(RLIMIT_CORE)>(resource), &none);
}

}  // namespace

void giveUpRights() {
    closeSockets();
    limit(RLIMIT_CORE);
    limit(RLIMIT_FSIZE);  // nor through a file that is open already
    if (Filter().install()) return;
    throw WorkError(
        Text::tr("the system cannot lock a program in: %1").arg(QString::fromLocal8Bit(std::strerror(errno))), {},
        Text::tr("Ask for an ONNX file instead: it holds no program."));
}

}  // namespace distillab

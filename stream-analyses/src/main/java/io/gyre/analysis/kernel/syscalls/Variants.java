package io.gyre.analysis.kernel.syscalls;

/** Kinds of system calls that one of their arguments chooses, from the kernel's headers. */
final class Variants {
    private static final String[] MEMBARRIER = { "GLOBAL", "GLOBAL_EXPEDITED", "REGISTER_GLOBAL_EXPEDITED",
            "PRIVATE_EXPEDITED", "REGISTER_PRIVATE_EXPEDITED", "PRIVATE_EXPEDITED_SYNC_CORE",
            "REGISTER_PRIVATE_EXPEDITED_SYNC_CORE", "PRIVATE_EXPEDITED_RSEQ", "REGISTER_PRIVATE_EXPEDITED_RSEQ",
            "GET_REGISTRATIONS"};

    private Variants() {}

    /** {@return the command of a {@code membarrier}, from {@code linux/membarrier.h}} */
    static String membarrier(long command) {
        int cmd = (int) command;
        if (cmd == 0) {
            return "QUERY";
        }
        int bit = Integer.numberOfTrailingZeros(cmd);
        return Integer.bitCount(cmd) == 1 && bit < MEMBARRIER.length ? MEMBARRIER[bit] : "other command";
    }

    /** {@return what an {@code rseq} wants, from {@code linux/rseq.h}} */
    static String rseq(long flags) {
        return switch ((int) flags) {
            case 0 -> "register";
            case 1 -> "unregister";
            default -> "other flags";
        };
    }
}

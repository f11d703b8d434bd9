package io.gyre.analysis.kernel.locks;

/** What a call of futex is for (futex(2)). */
enum FutexOperation {
    WAIT("wait"), WAKE("wake"), OTHER("");

    /** FUTEX_PRIVATE_FLAG and FUTEX_CLOCK_REALTIME say how, not what. */
    private static final int FLAGS = 128 | 256;

    private final String word;

    FutexOperation(String word) {
        this.word = word;
    }

    /** {@return the word that open calls bear} */
    String word() {
        return word;
    }

    static FutexOperation of(int operation) {
        return switch (operation & ~FLAGS) {
            // WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2
            case 0, 6, 9, 11, 13 -> WAIT;
            // WAKE, REQUEUE, CMP_REQUEUE, WAKE_OP, UNLOCK_PI, WAKE_BITSET, CMP_REQUEUE_PI
            case 1, 3, 4, 5, 7, 10, 12 -> WAKE;
            default -> OTHER;
        };
    }

    static FutexOperation ofWord(String word) {
        return word.equals(WAIT.word) ? WAIT : word.equals(WAKE.word) ? WAKE : OTHER;
    }
}

package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.kernel.state.RunState;

/** What a CPU or a thread does. */
enum State {
    IDLE("idle", '_'), USER("user", 'u'), CALL("system call", 's'), OTHER("other", 'o'), SOFT_IRQ("soft irq",
            'i'), IRQ("irq", 'I'), UNKNOWN("unknown", '?'), WAITING("waiting", 'w'), BLOCKED("blocked", 'b');

    private final String word;
    private final char letter;

    State(String word, char letter) {
        this.word = word;
        this.letter = letter;
    }

    static State of(RunState state) {
        return switch (state) {
            case IDLE -> IDLE;
            case USER -> USER;
            case CALL -> CALL;
            case OTHER -> OTHER;
            case SOFT_IRQ -> SOFT_IRQ;
            case IRQ -> IRQ;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** {@return what a CPU in this state does} */
    String ofCpu() {
        return word;
    }

    /** {@return what a thread in this state does} */
    String ofThread() {
        return this == SOFT_IRQ || this == IRQ ? "interrupted" : word;
    }

    /** {@return what stands for it in a picture} */
    char letter() {
        return letter;
    }
}

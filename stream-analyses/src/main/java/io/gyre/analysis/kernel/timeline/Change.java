package io.gyre.analysis.kernel.timeline;

/** Something after which a CPU or a thread may be in another state. */
public sealed interface Change {

    /** A CPU goes from one thread to another; {@code state} is that of the one taken off, {@code prev_state}. */
    record Switched(long ns, int cpu, int from, int to, long state) implements Change {}

    record CallEntered(long ns, int cpu, String call) implements Change {}

    record CallLeft(long ns, int cpu) implements Change {}

    /** @param irq what it is called in answers */
    record IrqEntered(long ns, int cpu, String irq) implements Change {}

    record IrqLeft(long ns, int cpu) implements Change {}

    /** @param softIrq what it is called in answers */
    record SoftIrqEntered(long ns, int cpu, String softIrq) implements Change {}

    record SoftIrqLeft(long ns, int cpu) implements Change {}

    /** The thread on a CPU has a child. */
    record Born(long ns, int cpu, int tid) implements Change {}

    record Woke(long ns, int tid) implements Change {}

    /** Nobody knows what was here, nor for how long. */
    record Gap() implements Change {
        @Override
        public long ns() {
            return Changes.NEVER;
        }
    }

    long ns();
}

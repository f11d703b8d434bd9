package io.gyre.analysis.kernel.irq;

/** An interrupt on one CPU, where it begins and ends. */
public record OnCpu(Interrupt interrupt, int cpu) implements Comparable<OnCpu> {
    @Override
    public int compareTo(OnCpu other) {
        int order = interrupt.compareTo(other.interrupt);
        return order == 0 ? Integer.compare(cpu, other.cpu) : order;
    }
}

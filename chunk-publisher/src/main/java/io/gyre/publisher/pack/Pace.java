package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;

/** Is told now and then what packing has cost, and holds it back by returning late. */
@FunctionalInterface
public interface Pace {
    Pace UNLIMITED = cpuNanos -> {};

    /**
     * @param cpuNanos what all threads have used of the cores since packing of this chunk began
     * @throws PublishException when packing is to end
     */
    void spent(long cpuNanos) throws PublishException;
}

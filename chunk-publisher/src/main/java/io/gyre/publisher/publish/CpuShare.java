package io.gyre.publisher.publish;

import io.gyre.publisher.pack.Pace;

/**
 * How much of one core packing and sealing may use while a chunk is at hand; 2 is two cores, which is all that they can use. Kafka's client,
 * which sends what is sealed, is not counted: it takes a few percent of the rest.
 *
 * @param cores more than 0
 */
public record CpuShare(double cores) {
    public static final CpuShare UNLIMITED = new CpuShare(Double.POSITIVE_INFINITY);

    public CpuShare {
        if (!(cores > 0)) {
            throw new IllegalArgumentException("a share of " + cores + " cores seals nothing");
        }
    }

    /** {@return the pace of a chunk that begins now} */
    Pace pace(Cancellation cancellation) {
        if (Double.isInfinite(cores)) {
            return Pace.UNLIMITED;
        }
        long begin = System.nanoTime();
        return cpuNanos -> Pause.until(begin + (long) (cpuNanos / cores), cancellation);
    }
}

package io.gyre.analysis.kernel.io;

/**
 * Where a block request begins.
 *
 * @param device the kernel's number, major above the lowest 20 bits and minor in them
 */
public record Sector(int device, long number) implements Comparable<Sector> {
    private static final int MINOR_BITS = 20;

    @Override
    public int compareTo(Sector other) {
        int order = Integer.compare(device, other.device);
        return order == 0 ? Long.compare(number, other.number) : order;
    }

    /** {@return a device for people}: {@code 254:16} */
    static String deviceText(int device) {
        return (device >>> MINOR_BITS) + ":" + (device & ((1 << MINOR_BITS) - 1));
    }
}

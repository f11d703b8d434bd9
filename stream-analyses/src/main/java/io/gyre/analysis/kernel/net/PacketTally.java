package io.gyre.analysis.kernel.net;

/** {@link Packets} being added up. */
final class PacketTally {
    /** LTTng's {@code network_header_type}. */
    private static final int IPV4 = 1;

    private static final int IPV6 = 2;

    private long count;
    private long bytes;
    private long ipv4;
    private long ipv6;

    void add(long length, int family) {
        count++;
        bytes += length;
        ipv4 += family == IPV4 ? 1 : 0;
        ipv6 += family == IPV6 ? 1 : 0;
    }

    Packets sum() {
        return new Packets(count, bytes, ipv4, ipv6);
    }
}

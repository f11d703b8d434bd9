package io.gyre.analysis.kernel.net;

import io.gyre.analysis.kernel.net.Protocols.Amount;

/** {@link Protocols} being added up. */
final class ProtocolTally {
    /** Numbers of the Internet Assigned Numbers Authority. */
    private static final int ICMP = 1;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP_OF_IPV6 = 58;

    private final Counter tcp = new Counter();
    private final Counter udp = new Counter();
    private final Counter icmp = new Counter();
    private final Counter other = new Counter();

    private static final class Counter {
        private long packets;
        private long bytes;

        Amount sum() {
            return new Amount(packets, bytes);
        }
    }

    void add(long protocol, long length) {
        Counter counter = switch ((int) protocol) {
            case TCP -> tcp;
            case UDP -> udp;
            case ICMP, ICMP_OF_IPV6 -> icmp;
            default -> other;
        };
        counter.packets++;
        counter.bytes += length;
    }

    Protocols sum() {
        return new Protocols(tcp.sum(), udp.sum(), icmp.sum(), other.sum());
    }
}

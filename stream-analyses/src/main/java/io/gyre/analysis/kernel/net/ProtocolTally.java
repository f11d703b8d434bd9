package io.gyre.analysis.kernel.net;

import io.gyre.analysis.kernel.net.Protocols.Amount;

/** {@link Protocols} being added up. */
final class ProtocolTally {
    /** Numbers of the Internet Assigned Numbers Authority. */
    private static final int ICMP = 1;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP_OF_IPV6 = 58;

    private final Count tcp = new Count();
    private final Count udp = new Count();
    private final Count icmp = new Count();
    private final Count other = new Count();

    private static final class Count {
        private long packets;
        private long bytes;

        private Amount amount() {
            return new Amount(packets, bytes);
        }
    }

    void add(long protocol, long length) {
        Count count = switch ((int) protocol) {
            case TCP -> tcp;
            case UDP -> udp;
            case ICMP, ICMP_OF_IPV6 -> icmp;
            default -> other;
        };
        count.packets++;
        count.bytes += length;
    }

    Protocols sum() {
        return new Protocols(tcp.amount(), udp.amount(), icmp.amount(), other.amount());
    }
}

package io.gyre.analysis.kernel.net;

import io.gyre.analysis.kernel.net.Protocols.Amount;

/** {@link Protocols} being added up. */
final class ProtocolTally {
    /** Numbers of the Internet Assigned Numbers Authority. */
    private static final int ICMP = 1;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP_OF_IPV6 = 58;

    private final long[] packets = new long[Kind.values().length];
    private final long[] bytes = new long[Kind.values().length];

    private enum Kind {
        TCP, UDP, ICMP, OTHER
    }

    void add(long protocol, long length) {
        Kind kind = switch ((int) protocol) {
            case TCP -> Kind.TCP;
            case UDP -> Kind.UDP;
            case ICMP, ICMP_OF_IPV6 -> Kind.ICMP;
            default -> Kind.OTHER;
        };
        packets[kind.ordinal()]++;
        bytes[kind.ordinal()] += length;
    }

    private Amount amount(Kind kind) {
        return new Amount(packets[kind.ordinal()], bytes[kind.ordinal()]);
    }

    Protocols sum() {
        return new Protocols(amount(Kind.TCP), amount(Kind.UDP), amount(Kind.ICMP), amount(Kind.OTHER));
    }
}

package io.gyre.analysis.kernel.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * Packets that went one way.
 *
 * @param bytes with the headers of the link where the event counts them
 * @param ipv4 how many packets were of IPv4, where the tracer says
 * @param ipv6 how many packets were of IPv6, where the tracer says
 */
public record Packets(long count, long bytes, long ipv4, long ipv6) {

    static final Packets NONE = new Packets(0, 0, 0, 0);
    static final int FEWEST_BYTES = 4;

    Packets plus(Packets other) {
        return new Packets(count + other.count, bytes + other.bytes, ipv4 + other.ipv4, ipv6 + other.ipv6);
    }

    ObjectNode json(ObjectNode node, String way) {
        return node.put(way + "_packets", count).put(way + "_bytes", bytes);
    }

    ObjectNode families(ObjectNode node, String way) {
        return node.put(way + "_ipv4", ipv4).put(way + "_ipv6", ipv6);
    }

    void write(PartialOutput out) {
        for (long value : new long[]{ count, bytes, ipv4, ipv6}) {
            out.writeUnsigned(value);
        }
    }

    static Packets read(PartialInput in) throws PartialFormatException {
        return new Packets(in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
    }
}

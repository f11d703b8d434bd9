package io.gyre.analysis.kernel.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.function.BiConsumer;

/** Packets of IP by the protocol in them, where the tracer tells their headers. */
public record Protocols(Amount tcp, Amount udp, Amount icmp, Amount other) {

    static final Protocols NONE = new Protocols(Amount.NONE, Amount.NONE, Amount.NONE, Amount.NONE);

    /** @param bytes as {@link Packets} has them */
    public record Amount(long packets, long bytes) {
        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount more) {
            return new Amount(packets + more.packets, bytes + more.bytes);
        }

        private void write(PartialOutput out) {
            out.writeUnsigned(packets);
            out.writeUnsigned(bytes);
        }

        private static Amount read(PartialInput in) throws PartialFormatException {
            return new Amount(in.readUnsigned(), in.readUnsigned());
        }
    }

    Protocols plus(Protocols more) {
        return new Protocols(tcp.plus(more.tcp), udp.plus(more.udp), icmp.plus(more.icmp), other.plus(more.other));
    }

    /** Goes through them by name. */
    void forEach(BiConsumer<String, Amount> action) {
        action.accept("tcp", tcp);
        action.accept("udp", udp);
        action.accept("icmp", icmp);
        action.accept("other", other);
    }

    private Amount of(String protocol) {
        return switch (protocol) {
            case "tcp" -> tcp;
            case "udp" -> udp;
            case "icmp" -> icmp;
            default -> other;
        };
    }

    /** Takes what went both ways by one protocol. */
    @FunctionalInterface
    public interface BothWays {
        void take(String protocol, Amount queued, Amount received);
    }

    /** Goes through those protocols of which there were packets. */
    public static void both(Protocols queued, Protocols received, BothWays action) {
        queued.forEach((protocol, out) -> {
            Amount in = received.of(protocol);
            if (out.packets + in.packets > 0) {
                action.take(protocol, out, in);
            }
        });
    }

    /** Adds a row for each protocol. */
    static void json(Protocols queued, Protocols received, ArrayNode rows) {
        both(queued, received, (protocol, out, in) -> {
            ObjectNode row = rows.addObject().put("protocol", protocol);
            row.put("queued_packets", out.packets).put("queued_bytes", out.bytes);
            row.put("received_packets", in.packets).put("received_bytes", in.bytes);
        });
    }

    void write(PartialOutput out) {
        forEach((_, amount) -> amount.write(out));
    }

    static Protocols read(PartialInput in) throws PartialFormatException {
        return new Protocols(Amount.read(in), Amount.read(in), Amount.read(in), Amount.read(in));
    }
}

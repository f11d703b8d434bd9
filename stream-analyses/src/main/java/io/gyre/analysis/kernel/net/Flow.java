package io.gyre.analysis.kernel.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;

/**
 * What went through an interface.
 *
 * @param queued given to it
 * @param sent taken by its driver
 * @param errors times that the driver did not take a packet
 * @param polls times that the kernel asked it for packets
 * @param polled packets that it then had
 * @param queueing time from the queue to the driver
 * @param queuedBy those given to it, by protocol
 * @param receivedBy those received, by protocol
 */
public record Flow(Packets queued, Packets sent, Packets received, long errors, long polls, long polled,
        Distribution queueing, Protocols queuedBy, Protocols receivedBy) {

    private static final int FIRST_WITH_PROTOCOLS = 2;
    static final Flow NONE = new Flow(Packets.NONE, Packets.NONE, Packets.NONE, 0, 0, 0, Distribution.NONE,
            Protocols.NONE, Protocols.NONE);

    static Flow ofWait(long ns) {
        return new Flow(Packets.NONE, Packets.NONE, Packets.NONE, 0, 0, 0, Distribution.of(Math.max(0, ns)),
                Protocols.NONE, Protocols.NONE);
    }

    Flow plus(Flow other) {
        return new Flow(queued.plus(other.queued), sent.plus(other.sent), received.plus(other.received),
                errors + other.errors, polls + other.polls, polled + other.polled, queueing.plus(other.queueing),
                queuedBy.plus(other.queuedBy), receivedBy.plus(other.receivedBy));
    }

    boolean hasNoProtocol() {
        return queuedBy.equals(Protocols.NONE) && receivedBy.equals(Protocols.NONE);
    }

    ObjectNode json(ObjectNode node) {
        queued.families(queued.json(node, "queued"), "queued");
        sent.json(node, "sent").put("errors", errors);
        received.families(received.json(node, "received"), "received");
        queueing.json(node.put("polls", polls).put("polled_packets", polled).putObject("wait"));
        Protocols.json(queuedBy, receivedBy, node.putArray("protocols"));
        return node;
    }

    void write(PartialOutput out) {
        queued.write(out);
        sent.write(out);
        received.write(out);
        out.writeUnsigned(errors);
        out.writeUnsigned(polls);
        out.writeUnsigned(polled);
        queueing.write(out);
        queuedBy.write(out);
        receivedBy.write(out);
    }

    static Flow read(PartialInput in, int version) throws PartialFormatException {
        boolean hasProtocols = version >= FIRST_WITH_PROTOCOLS;
        return new Flow(Packets.read(in), Packets.read(in), Packets.read(in), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned(), Distribution.read(in), hasProtocols ? Protocols.read(in) : Protocols.NONE,
                hasProtocols ? Protocols.read(in) : Protocols.NONE);
    }
}

package io.gyre.ctf.order;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import org.jspecify.annotations.Nullable;

/**
 * Is told, in time order with the events, where streams and packets begin and end, and what was lost in between: babeltrace2's
 * other messages. What has no time comes as soon as it can.
 */
public interface StreamListener {
    /** Wants to know nothing. */
    StreamListener NONE = new StreamListener() {
    };

    /**
     * @param first the stream's first packet; a stream without a packet does not begin
     * @param cycles when, where reading begins at a time of its own; null at the beginning of the data
     */
    default void streamBegins(StreamInfo stream, PacketHeader first, @Nullable Long cycles) {}

    /**
     * @param packet begins no earlier than what is read
     * @param context hands out the packet's context; valid during the call
     */
    default void packetBegins(StreamInfo stream, PacketHeader packet, PacketContext context) {}

    default void packetEnds(StreamInfo stream, PacketHeader packet) {}

    /** Comes before the packet that tells of the loss. */
    default void lost(StreamInfo stream, Loss loss) {}

    /** @param cycles when, where reading was cut off ({@link EventReader#cut}); null at the end of the data */
    default void streamEnds(StreamInfo stream, @Nullable Long cycles) {}

    /** The context of a packet. */
    @FunctionalInterface
    interface PacketContext {
        /** Hands all fields to a visitor, between {@link FieldVisitor#beginScope} and {@link FieldVisitor#endScope}. */
        void visit(FieldVisitor visitor) throws DataStreamException;
    }
}

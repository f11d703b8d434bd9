package io.gyre.ctf.read;

import io.gyre.ctf.CtfException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The packets of one data stream, in the order of their sequence numbers. Not thread-safe. */
public interface PacketSource extends Closeable {

    /**
     * {@return the next packet, or null at the end of the stream}; its bytes are valid until the next call. A packet whose end is
     * missing is handed out short: {@code length < header.packetBytes()}.
     *
     * @throws CtfException when the next packet is damaged; the source may be asked again for the one after it, and returns
     *         null when it cannot find one
     */
    @Nullable
    Packet next() throws IOException, CtfException;

    /**
     * {@return the next packet as {@link #next()} does; of one that {@linkplain PacketHeader#endsBefore ends before} a clock value
     * perhaps the header alone, and no bytes}
     */
    default @Nullable Packet next(long fromCycles) throws IOException, CtfException {
        return next();
    }
}

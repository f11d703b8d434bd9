package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The headers of all packets of a file, found by seeking from one to the next. */
public final class PacketScan {
    private PacketScan() {}

    /**
     * {@return the headers of all packets}
     *
     * @throws DataStreamException at the first damaged one, or when the file ends within a packet
     */
    public static List<PacketHeader> scan(Path file, TraceClass traceClass) throws IOException, DataStreamException {
        var first = new ArrayList<DataStreamException>();
        List<PacketHeader> headers = scan(file, traceClass, first::add);
        if (!first.isEmpty()) {
            throw first.getFirst();
        }
        return headers;
    }

    /**
     * {@return the headers of all packets that have a readable one}
     *
     * @param damage is told of each damaged packet; the last header may be of a packet that the file ends within
     */
    public static List<PacketHeader> scan(Path path, TraceClass traceClass, Consumer<DataStreamException> damage)
            throws IOException {
        var found = new ArrayList<PacketHeader>();
        try (PacketWalk walk = PacketWalk.open(path, traceClass)) {
            for (boolean more = true; more;) {
                try {
                    PacketWalk.Span span = walk.next();
                    more = span != null;
                    if (span != null) {
                        found.add(span.header());
                        if (span.length() < span.header().packetBytes()) {
                            damage.accept(PacketFile.shortPacket(span.header(), span.length()));
                        }
                    }
                } catch (DataStreamException e) {
                    damage.accept(e);
                }
            }
        }
        return List.copyOf(found);
    }
}

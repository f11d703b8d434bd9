package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.TraceClass;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Walks from packet to packet of one file by their headers alone, as a {@link PacketFile} does that reads them: holds one header,
 * however many there are. Not thread-safe.
 */
public final class PacketWalk implements Closeable {
    private final Path path;
    private final PacketHeaders headers;
    private final PacketWindow window;
    private final PacketSearch search;
    private @Nullable DataFile file;
    private long position;
    private long index;

    /**
     * A packet.
     *
     * @param length how many of its bytes are there: fewer than {@link PacketHeader#packetBytes} where the file ends within it, or the
     *        next packet begins before its end
     */
    public record Span(PacketHeader header, long length) {}

    private PacketWalk(Path path, TraceClass traceClass) {
        this.path = path;
        this.headers = new PacketHeaders(traceClass);
        this.window = new PacketWindow(headers);
        this.search = new PacketSearch(traceClass);
    }

    public static PacketWalk open(Path path, TraceClass traceClass) throws IOException {
        var walk = new PacketWalk(path, traceClass);
        walk.opened();
        return walk;
    }

    /**
     * {@return the next packet, or null when none is left}
     *
     * @throws DataStreamException when a header is damaged; the next call goes on at the packet after it
     */
    public @Nullable Span next() throws IOException, DataStreamException {
        DataFile from = opened();
        if (position >= from.size()) {
            return null;
        }
        long start = position;
        PacketHeader header = header(from, start);
        DataStreamException foreign = headers.takeForeign();
        if (foreign != null) {
            // The next call tells of the packet.
            throw foreign;
        }
        position = after(from, start, header.packetBytes());
        index++;
        return new Span(header, Math.min(header.packetBytes(), position - start));
    }

    private PacketHeader header(DataFile from, long start) throws IOException, DataStreamException {
        try {
            return window.header(from, start, index, 0);
        } catch (DataStreamException e) {
            index++;
            position = after(from, start, headers.trustedBytes().orElse(Long.MAX_VALUE));
            throw e;
        }
    }

    /** Gives up the file's descriptor until the next call of {@link #next}. */
    public void park() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        window.release();
        park();
    }

    private long after(DataFile from, long start, long packetBytes) throws IOException {
        return packetBytes <= from.size() - start
                ? start + packetBytes
                : search.next(from, start + 1).orElse(from.size());
    }

    private DataFile opened() throws IOException {
        if (file == null) {
            file = DataFile.open(path);
        }
        return file;
    }
}

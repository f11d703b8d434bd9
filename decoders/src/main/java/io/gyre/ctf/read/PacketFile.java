package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import io.gyre.ctf.Place;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one data stream, read from its file, or from several trace files that a tracer filled one after another
 * ({@code --tracefile-size}). Packets are handed out in a buffer that is used again.
 *
 * <p>Where the file ends within a packet, or the next packet begins before its end, the packet is handed out short, {@code length
 * < header.packetBytes()}. If its content lacks bytes the reader of events finds out; if only padding does, the next call tells.
 * Where a header is damaged, the call that meets it throws and the next one goes on at the next packet: found by the packet's size
 * when that can be trusted, else by the magic number.
 */
public final class PacketFile implements PacketSource {
    private final List<Path> files;
    private final PacketHeaders headers;
    private final PacketWindow window;
    private final PacketSearch search;
    private int nextFile;
    private @Nullable DataFile file;
    private long position;
    private long index;
    private long lastBytes;
    private @Nullable DataStreamException pending;

    private PacketFile(List<Path> files, TraceClass traceClass) {
        this.files = files;
        this.headers = new PacketHeaders(traceClass);
        this.window = new PacketWindow(headers);
        this.search = new PacketSearch(traceClass);
    }

    /** Opens a data stream that lies in one file. The file itself is opened when its first packet is asked for. */
    public static PacketFile open(Path file, TraceClass traceClass) throws IOException {
        return open(List.of(file), traceClass);
    }

    /** Opens a data stream that lies in several files, in whatever order; empty files are no part of it. */
    public static PacketFile open(List<Path> files, TraceClass traceClass) throws IOException {
        return new PacketFile(files.size() < 2 ? List.copyOf(files) : FileChain.inOrder(files, traceClass), traceClass);
    }

    /** {@return the packets of a data stream file that is in memory} */
    public static PacketFile of(byte[] bytes, String name, TraceClass traceClass) {
        var packets = new PacketFile(List.of(), traceClass);
        packets.file = DataFile.of(bytes, name);
        return packets;
    }

    /** {@return the data stream class of a packet of this source} */
    public DataStreamClass streamClass(PacketHeader header) {
        return Objects.requireNonNull(headers.layoutOf(header)).streamClass();
    }

    @Override
    public @Nullable Packet next() throws IOException, DataStreamException {
        return next(0);
    }

    @Override
    public @Nullable Packet next(long fromCycles) throws IOException, DataStreamException {
        if (pending != null) {
            DataStreamException damage = pending;
            pending = null;
            throw damage;
        }
        while (file == null || position >= file.size()) {
            if (nextFile == files.size()) {
                close();
                return null;
            }
            openNextFile();
        }
        return next(file, fromCycles);
    }

    private Packet next(DataFile from, long fromCycles) throws IOException, DataStreamException {
        PacketHeader header;
        try {
            header = window.header(from, position, index, lastBytes);
        } catch (DataStreamException e) {
            index++;
            position = afterDamage(from, headers.trustedBytes());
            throw e;
        }
        DataStreamException foreign = headers.takeForeign();
        if (foreign != null) {
            // The next call reads the packet.
            throw foreign;
        }
        long start = position;
        long wanted = header.packetBytes();
        index++;
        lastBytes = wanted;
        position = start + wanted;
        if (wanted > from.size() - start) {
            position = search.next(from, start + 1).orElse(from.size());
            lastBytes = 0;
        }
        if (header.endsBefore(fromCycles)) {
            lastBytes = 0;
            return new Packet(window.buffer(), 0, 0, header);
        }
        window.fill(from, start, position - start);
        int length = (int) Math.min(window.filled(), position - start);
        if (length < wanted && length * 8L >= header.contentBits()) {
            pending = shortPacket(header, length);
        }
        return new Packet(window.buffer(), 0, length, header);
    }

    static DataStreamException shortPacket(PacketHeader header, long length) {
        return new DataStreamException(Kind.TRUNCATED,
                Place.data(header.file(), header.index(), header.byteOffset() + length, 0),
                "the packet ends after " + length + " of its " + header.packetBytes() + " bytes");
    }

    private long afterDamage(DataFile from, OptionalLong trustedBytes) throws IOException {
        if (trustedBytes.isPresent() && trustedBytes.getAsLong() <= from.size() - position) {
            return position + trustedBytes.getAsLong();
        }
        return search.next(from, position + 1).orElse(from.size());
    }

    private void openNextFile() throws IOException {
        closeFile();
        file = DataFile.open(files.get(nextFile));
        nextFile++;
        position = 0;
        index = 0;
    }

    @Override
    public void close() throws IOException {
        window.release();
        nextFile = files.size();
        closeFile();
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}

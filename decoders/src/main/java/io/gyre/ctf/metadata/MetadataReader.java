package io.gyre.ctf.metadata;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.MetadataException.Kind;
import io.gyre.ctf.Place;
import io.gyre.ctf.json.JsonSequence;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.source.Lines;
import io.gyre.ctf.tsdl.Tsdl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@code metadata} files. Its methods keep no state and may be called by several threads. */
public final class MetadataReader {
    /** The largest file that is read, in bytes; a kernel with all its event classes needs 0.4 million, and 3 MB of memory. */
    public static final int MAX_BYTES = 1 << 25;
    private static final int RECORD_SEPARATOR = 0x1E;

    private MetadataReader() {}

    /** The metadata's text, and what its container says about the trace. */
    private record Unpacked(String text, @Nullable UUID uuid) {}

    /**
     * {@return what the file says about its trace}
     *
     * @param file the whole file
     * @param fileName for error messages
     */
    public static TraceClass read(byte[] file, String fileName) throws MetadataException {
        Unpacked unpacked = unpack(file, fileName);
        if (file[0] == RECORD_SEPARATOR) {
            TraceClass read = JsonSequence.parse(unpacked.text, fileName);
            if (read.streams().isEmpty()) {
                throw new MetadataException(Kind.SEMANTIC,
                        Lines.place(unpacked.text, unpacked.text.length(), fileName),
                        "no data-stream-class fragment, expected at least one");
            }
            return read;
        }
        TraceClass traceClass = Tsdl.parse(unpacked.text, fileName);
        if (unpacked.uuid != null && traceClass.uuid() != null && !unpacked.uuid.equals(traceClass.uuid())) {
            throw new MetadataException(Kind.CONTAINER, Place.data(fileName, 0, 4, -1),
                    "UUID of the metadata packets is " + unpacked.uuid
                            + ", expected the trace's, " + traceClass.uuid());
        }
        return traceClass;
    }

    /**
     * {@return the bytes of a {@code metadata} file}
     *
     * @throws MetadataException when it is larger than {@link #MAX_BYTES}
     */
    public static byte[] bytes(Path file) throws IOException, MetadataException {
        checkSize(Files.size(file), file.toString());
        return Files.readAllBytes(file);
    }

    private static void checkSize(long bytes, String fileName) throws MetadataException {
        if (bytes > MAX_BYTES) {
            throw new MetadataException(Kind.TOO_LARGE, Place.file(fileName),
                    "metadata has " + bytes + " bytes, more than " + MAX_BYTES);
        }
    }

    /** {@return the metadata's text, without the packets around it} */
    public static String text(byte[] file, String fileName) throws MetadataException {
        return unpack(file, fileName).text;
    }

    private static Unpacked unpack(byte[] file, String fileName) throws MetadataException {
        if (file.length == 0) {
            throw new MetadataException(Kind.MISSING, Place.file(fileName), "metadata is empty, expected CTF metadata");
        }
        checkSize(file.length, fileName);
        ByteOrder order = MetadataPackets.order(file);
        if (order != null) {
            MetadataPackets.Content content = MetadataPackets.read(file, fileName, order);
            return new Unpacked(new String(content.text(), StandardCharsets.UTF_8), content.uuid());
        } else if (!isText(file[0])) {
            throw new MetadataException(Kind.CONTAINER, Place.data(fileName, -1, 0, -1),
                    "metadata begins with byte 0x%02X, expected a metadata packet, TSDL or CTF 2"
                            .formatted(file[0]));
        }
        return new Unpacked(file[0] == RECORD_SEPARATOR
                ? strictUtf8(file, fileName)
                : new String(file, StandardCharsets.UTF_8), null);
    }

    /** JSON is UTF-8 (RFC 7464); TSDL is ASCII, but tracers write what users name things. */
    private static String strictUtf8(byte[] file, String fileName) throws MetadataException {
        var bytes = ByteBuffer.wrap(file);
        var characters = CharBuffer.allocate(file.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true);
        if (result.isError()) {
            throw new MetadataException(Kind.CONTAINER, Place.data(fileName, -1, bytes.position(), -1),
                    "metadata has a byte 0x%02X here, expected UTF-8".formatted(file[bytes.position()]));
        }
        return characters.flip().toString();
    }

    private static boolean isText(byte first) {
        return (first >= ' ' && first < 0x7F) || first == '\n' || first == '\r' || first == '\t'
                || first == RECORD_SEPARATOR;
    }
}

package io.gyre.wire.avro;

import io.gyre.wire.RecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns one kind of record into Avro's single-object encoding and back. Safe for use by several threads.
 *
 * <pre>
 * Value       := Marker Fingerprint Body
 * Marker      := C3 01
 * Fingerprint := 8 bytes, little-endian: CRC-64-AVRO of the writer's schema in parsing canonical form
 * Body        := the record in Avro's binary encoding
 * </pre>
 *
 * <p>Reads what any released version of the schema wrote; writes the current one. What it allocates is bounded by the value's size.
 */
public final class WireCodec<R extends Record> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = 2 + Long.BYTES;

    private final Class<R> type;
    private final Schema schema;
    private final Binding binding;
    private final byte[] header;
    private final Map<Long, GenericDatumReader<Object>> readers = new HashMap<>();

    private WireCodec(Class<R> type) {
        this.type = type;
        this.schema = SchemaFiles.current(type.getSimpleName());
        this.binding = Binding.of(schema, type);
        this.header = header(schema);
        for (Schema written : SchemaFiles.history(type.getSimpleName())) {
            readers.put(SchemaNormalization.parsingFingerprint64(written), new GenericDatumReader<>(written, schema));
        }
        readers.put(SchemaNormalization.parsingFingerprint64(schema), new GenericDatumReader<>(schema));
    }

    static <R extends Record> WireCodec<R> of(Class<R> type) {
        return new WireCodec<>(type);
    }

    /** {@return the schema that {@link #encode} writes} */
    public Schema schema() {
        return schema;
    }

    public Class<R> type() {
        return type;
    }

    /** {@return the record's value for the wire}; equal records give equal bytes */
    public byte[] encode(R wireRecord) {
        var out = new ByteArrayOutputStream(256);
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<Object>(schema).write(binding.toAvro(wireRecord), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }

    /**
     * {@return the record in a value from the wire}
     *
     * @param resource where the value comes from, for errors, such as {@code gyre.chunks-0@17}
     */
    public R decode(byte[] value, String resource) throws RecordException {
        if (value.length < HEADER_BYTES || ByteBuffer.wrap(value).getShort() != MARKER) {
            throw corrupt(resource, "does not begin with Avro's single-object marker C3 01 and a fingerprint", null);
        }
        long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        GenericDatumReader<Object> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new RecordException(RecordException.Kind.TOO_NEW, resource,
                    "no %s schema of this version of Gyre has the fingerprint %016x; a newer version may read it"
                            .formatted(type.getSimpleName(), fingerprint));
        }
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES,
                null);
        try {
            R decoded = type.cast(binding.toJava(reader.read(null, decoder)));
            if (!decoder.isEnd()) {
                throw corrupt(resource, "bytes follow the record", null);
            }
            return decoded;
        } catch (IOException | RuntimeException e) {
            // Avro names no closed set of exceptions for damaged data, and records refuse what contradicts itself.
            throw corrupt(resource, String.valueOf(e.getMessage()), e);
        }
    }

    private RecordException corrupt(String resource, String message, @Nullable Exception cause) {
        return new RecordException(RecordException.Kind.CORRUPT, resource,
                "no readable " + type.getSimpleName() + " record: " + message, cause);
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES).putShort(MARKER).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema)).array();
    }
}

package io.gyre.sinks.restore;

import io.gyre.wire.Manifest;
import io.gyre.wire.avro.WireCodecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/** Manifests as the first version of their schema has them, which knew SHA-256 alone. */
final class FirstManifests {
    private static final Schema FIRST = first();

    private FirstManifests() {}

    /** {@return the value as the first version wrote it, of a manifest whose digests are all SHA-256} */
    static byte[] encode(Manifest manifest) {
        try {
            var reader = new BinaryMessageDecoder<GenericRecord>(new GenericData(), FIRST);
            reader.addSchema(WireCodecs.MANIFEST.schema());
            GenericRecord first = reader.decode(WireCodecs.MANIFEST.encode(manifest));
            var out = new ByteArrayOutputStream();
            new BinaryMessageEncoder<GenericRecord>(new GenericData(), FIRST).encode(first, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema first() {
        try (InputStream in = WireCodecs.class.getResourceAsStream("history/Manifest-v1.avsc")) {
            Schema schema = new Schema.Parser().parse(in);
            schema.getField("files").schema().getElementType().getField("sha256").addAlias("digest");
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

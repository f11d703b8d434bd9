package io.gyre.streams;

import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.SealException;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** Believes and decodes manifests. */
record ManifestReader(SignaturePolicy signatures) {

    /**
     * {@return the manifest in a record}
     *
     * @param name of the record, for errors
     * @throws SealException when nobody who may has signed it
     * @throws RecordException when it cannot be understood, or lies under another line's key, where its line would be planned twice
     */
    Manifest read(Record<byte[], byte[]> message, String name) throws SealException, RecordException {
        byte[] value = message.value() == null ? new byte[0] : message.value();
        Header signature = message.headers().lastHeader(Manifest.SIGNATURE_HEADER);
        signatures.check(value, signature == null ? null : signature.value(), Instant.ofEpochMilli(message.timestamp()),
                name);
        Manifest manifest = WireCodecs.MANIFEST.decode(value, name);
        String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
        if (!key.equals(manifest.line().key())) {
            throw new RecordException(RecordException.Kind.BAD_KEY, name,
                    "a manifest of " + manifest.line() + " under the key \"" + key + "\"");
        }
        return manifest;
    }
}

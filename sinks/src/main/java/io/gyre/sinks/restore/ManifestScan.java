package io.gyre.sinks.restore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.TopicScan;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.WireException;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.ssh.AllowedSigner;
import io.gyre.wire.seal.ssh.AllowedSigners;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the manifests that a topic holds now, one after another. */
final class ManifestScan implements AutoCloseable {
    private final TopicScan scan;

    private ManifestScan(TopicScan scan) {
        this.scan = scan;
    }

    static ManifestScan open(Map<String, Object> client, String topic) throws SinkException {
        return new ManifestScan(TopicScan.open(client, topic));
    }

    /** {@return the next record of the topic that may be a manifest of the selection, or nothing at the end} */
    Optional<Found> next(ChunkSelection selection) throws SinkException {
        for (Optional<ConsumerRecord<byte[], byte[]>> next = scan.next(); next.isPresent(); next = scan.next()) {
            Found found = new Found(next.get());
            if (found.line().map(selection::includes).orElse(true)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        scan.close();
    }

    /** A record of the topic of manifests. */
    record Found(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        RecordRef place() {
            return new RecordRef(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
        }

        /** {@return the line that the key names, when it can be read} */
        Optional<LineId> line() {
            if (kafkaRecord.key() == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(LineId.ofKey(new String(kafkaRecord.key(), StandardCharsets.UTF_8)));
            } catch (RecordException unreadable) {
                return Optional.empty();
            }
        }

        /** {@return the manifest exactly as it was signed} */
        byte[] value() throws RecordException {
            byte[] value = kafkaRecord.value();
            if (value == null) {
                throw new RecordException(RecordException.Kind.CORRUPT, place().toString(), "the record has no value");
            }
            return value;
        }

        byte @Nullable [] signature() {
            Header header = kafkaRecord.headers().lastHeader(Manifest.SIGNATURE_HEADER);
            return header == null ? null : header.value();
        }

        Manifest manifest() throws RecordException {
            return WireCodecs.MANIFEST.decode(value(), place().toString());
        }

        /** Checks who signed; a key must have been valid when the manifest says that it was published. */
        void verify(Manifest manifest, Trust trust) throws WireException {
            switch (trust) {
                case Trust.SignedBy signed -> signer(manifest, signed.signers());
                case Trust.Anyone _ -> {
                }
            }
        }

        /** {@return who signed}; a key must have been valid when the manifest says that it was published */
        AllowedSigner signer(Manifest manifest, AllowedSigners signers) throws WireException {
            return ManifestSignature.verify(value(), signature(), signers,
                    Instant.ofEpochMilli(manifest.publishedAtMs()), place().toString());
        }
    }
}

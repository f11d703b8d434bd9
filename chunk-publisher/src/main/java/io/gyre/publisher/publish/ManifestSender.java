package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.DamageRef;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.ManifestSignature;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Ends a transaction: the signed manifest, what of the chunk is damaged, commit. */
final class ManifestSender {
    private static final String STAGE = "publish";
    /** A damaged trace has the same damage at many places; the manifest names more of them. */
    private static final int MAX_QUARANTINED = 100;

    private final PublishSession session;
    private final ChunkTransaction transaction;

    ManifestSender(PublishSession session, ChunkTransaction transaction) {
        this.session = session;
        this.transaction = transaction;
    }

    /** {@return where the manifest lies, committed} */
    RecordMetadata commit(Manifest manifest) throws BrokerException {
        Topics topics = session.settings().topics();
        byte[] key = manifest.line().key().getBytes(StandardCharsets.UTF_8);
        for (DamageRef damage : manifest.damages().stream().limit(MAX_QUARANTINED).toList()) {
            byte[] value = WireCodecs.QUARANTINE.encode(quarantine(manifest, damage));
            var _ = transaction.send(new ProducerRecord<>(topics.quarantine().name(), key, value));
        }
        byte[] value = WireCodecs.MANIFEST.encode(manifest);
        var manifestRecord = new ProducerRecord<>(topics.chunks().name(),
                session.cluster().chunksPartition(manifest.line()).partition(), key, value);
        manifestRecord.headers().add(Manifest.SIGNATURE_HEADER,
                ManifestSignature.sign(value, session.sealing().signingKey()));
        Future<RecordMetadata> place = transaction.send(manifestRecord);
        transaction.commit();
        return transaction.place(place);
    }

    private static Quarantine quarantine(Manifest manifest, DamageRef damage) {
        return new Quarantine(damage.code(), damage.message(), STAGE, manifest.line(), manifest.chunkId(),
                damage.file(), damage.packet(), damage.byteOffset(), null, null, manifest.publishedAtMs());
    }
}

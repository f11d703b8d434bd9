package io.gyre.sinks.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.gyre.sinks.EmbeddedBroker;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.SegmentId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.Topics;
import io.gyre.wire.Xxh128;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SealedSegment;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentWriter;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.AllowedSigners;
import io.gyre.wire.seal.ssh.SigningKey;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes folders as chunks, file by file and cut anywhere, without looking into them; and can do it wrongly. */
final class HandPublisher implements AutoCloseable {
    static final LineId LINE = new LineId("web-1", "shop", "20261123T092351+0000");
    /** Small, so that small chunks have several segments. */
    private static final SegmentOptions OPTIONS = new SegmentOptions(1, 16 << 10, 64 << 10);
    private static final int PIECE_BYTES = 10_000;

    private final Topics topics = Topics.withPrefix("t" + UUID.randomUUID()).withPartitions(3);
    private final SigningKey key = SigningKey.generate("publisher");
    private final X25519Identity identity = X25519Identity.generate();
    private final KafkaProducer<byte[], byte[]> producer;
    private Function<byte[], ContentDigest> digest = Xxh128::of;
    private Function<Manifest, byte[]> encoding = WireCodecs.MANIFEST::encode;

    HandPublisher(EmbeddedBroker broker) {
        broker.createTopic(topics.segments().name(), 3, Map.of("max.message.bytes", "4000000"));
        broker.createTopic(topics.chunks().name(), 3);
        Map<String, Object> config = new HashMap<>(broker.clientConfig());
        config.put("transactional.id", topics.prefix());
        config.put("max.request.size", "4000000");
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** From now on publishes as the first version did: manifests of the first schema, with the SHA-256 of each file. */
    void writeAsFirstVersion() {
        digest = Sha256::of;
        encoding = FirstManifests::encode;
    }

    Topics topics() {
        return topics;
    }

    List<AgeIdentity> identities() {
        return List.of(identity);
    }

    String identityText() {
        return identity.toSecretText() + "\n";
    }

    String allowedSigners() {
        return AllowedSigners.line("publisher", Manifest.SIGNATURE_NAMESPACE, key.publicKey());
    }

    Trust trust() throws Exception {
        return new Trust.SignedBy(AllowedSigners.parse(allowedSigners(), "allowed"));
    }

    Manifest publish(Path chunk, long id) throws Exception {
        return publish(chunk, LINE, id, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** @param spoilValue what becomes of each sealed segment on its way */
    Manifest publish(Path chunk, LineId line, long id, UnaryOperator<byte[]> spoilValue,
            UnaryOperator<Manifest> spoilManifest)
            throws Exception {
        producer.beginTransaction();
        List<SealedSegment> all = seal(chunk, new ChunkId(line, id));
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (SealedSegment sealed : all) {
            sent.add(producer.send(new ProducerRecord<>(topics.segments().name(),
                    new ChunkId(line, id).key().getBytes(StandardCharsets.UTF_8),
                    spoilValue.apply(sealed.value().clone()))));
        }
        List<SegmentRef> segments = new ArrayList<>();
        for (SealedSegment sealed : all) {
            RecordMetadata place = sent.get(segments.size()).get();
            segments.add(new SegmentRef(id, segments.size(), place.partition(), place.offset(), sealed.rawBytes(),
                    sealed.value().length, sealed.sha256(), Long.MIN_VALUE, Long.MAX_VALUE, 0, List.of()));
        }
        Manifest manifest = spoilManifest
                .apply(new Manifest(Manifest.FORMAT_VERSION, line, id, chunk.getFileName().toString(),
                        ChunkKind.CHUNK, digest.apply(new byte[0]), null, 0, 1, List.of(), files(chunk),
                        emptyFolders(chunk), List.of(),
                        segments, List.of(), List.of(), 1_795_000_000_000L, "test"));
        byte[] value = encoding.apply(manifest);
        sendManifest(line, value, ManifestSignature.sign(value, key));
        producer.commitTransaction();
        return manifest;
    }

    /** Sends a manifest as it is, on its own. */
    void publishRaw(LineId line, byte[] value, byte @Nullable [] signature) throws Exception {
        producer.beginTransaction();
        sendManifest(line, value, signature);
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void sendManifest(LineId line, byte[] value, byte @Nullable [] signature) throws Exception {
        var manifest = new ProducerRecord<>(topics.chunks().name(), line.key().getBytes(StandardCharsets.UTF_8), value);
        if (signature != null) {
            manifest.headers().add(Manifest.SIGNATURE_HEADER, signature);
        }
        producer.send(manifest).get();
    }

    private List<SealedSegment> seal(Path chunk, ChunkId id) throws IOException {
        List<SealedSegment> sealed = new ArrayList<>();
        List<Piece> pieces = pieces(chunk);
        for (int next = 0; next < pieces.size();) {
            try (SegmentWriter writer = new SegmentWriter(new SegmentId(id, sealed.size()), OPTIONS)) {
                while (next < pieces.size() && writer.hasRoomFor(pieces.get(next).length())) {
                    writer.add(pieces.get(next));
                    next++;
                }
                sealed.add(writer.seal(List.of(identity.recipient())));
            }
        }
        return sealed;
    }

    private List<Piece> pieces(Path chunk) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (FileRef file : files(chunk)) {
            byte[] content = Files.readAllBytes(chunk.resolve(file.path()));
            for (int at = 0; at < content.length; at += PIECE_BYTES) {
                pieces.add(
                        new Piece.FilePart(file.path(), at, content, at, Math.min(PIECE_BYTES, content.length - at)));
            }
        }
        return pieces;
    }

    private List<FileRef> files(Path chunk) throws IOException {
        try (Stream<Path> all = Files.walk(chunk)) {
            return all.filter(Files::isRegularFile).sorted().map(file -> {
                try {
                    byte[] content = Files.readAllBytes(file);
                    return new FileRef(chunk.relativize(file).toString(), content.length, digest.apply(content),
                            FileRef.Kind.OTHER);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }

    private static List<String> emptyFolders(Path chunk) throws IOException {
        try (Stream<Path> all = Files.walk(chunk)) {
            return all.filter(Files::isDirectory).filter(folder -> !folder.equals(chunk)).filter(HandPublisher::isEmpty)
                    .map(folder -> chunk.relativize(folder).toString()).toList();
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.gyre.sinks.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.sinks.EmbeddedBroker;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.AllowedSigner;
import io.gyre.wire.seal.ssh.AllowedSigners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class VerifyTest {
    private final HandPublisher publisher = new HandPublisher(EmbeddedBroker.shared());

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        publisher.close();
    }

    @Test
    void soundChunksAreToldWithTheirSigners() throws Exception {
        Manifest manifest = publisher.publish(chunk(), 0);
        publisher.publish(chunk(), 1);
        List<String> told = new ArrayList<>();

        VerifySummary summary = Verify.run(config(publisher.identities(), ChunkSelection.ALL), new VerifyListener() {
            @Override
            public void sound(Manifest found, AllowedSigner signer) {
                told.add(found.chunkId() + " " + signer.principals());
            }
        });

        assertEquals(List.of("0 publisher", "1 publisher"), told);
        assertEquals(List.of(), summary.failures());
        assertEquals(2L * manifest.segments().size(), summary.segments());
        assertEquals(2 * manifest.segments().stream().mapToLong(SegmentRef::sealedBytes).sum(), summary.sealedBytes());
    }

    @Test
    void whateverIsWrongIsToldWithItsCode() throws Exception {
        publisher.publish(chunk(), 0);
        spoilt(1, VerifyTest::flipABit, UnaryOperator.identity());
        spoilt(2, UnaryOperator.identity(), manifest -> withSegments(manifest, manifest.segments().reversed()));
        spoilt(3, UnaryOperator.identity(), manifest -> withSegments(manifest, manifest.segments().subList(1, 2)));
        spoilt(4, UnaryOperator.identity(), manifest -> withSegments(manifest, List.of()));

        VerifySummary opened = Verify.run(config(publisher.identities(), ChunkSelection.ALL), VerifyListener.NONE);
        assertEquals(List.of("1 seal-corrupt", "3 restore-file-differs", "4 restore-file-differs"), codes(opened));
        assertEquals(2, opened.sound(), "chunk 0, and chunk 2, whose segments stand in another order");

        VerifySummary sealed = Verify.run(config(List.of(), ChunkSelection.ALL), VerifyListener.NONE);
        assertEquals(List.of("1 seal-corrupt"), codes(sealed),
                "without an identity nobody sees what is missing inside");

        VerifySummary wrongKey = Verify.run(config(List.of(X25519Identity.generate()),
                new ChunkSelection(Set.of(), Set.of(), Set.of(0L))), VerifyListener.NONE);
        assertEquals(List.of("0 seal-wrong-key"), codes(wrongKey));
    }

    @ParameterizedTest
    @CsvSource({ "false, XXH3-128", "true, SHA-256"})
    void filesWithOtherContentAreFound(boolean first, String algorithm) throws Exception {
        if (first) {
            publisher.writeAsFirstVersion();
        }
        publisher.publish(chunk(), 0);
        spoilt(1, UnaryOperator.identity(), manifest -> withFiles(manifest, manifest.files().reversed().stream()
                .map(file -> new FileRef(file.path(), file.size(), manifest.files().getFirst().digest(), file.kind()))
                .toList()));

        VerifySummary summary = Verify.run(config(publisher.identities(), ChunkSelection.ALL), VerifyListener.NONE);

        assertEquals(1, summary.sound());
        assertEquals(List.of("1 restore-file-differs"), codes(summary));
        assertTrue(summary.failures().getFirst().message().contains("it has the " + algorithm + " "),
                summary.failures()::toString);
    }

    @Test
    void strangersManifestsAreNotSound() throws Exception {
        publisher.publish(chunk(), 0);
        try (HandPublisher stranger = new HandPublisher(EmbeddedBroker.shared())) {
            VerifyConfig mine = config(publisher.identities(), ChunkSelection.ALL);
            VerifyConfig theirs = new VerifyConfig(mine.client(), mine.topics(), mine.identities(),
                    AllowedSigners.parse(stranger.allowedSigners(), "allowed"), mine.selection());
            assertEquals(List.of("0 signature-unknown-signer"), codes(Verify.run(theirs, VerifyListener.NONE)));
        }
    }

    private VerifyConfig config(List<AgeIdentity> identities, ChunkSelection selection) throws Exception {
        return new VerifyConfig(EmbeddedBroker.shared().clientConfig(), publisher.topics(), identities,
                AllowedSigners.parse(publisher.allowedSigners(), "allowed"), selection);
    }

    private static List<String> codes(VerifySummary summary) {
        return summary.failures().stream()
                .map(failure -> failure.chunk().orElseThrow().number() + " " + failure.code()).sorted().toList();
    }

    private void spoilt(long id, UnaryOperator<byte[]> value, UnaryOperator<Manifest> manifest) throws Exception {
        publisher.publish(chunk(), HandPublisher.LINE, id, value, manifest);
    }

    private static byte[] flipABit(byte[] value) {
        value[value.length / 2] ^= 1;
        return value;
    }

    private static Manifest withSegments(Manifest m, List<SegmentRef> segments) {
        return with(m, m.files(), segments);
    }

    private static Manifest withFiles(Manifest m, List<FileRef> files) {
        return with(m, files, m.segments());
    }

    private static Manifest with(Manifest m, List<FileRef> files, List<SegmentRef> segments) {
        return new Manifest(m.formatVersion(), m.line(), m.chunkId(), m.chunkName(), m.kind(), m.contentDigest(),
                m.previousChunkId(), m.afterNs(), m.upToNs(), m.traces(), files, m.directories(), m.streams(),
                segments, m.carried(), m.damages(), m.publishedAtMs(), m.gyreVersion());
    }

    private Path chunk() throws Exception {
        Path chunk = folder.resolve("chunk");
        if (Files.notExists(chunk)) {
            var random = new Random(1);
            Files.createDirectories(chunk.resolve("kernel"));
            for (String file : List.of("kernel/metadata", "kernel/ch_0", "kernel/ch_1")) {
                byte[] content = new byte[25_000];
                random.nextBytes(content);
                Files.write(chunk.resolve(file), content);
            }
            assertTrue(Files.exists(chunk.resolve("kernel/ch_1")));
        }
        return chunk;
    }
}

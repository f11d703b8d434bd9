package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.SshSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with stock tools and a folder of keys. */
final class StockSegmentTest {
    @TempDir
    Path folder = Path.of("");

    /** {@code age -d -i KEY < value | zstd -d}, for a segment with all that the format has. */
    @Test
    void ageAndZstdGiveThePayload() throws Exception {
        StockTool.assumeInstalled("age", "zstd");
        KeyFolder keys = KeyFolder.generate(folder.resolve("keys"), "publisher@host1");
        SealedSegment sealed = Segments.seal(keys.identities().getFirst(), Segments.samples());
        byte[] frame = StockTool.output(folder, sealed.value(), "age", "-d", "-i", "keys/identity.txt");
        byte[] payload = StockTool.output(folder, frame, "zstd", "-d", "-c");
        assertEquals(sealed.rawBytes(), payload.length);
        OpenSegment open = Segments.open(sealed, keys.identities().getFirst());
        byte[] buffer = open.pieces().getFirst().buffer();
        assertArrayEquals(Arrays.copyOf(buffer, payload.length), payload);
    }

    @Test
    void whatAgeAndZstdSealedIsOpened() throws Exception {
        StockTool.assumeInstalled("age", "zstd");
        KeyFolder keys = KeyFolder.generate(folder.resolve("keys"), "publisher@host1");
        SealedSegment sealed = Segments.seal(X25519Identity.generate(), Segments.samples());
        byte[] payload = KnownSegment.payload();
        byte[] frame = StockTool.output(folder, payload, "zstd", "-19", "-c");
        byte[] value = StockTool.output(folder, frame, "age", "-R", "keys/recipients.txt");
        OpenSegment open = SegmentReader.open(value, keys.identities(), 1 << 20, "test");
        assertEquals(Segments.ID, open.id());
        assertEquals(sealed.rawBytes(), open.rawBytes());
    }

    @Test
    void sshKeygenVerifiesAManifestWithTheFolder() throws Exception {
        StockTool.assumeInstalled("ssh-keygen");
        KeyFolder keys = KeyFolder.generate(folder.resolve("keys"), "publisher@host1");
        byte[] manifest = HexFormat.of().parseHex("c30100ff0a0d");
        byte[] signature = ManifestSignature.sign(manifest, keys.signingKey());
        Files.write(folder.resolve("manifest.avro.sig"), signature);
        List<String> verify = List.of("ssh-keygen", "-Y", "verify", "-f", "keys/allowed_signers", "-I",
                "publisher@host1", "-n", "gyre-manifest", "-s", "manifest.avro.sig");
        StockTool.Outcome outcome = StockTool.run(folder, manifest, verify);
        assertEquals(0, outcome.exit(), outcome.errors());
        assertNotEquals(0, StockTool.run(folder, new byte[1], verify).exit());
        byte[] stock = StockTool.output(folder, manifest, "ssh-keygen", "-Y", "sign", "-f", "keys/id_ed25519", "-n",
                "gyre-manifest");
        assertArrayEquals(signature, stock);
        assertTrue(new String(signature, StandardCharsets.US_ASCII).startsWith("-----BEGIN SSH SIGNATURE-----\n"));
    }

    @Test
    void aManifestWithoutOrWithAWrongSignatureIsRefused() throws Exception {
        KeyFolder keys = KeyFolder.generate(folder.resolve("keys"), "publisher@host1");
        byte[] manifest = { 1, 2, 3};
        byte[] good = ManifestSignature.sign(manifest, keys.signingKey());
        byte[] file = SshSignature.sign(manifest, "file", keys.signingKey()).toArmored()
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals("publisher@host1", ManifestSignature
                .verify(manifest, good, keys.allowedSigners(), Instant.now(), "gyre.chunks-0@1").principals());
        assertEquals("signature-missing", code(keys, manifest, null));
        assertEquals("signature-malformed", code(keys, manifest, new byte[]{ 1}));
        assertEquals("signature-bad", code(keys, new byte[]{ 1, 2}, good));
        assertEquals("signature-wrong-namespace", code(keys, manifest, file));
    }

    private static String code(KeyFolder keys, byte[] manifest, byte @Nullable [] header) {
        return assertThrows(SealException.class,
                () -> ManifestSignature.verify(manifest, header, keys.allowedSigners(), Instant.now(), "m")).code();
    }
}

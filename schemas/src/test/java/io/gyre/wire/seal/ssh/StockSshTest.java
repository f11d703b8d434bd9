package io.gyre.wire.seal.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import io.gyre.wire.seal.StockTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours and {@code ssh-keygen -Y} accept and refuse the same signatures. */
final class StockSshTest {
    private static final byte[] MESSAGE = "a manifest".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "gyre-manifest";
    private static final String IDENTITY = "publisher@host1";
    private final SigningKey key = SigningKey.generate(IDENTITY);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsSshKeygen() {
        StockTool.assumeInstalled("ssh-keygen");
    }

    @Test
    void sshKeygenVerifiesOurs() throws Exception {
        Files.writeString(folder.resolve("allowed_signers"),
                AllowedSigners.line(IDENTITY, NAMESPACE, key.publicKey()));
        Files.writeString(folder.resolve("manifest.sig"), SshSignature.sign(MESSAGE, NAMESPACE, key).toArmored());
        StockTool.Outcome outcome = stockVerify(MESSAGE);
        assertEquals(0, outcome.exit(), outcome.errors());
        assertTrue(outcome.text().contains("Good \"gyre-manifest\" signature for " + IDENTITY), outcome.text());
        assertNotEquals(0, stockVerify(new byte[1]).exit());
    }

    @Test
    void oursVerifiesWhatSshKeygenSigned() throws Exception {
        StockTool.output(folder, new byte[0], "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "c", "-f", "id");
        Files.write(folder.resolve("m"), MESSAGE);
        SigningKey stock = SigningKey.parse(Files.readString(folder.resolve("id")), "id");
        assertEquals(Files.readString(folder.resolve("id.pub")), stock.toPublicText());
        for (String hash : List.of("sha256", "sha512")) {
            Files.deleteIfExists(folder.resolve("m.sig"));
            StockTool.output(folder, new byte[0], "ssh-keygen", "-Y", "sign", "-f", "id", "-n", NAMESPACE, "-O",
                    "hashalg=" + hash, "m");
            SshSignature signature = SshSignature.parse(Files.readString(folder.resolve("m.sig")), "m.sig");
            new AllowedSigners(List.of(new AllowedSigner(1, "*", null, null, null, stock.publicKey())), List.of())
                    .verify(MESSAGE, signature, NAMESPACE, Instant.EPOCH, "m");
        }
    }

    @Test
    void sshKeygenSignsWithOurKeyFileAsWeDo() throws Exception {
        Files.createFile(folder.resolve("id"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("id"), key.toSecretText());
        byte[] printed = StockTool.output(folder, MESSAGE, "ssh-keygen", "-Y", "sign", "-f", "id", "-n", NAMESPACE);
        assertEquals(SshSignature.sign(MESSAGE, NAMESPACE, key).toArmored(),
                new String(printed, StandardCharsets.US_ASCII));
        byte[] publicKey = StockTool.output(folder, new byte[0], "ssh-keygen", "-y", "-f", "id");
        assertEquals(key.toPublicText(), new String(publicKey, StandardCharsets.US_ASCII));
    }

    /** Each line is tried on both; the time is 2026-11-23 12:00 UTC. */
    @ParameterizedTest
    @ValueSource(strings = { "publisher@host1 KEY", "publisher@host1 KEY a comment", "* KEY", "publisher@* KEY",
            "other@host1 KEY", "other@host1,publisher@host1 KEY", "*,!publisher@host1 KEY", "!other KEY",
            "\"publisher@host1\" KEY", "PUBLISHER@host1 KEY", "\tpublisher@host1\t KEY",
            "* namespaces=\"gyre-manifest\" KEY",
            "* namespaces=\"file\" KEY", "* NAMESPACES=\"file,gyre-*\" KEY", "* namespaces=\"*,!gyre-manifest\" KEY",
            "* valid-after=\"20261123Z\" KEY", "* valid-after=\"20261124Z\" KEY", "* valid-before=\"20261123Z\" KEY",
            "* valid-before=\"20261124Z\" KEY", "* valid-after=\"202611231200Z\" KEY",
            "* valid-before=\"202611231200Z\" KEY", "* valid-after=\"20261123120001Z\" KEY",
            "* valid-before=\"20261123115959Z\" KEY", "* valid-after=\"20260101\",valid-before=\"20270101\" KEY",
            "* namespaces=\"gyre-manifest\",valid-before=\"20200101Z\" KEY", "* unknown=\"x\" KEY",
            "* namespaces=x KEY",
            "* valid-after=\"tomorrow\" KEY", "* namespaces=\"a\",namespaces=\"gyre-manifest\" KEY", "* KEYS", "KEY",
            "*",
            "* valid-before=\"20200101Z\" KEY\n* KEY", "* namespaces=\"file\" KEY\n* KEY", "# * KEY", "",
            "  # x\n* KEY",
            "* ssh-rsa AAAA\n* KEY", "*  namespaces=\"gyre-manifest\"   KEY"})
    void bothDecideTheSame(String lines) throws Exception {
        String file = lines.replace("KEY", key.publicKey().toString()) + "\n";
        Files.writeString(folder.resolve("allowed_signers"), file);
        SshSignature signature = SshSignature.sign(MESSAGE, NAMESPACE, key);
        Files.writeString(folder.resolve("manifest.sig"), signature.toArmored());
        StockTool.Outcome stock = stockVerify(MESSAGE, "-O", "verify-time=20261123120000Z");
        if (stock.exit() == 0) {
            AllowedSigners.parse(file, "allowed_signers").verifyAs(IDENTITY, MESSAGE, signature, NAMESPACE,
                    Instant.parse("2026-11-23T12:00:00Z"), "m");
        } else {
            assertThrows(SealException.class,
                    () -> AllowedSigners.parse(file, "allowed_signers").verifyAs(IDENTITY, MESSAGE, signature,
                            NAMESPACE, Instant.parse("2026-11-23T12:00:00Z"), "m"),
                    stock.text());
        }
    }

    private StockTool.Outcome stockVerify(byte[] message, String... options) throws Exception {
        var command = new ArrayList<>(List.of("ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I",
                IDENTITY, "-n", NAMESPACE, "-s", "manifest.sig"));
        command.addAll(List.of(options));
        return StockTool.run(folder, message, command);
    }
}

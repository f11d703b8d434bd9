package io.gyre.wire.seal.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gyre.wire.seal.StockTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours and {@code age} open each other's files. */
final class StockAgeTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsAge() {
        StockTool.assumeInstalled("age", "age-keygen");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 65535, 65536, 65537, 300_000})
    void ageOpensOurs(int length) throws Exception {
        var identity = X25519Identity.generate();
        Files.writeString(folder.resolve("identity.txt"), identity.toSecretText() + "\n");
        byte[] plain = random(length);
        byte[] file = AgeFile.encrypt(plain,
                List.of(X25519Identity.generate().recipient(), identity.recipient()));
        assertArrayEquals(plain, StockTool.output(folder, file, "age", "-d", "-i", "identity.txt"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 65535, 65536, 65537, 300_000})
    void oursOpensWhatAgeMade(int length) throws Exception {
        StockTool.output(folder, new byte[0], "age-keygen", "-o", "identity.txt");
        List<AgeIdentity> identities = AgeIdentity.parseFile(Files.readString(folder.resolve("identity.txt")),
                "identity.txt");
        byte[] plain = random(length);
        byte[] file = StockTool.output(folder, plain, "age", "-r", X25519Identity.generate().recipient().toString(),
                "-r", identities.getFirst().recipient().toString());
        assertArrayEquals(plain, AgeFile.decrypt(file, identities, "test"));
    }

    @Test
    void ageKeygenNamesTheSameRecipient() throws Exception {
        var identity = X25519Identity.generate();
        byte[] printed = StockTool.output(folder, identity.toSecretText().getBytes(StandardCharsets.US_ASCII),
                "age-keygen", "-y");
        assertEquals(identity.recipient().toString(), new String(printed, StandardCharsets.US_ASCII).strip());
    }

    @Test
    void ageRefusesOursWithAnotherKey() throws Exception {
        Files.writeString(folder.resolve("identity.txt"), X25519Identity.generate().toSecretText());
        byte[] file = AgeFile.encrypt(new byte[10], List.of(X25519Identity.generate().recipient()));
        assertNotEquals(0, StockTool.run(folder, file, List.of("age", "-d", "-i", "identity.txt")).exit());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

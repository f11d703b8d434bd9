package io.gyre.wire.seal.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The post-quantum hybrid; {@code hybrid.age} and {@code hybrid-identity.txt} were made by age's authors' npm package age-encryption 0.3.0. */
class HybridTest {
    private static final byte[] PLAIN = "sealed".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatAgesOwnLibraryMadeIsOpened() throws Exception {
        String keys = new String(resource("hybrid-identity.txt"), StandardCharsets.US_ASCII);
        List<AgeIdentity> identities = AgeIdentity.parseFile(keys, "identity.txt");
        assertEquals("Sealed for the day after tomorrow.\n",
                new String(AgeFile.decrypt(resource("hybrid.age"), identities, "hybrid.age"),
                        StandardCharsets.US_ASCII));
        AgeIdentity identity = identities.getFirst();
        assertTrue(keys.contains("# public key: " + identity.recipient() + "\n"), "the same recipient");
        assertTrue(keys.contains("\n" + identity.toSecretText() + "\n"), "the same secret text");
    }

    @Test
    void oursIsOpenedByItsIdentityAlone() throws Exception {
        HybridIdentity identity = HybridIdentity.generate();
        HybridIdentity second = HybridIdentity.generate();
        byte[] file = AgeFile.encrypt(PLAIN, List.of(second.recipient(), identity.recipient()));
        assertArrayEquals(PLAIN, AgeFile.decrypt(file, List.of(identity), "test"));
        assertArrayEquals(PLAIN, AgeFile.decrypt(file, List.of(second), "test"));
        for (AgeIdentity other : List.of(HybridIdentity.generate(), X25519Identity.generate())) {
            SealException error = assertThrows(SealException.class,
                    () -> AgeFile.decrypt(file, List.of(other), "test"));
            assertEquals(SealException.Kind.WRONG_KEY, error.kind());
        }
    }

    @Test
    void keysHaveTextForms() throws Exception {
        HybridIdentity identity = HybridIdentity.generate();
        assertEquals(identity.recipient(), AgeRecipient.parse(identity.recipient().toString(), "text"));
        AgeIdentity again = AgeIdentity.parse(identity.toSecretText(), "text");
        assertEquals(identity.recipient(), again.recipient());
        assertTrue(identity.toSecretText().startsWith("AGE-SECRET-KEY-PQ-1"));
    }

    @Test
    void hybridAndPlainRecipientsDoNotMix() {
        String both = HybridIdentity.generate().recipient() + "\n" + X25519Identity.generate().recipient() + "\n";
        SealException error = assertThrows(SealException.class, () -> AgeRecipient.parseFile(both, "recipients.txt"));
        assertEquals(SealException.Kind.KEY_MALFORMED, error.kind());
    }

    @Test
    void aStanzaThatIsNoneIsCorrupt() {
        HybridIdentity identity = HybridIdentity.generate();
        var stanza = new AgeStanza(HybridRecipient.TYPE, List.of("AAAA"), new byte[AgeKeys.WRAPPED_KEY_BYTES]);
        SealException error = assertThrows(SealException.class, () -> identity.unwrap(stanza, "test"));
        assertEquals(SealException.Kind.CORRUPT, error.kind());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(HybridTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}

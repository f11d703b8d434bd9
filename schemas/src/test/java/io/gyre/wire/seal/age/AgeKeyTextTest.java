package io.gyre.wire.seal.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.wire.SealException;
import io.gyre.wire.SealException.Kind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeKeyTextTest {
    private static final String SECRET = "AGE-SECRET-KEY-1EPZSX8DAJP4VT8EC3K7LN26VWND8K0SU3M93N64468ANN68XFHGSPF5EY9";
    private static final String PUBLIC = "age1m64e4xfswghssxw2xcq079hvt7atqgcrfrsx0kez57xng8mjxf6s4wljkt";

    @Test
    void anIdentityFileOfAgeKeygenIsRead() throws SealException {
        List<AgeIdentity> identities = AgeIdentity.parseFile(
                "# created: 2026-11-23T11:15:19Z\n# public key: " + PUBLIC + "\n" + SECRET + "\n\n", "identity.txt");
        assertEquals(1, identities.size());
        assertEquals(PUBLIC, identities.getFirst().recipient().toString());
        assertEquals(SECRET, identities.getFirst().toSecretText());
    }

    @Test
    void theSecretIsNotShown() throws SealException {
        AgeIdentity identity = AgeIdentity.parse(SECRET, "test");
        assertFalse(identity.toString().toUpperCase(Locale.ROOT).contains(SECRET.substring(20)));
    }

    @Test
    void errorsNameTheLineAndNotTheSecret() {
        String damaged = SECRET.replace('Z', 'P');
        var error = assertThrows(SealException.class, () -> AgeIdentity.parseFile("#\n\n" + damaged, "identity.txt"));
        assertEquals(Kind.KEY_MALFORMED, error.kind());
        assertEquals("identity.txt:3", error.resource());
        assertFalse(String.valueOf(error.getMessage()).contains(damaged.substring(20, 40)));
    }

    @Test
    void recipientsAreReadOneALine() throws SealException {
        assertEquals(List.of(AgeRecipient.parse(PUBLIC, "test"), AgeRecipient.parse(PUBLIC, "test")),
                AgeRecipient.parseFile("# who\r\n" + PUBLIC + "\r\n  " + PUBLIC, "recipients.txt"));
    }

    @Test
    void aFileWithoutAnyKeyIsMalformed() {
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> AgeRecipient.parseFile("# nothing\n", "r")).kind());
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> AgeIdentity.parseFile("", "i")).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKIq0Uj0CB6wiGs+5jeDGSSsWM/K21ghO4VsMsoHYIQe",
            "ssh-rsa AAAA", "age1yubikey1qqqqqqqqqq"})
    void recipientsOfOtherKindsAreUnsupported(String text) {
        assertEquals(Kind.KEY_UNSUPPORTED,
                assertThrows(SealException.class, () -> AgeRecipient.parse(text, "r")).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = { "AGE-PLUGIN-YUBIKEY-1XXX", "-----BEGIN OPENSSH PRIVATE KEY-----",
            "age-encryption.org/v1", "-----BEGIN AGE ENCRYPTED FILE-----"})
    void identitiesOfOtherKindsAreUnsupported(String text) {
        assertEquals(Kind.KEY_UNSUPPORTED,
                assertThrows(SealException.class, () -> AgeIdentity.parse(text, "i")).kind());
    }

    @Test
    void everyChangedCharacterOfAKeyIsFound() {
        for (int i = 0; i < PUBLIC.length(); i++) {
            String changed = PUBLIC.substring(0, i) + (PUBLIC.charAt(i) == 'q' ? 'p' : 'q') + PUBLIC.substring(i + 1);
            assertEquals(Kind.KEY_MALFORMED,
                    assertThrows(SealException.class, () -> AgeRecipient.parse(changed, "r")).kind(), changed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "age1", "age", "Age1m64e4xfswghssxw2xcq079hvt7atqgcrfrsx0kez57xng8mjxf6s4wljkt",
            "age1m64e4xfswghssxw2xcq079hvt7atqgcrfrsx0kez57xng8mjxf6s4wljk",
            "age1m64e4xfswghssxw2xcq079hvt7atqgcrfrsx0kez57xng8mjxf6s4wljktq"})
    void whatIsNoKeyIsMalformed(String text) {
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> AgeRecipient.parse(text, "r")).kind());
    }

    @Test
    void aKeyOfAnotherLengthIsMalformed() {
        String shorter = Bech32.encode("age", new byte[31]);
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> AgeRecipient.parse(shorter, "r")).kind());
    }

    /** BIP 173's own test vectors, whose data are five-bit groups that make whole bytes. */
    @Test
    void bech32TestVectors() throws SealException {
        assertArrayEquals(new byte[0], Bech32.decode("a", "A12UEL5L", "bip"));
        assertEquals("a12uel5l", Bech32.encode("a", new byte[0]));
        String all = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw";
        assertEquals(all, Bech32.encode("abcdef", Bech32.decode("abcdef", all, "bip")));
        assertThrows(SealException.class, () -> Bech32.decode("a", "A1G7SGD8", "bip"));
    }
}

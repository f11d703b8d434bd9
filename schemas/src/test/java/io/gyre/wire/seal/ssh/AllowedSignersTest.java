package io.gyre.wire.seal.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import io.gyre.wire.SealException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedSignersTest {
    private static final byte[] MESSAGE = "manifest".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "gyre-manifest";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final SigningKey key = SigningKey.generate("k");
    private final SshSignature signature = SshSignature.sign(MESSAGE, NAMESPACE, key);

    @Test
    void aListedKeyMaySign() throws SealException {
        AllowedSigner signer = verify("""
                # publishers

                  publisher@host1 namespaces="gyre-manifest" %s
                """.formatted(key.publicKey()));
        assertEquals("publisher@host1", signer.principals());
        assertEquals(3, signer.line());
    }

    @Test
    void anUnlistedKeyIsAnUnknownSigner() {
        var error = fails(Kind.SIGNATURE_UNKNOWN_SIGNER, "a " + SigningKey.generate("").publicKey());
        assertEquals("signature-unknown-signer", error.code());
        assertTrue(String.valueOf(error.getMessage()).contains(key.publicKey().fingerprint()), error.getMessage());
        fails(Kind.SIGNATURE_UNKNOWN_SIGNER, "");
    }

    @Test
    void aKeyForOtherPurposesIsAnUnknownSigner() {
        fails(Kind.SIGNATURE_UNKNOWN_SIGNER, "a namespaces=\"file,git\" " + key.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "gyre-manifest", "file,gyre-manifest", "gyre-*", "*", "gyre-manifes?", "!file,*"})
    void namespacesAreAPatternList(String patterns) throws SealException {
        verify("a namespaces=\"" + patterns + "\" " + key.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "gyre", "gyre-manifest-2", "*,!gyre-manifest", "?", "!file"})
    void namespacesThatDoNotMatchAreRefused(String patterns) {
        fails(Kind.SIGNATURE_UNKNOWN_SIGNER, "a namespaces=\"" + patterns + "\" " + key.publicKey());
    }

    @ParameterizedTest
    @CsvSource({ "20261123Z,20261124Z", "20261123115959Z,20261123120001Z", "202611231200Z,202611231200Z",
            "20000101,20990101"})
    void aKeyMaySignWithinItsTime(String after, String before) throws SealException {
        verify("a valid-after=\"%s\",valid-before=\"%s\" %s".formatted(after, before, key.publicKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "valid-after=\"20261124Z\"", "valid-before=\"20261123Z\"",
            "valid-after=\"20261123120001Z\"", "valid-before=\"202611231159Z\""})
    void aKeyOutsideItsTimeIsExpired(String option) {
        assertEquals("signature-expired",
                fails(Kind.SIGNATURE_EXPIRED, "a " + option + " " + key.publicKey()).code());
    }

    @Test
    void aKeyRenewedOnALaterLineMaySign() throws SealException {
        AllowedSigner signer = verify("a valid-before=\"20200101Z\" %s\nb %s\nc valid-before=\"20200101Z\" %s"
                .formatted(key.publicKey(), key.publicKey(), key.publicKey()));
        assertEquals("b", signer.principals());
    }

    @Test
    void timesWithoutZAreLocal() throws SealException {
        AllowedSigner signer = AllowedSigners.parse("a valid-after=\"20260102030405\" " + key.publicKey(), "f")
                .signers().getFirst();
        assertEquals(LocalDateTime.of(2026, 1, 2, 3, 4, 5).atZone(ZoneId.systemDefault()).toInstant(),
                signer.validAfter());
    }

    @Test
    void anIdentityMustBeAmongThePrincipals() throws SealException {
        AllowedSigners allowed = AllowedSigners.parse("*@example.org,!guest@example.org " + key.publicKey(), "f");
        allowed.verifyAs("me@example.org", MESSAGE, signature, NAMESPACE, NOW, "m");
        for (String identity : List.of("guest@example.org", "me@example.com", "")) {
            assertEquals(Kind.SIGNATURE_UNKNOWN_SIGNER, assertThrows(SealException.class,
                    () -> allowed.verifyAs(identity, MESSAGE, signature, NAMESPACE, NOW, "m")).kind());
        }
    }

    @Test
    void principalsMayBeQuoted() throws SealException {
        assertEquals("a b", verify("\"a b\" " + key.publicKey()).principals());
    }

    @Test
    void otherKeyTypesAreIgnoredWithTheirReason() throws SealException {
        AllowedSigners allowed = AllowedSigners.parse("""
                a ssh-rsa AAAAB3NzaC1yc2E=
                b namespaces="file" ecdsa-sha2-nistp256 AAAA
                c sk-ssh-ed25519@openssh.com AAAA comment
                d %s
                """.formatted(key.publicKey()), "allowed_signers");
        assertEquals(1, allowed.signers().size());
        assertEquals(3, allowed.ignored().size());
        assertTrue(allowed.ignored().get(1).startsWith("allowed_signers:2: "), allowed.ignored().get(1));
        assertTrue(allowed.ignored().get(1).contains("ecdsa-sha2-nistp256"), allowed.ignored().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "cert-authority", "CERT-AUTHORITY", "namespaces=\"gyre-manifest\",cert-authority"})
    void certificateAuthoritiesAreRejected(String options) {
        var error = fails(Kind.KEY_UNSUPPORTED, "a " + options + " " + key.publicKey());
        assertTrue(String.valueOf(error.getMessage()).contains("cert-authority"), error.getMessage());
        assertEquals("allowed_signers:1", error.resource());
    }

    @Test
    void aCommentMayMentionCertificateAuthorities() throws SealException {
        AllowedSigners allowed = AllowedSigners.parse("a ssh-rsa AAAA no cert-authority\n", "f");
        assertEquals(1, allowed.ignored().size());
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "a ssh-ed25519", "a ssh-ed25519 !!!!", "a unknown=\"x\" KEY", "a namespaces=x KEY",
            "a namespaces=\"x KEY", "a namespaces=\"x\",namespaces=\"y\" KEY", "a valid-after=\"yesterday\" KEY",
            "a valid-after=\"20261323Z\" KEY", "\"a KEY", "a namespaces=\"x\""})
    void whatCannotBeUnderstoodIsMalformed(String line) {
        fails(Kind.KEY_MALFORMED, line.replace("KEY", key.publicKey().toString()));
    }

    @Test
    void theLineThatKeygenWritesIsUnderstood() throws SealException {
        String line = AllowedSigners.line("publisher@host1", NAMESPACE, key.publicKey());
        assertEquals(NAMESPACE, verify(line).namespaces());
        assertThrows(IllegalArgumentException.class, () -> AllowedSigners.line("a b", NAMESPACE, key.publicKey()));
    }

    @Test
    void manyStarsDoNotTakeForEver() {
        assertFalse(PatternList.matches("*a".repeat(500) + "b", "a".repeat(5000)));
        assertTrue(PatternList.matches("*a".repeat(500) + "*", "a".repeat(5000)));
    }

    private AllowedSigner verify(String file) throws SealException {
        return AllowedSigners.parse(file, "allowed_signers").verify(MESSAGE, signature, NAMESPACE, NOW, "m");
    }

    private SealException fails(Kind kind, String file) {
        var error = assertThrows(SealException.class, () -> verify(file));
        assertEquals(kind, error.kind(), error.toString());
        return error;
    }
}

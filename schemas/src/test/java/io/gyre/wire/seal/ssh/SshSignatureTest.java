package io.gyre.wire.seal.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import io.gyre.wire.SealException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class SshSignatureTest {
    private static final byte[] MESSAGE = "hi\n".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "gyre-manifest";

    /** Made once by {@code ssh-keygen -t ed25519 -C me@host}. */
    static final String KNOWN_KEY = """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
            QyNTUxOQAAACCiKtFI9AgesIhrPuY3gxkkrFjPyttYITuFbDLKB2CEHgAAAJDeq6yX3qus
            lwAAAAtzc2gtZWQyNTUxOQAAACCiKtFI9AgesIhrPuY3gxkkrFjPyttYITuFbDLKB2CEHg
            AAAEAgECBNRs2ODFA6V9G/+8p5bW+6EwfrxE/D0BvRZGkMwaIq0Uj0CB6wiGs+5jeDGSSs
            WM/K21ghO4VsMsoHYIQeAAAAB21lQGhvc3QBAgMEBQY=
            -----END OPENSSH PRIVATE KEY-----
            """;
    static final String KNOWN_PUBLIC = "ssh-ed25519 "
            + "AAAAC3NzaC1lZDI1NTE5AAAAIKIq0Uj0CB6wiGs+5jeDGSSsWM/K21ghO4VsMsoHYIQe me@host\n";
    /** Made once by {@code ssh-keygen -Y sign -n gyre-manifest} with that key over "hi\n". */
    private static final String KNOWN_SIGNATURE = """
            -----BEGIN SSH SIGNATURE-----
            U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgoirRSPQIHrCIaz7mN4MZJKxYz8
            rbWCE7hWwyygdghB4AAAANZ3lyZS1tYW5pZmVzdAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtz
            c2gtZWQyNTUxOQAAAECaYeWqFVoBl/KkvOg+Bnhc0OCmK1Xc5fyVvKxB8jngkOG512CfZQ
            AfqDu2BpxwOv8QQnW+oD1vnjuQf0Eg95wO
            -----END SSH SIGNATURE-----
            """;

    @Test
    void theSameKeySignsAsSshKeygenDoesToTheByte() throws SealException {
        SigningKey key = SigningKey.parse(KNOWN_KEY, "id_ed25519");
        assertEquals(KNOWN_PUBLIC, key.toPublicText());
        assertEquals(KNOWN_SIGNATURE, SshSignature.sign(MESSAGE, NAMESPACE, key).toArmored());
    }

    @Test
    void whatSshKeygenSignedIsVerified() throws SealException {
        SshSignature signature = SshSignature.parse(KNOWN_SIGNATURE, "manifest");
        signature.verify(MESSAGE, NAMESPACE, "manifest");
        assertEquals(SshPublicKey.parse(KNOWN_PUBLIC, "pub"), signature.publicKey());
        assertEquals(SshSignature.Hash.SHA512, signature.hash());
        assertEquals(signature, SshSignature.parse(signature.toArmored(), "again"));
    }

    @Test
    void aKeyFileWrittenIsReadAgain() throws SealException {
        SigningKey key = SigningKey.generate("someone@somewhere, with ünicode");
        SigningKey again = SigningKey.parse(key.toSecretText(), "test");
        assertEquals(key.publicKey(), again.publicKey());
        assertEquals(key.comment(), again.comment());
        assertArrayEquals(key.sign(MESSAGE), again.sign(MESSAGE));
    }

    @Test
    void anotherMessageIsABadSignature() {
        var signature = SshSignature.sign(MESSAGE, NAMESPACE, SigningKey.generate(""));
        var error = assertThrows(SealException.class, () -> signature.verify(new byte[0], NAMESPACE, "m"));
        assertEquals("signature-bad", error.code());
    }

    @Test
    void aSignatureForAnotherPurposeIsNone() {
        var signature = SshSignature.sign(MESSAGE, "file", SigningKey.generate(""));
        assertEquals(Kind.SIGNATURE_WRONG_NAMESPACE,
                assertThrows(SealException.class, () -> signature.verify(MESSAGE, NAMESPACE, "m")).kind());
    }

    @Test
    void aFlippedBitAnywhereInASignatureIsATypedError() {
        SigningKey key = SigningKey.generate("");
        byte[] blob = blobOf(SshSignature.sign(MESSAGE, NAMESPACE, key).toArmored());
        var allowed = EnumSet.of(Kind.SIGNATURE_BAD, Kind.SIGNATURE_MALFORMED, Kind.SIGNATURE_UNSUPPORTED,
                Kind.SIGNATURE_WRONG_NAMESPACE);
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] damaged = blob.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            String armored = SshArmor.SIGNATURE.wrap(damaged);
            var error = assertThrows(SealException.class, () -> SshSignature.parse(armored, "m").verify(MESSAGE,
                    NAMESPACE, "m"), "bit " + bit);
            assertTrue(allowed.contains(error.kind()), "bit " + bit + ": " + error);
        }
    }

    @Test
    void aSignatureCutShortAnywhereIsMalformed() {
        String armored = SshSignature.sign(MESSAGE, NAMESPACE, SigningKey.generate("")).toArmored();
        for (int length = 0; length < armored.strip().length(); length++) {
            String cut = armored.substring(0, length);
            assertEquals(Kind.SIGNATURE_MALFORMED,
                    assertThrows(SealException.class, () -> SshSignature.parse(cut, "m")).kind());
        }
    }

    @Test
    void whatIsNoArmorIsMalformed() {
        for (String text : new String[]{ "", "hello", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
                "-----BEGIN SSH SIGNATURE-----\n%%%%\n-----END SSH SIGNATURE-----", "x".repeat(100_000)}) {
            assertEquals(Kind.SIGNATURE_MALFORMED,
                    assertThrows(SealException.class, () -> SshSignature.parse(text, "m")).kind());
        }
    }

    /** A length of 2 GB in 40 bytes must not be believed. */
    @Test
    void anAbsurdLengthIsMalformed() {
        byte[] blob = new SshWriter().bytes("SSHSIG".getBytes(StandardCharsets.US_ASCII)).uint32(1)
                .uint32(Integer.MAX_VALUE).bytes(new byte[40]).toBytes();
        assertEquals(Kind.SIGNATURE_MALFORMED, assertThrows(SealException.class,
                () -> SshSignature.parse(SshArmor.SIGNATURE.wrap(blob), "m")).kind());
    }

    @Test
    void aKeyUnderAPassphraseIsUnsupported() {
        byte[] key = blobOf(KNOWN_KEY);
        byte[] encrypted = new SshWriter().bytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .string("aes256-ctr").string("bcrypt").string("salt and rounds").bytes(key).toBytes();
        assertEquals(Kind.KEY_UNSUPPORTED, assertThrows(SealException.class,
                () -> SigningKey.parse(SshArmor.PRIVATE_KEY.wrap(encrypted), "id")).kind());
    }

    @Test
    void aDamagedKeyFileIsATypedError() {
        byte[] blob = blobOf(KNOWN_KEY);
        int survived = 0;
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] damaged = blob.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                SigningKey.parse(SshArmor.PRIVATE_KEY.wrap(damaged), "id");
                survived++;
            } catch (SealException e) {
                assertTrue(e.code().startsWith("key-"), e.code());
            }
        }
        assertTrue(survived <= 8 * (7 + "none".length()), survived + " bits outside comment and key derivation's name");
    }

    @Test
    void keysOfOtherTypesAreUnsupported() {
        assertEquals(Kind.KEY_UNSUPPORTED,
                assertThrows(SealException.class, () -> SshPublicKey.parse("ssh-rsa AAAA", "pub")).kind());
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> SshPublicKey.parse("ssh-ed25519", "pub")).kind());
        assertEquals(Kind.KEY_MALFORMED,
                assertThrows(SealException.class, () -> SshPublicKey.parse("ssh-ed25519 AAAA", "pub")).kind());
    }

    @Test
    void fingerprintsAreThoseOfOpenSsh() throws SealException {
        assertEquals("SHA256:07lABv0b6w0jM1zwz8VWV0E08rzL1u4xvLGJRA1v/PM",
                SshPublicKey.parse(KNOWN_PUBLIC, "pub").fingerprint());
    }

    private static byte[] blobOf(String armored) {
        return Base64.getMimeDecoder().decode(armored.replaceAll("-----.*-----", ""));
    }
}

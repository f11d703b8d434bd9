package io.gyre.wire.seal.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import io.gyre.wire.SealException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeFileTest {
    private static final int CHUNK = 64 << 10;
    private static final byte[] NO_NONCE = new byte[AgeFile.NONCE_BYTES];
    private final X25519Identity identity = X25519Identity.generate();

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
    void whatIsEncryptedIsDecryptedEqual(int length) throws SealException {
        byte[] plain = random(length);
        byte[] file = AgeFile.encrypt(plain, List.of(identity.recipient()));
        assertArrayEquals(plain, AgeFile.decrypt(file, List.of(identity), "test"));
    }

    @Test
    void aRangeOfABufferIsEncrypted() throws SealException {
        byte[] file = AgeFile.encrypt(new byte[]{ 1, 2, 3, 4}, 1, 2, List.of(identity.recipient()));
        assertArrayEquals(new byte[]{ 2, 3}, AgeFile.decrypt(file, List.of(identity), "test"));
    }

    @Test
    void anyRecipientOpensWithAnyOfItsIdentities() throws SealException {
        var second = X25519Identity.generate();
        byte[] file = AgeFile.encrypt(new byte[]{ 9}, List.of(identity.recipient(), second.recipient()));
        for (X25519Identity one : List.of(identity, second)) {
            assertArrayEquals(new byte[]{ 9},
                    AgeFile.decrypt(file, List.of(X25519Identity.generate(), one), "test"));
        }
    }

    @Test
    void twoFilesOfTheSameContentShareNothing() {
        byte[] first = AgeFile.encrypt(new byte[100], List.of(identity.recipient()));
        byte[] second = AgeFile.encrypt(new byte[100], List.of(identity.recipient()));
        assertNotEquals(Arrays.toString(first), Arrays.toString(second));
    }

    @Test
    void somebodyElsesFileIsAWrongKey() {
        byte[] file = AgeFile.encrypt(new byte[10], List.of(identity.recipient()));
        var error = fails(Kind.WRONG_KEY, file, X25519Identity.generate());
        assertEquals("seal-wrong-key", error.code());
        assertEquals("test", error.resource());
    }

    @Test
    void aFlippedBitAnywhereIsATypedError() {
        byte[] file = AgeFile.encrypt(random(50), List.of(identity.recipient()));
        var allowed = EnumSet.of(Kind.CORRUPT, Kind.WRONG_KEY, Kind.UNSUPPORTED, Kind.TOO_NEW);
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] damaged = file.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            var error = assertThrows(SealException.class, () -> AgeFile.decrypt(damaged, List.of(identity), "test"));
            assertTrue(allowed.contains(error.kind()), "bit " + bit + ": " + error);
        }
    }

    @Test
    void aFlippedBitInThePayloadIsCorruptAndNamesItsPlace() {
        byte[] file = AgeFile.encrypt(random(2 * CHUNK), List.of(identity.recipient()));
        file[file.length - 20] ^= 4;
        var error = fails(Kind.CORRUPT, file, identity);
        assertTrue(String.valueOf(error.getMessage()).contains("chunk 1"), error.getMessage());
    }

    @Test
    void aFileCutShortAnywhereIsCorrupt() {
        byte[] file = AgeFile.encrypt(random(70), List.of(identity.recipient()));
        for (int length = 0; length < file.length; length++) {
            fails(Kind.CORRUPT, Arrays.copyOf(file, length), identity);
        }
    }

    @Test
    void bytesBehindTheFileAreCorrupt() {
        byte[] file = AgeFile.encrypt(random(70), List.of(identity.recipient()));
        fails(Kind.CORRUPT, Arrays.copyOf(file, file.length + 1), identity);
        fails(Kind.CORRUPT, Arrays.copyOf(file, file.length + CHUNK + 16), identity);
    }

    @Test
    void aFileCutBetweenChunksIsCorrupt() {
        byte[] file = AgeFile.encrypt(random(3 * CHUNK), List.of(identity.recipient()));
        fails(Kind.CORRUPT, Arrays.copyOf(file, file.length - CHUNK - 16), identity);
        fails(Kind.CORRUPT, Arrays.copyOf(file, file.length - CHUNK), identity);
    }

    @Test
    void swappedChunksAreCorrupt() {
        byte[] file = AgeFile.encrypt(random(3 * CHUNK), List.of(identity.recipient()));
        int first = file.length - 3 * (CHUNK + 16);
        byte[] swapped = file.clone();
        System.arraycopy(file, first, swapped, first + CHUNK + 16, CHUNK + 16);
        System.arraycopy(file, first + CHUNK + 16, swapped, first, CHUNK + 16);
        fails(Kind.CORRUPT, swapped, identity);
    }

    @Test
    void recipientsOfOtherKindsAreIgnoredBesideOurs() throws SealException {
        byte[] fileKey = new byte[16];
        var grease = new AgeStanza("joint-oil~", List.of("a", "b"), random(97));
        byte[] file = AgeFile.encrypt(new byte[]{ 7}, 0, 1, List.of(grease, identity.recipient().wrap(fileKey)),
                fileKey, NO_NONCE);
        assertArrayEquals(new byte[]{ 7}, AgeFile.decrypt(file, List.of(identity), "test"));
    }

    @Test
    void aPassphraseBesideOurKeyIsCorrupt() {
        byte[] fileKey = new byte[16];
        var passphrase = new AgeStanza("scrypt", List.of("c2FsdHNhbHRzYWx0c2FsdA", "18"), random(32));
        byte[] file = AgeFile.encrypt(new byte[]{ 7}, 0, 1, List.of(passphrase, identity.recipient().wrap(fileKey)),
                fileKey, NO_NONCE);
        fails(Kind.CORRUPT, file, identity);
    }

    @Test
    void anotherFileKeyInTheHeaderIsCorrupt() {
        byte[] file = AgeFile.encrypt(new byte[]{ 7}, 0, 1, List.of(identity.recipient().wrap(random(16))),
                new byte[16], NO_NONCE);
        fails(Kind.CORRUPT, file, identity);
    }

    @Test
    void malformedStanzasOfOurKindAreCorrupt() {
        byte[] fileKey = new byte[16];
        AgeStanza good = identity.recipient().wrap(fileKey);
        String share = good.arguments().getFirst();
        for (AgeStanza bad : List.of(new AgeStanza("X25519", List.of(), good.body()),
                new AgeStanza("X25519", List.of(share, share), good.body()),
                new AgeStanza("X25519", List.of(share + "A"), good.body()),
                new AgeStanza("X25519", List.of(share.substring(4)), good.body()),
                new AgeStanza("X25519", List.of(AgeKeys.base64(new byte[32])), good.body()),
                new AgeStanza("X25519", List.of(share), new byte[31]),
                new AgeStanza("X25519", List.of(share), new byte[48]))) {
            fails(Kind.CORRUPT, AgeFile.encrypt(new byte[1], 0, 1, List.of(bad), fileKey, NO_NONCE), identity);
        }
    }

    @Test
    void headersThatAreAlmostRightAreCorrupt() {
        byte[] file = AgeFile.encrypt(new byte[1], List.of(identity.recipient()));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        for (String[] change : new String[][]{ { "\n--- ", "\n---  "}, { "\n--- ", "\n---"}, { "-> X", "->X"},
                { "-> X25519 ", "-> X25519  "}, { "\n-> ", "\n\n-> "}, { "\n-> ", "\r\n-> "}, { "\n-> ", "\n-- "},
                { "-> X25519 ", "-> X25519\t"}, { "age-encryption.org/v1\n", "age-encryption.org/v1 \n"}}) {
            String changed = text.replaceFirst(change[0], change[1]);
            assertNotEquals(text, changed);
            var error = assertThrows(SealException.class,
                    () -> AgeFile.decrypt(changed.getBytes(StandardCharsets.ISO_8859_1), List.of(identity), "test"),
                    change[1]);
            assertTrue(error.kind() == Kind.CORRUPT || error.kind() == Kind.TOO_NEW, error.toString());
        }
    }

    @Test
    void aLaterVersionOfTheFormatIsTooNew() {
        fails(Kind.TOO_NEW, "age-encryption.org/v2\n".getBytes(StandardCharsets.US_ASCII), identity);
    }

    @Test
    void hugeHeadersAreRefusedWithoutReadingOn() {
        fails(Kind.CORRUPT, ("age-encryption.org/v1\n" + "-> a\n\n".repeat(2000)).getBytes(StandardCharsets.US_ASCII),
                identity);
        fails(Kind.CORRUPT, ("age-encryption.org/v1\n-> " + "a".repeat(10_000)).getBytes(StandardCharsets.US_ASCII),
                identity);
        fails(Kind.CORRUPT,
                ("age-encryption.org/v1\n-> a\n" + ("A".repeat(64) + "\n").repeat(5000)).getBytes(
                        StandardCharsets.US_ASCII),
                identity);
    }

    /** Made once by age 1.1.1 for the identity beside it. */
    @Test
    void aFileMadeByAgeIsOpened() throws SealException {
        AgeIdentity known = AgeIdentity.parse(
                "AGE-SECRET-KEY-1EPZSX8DAJP4VT8EC3K7LN26VWND8K0SU3M93N64468ANN68XFHGSPF5EY9", "test");
        assertEquals("age1m64e4xfswghssxw2xcq079hvt7atqgcrfrsx0kez57xng8mjxf6s4wljkt", known.recipient().toString());
        byte[] file = Base64.getMimeDecoder().decode("""
                YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBqQzNhTkhRQmRGeUZBaE1r
                TU8yK1I2eVZnbjJUcE9RSk5FSldKbWlPS0JvCnI5VlBzc25rU3hPOHRRVzlZMURE
                VWtEQjI4NG9FdVRNOXdQazM1d2J2dFkKLS0tIDVrRjU4NVlnazJxY0p6Q0x5eUZ4
                SFpsMjNxUVltMXRHK21hMXNMZ3BmL2cKwgovVDPI6epxioZKD7govsh0ByViiI+S
                6bgL/UUVPgr12Wg=""");
        assertArrayEquals("hi\n".getBytes(StandardCharsets.US_ASCII), AgeFile.decrypt(file, List.of(known), "test"));
    }

    /** Made once by {@code age -p}. */
    @Test
    void aFileUnderAPassphraseIsUnsupported() {
        byte[] file = Base64.getMimeDecoder().decode("""
                YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBFeXJsakpyWk9zcHNiOTFq
                dU1rOTJ3IDE4Ck9VRWhTUnptNTVMQUdzRTRoekhoK0Y2Vng1MDQyNmlpcnMxb2Jp
                N3pwSkkKLS0tIFIyLzQwVTZNSmFMam1jd0tOSjdnUDFXWjJhVHc2M3BmZ09wOUFi
                aXE3U3cK1Tyte/c+12F3MfePITMrt9+o9xgN9L+pw/XOkWe2ur2g4SU=""");
        var error = fails(Kind.UNSUPPORTED, file, identity);
        assertTrue(String.valueOf(error.getMessage()).contains("scrypt"), error.getMessage());
    }

    /** Made once by {@code age -R id_ed25519.pub}. */
    @Test
    void aFileForAnSshKeyIsUnsupported() {
        byte[] file = Base64.getMimeDecoder().decode("""
                YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNzaC1lZDI1NTE5IDA3bEFCZyBiRWZs
                aUNOajBCdGdFZitQMWg4c2czL2RIVHF6clc0cW91ZjBGTHB3OGdvCmdTRys4Nk9q
                MVJZQjhQWEtqakdSM3Y5eHFhMzR4L3dKUGVDUk9IRVU1dWsKLS0tIGFVVG9GVGdj
                RmNHenhvcGVZbGQ0aUtKQ1dsWTNjU0tHeElBME8wa2padm8K4Bv3mbbv+a920Jgh
                LhA2FL4XoDUxGiDcYi7gLIHz/EkEqY4=""");
        var error = fails(Kind.UNSUPPORTED, file, identity);
        assertTrue(String.valueOf(error.getMessage()).contains("ssh-ed25519"), error.getMessage());
    }

    private static SealException fails(Kind kind, byte[] file, AgeIdentity identity) {
        var error = assertThrows(SealException.class, () -> AgeFile.decrypt(file, List.of(identity), "test"));
        assertEquals(kind, error.kind(), error.toString());
        return error;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

package io.gyre.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ContentDigestTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    static List<ContentDigest> kinds() {
        return List.of(Xxh128.of(new byte[0]), Sha256.of(new byte[0]));
    }

    /** The digests are what xxh128sum 0.8.1 prints; the lengths, where XXH3 takes another way. */
    @ParameterizedTest
    @CsvSource({ "0, 99aa06d3014798d86001c324468d497f", "1, a6cd5e9392000f6ac44bdff4074eecdb",
            "3, e3b55f57945a17cf5f4299fc161c9cbb",
            "8, e1e4432a62217fe4cfd50c61c8bb98c1",
            "16, 72950631827607e2842812cc870dcae2",
            "17, 685bc458b37d057fc06e233df7729217",
            "128, 14792fc3af88dc6c05321a0b64d67b41",
            "129, dd5e74ac6b45f54ebc30b63382b09a3b",
            "240, 65b5be86da5540e7c92b68e16f83bbb6",
            "241, 1da1cb61bcb8a2a102e8cd95421c6d02",
            "1024, d0ac1f7b93bf57b9e5d78bafa45b2aa5",
            "1025, 2882ebca04ec915ce95c42288f28186e",
            "100000, 54182c58bbb1337c42c23aeead96750d"})
    void isWhatXxh128sumPrints(int length, String expected) {
        byte[] numbers = new byte[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (byte) (i % 251);
        }
        assertEquals(expected, Xxh128.of(numbers).toString());
        Xxh128.Running running = Xxh128.running();
        running.update(numbers, 0, length);
        assertEquals(expected, running.finish().toString());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void inPiecesItIsThatOfTheWhole(ContentDigest kind) {
        ContentDigest.Running whole = kind.restart();
        whole.update(CONTENT, 0, CONTENT.length);
        ContentDigest expected = whole.finish();
        var random = new Random(2);
        for (int round = 0; round < 50; round++) {
            ContentDigest.Running running = kind.restart();
            for (int at = 0; at < CONTENT.length;) {
                int piece = Math.min(random.nextInt(1 << random.nextInt(18)), CONTENT.length - at);
                running.update(CONTENT, at, piece);
                at += piece;
            }
            assertEquals(expected, running.finish());
        }
        assertEquals(kind.getClass(), expected.getClass());
        assertNotEquals(kind, expected);
        assertEquals(kind, kind.restart().finish());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lengthsTellTheKind(ContentDigest digest) {
        assertEquals(digest, ContentDigest.wrap(digest.toBytes()));
        assertEquals(digest, ContentDigest.parse(digest.toString()));
        assertEquals(digest.hashCode(), ContentDigest.parse(digest.toString()).hashCode());
    }

    @Test
    void otherLengthsAreNoDigest() {
        for (int length : new int[]{ 0, 15, 17, 20, 31, 33, 64}) {
            assertThrows(IllegalArgumentException.class, () -> ContentDigest.wrap(new byte[length]));
        }
        assertThrows(IllegalArgumentException.class, () -> ContentDigest.parse("no hex"));
        assertThrows(IllegalArgumentException.class, () -> Xxh128.wrap(new byte[Sha256.BYTES]));
    }

    @Test
    void onlyDigestsOfOneKindContradict() {
        byte[] one = "one".getBytes(StandardCharsets.UTF_8);
        byte[] other = "other".getBytes(StandardCharsets.UTF_8);
        assertTrue(Xxh128.of(one).contradicts(Xxh128.of(other)));
        assertTrue(Sha256.of(one).contradicts(Sha256.of(other)));
        assertFalse(Xxh128.of(one).contradicts(Xxh128.of(one)));
        assertFalse(Xxh128.of(one).contradicts(Sha256.of(other)));
        assertFalse(Sha256.of(one).contradicts(Xxh128.of(other)));
    }
}

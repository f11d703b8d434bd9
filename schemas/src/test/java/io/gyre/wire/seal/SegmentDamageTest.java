package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.gyre.wire.LineId;
import io.gyre.wire.SealException;
import io.gyre.wire.SealException.Kind;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.seal.age.AgeFile;
import io.gyre.wire.seal.age.X25519Identity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SegmentDamageTest {
    private static final X25519Identity IDENTITY = X25519Identity.generate();
    private static final SealedSegment SEALED = Segments.seal(IDENTITY, Segments.samples());

    @Test
    void aFlippedBitInTheSealedBytesIsCorrupt() {
        byte[] value = SEALED.value().clone();
        value[value.length / 2] ^= 1;
        var error = fails(Kind.CORRUPT, value, Segments.ref(SEALED));
        assertEquals("seal-corrupt", error.code());
    }

    @Test
    void aFlippedBitWithAFittingManifestIsCorruptToo() {
        byte[] value = SEALED.value().clone();
        value[value.length - 1] ^= 1;
        fails(Kind.CORRUPT, value, ref(value, SEALED.rawBytes()));
    }

    @Test
    void aWrongKeyIsAWrongKey() {
        assertEquals(Kind.WRONG_KEY,
                assertThrows(SealException.class, () -> Segments.open(SEALED, X25519Identity.generate())).kind());
    }

    @Test
    void anotherSegmentThanTheOneAskedForIsRefused() {
        SegmentRef ref = Segments.ref(SEALED);
        var otherIndex = new SegmentRef(ref.chunkId(), 2, 0, 0, ref.rawBytes(), ref.sealedBytes(), ref.sha256(), 0, 0,
                0,
                List.of());
        fails(Kind.OTHER_SEGMENT, SEALED.value(), otherIndex);
        var otherLine = new LineId("host-2", "session", "");
        assertEquals(Kind.OTHER_SEGMENT, assertThrows(SealException.class,
                () -> SegmentReader.open(SEALED.value(), otherLine, ref, List.of(IDENTITY), "test")).kind());
    }

    @Test
    void aManifestThatNamesAnotherRawSizeIsRefused() {
        fails(Kind.TOO_LARGE, SEALED.value(), ref(SEALED.value(), SEALED.rawBytes() - 1));
        fails(Kind.CORRUPT, SEALED.value(), ref(SEALED.value(), SEALED.rawBytes() + 1));
        fails(Kind.TOO_LARGE, SEALED.value(), ref(SEALED.value(), Long.MAX_VALUE));
        fails(Kind.TOO_LARGE, SEALED.value(), ref(SEALED.value(), -1));
    }

    /** 128 MiB of zeros in 4 KiB. */
    @Test
    void aZipBombIsRefusedBeforeItGrows() {
        byte[] zeros = Zstd.compress(new byte[128 << 20]);
        byte[] bomb = AgeFile.encrypt(zeros, List.of(IDENTITY.recipient()));
        assertEquals(Kind.TOO_LARGE, assertThrows(SealException.class,
                () -> SegmentReader.open(bomb, List.of(IDENTITY), 1 << 20, "test")).kind());
        fails(Kind.TOO_LARGE, bomb, ref(bomb, 1000));
    }

    @Test
    void whatIsNotWholeZstdFramesIsCorrupt() {
        byte[] frame = Zstd.compress(payload());
        for (byte[] content : List.of(new byte[0], new byte[100], Arrays.copyOf(frame, frame.length - 1),
                Arrays.copyOf(frame, frame.length + 1))) {
            byte[] value = AgeFile.encrypt(content, List.of(IDENTITY.recipient()));
            fails(Kind.CORRUPT, value, ref(value, SEALED.rawBytes()));
            assertEquals(Kind.CORRUPT, assertThrows(SealException.class,
                    () -> SegmentReader.open(value, List.of(IDENTITY), 1 << 20, "test")).kind());
        }
    }

    @Test
    void morePayloadThanOneIsRefused() {
        byte[] frame = Zstd.compress(payload());
        byte[] value = AgeFile.encrypt(joined(frame, frame), List.of(IDENTITY.recipient()));
        fails(Kind.TOO_LARGE, value, ref(value, SEALED.rawBytes()));
        fails(Kind.CORRUPT, value, ref(value, 2 * SEALED.rawBytes()));
        assertEquals(Kind.CORRUPT, assertThrows(SealException.class,
                () -> SegmentReader.open(value, List.of(IDENTITY), 1 << 20, "test")).kind());
    }

    @Test
    void framesMayBeCutAnywhere() throws SealException {
        byte[] payload = payload();
        int pieces = Segments.samples().size();
        for (int cut = 1; cut < payload.length; cut += 7) {
            byte[] frames = joined(Zstd.compress(Arrays.copyOf(payload, cut)),
                    Zstd.compress(Arrays.copyOfRange(payload, cut, payload.length)));
            byte[] value = AgeFile.encrypt(frames, List.of(IDENTITY.recipient()));
            assertEquals(pieces, SegmentReader.open(value, Segments.ID.chunk().line(), ref(value, payload.length),
                    List.of(IDENTITY), "test").pieces().size());
            assertEquals(pieces,
                    SegmentReader.open(value, List.of(IDENTITY), payload.length, "test").pieces().size());
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aFlippedBitAnywhereInThePayloadIsFound() {
        byte[] payload = payload();
        for (int bit = 0; bit < payload.length * 8; bit++) {
            byte[] damaged = payload.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            var error = assertThrows(SealException.class, () -> read(damaged), "bit " + bit);
            assertTrue(error.code().startsWith("seal-"), error.code());
        }
    }

    @Test
    void aPayloadCutShortAnywhereIsCorrupt() {
        byte[] payload = payload();
        for (int length = 0; length < payload.length; length++) {
            byte[] cut = Arrays.copyOf(payload, length);
            assertEquals(Kind.CORRUPT, assertThrows(SealException.class, () -> read(cut)).kind());
        }
    }

    @Test
    void otherVersionsAreTooOldOrTooNew() {
        byte[] payload = payload();
        SegmentFormat.putInt(payload, SegmentFormat.VERSION_AT, 2);
        var tooNew = assertThrows(SealException.class, () -> read(payload));
        assertEquals("seal-too-new", tooNew.code());
        assertTrue(String.valueOf(tooNew.getMessage()).startsWith("test: segment format version 2"), tooNew.toString());
        SegmentFormat.putInt(payload, SegmentFormat.VERSION_AT, 0);
        assertEquals("seal-too-old", assertThrows(SealException.class, () -> read(payload)).code());
    }

    @Test
    void somethingElseThatWasSealedIsCorrupt() {
        var error = assertThrows(SealException.class, () -> read(new byte[64]));
        assertEquals(Kind.CORRUPT, error.kind());
    }

    private static byte[] payload() {
        try {
            byte[] frame = AgeFile.decrypt(SEALED.value(), List.of(IDENTITY), "test");
            return Zstd.decompress(frame, (int) SEALED.rawBytes());
        } catch (SealException e) {
            throw new AssertionError(e);
        }
    }

    private static OpenSegment read(byte[] payload) throws SealException {
        return SegmentReader.of(Arrays.copyOf(payload, payload.length + 8), payload.length, "test").read();
    }

    private static SegmentRef ref(byte[] value, long rawBytes) {
        return new SegmentRef(7, 1, 0, 0, rawBytes, value.length, Sha256.of(value), 0, 0, 0, List.of());
    }

    private static SealException fails(Kind kind, byte[] value, SegmentRef ref) {
        var error = assertThrows(SealException.class,
                () -> SegmentReader.open(value, Segments.LINE, ref, List.of(IDENTITY), "test"));
        assertEquals(kind, error.kind(), error.toString());
        return error;
    }
}

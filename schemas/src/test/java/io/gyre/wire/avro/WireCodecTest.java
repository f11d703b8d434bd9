package io.gyre.wire.avro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WireCodecTest {

    static List<Record> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsEncodedIsDecodedEqual(Record sample) throws RecordException {
        assertEquals(sample, codecOf(sample).decode(encode(sample), "test"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void equalRecordsGiveEqualBytes(Record sample) throws RecordException {
        Record twin = codecOf(sample).decode(encode(sample), "test");
        assertEquals(sample.hashCode(), twin.hashCode());
        assertArrayEquals(encode(sample), encode(twin));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void avrosOwnReaderUnderstandsTheBytes(Record sample) throws Exception {
        var stock = new BinaryMessageDecoder<GenericRecord>(new GenericData(), codecOf(sample).schema());
        GenericRecord generic = stock.decode(encode(sample));
        assertEquals(codecOf(sample).schema(), generic.getSchema());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueCutShortAnywhereIsCorrupt(Record sample) {
        byte[] whole = encode(sample);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            var error = assertThrows(RecordException.class, () -> codecOf(sample).decode(cut, "gyre.x-0@1"));
            assertEquals("record-corrupt", error.code());
            assertEquals("gyre.x-0@1", error.resource());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void damagedBytesNeverEscapeAsAnotherError(Record sample) {
        byte[] whole = encode(sample);
        var random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + round % 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                codecOf(sample).decode(damaged, "test");
            } catch (RecordException e) {
                assertTrue(e.code().startsWith("record-"), e.code());
            }
        }
    }

    @Test
    void threadsMayShareACodec() throws Exception {
        byte[] value = encode(Samples.manifest());
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                answers.add(pool.submit(() -> WireCodecs.MANIFEST.decode(value, "test").equals(Samples.manifest())
                        && Arrays.equals(value, WireCodecs.MANIFEST.encode(Samples.manifest()))));
            }
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        }
    }

    @Test
    void bytesBehindTheRecordAreCorrupt() {
        byte[] whole = encode(Samples.manifest());
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        var error = assertThrows(RecordException.class, () -> WireCodecs.MANIFEST.decode(longer, "test"));
        assertEquals(RecordException.Kind.CORRUPT, error.kind());
    }

    @Test
    void anUnknownFingerprintIsTooNew() {
        byte[] value = encode(Samples.manifest());
        value[5] ^= 1;
        var error = assertThrows(RecordException.class, () -> WireCodecs.MANIFEST.decode(value, "test"));
        assertEquals("record-too-new", error.code());
    }

    @Test
    void aRecordThatItsOwnTypeRefusesIsCorrupt() throws Exception {
        Manifest sample = Samples.manifest();
        byte[] value = WireCodecs.MANIFEST.encode(sample);
        var generic = new BinaryMessageDecoder<GenericRecord>(new GenericData(), WireCodecs.MANIFEST.schema())
                .decode(value);
        generic.put("afterNs", Long.MAX_VALUE);
        var stock = new BinaryMessageEncoder<GenericRecord>(new GenericData(),
                WireCodecs.MANIFEST.schema());
        ByteBuffer bad = stock.encode(generic);
        byte[] bytes = new byte[bad.remaining()];
        bad.get(bytes);
        var error = assertThrows(RecordException.class, () -> WireCodecs.MANIFEST.decode(bytes, "test"));
        assertEquals("record-corrupt", error.code());
        assertTrue(String.valueOf(error.getMessage()).contains("window ends"), error.getMessage());
    }

    @Test
    void theHeaderIsAvrosSingleObjectMarkerAndTheFingerprint() {
        byte[] value = encode(Samples.result());
        assertEquals((byte) 0xC3, value[0]);
        assertEquals((byte) 0x01, value[1]);
        assertEquals(SchemaNormalization.parsingFingerprint64(WireCodecs.RESULT.schema()),
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2));
    }

    /** {@code Manifest-v1.hex} is {@link Samples#firstManifest} as the version wrote it that knew no other schema. */
    @Test
    void aManifestOfTheFirstVersionIsReadAsItWasWritten() throws Exception {
        byte[] first;
        try (InputStream in = WireCodecTest.class.getResourceAsStream("Manifest-v1.hex")) {
            first = HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
        Manifest read = WireCodecs.MANIFEST.decode(first, "test");
        assertEquals(Samples.firstManifest(), read);
        assertEquals(Samples.DIGEST, read.files().getFirst().digest());
    }

    private static byte[] encode(Record sample) {
        return encode(codecOf(sample), sample);
    }

    private static <R extends Record> byte[] encode(WireCodec<R> codec, Record sample) {
        return codec.encode(codec.type().cast(sample));
    }

    private static WireCodec<?> codecOf(Record sample) {
        return WireCodecs.all().stream().filter(codec -> codec.type() == sample.getClass()).findFirst().orElseThrow();
    }
}

package io.gyre.streams;

import io.gyre.analysis.line.LineState;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys in state stores, made so that the entries of a line lie together in the order of its chunks.
 *
 * <pre>
 * Line     := the line's key in UTF-8, in which no zero byte occurs
 * Known    := Line 00 section:u8 analysis:UTF-8                                section: 0 total, 1 open slice
 * Chunk    := Line 00 chunk:i64 kind:u8                                        big-endian; kind: 0 chunk, 1 closing
 * Share    := Slice 00 Line 00 chunk:i64                                          Slice: the slice's key, so the other parts
 * Due      := at:i64 Slice                                                        in the order of time
 * Pending  := Line 00 known:u8 previous:i64 [ analysis:UTF-8 00 part:i32 ]     known 0, previous 0: nothing was before
 * Rule     := Line 00 rule:UTF-8                                               a rule's name, in which no zero byte occurs
 * </pre>
 */
final class StoreKeys {
    private StoreKeys() {}

    static Bytes line(LineId line) {
        return Bytes.wrap(utf8(line.key()));
    }

    /** What an analysis knows of a line, as {@link LineState} has it. */
    enum Section {
        TOTAL, OPEN
    }

    static Bytes line(LineId line, Section section, String analysis) {
        byte[] key = utf8(line.key());
        byte[] name = utf8(analysis);
        return Bytes.wrap(ByteBuffer.allocate(key.length + 2 + name.length).put(key).put((byte) 0)
                .put(switch (section) {
                    case TOTAL -> (byte) 0;
                    case OPEN -> (byte) 1;
                }).put(name).array());
    }

    private static byte code(ChunkKind kind) {
        return switch (kind) {
            case CHUNK -> 0;
            case CLOSING -> 1;
        };
    }

    static Bytes chunk(LineId line, long chunkId, ChunkKind kind) {
        byte[] key = utf8(line.key());
        return Bytes.wrap(ByteBuffer.allocate(key.length + 10).put(key).put((byte) 0).putLong(chunkId)
                .put(code(kind)).array());
    }

    /** {@return the line of a {@link #chunk} key, as text} */
    static String lineOfChunk(Bytes key) {
        return new String(key.get(), 0, key.get().length - 10, StandardCharsets.UTF_8);
    }

    /** {@return what the keys of all records of the window that comes after {@code previous} begin with} */
    static Bytes pending(LineId line, @Nullable Long previous) {
        byte[] key = utf8(line.key());
        return Bytes.wrap(ByteBuffer.allocate(key.length + 10).put(key).put((byte) 0)
                .put((byte) (previous == null ? 0 : 1)).putLong(previous == null ? 0 : previous).array());
    }

    static Bytes pending(LineId line, @Nullable Long previous, String analysis, int part) {
        byte[] prefix = pending(line, previous).get();
        byte[] name = utf8(analysis);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + name.length + 5).put(prefix).put(name).put((byte) 0)
                .putInt(part).array());
    }

    /** {@return what the keys of all rules of a line begin with} */
    static Bytes rules(LineId line) {
        return rule(line, "");
    }

    static Bytes rule(LineId line, String rule) {
        byte[] key = utf8(line.key());
        byte[] name = utf8(rule);
        return Bytes.wrap(ByteBuffer.allocate(key.length + 1 + name.length).put(key).put((byte) 0).put(name).array());
    }

    /** {@return the line of a {@link #rule} key, as text} */
    static String lineOfRule(Bytes key) {
        String text = new String(key.get(), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }

    /** {@return the name of the rule of such a key} */
    static String ruleOf(Bytes key) {
        String text = new String(key.get(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf('\0') + 1);
    }

    /** {@return the key of a fleet's slice} */
    static Bytes slice(FleetSlice slice) {
        return Bytes.wrap(utf8(slice.key()));
    }

    /** {@return what the keys of all shares of a slice begin with} */
    static Bytes sharesOf(Bytes slice) {
        byte[] key = slice.get();
        return Bytes.wrap(Arrays.copyOf(key, key.length + 1));
    }

    static Bytes share(FleetShare share) {
        byte[] slice = utf8(share.slice().key());
        byte[] line = utf8(share.line().key());
        return Bytes.wrap(ByteBuffer.allocate(slice.length + line.length + 10).put(slice).put((byte) 0).put(line)
                .put((byte) 0).putLong(share.chunkId()).array());
    }

    /** {@return what comes before all that is due at this time} */
    static Bytes due(long atMs) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(atMs).array());
    }

    /** @param slice the key of a slice */
    static Bytes due(long atMs, Bytes slice) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + slice.get().length).putLong(atMs).put(slice.get()).array());
    }

    /** {@return the key of the slice that is due} */
    static Bytes sliceOfDue(Bytes due) {
        return Bytes.wrap(Arrays.copyOfRange(due.get(), Long.BYTES, due.get().length));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

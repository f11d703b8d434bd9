package io.gyre.wire;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something bad, set aside with its reason so that the rest can go on. Key: the line, or none when it is not known.
 *
 * <p>What is not known is null.
 *
 * @param code stable, of a {@link WireException} or of the decoders' errors, such as {@code seal-corrupt}
 * @param message for people: what, the value, the limit, what to do next
 * @param stage the part of Gyre that found it, such as {@code plan} or {@code decode}
 * @param file path below the chunk's folder
 * @param packet from 0, in its file
 * @param byteOffset in the file
 * @param source the bad record
 * @param raw the bad record's value when it is small and cannot be read again; not copied, not to be changed
 * @param atMs when it was found, milliseconds since the epoch
 */
public record Quarantine(String code, String message, String stage, @Nullable LineId line, @Nullable Long chunkId,
        @Nullable String file, @Nullable Long packet, @Nullable Long byteOffset, @Nullable RecordRef source,
        byte @Nullable [] raw, long atMs) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Quarantine that && code.equals(that.code) && message.equals(that.message)
                && stage.equals(that.stage) && Objects.equals(line, that.line) && Objects.equals(chunkId, that.chunkId)
                && Objects.equals(file, that.file) && Objects.equals(packet, that.packet)
                && Objects.equals(byteOffset, that.byteOffset) && Objects.equals(source, that.source)
                && Arrays.equals(raw, that.raw) && atMs == that.atMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, message, stage, line, chunkId, file, packet, byteOffset, source, atMs) * 31
                + Arrays.hashCode(raw);
    }
}

package io.gyre.streams.decode;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.Place;
import io.gyre.wire.SealException;
import org.jspecify.annotations.Nullable;

/**
 * Something bad that was found while a window was decoded; the rest goes on.
 *
 * @param chunkId of the chunk that it was found in
 * @param file below the chunk's folder; null when unknown, as are packet and byteOffset
 */
public record Finding(String code, String message, long chunkId, @Nullable String file, @Nullable Long packet,
        @Nullable Long byteOffset) {

    static Finding of(CtfException damage, long chunkId) {
        Place place = damage.place();
        return new Finding(damage.code(), String.valueOf(damage.getMessage()), chunkId,
                place.file().isEmpty() ? null : place.file(),
                place.packetIndex() < 0 ? null : Long.valueOf(place.packetIndex()),
                place.byteOffset() < 0 ? null : Long.valueOf(place.byteOffset()));
    }

    static Finding of(SealException damage, long chunkId) {
        return new Finding(damage.code(), String.valueOf(damage.getMessage()), chunkId, null, null, null);
    }

    static Finding of(SegmentLostException lost, long chunkId) {
        return new Finding(SegmentLostException.CODE, String.valueOf(lost.getMessage()), chunkId, null, null, null);
    }
}

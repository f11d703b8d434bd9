package io.gyre.publisher.pack;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.MetadataException;

import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Manifest.TraceRef;
import io.gyre.wire.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One CTF trace of the chunk.
 *
 * @param path its folder below the chunk's
 * @param traceClass null when the metadata cannot be understood: then its packets cannot either
 */
record ChunkTrace(String path, @Nullable TraceClass traceClass, Sha256 metadataSha256) {

    static ChunkTrace of(String path, byte[] metadata, FileRef file, DamageLog damages) {
        Sha256 sha256 = Sha256.of(metadata);
        try {
            return new ChunkTrace(path, TraceClasses.of(metadata, file.path()), sha256);
        } catch (MetadataException e) {
            damages.add(e, file.path());
            return new ChunkTrace(path, null, sha256);
        }
    }

    TraceRef ref() {
        return traceClass == null
                ? new TraceRef(path, null, metadataSha256, 0)
                : new TraceRef(path, traceClass.uuid(), metadataSha256, traceClass.majorVersion());
    }

    /** {@return the clock that times packets of this data stream class, or null} */
    static @Nullable ClockClass clock(TraceClass traceClass, long dataStreamClassId) {
        DataStreamClass stream = traceClass.streams().get(dataStreamClassId);
        return stream == null ? null : stream.defaultClock();
    }
}

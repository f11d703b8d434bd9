package io.gyre.publisher.pack;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Manifest.TraceRef;
import io.gyre.wire.Sha256;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CTF trace of the chunk.
 *
 * @param path its folder below the chunk's
 * @param traceClass null when the metadata cannot be understood: then its packets cannot either
 */
record ChunkTrace(String path, @Nullable TraceClass traceClass, Sha256 metadataSha256) {

    private static final int KEPT = 8;
    /** Kernel metadata has 0.4 MB. */
    private static final int MAX_KEPT_BYTES = 1 << 20;
    /** What files of metadata say, most recently asked for last: chunk after chunk has the same, byte for byte. */
    private static final Map<Bytes, Known> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

    private record Known(@Nullable TraceClass traceClass, Sha256 sha256) {}

    /** Equal by content; the digest is there to be found by. */
    private record Bytes(byte[] content, ContentDigest digest) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }

    static ChunkTrace of(String path, byte[] metadata, FileRef file, DamageLog damages) {
        Known known = known(new Bytes(metadata, file.digest()));
        if (known == null) {
            known = read(metadata, file, damages);
        }
        return new ChunkTrace(path, known.traceClass, known.sha256);
    }

    private static Known read(byte[] metadata, FileRef file, DamageLog damages) {
        Sha256 sha256 = Sha256.of(metadata);
        try {
            var read = new Known(TraceClasses.of(metadata, file.path()), sha256);
            keep(new Bytes(metadata, file.digest()), read);
            return read;
        } catch (MetadataException e) {
            damages.add(e, file.path());
            return new Known(null, sha256);
        }
    }

    private static @Nullable Known known(Bytes metadata) {
        synchronized (KNOWN) {
            return KNOWN.get(metadata);
        }
    }

    private static void keep(Bytes metadata, Known read) {
        if (metadata.content.length > MAX_KEPT_BYTES) {
            return;
        }
        synchronized (KNOWN) {
            KNOWN.put(metadata, read);
            if (KNOWN.size() > KEPT) {
                KNOWN.remove(KNOWN.keySet().iterator().next());
            }
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

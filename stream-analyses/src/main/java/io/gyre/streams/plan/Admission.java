package io.gyre.streams.plan;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import org.jspecify.annotations.Nullable;

/** What becomes of a manifest whose signature is good. */
public sealed interface Admission {

    /** It will be planned. */
    record Accepted() implements Admission {}

    /** The same chunk was published again, with the same content for all that its digest tells: nothing to do. */
    record Duplicate() implements Admission {}

    /**
     * It is set aside.
     *
     * @param code stable: {@code manifest-too-new}, {@code manifest-invalid}, {@code manifest-conflict}, {@code line-closed} or
     *        {@code chunk-late}
     */
    record Refused(String code, String message) implements Admission {}

    /** @param known the digest of a manifest of the same chunk and kind that came before; null for none */
    static Admission of(LinePlan plan, Manifest manifest, @Nullable ContentDigest known) {
        if (manifest.formatVersion() != Manifest.FORMAT_VERSION) {
            return new Refused("manifest-too-new", "a manifest of format version " + manifest.formatVersion()
                    + "; this version of Gyre reads " + Manifest.FORMAT_VERSION);
        }
        String defect = defect(manifest);
        if (defect != null) {
            return new Refused("manifest-invalid", defect);
        }
        if (known != null) {
            return known.contradicts(manifest.contentDigest())
                    ? new Refused("manifest-conflict", manifest.chunk() + " was published before with content " + known
                            + ", now with " + manifest.contentDigest() + "; the first one counts")
                    : new Duplicate();
        }
        if (plan.isClosed()) {
            return new Refused("line-closed", manifest.chunk() + " comes after the end of its line was published");
        }
        if (plan.isPast(manifest)) {
            return new Refused("chunk-late", manifest.chunk() + " comes after a later chunk was planned without it;"
                    + " it was counted as a gap. A longer gap timeout gives slow publishers more time");
        }
        return new Accepted();
    }

    private static @Nullable String defect(Manifest manifest) {
        if (manifest.kind() == ChunkKind.CLOSING && !manifest.segments().isEmpty()) {
            return "a closing manifest with " + manifest.segments().size() + " segments of its own";
        }
        int index = 0;
        for (SegmentRef segment : manifest.segments()) {
            if (segment.chunkId() != manifest.chunkId() || segment.index() != index) {
                return "segment " + index + " of chunk " + manifest.chunkId() + " is named segment " + segment.index()
                        + " of chunk " + segment.chunkId();
            }
            if (segment.partition() < 0 || segment.offset() < 0) {
                return "segment " + index + " lies at " + segment.partition() + "@" + segment.offset();
            }
            for (int stream : segment.streams()) {
                if (stream < 0 || stream >= manifest.streams().size()) {
                    return "segment " + index + " holds stream " + stream + " of " + manifest.streams().size();
                }
            }
            index++;
        }
        return null;
    }
}

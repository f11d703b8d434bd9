package io.gyre.wire.seal;

import io.gyre.wire.SegmentId;
import io.gyre.wire.Sha256;
import io.gyre.wire.seal.age.AgeFile;
import io.gyre.wire.seal.age.AgeRecipient;
import java.util.List;

/** A whole segment before it is sealed, which any thread may do. Its bytes are those of its writer's {@link SegmentWorkspace}. */
public final class CompressedSegment {
    private final SegmentId id;
    private final byte[] frames;
    private final int length;
    private final long rawBytes;

    CompressedSegment(SegmentId id, byte[] frames, int length, long rawBytes) {
        this.id = id;
        this.frames = frames;
        this.length = length;
        this.rawBytes = rawBytes;
    }

    /** {@return the segment, sealed for the recipients} */
    public SealedSegment seal(List<? extends AgeRecipient> recipients) {
        byte[] value = AgeFile.encrypt(frames, 0, length, recipients);
        return new SealedSegment(id, value, Sha256.of(value), rawBytes);
    }
}

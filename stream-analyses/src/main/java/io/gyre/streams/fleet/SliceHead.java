package io.gyre.streams.fleet;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What is remembered of a slice beside its shares.
 *
 * @param revision of the last roll-up that was written; 0 when there is none yet
 * @param dueMs when to look at it again
 * @param changedMs when the last share came
 */
public record SliceHead(Stage stage, long revision, long dueMs, long changedMs) {

    private static final int VERSION = 1;

    /** What is to be done when it is due. */
    public enum Stage {
        /** Shares have come that no roll-up has: write one. */
        CHANGED(0),
        /** The roll-up has all shares: forget the shares. */
        WRITTEN(1),
        /** The shares are forgotten: forget the slice. */
        CLOSED(2);

        private final int code;

        Stage(int code) {
            this.code = code;
        }

        private static Stage of(long code) throws PartialFormatException {
            for (Stage stage : values()) {
                if (stage.code == code) {
                    return stage;
                }
            }
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "no stage has the number " + code);
        }
    }

    public byte[] encode() {
        var out = new PartialOutput();
        out.writeUnsigned(VERSION);
        out.writeUnsigned(stage.code);
        out.writeUnsigned(revision);
        out.writeUnsigned(dueMs);
        out.writeUnsigned(changedMs);
        return out.toByteArray();
    }

    public static SliceHead decode(byte[] bytes) throws PartialFormatException {
        var in = new PartialInput(bytes);
        long version = in.readUnsigned();
        if (version != VERSION) {
            throw new PartialFormatException(PartialFormatException.Kind.TOO_NEW,
                    "a stored slice of version " + version + ", known is " + VERSION);
        }
        return new SliceHead(Stage.of(in.readUnsigned()), in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
    }
}

package io.gyre.sinks.restore;

import io.gyre.sinks.restore.RestoreException.Kind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether pieces make up the files of a manifest, without writing these: each file's bytes are hashed as they come in order, and what comes
 * early waits. A publisher's segments are in the order of each file but for tails of damaged ones, so little waits.
 */
final class FileDigests {
    private static final long MAX_WAITING_BYTES = 64 << 20;

    private final Map<String, Progress> files = new HashMap<>();
    private long waitingBytes;

    private static final class Progress {
        private final FileRef file;
        private final ContentDigest.Running digest;
        private final TreeMap<Long, byte[]> waiting = new TreeMap<>();
        private long hashed;

        private Progress(FileRef file) {
            this.file = file;
            this.digest = file.digest().restart();
        }
    }

    FileDigests(List<FileRef> refs) throws RestoreException {
        for (FileRef file : refs) {
            if (files.put(file.path(), new Progress(file)) != null) {
                throw new RestoreException(Kind.CONTRADICTION,
                        "the file '" + file.path() + "' stands twice in the manifest");
            }
        }
    }

    void add(OpenSegment segment) throws RestoreException {
        for (Piece piece : segment.pieces()) {
            Progress progress = files.get(piece.path());
            if (progress == null) {
                throw new RestoreException(Kind.CONTRADICTION,
                        segment.id() + " holds a piece of '" + piece.path() + "', which the manifest does not list");
            }
            add(progress, piece);
        }
    }

    /** Checks that every file is whole and is what was published. */
    void finish() throws RestoreException {
        for (Progress progress : files.values()) {
            if (progress.hashed != progress.file.size()) {
                throw differs(progress, "byte " + progress.hashed + " of " + progress.file.size()
                        + " is in no segment");
            }
            ContentDigest found = progress.digest.finish();
            if (!found.equals(progress.file.digest())) {
                throw differs(progress,
                        "it has the " + found.algorithm() + " " + found + ", not " + progress.file.digest());
            }
        }
    }

    private void add(Progress progress, Piece piece) throws RestoreException {
        if (piece.fileOffset() == progress.hashed) {
            hash(progress, piece.buffer(), piece.offset(), piece.length());
            drain(progress);
            return;
        }
        if (piece.fileOffset() < progress.hashed) {
            throw differs(progress, "byte " + piece.fileOffset() + " is in two pieces");
        }
        waitingBytes += piece.length();
        if (waitingBytes > MAX_WAITING_BYTES) {
            throw differs(progress, "more than " + MAX_WAITING_BYTES + " bytes come before those that they follow; "
                    + "restore the chunk to check it");
        }
        byte[] content = Arrays.copyOfRange(piece.buffer(), piece.offset(), piece.offset() + piece.length());
        if (progress.waiting.put(piece.fileOffset(), content) != null) {
            throw differs(progress, "byte " + piece.fileOffset() + " is in two pieces");
        }
    }

    private void drain(Progress progress) throws RestoreException {
        for (byte[] next = progress.waiting.remove(progress.hashed); next != null; next = progress.waiting
                .remove(progress.hashed)) {
            waitingBytes -= next.length;
            hash(progress, next, 0, next.length);
        }
    }

    private static void hash(Progress progress, byte[] buffer, int offset, int length) throws RestoreException {
        if (length > progress.file.size() - progress.hashed) {
            throw new RestoreException(Kind.CONTRADICTION, "the segments hold more than the " + progress.file.size()
                    + " bytes of '" + progress.file.path() + "'");
        }
        progress.digest.update(buffer, offset, length);
        progress.hashed += length;
    }

    private static RestoreException differs(Progress progress, String why) {
        return new RestoreException(Kind.FILE_DIFFERS, "'" + progress.file.path() + "': " + why);
    }
}

package io.gyre.publisher.pack;

import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.ChunkFileException.Kind;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Xxh128;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The bytes of one file, read from front to back and hashed on the way. Opened when first read, closed at the end. Not thread-safe. */
final class FileBytes implements AutoCloseable {
    /** The hash takes arrays; what is copied into one stays in a core's first cache. Buffers it takes too, in four times the time. */
    static final int SCRATCH_BYTES = 16 << 10;
    /** What is read and then hashed stays in a core's own cache meanwhile. */
    private static final int READ_BYTES = 64 << 10;

    private final ChunkInventory.Item item;
    private final Xxh128.Running digest = Xxh128.running();
    private final byte[] scratch;
    private @Nullable FileChannel channel;
    private long position;

    /** @param scratch of {@link #SCRATCH_BYTES}, which several files may share */
    FileBytes(ChunkInventory.Item item, byte[] scratch) {
        this.item = item;
        this.scratch = scratch;
    }

    ChunkInventory.Item item() {
        return item;
    }

    /** {@return how many bytes were read so far} */
    long position() {
        return position;
    }

    long remaining() {
        return item.size() - position;
    }

    /** Fills the buffer, up to its limit, with the file's next bytes. */
    void read(ByteBuffer into) throws ChunkFileException {
        FileChannel from = opened();
        int end = into.limit();
        while (into.position() < end) {
            int begin = into.position();
            int n;
            try {
                n = from.read(into.limit(Math.min(end, begin + READ_BYTES)), position);
            } catch (IOException e) {
                throw new ChunkFileException(Kind.UNREADABLE,
                        item.path() + " cannot be read at byte " + position + ": " + e, e);
            }
            if (n < 0) {
                throw new ChunkFileException(Kind.SHRANK, item.path() + " ends at byte " + position + ", it had "
                        + item.size() + " when packing began");
            }
            hash(into, begin, n);
            position += n;
        }
        if (position == item.size()) {
            rest();
        }
    }

    private void hash(ByteBuffer from, int begin, int length) {
        for (int done = 0; done < length;) {
            int part = Math.min(length - done, SCRATCH_BYTES);
            from.get(begin + done, scratch, 0, part);
            digest.update(scratch, 0, part);
            done += part;
        }
    }

    /** {@return what the manifest says of the whole file, once all of it was read} */
    FileRef ref(FileRef.Kind kind) {
        return new FileRef(item.relativePath(), item.size(), digest(), kind);
    }

    private Xxh128 digest() {
        if (position != item.size()) {
            throw new IllegalStateException(item.path() + " was read up to " + position + " of " + item.size());
        }
        return digest.finish();
    }

    /** Gives up the file descriptor until the next read. */
    void rest() throws ChunkFileException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ChunkFileException(Kind.UNREADABLE, item.path() + " cannot be closed: " + e, e);
            }
        }
    }

    @Override
    public void close() throws ChunkFileException {
        rest();
    }

    private FileChannel opened() throws ChunkFileException {
        if (channel == null) {
            try {
                channel = FileChannel.open(item.path(), StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                throw new ChunkFileException(Kind.VANISHED, item.path() + " is gone", e);
            } catch (IOException e) {
                throw new ChunkFileException(Kind.UNREADABLE, item.path() + " cannot be opened: " + e, e);
            }
        }
        return channel;
    }
}

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
    /** What the channel copies twice and is hashed then stays in a core's own cache meanwhile. */
    private static final int PIECE_BYTES = 64 << 10;

    private final ChunkInventory.Item item;
    private final Xxh128.Running digest = Xxh128.running();
    private @Nullable FileChannel channel;
    private long position;

    FileBytes(ChunkInventory.Item item) {
        this.item = item;
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

    /** Fills {@code length} bytes of the buffer from {@code offset} on with the file's next. */
    void read(byte[] buffer, int offset, int length) throws ChunkFileException {
        FileChannel from = opened();
        int filled = 0;
        while (filled < length) {
            int n;
            try {
                int piece = Math.min(length - filled, PIECE_BYTES);
                n = from.read(ByteBuffer.wrap(buffer, offset + filled, piece), position + filled);
            } catch (IOException e) {
                throw new ChunkFileException(Kind.UNREADABLE,
                        item.path() + " cannot be read at byte " + (position + filled) + ": " + e, e);
            }
            if (n < 0) {
                throw new ChunkFileException(Kind.SHRANK, item.path() + " ends at byte " + (position + filled)
                        + ", it had " + item.size() + " when packing began");
            }
            digest.update(buffer, offset + filled, n);
            filled += n;
        }
        position += length;
        if (position == item.size()) {
            rest();
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

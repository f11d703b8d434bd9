package io.gyre.ctf.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of one data stream file, at any place. Its size is taken once: what is written later is not seen. */
final class DataFile implements Closeable {
    /** The JDK keeps a direct buffer of the size of the largest read, for each thread. */
    private static final int PIECE_BYTES = 1 << 16;

    private final Content content;
    private final String name;
    private final long size;

    private DataFile(Content content, String name, long size) {
        this.content = content;
        this.name = name;
        this.size = size;
    }

    /** Where the bytes are. */
    private interface Content extends Closeable {
        int read(ByteBuffer into, long position) throws IOException;
    }

    private record OnDisk(FileChannel channel) implements Content {
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record InMemory(byte[] bytes) implements Content {
        @Override
        public int read(ByteBuffer into, long position) {
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {}
    }

    static DataFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new DataFile(new OnDisk(channel), file.toString(), channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static DataFile of(byte[] bytes, String name) {
        return new DataFile(new InMemory(bytes), name, bytes.length);
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** {@return how many bytes were read: fewer than {@code length} only where the file has become shorter} */
    int read(byte[] buffer, int offset, int length, long position) throws IOException {
        int done = 0;
        while (done < length) {
            var piece = ByteBuffer.wrap(buffer, offset + done, Math.min(length - done, PIECE_BYTES));
            int count = content.read(piece, position + done);
            if (count <= 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

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

    private final FileChannel channel;
    private final String name;
    private final long size;

    private DataFile(FileChannel channel, String name, long size) {
        this.channel = channel;
        this.name = name;
        this.size = size;
    }

    static DataFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new DataFile(channel, file.toString(), channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
            int count = channel.read(piece, position + done);
            if (count <= 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

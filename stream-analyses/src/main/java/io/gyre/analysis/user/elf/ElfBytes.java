package io.gyre.analysis.user.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads ranges of a file; one that does not lie in it is told, not read. */
final class ElfBytes implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private ElfBytes(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    static ElfBytes open(Path file) throws ElfException {
        if (!Files.isRegularFile(file)) {
            throw new ElfException(ElfException.Kind.UNREADABLE, file, "no regular file");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new ElfBytes(file, channel, channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ElfException unreadable(Path file, IOException e) {
        var error = new ElfException(ElfException.Kind.UNREADABLE, file, "cannot be read: " + e);
        error.initCause(e);
        return error;
    }

    /** {@return the order of what is read from now on} */
    ByteOrder order(ByteOrder newOrder) {
        order = newOrder;
        return order;
    }

    long size() {
        return size;
    }

    /**
     * {@return bytes of the file, from position 0}
     *
     * @param what these are, for the error
     */
    ByteBuffer read(long offset, int length, String what) throws ElfException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw error(ElfException.Kind.TRUNCATED,
                    what + " lies at " + Long.toUnsignedString(offset) + " and takes " + length
                            + " bytes; the file has " + size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // goes on
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.hasRemaining()) {
            throw error(ElfException.Kind.TRUNCATED, what + " ends too early: the file has become shorter");
        }
        return bytes.flip();
    }

    ElfException error(ElfException.Kind kind, String what) {
        return new ElfException(kind, file, what);
    }

    @Override
    public void close() throws ElfException {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}

package io.gyre.embedded;

import io.gyre.embedded.BrokerException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time in a broker's folder. Kafka locks its data too, but only after its controller has opened the metadata
 * log, which a second controller would already have changed.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock acquire(Path folder) throws BrokerException {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new BrokerException(Reason.FOLDER_IN_USE,
                        "another process uses " + folder + "; stop it or choose another folder", null);
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new BrokerException(Reason.FOLDER_UNUSABLE, "cannot keep the broker's data in " + folder + ": " + e,
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    /** The lock goes with the channel, and with the process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("gyre: cannot release the lock of the broker's folder: " + e);
        }
    }
}

package io.gyre.sinks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/** Keeps a second sink out of a folder. The lock ends with the process, however that ends. */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".gyre-lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder, making it if need be; {@link SinkProblem#FOLDER_IN_USE} when somebody else has it. */
    public static FolderLock take(Path folder) throws SinkException {
        try {
            DurableFiles.createFolders(folder);
            FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new SinkException(SinkProblem.FOLDER_IN_USE,
                        folder + " is being written by another process; stop that, or choose another folder");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw SinkException.writing(folder, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws SinkException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SinkException(SinkProblem.FOLDER_IO, "releasing a folder failed: " + e, e);
        }
    }
}

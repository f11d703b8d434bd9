package io.gyre.publisher.adopt;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By the files that processes have open, as {@code /proc} shows them: LTTng's consumer and relay daemons keep every stream's file open.
 * Sees the processes of the same user, or all of them as root.
 */
public final class OpenFilesOfProcesses implements LiveWriters {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFilesOfProcesses.class);
    private static final Path PROC = Path.of("/proc");

    @Override
    public Optional<String> writing(Path session) {
        Path real;
        try {
            real = session.toRealPath();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process, real)) {
                    return Optional
                            .of("process " + process.getFileName() + " (" + name(process) + ") has files of it open");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be listed: {}", PROC, e.toString());
        }
        return Optional.empty();
    }

    private static boolean hasOpen(Path process, Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).startsWith(folder)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.trace("{} is not ours to look at, or gone: {}", process, e.toString());
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "gone";
        }
    }
}

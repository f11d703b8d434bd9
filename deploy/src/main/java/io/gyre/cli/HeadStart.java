package io.gyre.cli;

import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.TraceClasses;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the traces that a command is going to read, and reads their metadata, while the command line is still being understood: in a process
 * that has just begun the one takes as long as the other. The command itself finds what has been read in {@link TraceClasses}; it
 * looks for itself and tells what is wrong, so that nothing of it matters here.
 */
final class HeadStart {
    private static final Set<String> READING = Set.of("text", "report", "inspect");

    private HeadStart() {}

    /** Begins, where there is another processor for it. */
    static void of(String[] arguments) {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            List<Path> folders = folders(arguments);
            if (!folders.isEmpty()) {
                Thread.ofPlatform().daemon().name("head-start").start(() -> read(folders));
            }
        }
    }

    private static void read(List<Path> folders) {
        try {
            for (SessionLine line : Archives.find(folders)) {
                for (TraceFolder trace : line.chunks().getFirst().traces()) {
                    layOut(TraceClasses.of(trace));
                }
            }
        } catch (IOException | UncheckedIOException | MetadataException _) {
            // The command will meet it, too.
        }
    }

    private static void layOut(TraceClass traceClass) {
        TraceLayout layout = TraceLayout.of(traceClass);
        traceClass.streams().keySet().forEach(layout::stream);
    }

    /** {@return what are paths to read, if the command takes any}: no options, nor what may be an option's value. */
    static List<Path> folders(String[] arguments) {
        var folders = new ArrayList<Path>();
        if (arguments.length > 1 && READING.contains(arguments[0])) {
            for (int i = 1; i < arguments.length; i++) {
                boolean isPath = !isOption(arguments[i]) && (!isOption(arguments[i - 1]) || i == arguments.length - 1);
                if (isPath && isFolder(arguments[i])) {
                    folders.add(Path.of(arguments[i]));
                }
            }
        }
        return folders;
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-");
    }

    private static boolean isFolder(String argument) {
        try {
            return Files.isDirectory(Path.of(argument));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}

package io.gyre.cli;

import io.gyre.chunk.SessionLine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What commands that read traces from folders have to say about these. */
final class PathText {
    static final String PATHS = "Archives of one or more recording sessions, the output of a relay daemon, single chunks, or "
            + "traces that were never rotated.";

    private PathText() {}

    /** {@return the lines, of which there is at least one} */
    static List<SessionLine> found(List<SessionLine> lines, List<Path> paths) throws CommandException {
        if (lines.isEmpty()) {
            throw nothing(paths);
        }
        return lines;
    }

    static CommandException nothing(List<Path> paths) {
        return new CommandException(
                "no LTTng trace under " + paths.stream().map(Path::toString).collect(Collectors.joining(", ")),
                "a PATH is a session's folder, its archives folder, or one that holds several");
    }
}

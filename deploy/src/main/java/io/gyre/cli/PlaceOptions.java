package io.gyre.cli;

import io.gyre.chunk.SessionLine;
import io.gyre.ctf.filter.GlobPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the events were recorded. */
final class PlaceOptions {
    @Option(names = "--cpu", paramLabel = "N", split = ",",
            description = "Only what was recorded on these CPUs: streams named channel_N. What threads did elsewhere meanwhile is then "
                    + "unknown, so that waits and calls that end on another CPU are not told.")
    List<Integer> cpus = List.of();

    @Option(names = "--host", paramLabel = "NAME",
            description = "Only sessions of this host; * stands for anything. May be repeated.")
    List<String> hosts = List.of();

    /** {@return names of streams, none for all of them} */
    List<String> streams() {
        return cpus.stream().map(cpu -> "*_" + cpu).toList();
    }

    /** {@return the lines of the hosts wanted, of which there is at least one} */
    List<SessionLine> of(List<SessionLine> lines, List<Path> paths) throws CommandException {
        List<GlobPattern> patterns = hosts.stream().map(GlobPattern::of).toList();
        List<SessionLine> wanted = new ArrayList<>(lines);
        wanted.removeIf(line -> !patterns.isEmpty()
                && patterns.stream().noneMatch(pattern -> pattern.matches(line.key().host())));
        if (wanted.isEmpty() && !lines.isEmpty()) {
            throw new CommandException("no session is of host " + String.join(" or ", hosts), "there are "
                    + lines.stream().map(line -> line.key().host()).distinct().collect(Collectors.joining(", ")));
        }
        return PathText.found(wanted, paths);
    }
}

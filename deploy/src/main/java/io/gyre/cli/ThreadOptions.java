package io.gyre.cli;

import io.gyre.analysis.Threads;
import io.gyre.ctf.filter.GlobPattern;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whose rows are shown. The analyses get all events, so that a figure is the same with and without. */
final class ThreadOptions {
    @Option(names = "--tid", paramLabel = "TID", split = ",",
            description = "Only rows of these threads, or of processes whose first thread is one of them, and nothing that is told of all "
                    + "threads together. Of one thread, wakeups shows the critical path.")
    List<Integer> tids = List.of();

    @Option(names = "--procname", paramLabel = "NAME",
            description = "Only rows of threads or processes of this name, as the kernel has it; * stands for anything. May be repeated.")
    List<String> names = List.of();

    Threads wanted() {
        return new Threads(Set.copyOf(tids), names.stream().map(GlobPattern::of).toList());
    }
}

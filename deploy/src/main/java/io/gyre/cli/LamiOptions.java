package io.gyre.cli;

import io.gyre.analysis.lami.Lami;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.TimeRange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a consumer of LAMI asks an external analysis; the words are LAMI's. */
final class LamiOptions {
    @Option(names = "--lami", description = "Print LAMI " + Lami.VERSION
            + " JSON, as Trace Compass reads it from external analyses; --begin and --end are then nanoseconds.")
    boolean lami;

    @Option(names = "--mi-version", description = "With --lami: print the version of LAMI.")
    boolean version;

    @Option(names = "--metadata",
            description = "With --lami: print titles and columns of the tables, and read no trace.")
    boolean metadata;

    @Option(names = "--test-compatibility",
            description = "With --lami: only tell by the exit code whether the traces have something that the tables show.")
    boolean testCompatibility;

    @Option(names = "--limit", paramLabel = "N",
            description = "With --lami: the most rows of a table, or unlimited (the default).")
    String limit = "unlimited";

    @Option(names = "--output-progress",
            description = "With --lami: accepted; none is told, as the answer is usually there soon.")
    boolean progress;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    int limit() {
        if (limit.equals("unlimited")) {
            return Integer.MAX_VALUE;
        }
        try {
            return Math.max(0, Integer.parseInt(limit));
        } catch (NumberFormatException e) {
            throw wrong("--limit is a number or unlimited, not `" + limit + "`", e);
        }
    }

    TimeRange range(@Nullable String begin, @Nullable String end) {
        return new TimeRange(nanoseconds("--begin", begin, Long.MIN_VALUE), nanoseconds("--end", end, Long.MAX_VALUE));
    }

    private long nanoseconds(String option, @Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(option + " is in nanoseconds with --lami, not `" + text + "`", e);
        }
    }

    /** {@return whether a table of one of the analyses is about events that one of the traces has} */
    static boolean isCompatible(List<SessionLine> lines, List<String> analyses) throws IOException, CtfException {
        boolean found = false;
        for (SessionLine line : lines) {
            for (StreamInput input : ChunkStreams.open(line, (trace, damage) -> {})) {
                found |= input.info().dataStreamClass().events().values().stream()
                        .anyMatch(event -> Lami.isAbout(analyses, event.name()));
                input.packets().close();
            }
        }
        return found;
    }

    private ParameterException wrong(String message, Exception cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}

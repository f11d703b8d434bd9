package io.gyre.analysis;

import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionLine;

import java.util.List;

/**
 * What a {@link LocalReport} says of one session line.
 *
 * @param results of the whole line, one per analysis, in the order of their names; those that have nothing to say are not there
 * @param damages what could not be read
 */
public record LineReport(SessionLine line, List<LineResult<?>> results, List<ChunkDamaged> damages) {
    public LineReport {
        results = List.copyOf(results);
        damages = List.copyOf(damages);
    }

    /** {@return the same, with addresses in programs named by these symbols} */
    public LineReport withSymbols(Symbols symbols) {
        return new LineReport(line, results.stream().<LineResult<?>>map(result -> result.withSymbols(symbols)).toList(),
                damages);
    }

    /**
     * Something of a chunk that could not be read or analysed; the rest was.
     *
     * @param code stable, such as {@code packet-truncated}
     */
    public record ChunkDamaged(long chunkId, String code, String message) {}
}

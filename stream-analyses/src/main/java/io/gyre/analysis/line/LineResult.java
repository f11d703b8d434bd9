package io.gyre.analysis.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Completeness;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Symbols;
import io.gyre.analysis.Threads;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.json.AnswerJson;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer about a session line, rendered when asked for.
 *
 * @param range of the whole slice, of the window, or all of time for a line
 * @param chunks windows of chunks that the answer rests on: one, or for a line all so far
 * @param closing whether the line ends here, so that nothing will change any more
 */
public record LineResult<P>(SessionKey line, Analysis<P> analysis, Scope scope, Window range, View<P> view,
        Completeness completeness, long chunks, boolean closing) {

    /** What parts that are left out leave behind. */
    private static final Pattern EMPTY_LINES = Pattern.compile("\\A\n+|(?<=\n\n)\n+|(?<=\n)\n+\\z");

    /** What an answer is about. */
    public enum Scope {
        SLICE, WINDOW, LINE
    }

    public boolean isEmpty() {
        return analysis.isEmpty(view);
    }

    /** {@return the same answer, which names addresses in programs by these symbols} */
    public LineResult<P> withSymbols(Symbols symbols) {
        return new LineResult<>(line, analysis.withSymbols(symbols), scope, range, view, completeness, chunks, closing);
    }

    /**
     * {@return the entry: {@code host}, {@code session} and {@code created} of the line, what the analysis says, and what may be
     * missing: {@code discarded_events}, {@code discarded_packets}, {@code late_events}, {@code gaps}, {@code chunks}}
     */
    public ObjectNode json() {
        return json(Threads.ALL);
    }

    /** {@return the same of some threads alone} */
    public ObjectNode json(Threads threads) {
        ObjectNode answer = AnswerJson.object();
        analysis.json(view, answer);
        threads.choose(answer);
        ObjectNode entry = AnswerJson.object();
        entry.put("host", line.host());
        entry.put("session", line.session());
        entry.put("created", line.created());
        entry.setAll(answer);
        entry.put("discarded_events", completeness.discardedEvents());
        entry.put("discarded_packets", completeness.discardedPackets());
        entry.put("late_events", completeness.lateEvents());
        entry.put("gaps", completeness.gaps());
        entry.put("chunks", chunks);
        return entry;
    }

    /** {@return the text of {@link #json()}} */
    public String jsonText() {
        return AnswerJson.text(json());
    }

    /** {@return the same for people}; no table where only some threads are wanted and the analysis does not tell threads apart. */
    public String text(Detail detail) {
        String tables = analysis.text(view, detail);
        var text = new StringBuilder(detail.threads().isAll() ? tables : EMPTY_LINES.matcher(tables).replaceAll(""));
        warn(text, completeness.discardedEvents(), "events discarded by the tracer");
        warn(text, completeness.discardedPackets(), "packets lost");
        warn(text, completeness.lateEvents(), "events came after their window");
        warn(text, completeness.gaps(), "gaps: chunks or parts of them are missing");
        return text.toString();
    }

    private static void warn(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append("! ").append(String.format(Locale.ROOT, "%,d ", count)).append(what).append('\n');
        }
    }

    /**
     * {@return what counts of the answer in a fleet's roll-up}; empty when its analysis takes no part in one, or nothing has happened and nothing
     * is missing.
     */
    public Optional<FleetFigures> fleet() {
        if (isEmpty()) {
            return Optional.empty();
        }
        return analysis.fleet(view)
                .filter(figures -> !figures.isNothing() || !completeness.equals(Completeness.COMPLETE));
    }

    /** {@return the partial alone, which merges with that of the neighbours} */
    public byte[] encodedPartial() {
        return analysis.encode(view.value());
    }
}

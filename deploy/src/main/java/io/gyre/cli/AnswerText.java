package io.gyre.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.View;
import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results from Kafka for people. */
final class AnswerText {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What still fits on a screen beside others. */
    private static final int LONGEST_TABLE = 12;
    private static final int MOST_TABLES = 2;
    private static final Detail LITTLE = new Detail(5);

    private AnswerText() {}

    /** {@return one line about a chunk's window}, from the analysis that counts its events */
    static Optional<String> window(Result result) {
        if (result.scope() != Result.Scope.WINDOW || !result.analysis().equals("events")) {
            return Optional.empty();
        }
        String what = result.closing() ? "the end" : "chunk " + result.chunkId();
        String events = Amounts.count(json(result).path("events").asLong());
        return Optional.of(String.format(Locale.ROOT, "%-32s  %-9s  %9s events%s", name(result.line()), what, events,
                missing(result.completeness())));
    }

    /** {@return the tables about a whole line, under a heading; JSON when its analysis is not among these} */
    static String line(Result result, List<? extends Analysis<?>> analyses) {
        String heading = "\n" + result.analysis() + " of " + name(result.line()) + missing(result.completeness())
                + "\n";
        return heading + analyses.stream().filter(analysis -> analysis.name().equals(result.analysis())).findFirst()
                .map(analysis -> tables(analysis, result)).orElseGet(() -> json(result).toPrettyString());
    }

    private static String name(LineId line) {
        return line.host() + "/" + line.session();
    }

    private static <P> String tables(Analysis<P> analysis, Result result) {
        byte[] partial = result.partial();
        if (partial == null) {
            return json(result).toPrettyString();
        }
        try {
            return shortened(analysis.text(View.whole(analysis, analysis.decode(partial)), LITTLE));
        } catch (PartialFormatException e) {
            return json(result).toPrettyString();
        }
    }

    /** {@return the first tables, the rows in the middle of a long one left out; {@code gyre report} shows them all} */
    private static String shortened(String tables) {
        StringBuilder text = new StringBuilder();
        List<String> all = List.of(tables.strip().split("\n\n", -1));
        for (String table : all.subList(0, Math.min(MOST_TABLES, all.size()))) {
            List<String> rows = table.lines().toList();
            int left = rows.size() > LONGEST_TABLE ? rows.size() - LONGEST_TABLE + 1 : 0;
            text.append(text.isEmpty() ? "" : "\n");
            for (int i = 0; i < rows.size(); i++) {
                if (left == 0 || i < LONGEST_TABLE - 2 || i == rows.size() - 1) {
                    text.append(rows.get(i)).append('\n');
                } else if (i == LONGEST_TABLE - 2) {
                    text.append("… ").append(left).append(" more\n");
                }
            }
        }
        return text.toString().stripTrailing();
    }

    /** {@return where something bad was found}, ended by a colon, as far as known */
    static String place(Quarantine bad) {
        StringBuilder place = new StringBuilder();
        if (bad.line() != null) {
            place.append(bad.line());
        }
        if (bad.chunkId() != null) {
            place.append(" chunk ").append(bad.chunkId());
        }
        if (bad.file() != null) {
            place.append(' ').append(bad.file());
        }
        if (bad.packet() != null) {
            place.append(" packet ").append(bad.packet());
        }
        if (bad.byteOffset() != null) {
            place.append(" byte ").append(bad.byteOffset());
        }
        if (bad.source() != null) {
            place.append(place.isEmpty() ? "" : ", ").append(bad.source());
        }
        return place.isEmpty() ? "" : place.append(": ").toString();
    }

    private static String missing(Completeness known) {
        StringBuilder missing = new StringBuilder();
        append(missing, known.discardedEvents(), "events discarded by the tracer");
        append(missing, known.discardedPackets(), "packets lost");
        append(missing, known.lateEvents(), "late events");
        append(missing, known.gaps(), "gaps");
        return missing.isEmpty() ? "" : "  (" + missing + ")";
    }

    private static void append(StringBuilder missing, long count, String what) {
        if (count > 0) {
            missing.append(missing.isEmpty() ? "" : ", ").append(Amounts.count(count)).append(' ').append(what);
        }
    }

    /** {@return what the analysis says, as it says it} */
    static JsonNode json(Result result) {
        try {
            return JSON.readTree(result.json());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the result of " + result.analysis() + " about " + result.line() + " is no JSON", e);
        }
    }
}

package io.gyre.analysis.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Completeness;
import io.gyre.chunk.Window;
import java.util.List;

/**
 * What all lines together did in a stretch of time, as one analysis sees it.
 *
 * <pre>
 * {"begin_ns": 1000000000, "end_ns": 2000000000, "hosts": 2, "lines": 3, "incomplete_lines": 1,
 *  "late_events": 0, "gaps": 1, "discarded_events": 7, "discarded_packets": 0,
 *  "sums": {"events": 748}, "per_second": {"events": 748}, "distributions": {"wait": {"count": 2, "min_ns": 5, …}},
 *  "top": {"classes": {"total": 748, "max_error": 0, "names": [{"name": "jobs:step", "count": 680, "at_least": 680}, …]}},
 *  "took_part": [{"host": "web-01", "session": "orders", "created": "20261123T092351+0000"}, …],
 *  "incomplete": [{"host": "web-01", "session": "orders", "created": …, "late_events": 0, "gaps": 1, …}]}
 * </pre>
 *
 * <p>A line takes part when it had an event that the analysis looks at, a loss or a gap in the stretch. Each list names at most {@value FleetTally#MOST_NAMED} lines, each table
 * 100 names.
 *
 * @param hosts with a line that takes part
 * @param missing from all lines together
 * @param tookPart the first of the lines, in their order
 * @param incomplete the first of the lines from which something is missing
 */
public record FleetRollup(String analysis, Window range, long hosts, long lines, long incompleteLines,
        Completeness missing, List<Participant> tookPart, List<Participant> incomplete, FleetFigures figures) {

    private static final double NS_PER_SECOND = 1e9;

    public FleetRollup {
        tookPart = List.copyOf(tookPart);
        incomplete = List.copyOf(incomplete);
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("begin_ns", beginNs()).put("end_ns", endNs());
        node.put("hosts", hosts).put("lines", lines).put("incomplete_lines", incompleteLines);
        Participant.json(node, missing);
        figures.json(node);
        ObjectNode rates = node.putObject("per_second");
        figures.sums().forEach((name, sum) -> rates.put(name, perSecond(sum)));
        ArrayNode took = node.putArray("took_part");
        tookPart.forEach(line -> line.jsonName(took.addObject()));
        ArrayNode some = node.putArray("incomplete");
        incomplete.forEach(line -> Participant.json(line.jsonName(some.addObject()), line.missing()));
        return node;
    }

    /** {@return the first nanosecond} */
    public long beginNs() {
        return range.afterNs() == Long.MIN_VALUE ? Long.MIN_VALUE : range.afterNs() + 1;
    }

    /** {@return the first nanosecond after it} */
    public long endNs() {
        return range.upToNs() == Long.MAX_VALUE ? Long.MAX_VALUE : range.upToNs() + 1;
    }

    /** {@return a sum's mean over the stretch, rounded} */
    long perSecond(long sum) {
        double ns = (double) range.upToNs() - range.afterNs();
        return ns <= 0 ? 0 : Math.round(sum * NS_PER_SECOND / ns);
    }
}
